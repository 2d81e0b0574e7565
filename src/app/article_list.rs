//! The one list: every article that is shown, across issues. The issues are its index: runs of the list, in step with it.
//!
//! Positions, selection and window count articles, never lines: an article may take several lines of the screen, its group's
//! heading above it among them, so that headings cannot be selected and moving costs the same in a list of any length.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{id_map::IdMap, issue_names::IssueNames, marks::Marking, page_id::PageId, rows::Rows};
use crate::model::{Archive, ArticleId, IssueId};

/// With fewer articles to an issue than this, groups are left out.
const GROUPED: usize = 3;

/// Neighbours in the list that stand in one issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    issue: IssueId,
    /// The position of its first article.
    start: usize,
}

/// The articles that are shown, the selected one, and the windows on them and on their issues.
#[derive(Debug, Default)]
pub struct ArticleList {
    /// The short names of the issues.
    pub names: IssueNames,
    /// The articles; an issue without any stands for itself.
    items: Vec<PageId>,
    runs: Vec<Run>,
    rows: Rows,
    index: Rows,
    /// True if the articles stand in an order of their own, and not in that of the archive.
    ordered: bool,
    /// True if a filter or a view leaves articles out.
    narrowed: bool,
    issues: usize,
    articles: usize,
    /// The number of unread ones among them, and the revision of the marks that it was counted for.
    unread: (usize, Option<u64>),
    /// The lines of the screen that a title takes, with the reason below it.
    lines: usize,
    left_at: HashMap<IssueId, ArticleId>,
}

impl ArticleList {
    /// Shows these articles, in the order of the archive or an `ordered` one of their own; `None` shows all. The selection stays
    /// on its article, or near it.
    pub fn show(&mut self, archive: &Archive, found: Option<&[ArticleId]>, ordered: bool) {
        let items = match found {
            Some(ids) => ids.iter().copied().map(PageId::Article).collect(),
            None => everything(archive),
        };
        self.narrowed = found.is_some();
        self.ordered = ordered && self.narrowed;
        let was = self.selected();
        let rows = self.rows.replaced(items.len(), |old| {
            let item = self.items.get(old)?;
            items.iter().position(|other| other == item)
        });
        (self.items, self.rows) = (items, rows);
        self.derive();
        if let Some(lost) = was.filter(|item| self.selected() != Some(*item)) {
            self.select_near(archive, lost.issue());
        }
    }

    /// Selects the first article of an issue that is shown, or of the next such issue in the order of the archive.
    fn select_near(&mut self, archive: &Archive, issue: IssueId) {
        let starts = self.runs.iter().rev().map(|run| (run.issue, run.start));
        let starts: HashMap<IssueId, usize> = starts.collect();
        let mut after = archive.order().iter().skip_while(|id| **id != issue);
        if let Some(start) = after.find_map(|id| starts.get(id)) {
            self.rows.select_at(*start);
        }
    }

    /// Finds the runs, and counts.
    fn derive(&mut self) {
        self.unread.1 = None;
        self.runs.clear();
        self.articles = 0;
        for (item, start) in self.items.iter().zip(0..) {
            let issue = item.issue();
            if self.runs.last().is_none_or(|run| run.issue != issue) {
                self.runs.push(Run { issue, start });
            }
            self.articles += usize::from(item.article().is_some());
        }
        self.issues = if self.ordered {
            let issues: HashSet<_> = self.runs.iter().map(|run| run.issue).collect();
            issues.len()
        } else {
            self.runs.len()
        };
        let at = self.run_at(self.position());
        self.index = self.index.replaced(self.runs.len(), |_| Some(at));
    }

    /// All that is listed.
    pub fn items(&self) -> &[PageId] {
        &self.items
    }

    /// The position of the selection, from 0.
    pub fn position(&self) -> usize {
        self.rows.position()
    }

    /// The selected article, or issue without articles.
    pub fn selected(&self) -> Option<PageId> {
        self.items.get(self.position()).copied()
    }

    /// The selected article.
    pub fn article(&self) -> Option<ArticleId> {
        self.selected()?.article()
    }

    /// The issue of the selected article.
    pub fn issue(&self) -> Option<IssueId> {
        Some(self.selected()?.issue())
    }

    /// Selection and window, in articles.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The same for the index, in issues.
    pub fn index(&self) -> &Rows {
        &self.index
    }

