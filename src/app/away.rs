//! Files that are away for a moment: an editor writes them anew, a sync client moves them, git switches branches.

use std::{collections::HashSet, sync::Arc};

use crate::{
    model::{ArticleId, Issue, Key, identities},
    store::Place,
};

/// The state that went away with files that may come back.
#[derive(Debug, Default)]
pub struct Away {
    /// The place that the reader had, and the article that was selected when it was lost.
    pub(super) held: Option<(Place, Option<ArticleId>)>,
    /// The articles that went.
    gone: HashSet<Key>,
}

impl Away {
    /// Takes note of issues as they were before a change and are after it. Returns the number of articles that came back.
    pub(super) fn note(&mut self, before: &[Arc<Issue>], after: &[Arc<Issue>]) -> usize {
        let names = |issues: &[Arc<Issue>]| -> HashSet<Key> {
            let names = issues.iter().flat_map(|issue| identities(issue));
            names.map(|names| names.article.key()).collect()
        };
        let (before, after) = (names(before), names(after));
        let back = after.intersection(&self.gone).count();
        self.gone.extend(before);
        self.gone.retain(|name| !after.contains(name));
        back
    }
}
