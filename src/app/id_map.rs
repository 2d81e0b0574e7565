//! New ids of articles after files changed on disk. Articles are recognized by the names that marks use, not by their places.

use std::{collections::HashMap, sync::Arc};

use crate::model::{Archive, ArticleId, Identity, Issue, IssueId, identities};

/// From the ids of articles before a change to those after it.
#[derive(Debug, Default)]
pub struct IdMap(HashMap<IssueId, Vec<Option<u32>>>);

impl IdMap {
    /// Compares the issues from before a change with the archive after it.
    pub fn new(before: &[(IssueId, Arc<Issue>)], archive: &Archive) -> Self {
        let moved = before.iter().map(|(id, issue)| {
            let now = archive.issue(*id).map(|issue| identities(issue));
            let now = now.unwrap_or_default().into_iter().zip(0..);
            // The issue itself may have another name now.
            let within = |name: &Identity| name.article.within_issue().to_owned();
            let now: HashMap<_, u32> = now.map(|(name, at)| (within(&name), at)).collect();
            let names = identities(issue).into_iter();
            let places = names.map(|name| now.get(&within(&name)).copied());
            (*id, places.collect())
        });
        Self(moved.collect())
    }

    /// The id that an article has now; `None` if it is gone.
    pub fn new_id(&self, id: ArticleId) -> Option<ArticleId> {
        let Some(places) = self.0.get(&id.issue) else {
            return Some(id);
        };
        let index = places.get(id.index as usize).copied().flatten()?;
        Some(ArticleId { index, ..id })
    }

    /// The ids that these articles have now, without those that are gone.
    pub fn rename_all(&self, ids: &mut Vec<ArticleId>) {
        *ids = ids.iter().filter_map(|id| self.new_id(*id)).collect();
    }
}
