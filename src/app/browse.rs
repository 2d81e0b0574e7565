//! The two lists: issues, and the articles of the selected one, as far as the filter shows them.

use std::{collections::HashMap, ops::Range, sync::Arc};

use super::{id_map::IdMap, list::ListState};
use crate::model::{Archive, ArticleId, IssueId};

/// What the lists show, and where they stand.
#[derive(Debug, Default)]
pub struct Browse {
    /// Issues with at least one article that is shown.
    pub issues: ListState<IssueId>,
    /// The shown articles of the selected issue.
    pub articles: ListState<ArticleId>,
    found: Option<Found>,
    /// The articles of all issues in one list, in an order of their own.
    flat: Option<Arc<Vec<ArticleId>>>,
    left_at: HashMap<IssueId, ArticleId>,
    /// How many articles the archive has: every frame says so.
    all: usize,
}

/// Articles that the filter lets through, and where those of each issue are.
#[derive(Debug, Default)]
struct Found {
    ids: Arc<Vec<ArticleId>>,
    /// By the slot of the issue.
    of_issue: Vec<Range<u32>>,
}

impl Found {
    /// Those of an issue stand together.
    fn new(ids: Arc<Vec<ArticleId>>) -> Self {
        let mut of_issue: Vec<Range<u32>> = Vec::new();
        let mut end = 0;
        for ids in ids.chunk_by(|a, b| a.issue == b.issue) {
            let range = end..end + ids.len() as u32;
            end = range.end;
            let slot = ids.first().map_or(0, |id| id.issue.slot());
            if of_issue.len() <= slot {
                of_issue.resize(slot + 1, 0..0);
            }
            if let Some(of_issue) = of_issue.get_mut(slot) {
                *of_issue = range;
            }
        }
        Self { ids, of_issue }
    }

    fn range(&self, issue: IssueId) -> Range<usize> {
        let range = self.of_issue.get(issue.slot()).cloned().unwrap_or_default();
        range.start as usize..range.end as usize
    }

    fn of(&self, issue: IssueId) -> &[ArticleId] {
        self.ids.get(self.range(issue)).unwrap_or_default()
    }
}

impl Browse {
    /// Shows only these articles, which stand in the order of the archive, or in their own in one `flat` list; `None` shows
    /// all. The selection stays where it can.
    pub fn show(&mut self, archive: &Archive, found: Option<Arc<Vec<ArticleId>>>, flat: bool) {
        self.flat = found.clone().filter(|_| flat);
        self.found = found.map(|mut ids| {
            if flat {
                // Those of an issue must stand together to be counted.
                Arc::make_mut(&mut ids).sort_by_key(|id| id.issue);
            }
            Found::new(ids)
        });
        self.refresh(archive);
    }

    /// Brings the lists up to date with an archive that changed.
    pub fn refresh(&mut self, archive: &Archive) {
        let issues = archive.order().iter().copied();
        let issues = match &self.found {
            Some(found) => issues.filter(|id| !found.of(*id).is_empty()).collect(),
            None => issues.collect(),
        };
        self.issues.set(issues);
        self.all = archive.article_count();
        if let Some(ids) = &self.flat {
            self.articles.set(ids.to_vec());
        }
        self.fill(archive);
    }

    /// The articles shown of an issue.
    pub fn articles_of(&self, archive: &Archive, issue: IssueId) -> Vec<ArticleId> {
        if let Some(found) = &self.found {
            return found.of(issue).to_vec();
        }
        let count = self.count(archive, issue) as u32;
        (0..count).map(|index| ArticleId { issue, index }).collect()
    }

    /// How many articles of an issue are shown.
    pub fn count(&self, archive: &Archive, issue: IssueId) -> usize {
        match &self.found {
            Some(found) => found.of(issue).len(),
            None => archive.issue(issue).map_or(0, |issue| issue.articles.len()),
        }
    }

    /// How many articles are shown in all.
    pub fn total(&self) -> usize {
        self.found
            .as_ref()
            .map_or(self.all, |found| found.ids.len())
    }

    /// Where the selected article is among those found, from 1, and how many they are; `None` while all are shown.
    pub fn place(&self) -> Option<(usize, usize)> {
        let found = self.found.as_ref()?;
        if self.flat.is_some() {
            return Some((self.articles.position() + 1, found.ids.len()));
        }
        let article = self.articles.selected();
        let range = article.map(|article| found.range(article.issue));
        let at = range.map_or(0, |range| range.start + self.articles.position() + 1);
        Some((at, found.ids.len()))
    }