    /// The window of the index alone, to be moved.
    pub(super) fn index_mut(&mut self) -> &mut Rows {
        &mut self.index
    }

    /// The issue of a row of the index, and how many articles of it stand there.
    pub fn indexed(&self, row: usize) -> Option<(IssueId, &[PageId])> {
        let run = self.runs.get(row)?;
        Some((run.issue, self.items.get(self.range(row))?))
    }

    fn range(&self, run: usize) -> Range<usize> {
        let start = |run: usize| self.runs.get(run).map_or(self.items.len(), |run| run.start);
        start(run)..start(run + 1)
    }

    /// The run that a position lies in.
    fn run_at(&self, position: usize) -> usize {
        let after = self.runs.partition_point(|run| run.start <= position);
        after.saturating_sub(1)
    }

    /// The place of the selected article among all, from 1; 0 in an empty list.
    pub fn place(&self) -> usize {
        (self.position() + 1).min(self.articles)
    }

    /// The number of issues that articles of are shown.
    pub fn issue_count(&self) -> usize {
        self.issues
    }

    /// The number of articles that are shown.
    pub fn article_count(&self) -> usize {
        self.articles
    }

    /// The number of unread articles that are shown.
    pub fn unread(&self) -> usize {
        self.unread.0
    }

    /// Counts the unread articles again, if the list or a mark changed.
    pub(super) fn count_unread(&mut self, marks: &Marking) {
        if self.unread.1 != Some(marks.revision()) {
            let runs = 0..self.runs.len();
            let unread = runs.map(|run| self.unread_indexed(run, marks)).sum();
            self.unread = (unread, Some(marks.revision()));
        }
    }

    /// The number of unread articles of a row of the index.
    pub fn unread_indexed(&self, row: usize, marks: &Marking) -> usize {
        let Some((issue, items)) = self.indexed(row) else {
            return 0;
        };
        let articles = items.iter().filter_map(|item| item.article());
        marks.unread_of(issue, articles.map(|id| id.index))
    }

    /// True if a filter or a view leaves articles out.
    pub fn is_narrowed(&self) -> bool {
        self.narrowed
    }

    /// True if the articles stand in an order of their own.
    pub fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// The articles that are shown, in order; `None` if all are.
    pub fn found(&self) -> Option<Arc<Vec<ArticleId>>> {
        self.narrowed.then(|| Arc::new(self.ids()))
    }

    /// The articles that are shown, in order.
    pub fn ids(&self) -> Vec<ArticleId> {
        self.items
            .iter()
            .filter_map(|item| item.article())
            .collect()
    }

    /// The articles that are shown of the selected issue.
    pub fn ids_of_issue(&self) -> Vec<ArticleId> {
        let issue = self.issue();
        let here = self.items.iter().filter(|item| Some(item.issue()) == issue);
        here.filter_map(|item| item.article()).collect()
    }

    /// Selects by position, clamped to the list.
    pub fn select_at(&mut self, position: usize) {
        self.rows.select_at(position);
    }

    /// Moves the selection, stopping at both ends. Returns true if it moved.
    pub fn move_by(&mut self, by: isize) -> bool {
        self.rows.move_by(by)
    }

    /// Selects an article. Returns true if it is shown.
    pub fn select(&mut self, article: ArticleId) -> bool {
        self.select_item(PageId::Article(article))
    }

    /// Selects an issue: the article it was left at, else its first one. Returns true if it is shown.
    pub fn select_issue(&mut self, issue: IssueId) -> bool {
        let run = self.runs.iter().position(|run| run.issue == issue);
        run.is_some_and(|run| self.select_run(run))
    }

    fn select_item(&mut self, item: PageId) -> bool {
        if self.selected() == Some(item) {
            return true;
        }
        let at = self.items.iter().position(|other| *other == item);
        at.is_some_and(|at| {
            self.select_at(at);
            true
        })
    }

    fn select_run(&mut self, run: usize) -> bool {
        let Some(there) = self.runs.get(run).copied() else {
            return false;
        };
        let range = self.range(run);
        let left = self.left_at.get(&there.issue).copied().map(PageId::Article);
        let items = self.items.get(range).unwrap_or_default();
        let at = left.and_then(|left| items.iter().position(|item| *item == left));
        self.select_at(there.start + at.unwrap_or(0));
        true
    }

