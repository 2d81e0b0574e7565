//! The archive: issues in order, under names that last while it grows and reloads.

use std::{
    cmp::Ordering,
    collections::HashMap,
    sync::{
        Arc,
        atomic::{self, AtomicU64},
    },
};

use super::{
    ArticleId, ArticleRef, ArticleTags, ArticleView, InferredTags, Issue, IssueId, Tag, Warning,
};
use crate::text::natural;

/// Everything loaded, newest issue first.
///
/// Issues are shared, so that a search on another thread can hold them while the archive grows: cloning an archive is cheap.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// The name of the folder or file, or of the repository.
    pub name: String,
    /// Oddities of the content, in the order they were met.
    pub warnings: Vec<Warning>,
    /// Mails that were passed over, as they were sent to no list.
    pub letters: usize,
    slots: Arc<Vec<Option<Slot>>>,
    order: Arc<Vec<IssueId>>,
    revision: u64,
}

#[derive(Clone, Debug)]
struct Slot {
    issue: Arc<Issue>,
    inferred: Option<Arc<InferredTags>>,
}

impl Slot {
    fn new(issue: Arc<Issue>) -> Self {
        let inferred = None;
        Self { issue, inferred }
    }

    /// The tags of the issue and of its articles.
    fn tags(&self) -> impl Iterator<Item = &Tag> {
        let articles = self.issue.articles.iter();
        let own =
            articles.flat_map(|article| article.tags.named().iter().chain(article.tags.broader()));
        let inferred = self.inferred.iter().flat_map(|inferred| inferred.each());
        self.issue.tags.iter().chain(own).chain(inferred)
    }

    fn view<'a>(&'a self, id: ArticleId, article: ArticleRef<'a>) -> ArticleView<'a> {
        let inferred = self.inferred.as_ref();
        let inferred = inferred.map_or(&[][..], |inferred| inferred.of(id.index));
        ArticleView::new(id, article, inferred)
    }
}

/// Renames tags of one list, none of which is there twice afterwards.
fn rename(tags: &mut Vec<Tag>, is_meant: &dyn Fn(&Tag) -> bool, new: Option<&Tag>) {
    let known = new.is_some_and(|new| tags.contains(new));
    let Some(at) = tags.iter().position(is_meant) else {
        return;
    };
    let renamed = new.filter(|_| !known).cloned();
    tags.retain(|tag| !is_meant(tag));
    if let Some(new) = renamed {
        tags.insert(at.min(tags.len()), new);
    }
}

impl Archive {
    /// An empty archive.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// The newsletter's name, if most issues tell it and none tells another; else the archive's.
    pub fn title(&self) -> &str {
        let told = || {
            self.issues()
                .filter_map(|(_, issue)| issue.newsletter.as_deref())
        };
        let name = told().next().unwrap_or_default();
        let most = told().count() * 2 > self.order().len();
        if most && told().all(|other| other == name) {
            name
        } else {
            &self.name
        }
    }

    /// Adds issues and puts them in their places.
    pub fn extend(&mut self, issues: impl IntoIterator<Item = impl Into<Arc<Issue>>>) {
        let mut new = Vec::new();
        for issue in issues {
            new.push(self.push(issue.into()));
        }
        self.place(new);
    }

    /// Another number whenever issues or their tags are others; two archives with the same number hold the same issues.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The slots, to be changed.
    fn slots_mut(&mut self) -> &mut Vec<Option<Slot>> {
        static LAST: AtomicU64 = AtomicU64::new(0);
        self.revision = LAST.fetch_add(1, atomic::Ordering::Relaxed) + 1;
        Arc::make_mut(&mut self.slots)
    }

    /// Brings issues up to date: each takes the place of the issue with its path, or is new; those at the paths `gone` are
    /// taken out. Ids of the others, and of those replaced, stay as they are.
    pub fn merge(&mut self, issues: &[Arc<Issue>], gone: &[String]) {
        let known = self.issues().map(|(id, issue)| (issue.path.clone(), id));
        let known: HashMap<String, IssueId> = known.collect();
        for id in gone.iter().filter_map(|path| known.get(path)) {
            self.remove(*id);
        }
        for issue in issues {
            let id = known.get(&issue.path);
            if let Some(slot) = id.and_then(|id| self.slots_mut().get_mut(id.0 as usize)) {
                *slot = Some(Slot::new(Arc::clone(issue)));
            } else {
                let id = self.push(Arc::clone(issue));
                Arc::make_mut(&mut self.order).push(id);
            }
        }
        self.sort();
    }

    fn push(&mut self, issue: Arc<Issue>) -> IssueId {
        let id = IssueId(self.slots.len() as u32);
        self.slots_mut().push(Some(Slot::new(issue)));
        id
    }

    /// Gives the articles of issues, named by their paths, more tags.
    pub fn infer_tags(&mut self, tags: impl IntoIterator<Item = (String, InferredTags)>) {
        let mut tags: HashMap<String, InferredTags> = tags.into_iter().collect();
        for slot in self.slots_mut().iter_mut().flatten() {
            if let Some(inferred) = tags.remove(&slot.issue.path) {
                slot.inferred = Some(Arc::new(inferred));
            }
        }
    }

