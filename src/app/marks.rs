//! The user's marks, for the archive that is open.

mod history;
mod snapshot;
mod words;

use snapshot::KnownIssue;
pub use snapshot::Snapshot;
use words::told;
pub use words::verb;

use std::{collections::HashSet, sync::Arc};

use super::id_map::IdMap;
use crate::model::{
    Archive, ArticleId, ArticleView, Change, Identity, Issue, IssueId, Key, Mark, Marks, ReadIn,
    Subject, Value, adopt, identities,
};
use history::{History, Wish};

/// When an article counts as read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadPolicy {
    /// When its end has been on the screen.
    #[default]
    End,
    /// When its source is opened.
    Open,
    /// Only when the reader says so.
    Manual,
}

/// All marks, those of the open archive found by article, and the state for setting more.
#[derive(Debug, Default)]
pub struct Marking {
    /// When an article counts as read.
    pub policy: ReadPolicy,
    /// Articles selected to be worked on together, in the order they were.
    pub picked: Vec<ArticleId>,
    /// The number of changes that are not on the disk yet.
    pub unsaved: usize,
    /// The article that was marked read last because its end was seen, or that the user decided on.
    pub(super) considered: Option<ArticleId>,
    now: Snapshot,
    history: History,
    unread: usize,
    revision: u64,
    /// The last place of the queue that was ever given.
    last_place: i64,
    /// Marks on articles that are not here under that name: they may be of other archives, or of issues that were renamed.
    elsewhere: Vec<Change>,
}

/// A change of marks: its name, as in `27 marked read`, and the records for the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// In lower case, for the status line.
    pub what: String,
    /// The number of articles that are different now.
    pub count: usize,
    /// To be kept; empty if all was so already.
    pub changes: Vec<Change>,
}

impl Marking {
    /// The marks of an archive among all that are kept.
    pub fn of(archive: &Archive, all: &[Change]) -> Self {
        let mut marks = Self::default();
        marks.learn(archive);
        marks.take(all);
        marks.adopt(archive);
        marks
    }

    /// Learns which articles there are. Call it when the archive grew or changed.
    pub fn learn(&mut self, archive: &Archive) {
        let issues = Arc::make_mut(&mut self.now.issues);
        issues.retain(|id, _| archive.issue(*id).is_some());
        for (id, issue) in archive.issues() {
            let known = issues.get(&id);
            if known.is_none_or(|known| !Arc::ptr_eq(&known.issue, issue)) {
                issues.insert(id, KnownIssue::new(issue));
            }
        }
        self.count();
    }

    /// The articles picked and considered go on under their new ids.
    pub(super) fn remap(&mut self, map: &IdMap) {
        map.rename_all(&mut self.picked);
        self.considered = self.considered.and_then(|id| map.new_id(id));
    }

    /// Takes in marks from the store. Returns true if any differs.
    pub fn take(&mut self, changes: &[Change]) -> bool {
        let mut differs = false;
        let ledger = Arc::make_mut(&mut self.now.ledger);
        for change in changes {
            differs |= ledger.apply(change);
            if let (Mark::Queued, Value::Number(place)) = (change.mark, &change.value) {
                self.last_place = self.last_place.max(*place);
            }
        }
        self.elsewhere.extend_from_slice(changes);
        self.count();
        differs
    }

    /// Keeps the marks of issues that have another name since their files changed. Returns the changes for the store.
    pub(super) fn follow(
        &mut self,
        before: &[(IssueId, Arc<Issue>)],
        archive: &Archive,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        for (id, was) in before {
            let now = archive.issue(*id);
            if let Some(now) = now.filter(|now| now.mark_key != was.mark_key) {
                changes.extend(self.now.ledger.renamed(was, now));
            }
        }
        self.take(&changes);
        changes
    }