    /// Moves among the issues. Returns true if the selection moved.
    pub fn move_issue(&mut self, by: isize) -> bool {
        let here = self.run_at(self.position());
        let last = self.runs.len().saturating_sub(1);
        let to = here.saturating_add_signed(by).min(last);
        to != here && self.select_run(to)
    }

    /// Selects a row of the index.
    pub fn select_indexed(&mut self, row: usize) {
        self.select_run(row.min(self.runs.len().saturating_sub(1)));
    }

    /// Selects the first of all.
    pub fn start(&mut self) {
        self.select_at(0);
    }

    /// True if the article at a position begins a group of its issue, whose name then stands above it.
    pub fn begins_group(&self, archive: &Archive, at: usize) -> bool {
        self.has_groups() && self.group_change(archive, at).unwrap_or(false)
    }

    fn has_groups(&self) -> bool {
        !self.ordered && (!self.narrowed || self.articles >= GROUPED * self.issues)
    }

    fn group_change(&self, archive: &Archive, at: usize) -> Option<bool> {
        let id = self.items.get(at)?.article()?;
        let group = archive.article(id)?.group()?;
        let before = at.checked_sub(1).and_then(|at| self.items.get(at));
        let before = before.filter(|item| item.issue() == id.issue);
        let before = before.and_then(|item| archive.article(item.article()?)?.group());
        Some(before != Some(group))
    }

    /// The lines of the screen that the article at a position takes.
    pub fn height(&self, archive: &Archive, at: usize) -> usize {
        self.lines.max(1) + usize::from(self.begins_group(archive, at))
    }

    /// The lines that a title takes with its reason.
    pub fn lines(&self) -> usize {
        self.lines.max(1)
    }

    /// The articles in a window of `height` lines: the position of each, and its first line there.
    pub fn window(&self, archive: &Archive, height: usize) -> Vec<(usize, usize)> {
        let mut line = 0;
        let mut shown = Vec::new();
        for at in self.rows.top()..self.items.len() {
            if line >= height {
                break;
            }
            shown.push((at, line));
            line += self.height(archive, at);
        }
        shown
    }

    /// The position of the article at a line of the window.
    pub fn at_line(&self, archive: &Archive, line: usize) -> Option<usize> {
        let shown = self.window(archive, line + 1);
        let (at, first) = *shown.last()?;
        (line < first + self.height(archive, at)).then_some(at)
    }

    /// Scrolls the list's window alone.
    pub(super) fn scroll(&mut self, by: isize, height: usize) {
        self.rows.scroll(by, height / self.lines());
    }

    /// Brings the windows around their selections, and the index in step with the list. Heights are in lines.
    pub(super) fn reveal(&mut self, archive: &Archive, list: usize, index: usize, lines: usize) {
        self.lines = lines;
        let mut rows = self.rows;
        rows.reveal_lines(list, |at| self.height(archive, at));
        self.rows = rows;
        let run = self.run_at(self.position());
        if self.index.position() != run {
            self.index.select_at(run);
        }
        self.index.reveal(index);
        if let Some(article) = self.article() {
            self.left_at.insert(article.issue, article);
        }
    }

    /// The same articles go on under new ids.
    pub(super) fn remap(&mut self, map: &IdMap) {
        let renamed = |item: &PageId| match item {
            PageId::Article(id) => map.new_id(*id).map(PageId::Article),
            PageId::Issue(_) => Some(*item),
        };
        let items: Vec<PageId> = self.items.iter().filter_map(renamed).collect();
        let rows = self.rows.replaced(items.len(), |old| {
            let item = renamed(self.items.get(old)?)?;
            items.iter().position(|other| *other == item)
        });
        (self.items, self.rows) = (items, rows);
        let left = std::mem::take(&mut self.left_at).into_iter();
        let left = left.filter_map(|(issue, id)| Some((issue, map.new_id(id)?)));
        self.left_at = left.collect();
        self.derive();
    }
}

/// Every article of the archive, and every issue that has none.
fn everything(archive: &Archive) -> Vec<PageId> {
    let mut items = Vec::with_capacity(archive.article_count());
    for (issue, found) in archive.issues() {
        let count = found.articles.len() as u32;
        if count == 0 {
            items.push(PageId::Issue(issue));
        }
        items.extend((0..count).map(|index| PageId::Article(ArticleId { issue, index })));
    }
    items
}
