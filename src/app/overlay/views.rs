//! The menu of views.

use crate::app::{list::ListState, view::View};

/// The menu of views, with how many articles each had when it was opened.
#[derive(Debug)]
pub struct ViewMenu {
    /// The views.
    pub list: ListState<View>,
    counts: Vec<usize>,
}

impl ViewMenu {
    /// A menu of views with their counts, one of them selected.
    pub fn new(views: Vec<(View, usize)>, at: View) -> Self {
        let (views, counts) = views.into_iter().unzip();
        let mut list = ListState::default();
        list.set(views);
        list.select(at);
        Self { list, counts }
    }

    /// The number of articles in the view at a position.
    pub fn count(&self, at: usize) -> usize {
        self.counts.get(at).copied().unwrap_or_default()
    }
}
