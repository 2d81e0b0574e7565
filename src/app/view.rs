//! Views: parts of the archive by what the reader marked.

use std::collections::HashSet;

use super::marks::Marking;
use crate::model::{Archive, ArticleId, Mark};

/// A part of the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Everything.
    #[default]
    All,
    /// What was not read yet.
    Unread,
    /// What was starred.
    Starred,
    /// What is to be read next, in the order that the reader gave it.
    Queue,
}

impl View {
    /// Every view, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::All, Self::Unread, Self::Starred, Self::Queue];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Queue => "queue",
        }
    }

    /// Whether an article belongs to it.
    pub fn holds(self, marks: &Marking, id: ArticleId) -> bool {
        match self {
            Self::All => true,
            Self::Unread => !marks.has(id, Mark::Read),
            Self::Starred => marks.has(id, Mark::Starred),
            Self::Queue => marks.has(id, Mark::Queued),
        }
    }

    /// How many articles belong to it.
    pub fn count(self, archive: &Archive, marks: &Marking) -> usize {
        match self {
            Self::All => archive.article_count(),
            Self::Unread => marks.unread(),
            _ => archive
                .articles()
                .filter(|article| self.holds(marks, article.id))
                .count(),
        }
    }
}

/// The view that is open. Whatever came into it stays until it is left: an article marked read does not vanish from under the
/// reader's eyes.
#[derive(Clone, Debug, Default)]
pub struct Viewing {
    view: View,
    members: HashSet<ArticleId>,
    /// The members of the queue, in its order; those that left it since stay where they were.
    queue: Vec<ArticleId>,
}

impl Viewing {
    /// Which view it is.
    pub fn view(&self) -> View {
        self.view
    }

    /// Enters a view.
    pub fn enter(&mut self, view: View, archive: &Archive, marks: &Marking) {
        *self = Self {
            view,
            ..Self::default()
        };
        self.grow(archive, marks);
    }

    /// Takes in what belongs to the view by now.
    pub fn grow(&mut self, archive: &Archive, marks: &Marking) {
        match self.view {
            View::All => {}
            View::Queue => self.line_up(marks.queue(archive)),
            view => {
                let ids = archive.articles().map(|article| article.id);
                self.members.extend(ids.filter(|id| view.holds(marks, *id)));
            }
        }
    }

    /// Puts those who are queued now in order, each in one of the places that they have already, and new ones at the end.
    fn line_up(&mut self, queued: Vec<ArticleId>) {
        let now: HashSet<_> = queued.iter().copied().collect();
        let mut queued = queued.into_iter();
        for place in &mut self.queue {
            if now.contains(place) {
                *place = queued.next().unwrap_or(*place);
            }
        }
        self.queue.extend(queued);
        self.members = self.queue.iter().copied().collect();
    }

    /// What is shown of what a filter found, `None` meaning all.
    pub fn narrow(
        &self,
        archive: &Archive,
        found: Option<Vec<ArticleId>>,
    ) -> Option<Vec<ArticleId>> {
        match (self.view, found) {
            (View::All, found) => found,
            (View::Queue, None) => Some(self.queue.clone()),
            (View::Queue, Some(found)) => {
                let found: HashSet<_> = found.into_iter().collect();
                let queue = self.queue.iter().copied();
                Some(queue.filter(|id| found.contains(id)).collect())
            }
            (_, None) => {
                let ids = archive.articles().map(|article| article.id);
                Some(ids.filter(|id| self.members.contains(id)).collect())
            }
            (_, Some(mut found)) => {
                found.retain(|id| self.members.contains(id));
                Some(found)
            }
        }
    }

    /// Whether articles stand in an order of their own, and not in that of the archive.
    pub fn is_flat(&self) -> bool {
        self.view == View::Queue
    }
}