    /// Selects the first article of the newest issue.
    pub fn to_newest(&mut self, archive: &Archive) {
        self.issues.select_at(0);
        self.fill(archive);
        self.articles.select_at(0);
    }

    /// The articles that are shown, in no order that matters; `None` if all are.
    pub fn found(&self) -> Option<Arc<Vec<ArticleId>>> {
        self.found.as_ref().map(|found| found.ids.clone())
    }

    /// All articles that are shown, in order.
    pub fn shown(&self, archive: &Archive) -> Vec<ArticleId> {
        match (&self.flat, &self.found) {
            (Some(ids), _) | (None, Some(Found { ids, .. })) => ids.to_vec(),
            (None, None) => archive.articles().map(|article| article.id).collect(),
        }
    }

    /// Selects the first article of all that are shown.
    pub fn start(&mut self, archive: &Archive) {
        let all = self
            .flat
            .as_ref()
            .or(self.found.as_ref().map(|found| &found.ids));
        match all.and_then(|ids| ids.first().copied()) {
            Some(first) => drop(self.select(archive, first)),
            None => self.to_newest(archive),
        }
    }

    /// Moves among the issues. Returns true if the selection moved.
    pub fn move_issue(&mut self, archive: &Archive, by: isize) -> bool {
        let moved = self.issues.move_by(by);
        self.fill(archive);
        if self.flat.is_some() {
            let issue = self.issues.selected();
            let mut articles = self.articles.items().iter();
            let first = articles.position(|article| Some(article.issue) == issue);
            self.articles.select_at(first.unwrap_or(0));
        }
        moved
    }

    /// Selects an issue by its position among those shown.
    pub fn select_issue_at(&mut self, archive: &Archive, position: usize) {
        let from = isize::try_from(self.issues.position()).unwrap_or_default();
        let to = isize::try_from(position).unwrap_or(isize::MAX);
        self.move_issue(archive, to - from);
    }

    /// In one list of all issues, the issue selected is that of the article.
    pub fn follow(&mut self) {
        if let Some(article) = self.articles.selected().filter(|_| self.flat.is_some()) {
            self.issues.select(article.issue);
        }
    }

    /// Moves among the articles, on into the neighbouring issues. Returns true if the selection moved.
    pub fn step(&mut self, archive: &Archive, forward: bool) -> bool {
        let by = if forward { 1 } else { -1 };
        if self.articles.move_by(by) {
            return true;
        }
        if self.flat.is_some() {
            return false;
        }
        let before = self.issues.position();
        while self.issues.move_by(by) {
            self.fill(archive);
            self.articles
                .select_at(if forward { 0 } else { usize::MAX });
            if self.articles.selected().is_some() {
                return true;
            }
        }
        self.issues.select_at(before);
        self.fill(archive);
        false
    }

    /// Selects an article and its issue. Returns true if it is shown at all.
    pub fn select(&mut self, archive: &Archive, article: ArticleId) -> bool {
        let issue = self.issues.select(article.issue);
        self.fill(archive);
        issue && self.articles.select(article)
    }

    /// Remembers where each issue was left.
    pub fn remember(&mut self) {
        if let Some(article) = self.articles.selected() {
            self.left_at.insert(article.issue, article);
        }
    }

    /// Goes on with the same articles under other ids.
    pub(super) fn remap(&mut self, map: &IdMap) {
        self.articles.rename(|id| map.new_id(id));
        let left = std::mem::take(&mut self.left_at).into_iter();
        let left = left.filter_map(|(issue, id)| Some((issue, map.new_id(id)?)));
        self.left_at = left.collect();
    }

    /// The articles of the selected issue into their list, at the place where the issue was left. One list of all issues stays
    /// as it is.
    fn fill(&mut self, archive: &Archive) {
        if self.flat.is_some() {
            return;
        }
        let issue = self.issues.selected();
        let same = issue == self.articles.selected().map(|article| article.issue);
        let ids = issue
            .map(|issue| self.articles_of(archive, issue))
            .unwrap_or_default();
        if !same {
            self.articles = ListState::default();
        }
        self.articles.set(ids);
        if let Some(left) = issue
            .filter(|_| !same)
            .and_then(|issue| self.left_at.get(&issue))
        {
            self.articles.select(*left);
        }
    }
}