    /// Finds the articles of marks that name their issue as it was before. Call it when these issues are all there, after the
    /// marks were [taken](Self::take). Returns the changes for the store.
    pub fn adopt(&mut self, archive: &Archive) -> Vec<Change> {
        let issues = archive.issues().map(|(_, issue)| &**issue);
        let mut found = adopt(&issues.collect::<Vec<_>>(), &self.elsewhere);
        let ledger = Arc::make_mut(&mut self.now.ledger);
        found.retain(|change| ledger.apply(change));
        let waiting = self.elsewhere.iter().map(|change| change.subject.key());
        let waiting: HashSet<Key> = waiting.collect();
        let articles = self.now.issues.values().flat_map(|known| &*known.keys);
        let here = articles.flat_map(|keys| [keys.article, keys.source]);
        let here: HashSet<Key> = here.filter(|key| waiting.contains(key)).collect();
        self.elsewhere
            .retain(|change| !here.contains(&change.subject.key()));
        self.count();
        found
    }

    /// All marks that are known by their names.
    pub fn known(&self) -> Vec<Change> {
        let issues = self.now.issues.values();
        let names = issues.flat_map(|known| identities(&known.issue));
        let subjects: HashSet<_> = names
            .flat_map(|names| [names.article, names.source])
            .collect();
        let here = subjects
            .iter()
            .flat_map(|subject| self.now.ledger.changes(subject.key(), subject));
        here.chain(self.elsewhere.iter().cloned()).collect()
    }

    /// Says which issues came since the archive was read last.
    pub(super) fn set_new(&mut self, issues: impl Iterator<Item = IssueId>) {
        self.now.new = Arc::new(issues.collect());
        self.revision += 1;
    }

    /// The number of unread articles.
    pub fn unread(&self) -> usize {
        self.unread
    }

    fn count(&mut self) {
        self.revision += 1;
        let Snapshot { ledger, issues, .. } = &self.now;
        let keys = issues.values().flat_map(|known| known.keys.iter());
        let unread = keys.filter(|keys| !ledger.is_set(keys.source, Mark::Read));
        self.unread = unread.count();
    }

    /// The value of a mark of an article.
    pub fn value(&self, id: ArticleId, mark: Mark) -> &Value {
        self.now.value(id, mark)
    }

    /// True if an article bears a mark.
    pub fn has(&self, id: ArticleId, mark: Mark) -> bool {
        *self.value(id, mark) != Value::Off
    }

    /// The number of unread ones among some articles of an issue, given by their positions there.
    pub fn unread_of(&self, issue: IssueId, articles: impl Iterator<Item = u32>) -> usize {
        let keys = self.now.keys(issue);
        let is_unread = |index: &u32| {
            let keys = keys.get(*index as usize);
            keys.is_none_or(|keys| !self.now.ledger.is_set(keys.of(Mark::Read), Mark::Read))
        };
        articles.filter(is_unread).count()
    }

    /// A number that is another one whenever marks are.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The marks as they are now.
    pub fn snapshot(&self) -> Snapshot {
        self.now.clone()
    }

