//! Which article is which after files changed on disk: known by the names that marks know them by, not by their places.

use std::{collections::HashMap, sync::Arc};

use super::{
    App,
    overlay::{Consent, Overlay},
};
use crate::model::{Archive, ArticleId, Issue, IssueId, identities};

/// Where the articles of issues that changed are now.
#[derive(Debug, Default)]
pub struct Moves(HashMap<IssueId, Vec<Option<u32>>>);

impl Moves {
    /// Compares issues as they were with an archive as it is.
    pub fn new(before: &[(IssueId, Arc<Issue>)], archive: &Archive) -> Self {
        let moved = before.iter().map(|(id, issue)| {
            let now = archive.issue(*id).map(|issue| identities(issue));
            let now = now.unwrap_or_default().into_iter().zip(0..);
            let now: HashMap<_, u32> = now.map(|(name, at)| (name.article.key(), at)).collect();
            let names = identities(issue).into_iter();
            let places = names.map(|name| now.get(&name.article.key()).copied());
            (*id, places.collect())
        });
        Self(moved.collect())
    }

    /// The id that an article has now; `None` if it is gone.
    pub fn to(&self, id: ArticleId) -> Option<ArticleId> {
        let Some(places) = self.0.get(&id.issue) else {
            return Some(id);
        };
        let index = places.get(id.index as usize).copied().flatten()?;
        Some(ArticleId { index, ..id })
    }

    /// The ids that these articles have now, without those that are gone.
    pub fn all(&self, ids: &mut Vec<ArticleId>) {
        *ids = ids.iter().filter_map(|id| self.to(*id)).collect();
    }
}

impl App {
    /// Everything that names an article goes on to name the same one.
    pub(super) fn carry(&mut self, moves: &Moves) {
        self.browse.carry(moves);
        self.filter.carry(moves);
        self.view.carry(moves);
        self.reader.carry(moves);
        moves.all(&mut self.picked);
        self.related_to = self.related_to.and_then(|id| moves.to(id));
        self.considered = self.considered.and_then(|id| moves.to(id));
        self.carry_overlay(moves);
    }

    fn carry_overlay(&mut self, moves: &Moves) {
        match &mut self.overlay {
            // Their letters stand over text that may be another now.
            Some(Overlay::Hints(_)) => self.overlay = None,
            Some(Overlay::Goto(goto)) => goto.carry(moves),
            Some(Overlay::Search(prompt)) => {
                prompt.place.0 = prompt.place.0.and_then(|id| moves.to(id));
                prompt.before.carry(moves);
            }
            Some(Overlay::Confirm(confirm)) => match &mut confirm.yes {
                Consent::Mark(ids, ..) | Consent::Open(ids) => moves.all(ids),
                Consent::Send(_) => {}
            },
            _ => {}
        }
    }
}
