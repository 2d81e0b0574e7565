//! The marks at a moment, found by article.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::model::{
    ArticleId, ArticleView, Issue, IssueId, Key, Ledger, Mark, Marks, Value, identities,
};

/// The marks at a moment, and the articles they are on, for use on any thread. A copy costs nothing; only a change
/// while a copy is in use clones the part that changes.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub(super) ledger: Arc<Ledger>,
    /// The issues that came since the archive was read last.
    pub(super) new: Arc<HashSet<IssueId>>,
    pub(super) issues: Arc<HashMap<IssueId, KnownIssue>>,
}

/// The keys of an issue's articles, made once.
#[derive(Clone, Debug)]
pub(super) struct KnownIssue {
    pub(super) issue: Arc<Issue>,
    pub(super) keys: Arc<[ArticleKeys]>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ArticleKeys {
    pub(super) article: Key,
    pub(super) source: Key,
}

impl Snapshot {
    pub(super) fn keys(&self, issue: IssueId) -> &[ArticleKeys] {
        self.issues.get(&issue).map_or(&[], |known| &known.keys)
    }

    pub(super) fn value(&self, id: ArticleId, mark: Mark) -> &Value {
        let keys = self.keys(id.issue).get(id.index as usize);
        keys.map_or(&Value::Off, |keys| self.ledger.value(keys.of(mark), mark))
    }
}

impl Marks for Snapshot {
    fn is(&self, article: &ArticleView<'_>, mark: Mark) -> bool {
        *self.value(article.id, mark) != Value::Off
    }

    fn is_new(&self, article: &ArticleView<'_>) -> bool {
        self.new.contains(&article.id.issue)
    }

    fn are_there(&self, mark: Mark) -> bool {
        self.ledger.knows(mark)
    }
}

impl KnownIssue {
    pub(super) fn new(issue: &Arc<Issue>) -> Self {
        let names = identities(issue).into_iter();
        let keys = names.map(|names| ArticleKeys {
            article: names.article.key(),
            source: names.source.key(),
        });
        Self {
            issue: Arc::clone(issue),
            keys: keys.collect(),
        }
    }
}

impl ArticleKeys {
    pub(super) fn of(self, mark: Mark) -> Key {
        if mark.is_on_source() {
            self.source
        } else {
            self.article
        }
    }
}