    /// The reader's note on an article.
    pub fn memo(&self, id: ArticleId) -> Option<&str> {
        match self.value(id, Mark::Memo) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The place where an article's source was read, if not in that article.
    pub fn read_elsewhere(&self, article: &ArticleView<'_>) -> Option<ReadIn<'_>> {
        let Value::Text(place) = self.value(article.id, Mark::Read) else {
            return None;
        };
        Some(ReadIn::from_value(place)).filter(|place| !place.is_in(**article))
    }

    /// The articles of the archive that are queued, in the order of the queue.
    pub fn queue(&self, archive: &Archive) -> Vec<ArticleId> {
        let ids = archive.articles().map(|article| article.id);
        let mut queue: Vec<_> = ids.filter(|id| self.has(*id, Mark::Queued)).collect();
        queue.sort_by_key(|id| self.value(*id, Mark::Queued));
        queue
    }

    /// Sets a mark on articles, or lifts it. Times are microseconds since 1970.
    pub fn set(
        &mut self,
        archive: &Archive,
        ids: &[ArticleId],
        mark: Mark,
        on: bool,
        now: i64,
    ) -> Done {
        let differing = ids.iter().filter(|id| self.has(**id, mark) != on);
        let differing: Vec<_> = differing.copied().collect();
        let mut wishes = Vec::with_capacity(differing.len());
        for (id, names) in named(archive, &differing) {
            // What is read is done with.
            if mark == Mark::Read && on && self.has(id, Mark::Queued) {
                wishes.push((names.article.clone(), Mark::Queued, Value::Off));
            }
            let value = if on {
                self.worth(archive, id, mark, now)
            } else {
                Value::Off
            };
            wishes.push((names.of(mark), mark, value));
        }
        let done = self.make(told(differing.len(), mark, on), wishes, now);
        Done {
            count: differing.len(),
            ..done
        }
    }

    /// The value to set a mark to.
    fn worth(&mut self, archive: &Archive, id: ArticleId, mark: Mark, now: i64) -> Value {
        match mark {
            Mark::Read => {
                let article = archive.article(id);
                Value::Text(
                    article
                        .map_or_else(String::new, |view| view.read_in())
                        .into(),
                )
            }
            Mark::Queued => {
                self.last_place = now.max(self.last_place.saturating_add(1));
                Value::Number(self.last_place)
            }
            Mark::Opened => Value::Number(now),
            Mark::Starred | Mark::Memo => Value::Number(1),
        }
    }

    /// Writes a note on an article; an empty one takes it away.
    pub fn set_memo(&mut self, article: Subject, memo: &str, now: i64) -> Done {
        let value = match memo.trim() {
            "" => Value::Off,
            memo => Value::Text(memo.into()),
        };
        let what = if value == Value::Off {
            "memo removed"
        } else {
            "memo kept"
        };
        self.make(what.to_owned(), vec![(article, Mark::Memo, value)], now)
    }

    /// Lets two queued articles change places.
    pub fn swap(&mut self, archive: &Archive, one: ArticleId, other: ArticleId, now: i64) -> Done {
        let places = [other, one].map(|id| self.value(id, Mark::Queued).clone());
        let named = named(archive, &[one, other]).into_iter().zip(places);
        let wishes = named.map(|((_, names), place)| (names.article, Mark::Queued, place));
        self.make("moved in the queue".to_owned(), wishes.collect(), now)
    }

    /// Takes the last change back; `None` if there is none.
    pub fn undo(&mut self, now: i64) -> Option<Done> {
        let ledger = Arc::make_mut(&mut self.now.ledger);
        let (what, changes) = self.history.undo(ledger, now)?;
        self.count();
        Some(Done {
            what: format!("undid: {what}"),
            count: changes.len(),
            changes,
        })
    }

    /// Redoes the step undone last; `None` if there is none.
    pub fn redo(&mut self, now: i64) -> Option<Done> {
        let ledger = Arc::make_mut(&mut self.now.ledger);
        let (what, changes) = self.history.redo(ledger, now)?;
        self.count();
        Some(Done {
            what: format!("did again: {what}"),
            count: changes.len(),
            changes,
        })
    }

    fn make(&mut self, what: String, wishes: Vec<Wish>, now: i64) -> Done {
        let ledger = Arc::make_mut(&mut self.now.ledger);
        let changes = self.history.make(ledger, what.clone(), wishes, now);
        self.count();
        Done {
            what,
            count: 1,
            changes,
        }
    }
}

impl Marks for Marking {
    fn is(&self, article: &ArticleView<'_>, mark: Mark) -> bool {
        self.now.is(article, mark)
    }

    fn is_new(&self, article: &ArticleView<'_>) -> bool {
        self.now.is_new(article)
    }

    fn are_there(&self, mark: Mark) -> bool {
        self.now.are_there(mark)
    }
}

/// The names of articles.
fn named(archive: &Archive, ids: &[ArticleId]) -> Vec<(ArticleId, Identity)> {
    let name = |id: &ArticleId| Some((*id, archive.article(*id)?.identity()));
    ids.iter().filter_map(name).collect()
}