    /// Gives a tag another name wherever it is, or takes it away.
    pub fn rename_tag(&mut self, is_meant: impl Fn(&Tag) -> bool, new: Option<&Tag>) {
        let rename = |tags: &mut Vec<Tag>| rename(tags, &is_meant, new);
        for slot in self.slots_mut().iter_mut().flatten() {
            if !slot.tags().any(&is_meant) {
                continue;
            }
            let issue = Arc::make_mut(&mut slot.issue);
            rename(&mut issue.tags);
            for article in &mut issue.articles {
                let tags = &mut article.tags;
                let (mut named, mut broader) = (tags.named().to_vec(), tags.broader().to_vec());
                rename(&mut named);
                rename(&mut broader);
                *tags = ArticleTags::new(named, &broader);
            }
            if let Some(inferred) = &mut slot.inferred {
                Arc::make_mut(inferred).each_mut().for_each(rename);
            }
        }
    }

    /// Takes an issue out. Its id is never used again.
    fn remove(&mut self, id: IssueId) {
        if let Some(slot) = self.slots_mut().get_mut(id.0 as usize) {
            *slot = None;
        }
        Arc::make_mut(&mut self.order).retain(|&other| other != id);
    }

    /// The ids of all issues, newest first.
    pub fn order(&self) -> &[IssueId] {
        &self.order
    }

    /// The issue with this id.
    pub fn issue(&self, id: IssueId) -> Option<&Arc<Issue>> {
        Some(&self.slot(id)?.issue)
    }

    fn slot(&self, id: IssueId) -> Option<&Slot> {
        self.slots.get(id.0 as usize)?.as_ref()
    }

    /// All issues, newest first.
    pub fn issues(&self) -> impl Iterator<Item = (IssueId, &Arc<Issue>)> {
        self.order
            .iter()
            .filter_map(|&id| Some((id, self.issue(id)?)))
    }

    /// The article with this id.
    pub fn article(&self, id: ArticleId) -> Option<ArticleView<'_>> {
        let slot = self.slot(id.issue)?;
        let article = slot.issue.article(id.index)?;
        Some(slot.view(id, article))
    }

    /// All articles of an issue, in document order.
    pub fn articles_of(&self, id: IssueId) -> impl Iterator<Item = ArticleView<'_>> {
        self.slot(id).into_iter().flat_map(move |slot| {
            let articles = slot.issue.each().zip(0..);
            articles.map(move |(article, index)| slot.view(ArticleId { issue: id, index }, article))
        })
    }

    /// All articles, newest issue first.
    pub fn articles(&self) -> impl Iterator<Item = ArticleView<'_>> {
        self.order.iter().flat_map(|&id| self.articles_of(id))
    }

    /// The number of articles.
    pub fn article_count(&self) -> usize {
        self.issues().map(|(_, issue)| issue.articles.len()).sum()
    }

    /// By date, then by number, then by path with its digits read as numbers (`issue-9` before `issue-10`); newest first, and
    /// issues without a date after all others.
    fn sort(&mut self) {
        let all = std::mem::take(&mut self.order);
        self.place(Arc::unwrap_or_clone(all));
    }

    /// Puts issues among those that are in order. An archive comes in thousands of pieces, and is not sorted again for each.
    fn place(&mut self, mut new: Vec<IssueId>) {
        new.sort_by(|a, b| self.compare(*a, *b));
        let mut order = Vec::with_capacity(self.order.len() + new.len());
        let mut rest = self.order.as_slice();
        for id in new {
            let at = rest.partition_point(|other| self.compare(*other, id).is_le());
            let (before, after) = rest.split_at(at);
            order.extend(before);
            order.push(id);
            rest = after;
        }
        order.extend(rest);
        self.order = Arc::new(order);
    }

    fn compare(&self, a: IssueId, b: IssueId) -> Ordering {
        match (self.issue(a), self.issue(b)) {
            (Some(a), Some(b)) => newest_first(a, b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}

fn newest_first(a: &Issue, b: &Issue) -> Ordering {
    let dated = |issue: &Issue| (issue.date, issue.number);
    dated(b)
        .cmp(&dated(a))
        .then_with(|| natural::compare(&b.path, &a.path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    fn issue(path: &str, date: Option<&str>, number: Option<u32>) -> Issue {
        let date = date.and_then(|day| Date::from_day(day.parse().unwrap()));
        Issue {
            path: path.into(),
            date,
            number,
            ..Issue::default()
        }
    }

    fn paths(archive: &Archive) -> Vec<&str> {
        archive
            .issues()
            .map(|(_, issue)| issue.path.as_str())
            .collect()
    }

    #[test]
    fn newest_first_then_number_then_natural_name() {
        let mut archive = Archive::new("fog");
        archive.extend([
            issue("issue-9.md", None, None),
            issue("issue-10.md", None, None),
            issue("b.md", Some("2024-01-01"), Some(2)),
            issue("a.md", Some("2024-01-01"), Some(10)),
            issue("c.md", Some("2024-02-01"), None),
        ]);
        assert_eq!(
            paths(&archive),
            ["c.md", "a.md", "b.md", "issue-10.md", "issue-9.md"]
        );
    }

    #[test]
    fn ids_survive_growth_and_removal() {
        let mut archive = Archive::new("fog");
        archive.extend([
            issue("a.md", Some("2024-01-01"), None),
            issue("b.md", Some("2024-01-02"), None),
        ]);
        let a = archive.order()[1];
        archive.extend([issue("c.md", Some("2024-01-03"), None)]);
        assert_eq!(archive.issue(a).unwrap().path, "a.md");
        archive.merge(&[], &["c.md".to_owned()]);
        assert_eq!(paths(&archive), ["b.md", "a.md"]);
        archive.merge(&[issue("a.md", Some("2025-01-01"), None).into()], &[]);
        assert_eq!(paths(&archive), ["a.md", "b.md"]);
        assert_eq!(archive.order()[0], a);
    }
}
