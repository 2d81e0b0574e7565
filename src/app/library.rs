//! The archives that have a name, beside the one that is open.

use super::overlay::LibraryScreen;
use crate::library::LibraryRow;

/// The library as the reader knows it.
#[derive(Debug, Default)]
pub struct LibraryState {
    /// The archives, where the reader was started to choose one: nothing lies under the library then.
    home: Option<Vec<LibraryRow>>,
}

impl LibraryState {
    /// Makes the library what the reader shows while nothing is open.
    pub(super) fn stay(&mut self, rows: Vec<LibraryRow>) {
        self.home = Some(rows);
    }

    /// True if nothing lies under the library.
    pub fn is_home(&self) -> bool {
        self.home.is_some()
    }

    /// The archives, where nothing lies under them.
    pub fn archives(&self) -> Option<&[LibraryRow]> {
        self.home.as_deref()
    }

    /// The library, where it is what the reader shows.
    pub(super) fn screen(&self) -> Option<LibraryScreen> {
        self.home.clone().map(LibraryScreen::new)
    }
}
