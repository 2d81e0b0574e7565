//! Views: parts of the archive by what the reader marked, and by queries with a name.

use std::{
    collections::HashSet,
    sync::{Arc, atomic::AtomicBool},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{App, id_map::IdMap};
use crate::{
    model::{Archive, ArticleId, Mark},
    query::{self, AsOf, Query},
};

/// A part of the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Everything.
    #[default]
    All,
    /// The unread articles.
    Unread,
    /// The starred articles.
    Starred,
    /// The articles to be read next, in the order the user gave them.
    Queue,
    /// The articles that came since the archive was read last.
    New,
    /// The articles of a named query, by its position in the filter's list.
    Saved(usize),
}

/// A query with a name.
#[derive(Clone, Debug)]
pub struct SavedView {
    /// Its name in the menu.
    pub name: String,
    /// The query.
    pub query: Query,
}

impl App {
    /// Every view, in the order of the menu.
    pub fn views(&self) -> Vec<View> {
        let built_in = [
            View::All,
            View::Unread,
            View::Starred,
            View::Queue,
            View::New,
        ];
        let saved = (0..self.filter.saved.len()).map(View::Saved);
        built_in.into_iter().chain(saved).collect()
    }

    /// The name of a view on the screen.
    pub fn view_name(&self, view: View) -> &str {
        match view {
            View::All => "all",
            View::Unread => "unread",
            View::Starred => "starred",
            View::Queue => "queue",
            View::New => "new",
            View::Saved(at) => self.filter.saved.get(at).map_or("", |saved| &saved.name),
        }
    }

    /// The articles that belong to a view now, in its order.
    pub(super) fn members(&self, view: View) -> Vec<ArticleId> {
        match view {
            View::All => self.every(|_| true),
            View::Unread => self.every(|id| !self.marks.has(id, Mark::Read)),
            View::Starred => self.every(|id| self.marks.has(id, Mark::Starred)),
            View::Queue => self.marks.queue(&self.archive),
            View::New => self.every(|id| self.is_new(id.issue)),
            View::Saved(at) => self
                .filter
                .saved
                .get(at)
                .map_or_else(Vec::new, |saved| self.found(saved)),
        }
    }

    fn every(&self, belongs: impl Fn(ArticleId) -> bool) -> Vec<ArticleId> {
        let ids = self.archive.articles().map(|article| article.id);
        ids.filter(|id| belongs(*id)).collect()
    }

    fn found(&self, saved: &SavedView) -> Vec<ArticleId> {
        let now = Timestamp::from_microsecond(self.controls.now).unwrap_or_default();
        let today = now.to_zoned(TimeZone::UTC).date();
        let as_of = AsOf {
            today,
            marks: &self.marks,
        };
        let found = query::run(&self.archive, &saved.query, &as_of, &AtomicBool::new(false));
        let ids = found.map(|found| Arc::unwrap_or_clone(found.ids));
        ids.unwrap_or_default()
    }
}

/// The view that is open. Whatever came into it stays until it is left: an article marked read does not vanish from under the
/// reader's eyes.
#[derive(Clone, Debug, Default)]
pub struct ActiveView {
    view: View,
    members: HashSet<ArticleId>,
    /// The members of the queue, in its order; those that left it since stay where they were.
    queue: Vec<ArticleId>,
}

impl ActiveView {
    /// Nothing in a view yet.
    pub(super) fn of(view: View) -> Self {
        Self {
            view,
            ..Self::default()
        }
    }

    /// The view.
    pub fn view(&self) -> View {
        self.view
    }

    /// Goes on with the same articles under other ids.
    pub(super) fn remap(&mut self, map: &IdMap) {
        let members = self.members.iter();
        self.members = members.filter_map(|id| map.new_id(*id)).collect();
        map.rename_all(&mut self.queue);
    }

    /// Takes in the articles that belong to the view by now.
    pub(super) fn grow(&mut self, members: Vec<ArticleId>) {
        if self.view == View::Queue {
            self.line_up(members);
        } else {
            self.members.extend(members);
        }
    }

    /// Puts the queued articles in order, within the places that they have already, and new ones at the end.
    fn line_up(&mut self, queued: Vec<ArticleId>) {
        let now: HashSet<_> = queued.iter().copied().collect();
        let mut queued = queued.into_iter();
        for place in &mut self.queue {
            if now.contains(place) {
                *place = queued.next().unwrap_or(*place);
            }
        }
        self.queue.extend(queued);
    }

    /// The part of the articles found that the view shows, `None` meaning all.
    pub fn narrow(
        &self,
        archive: &Archive,
        found: Option<Arc<Vec<ArticleId>>>,
    ) -> Option<Arc<Vec<ArticleId>>> {
        let ids = match (self.view, found) {
            (View::All, found) => return found,
            (View::Queue, None) => self.queue.clone(),
            (View::Queue, Some(found)) => {
                let found: HashSet<_> = found.iter().collect();
                let queue = self.queue.iter().copied();
                queue.filter(|id| found.contains(id)).collect()
            }
            (_, None) => {
                let ids = archive.articles().map(|article| article.id);
                ids.filter(|id| self.members.contains(id)).collect()
            }
            (_, Some(found)) => {
                let ids = found.iter().copied();
                ids.filter(|id| self.members.contains(id)).collect()
            }
        };
        Some(Arc::new(ids))
    }

    /// True if articles stand in an order of their own, and not in that of the archive.
    pub fn is_ordered(&self) -> bool {
        self.view == View::Queue
    }
}
