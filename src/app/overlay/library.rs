//! The library: the archives that have a name, over the whole screen.

use crate::{app::list::ListState, library::LibraryRow};

/// The archives, and those selected to be read as one.
#[derive(Debug, Default)]
pub struct LibraryScreen {
    /// Positions in the rows.
    pub list: ListState<usize>,
    rows: Vec<LibraryRow>,
    picked: Vec<String>,
}

impl LibraryScreen {
    /// A library of these archives, with the cursor on the one that is read.
    pub fn new(rows: Vec<LibraryRow>) -> Self {
        let mut screen = Self::default();
        let open = rows.iter().position(|row| row.is_open);
        screen.set(rows);
        screen.list.select_at(open.unwrap_or_default());
        screen
    }

    /// Shows archives as they are now; the selection stays where it was.
    pub fn set(&mut self, rows: Vec<LibraryRow>) {
        self.list.set((0..rows.len()).collect());
        self.picked
            .retain(|name| rows.iter().any(|row| row.name == *name));
        self.rows = rows;
    }

    /// The archive at a position.
    pub fn row(&self, at: usize) -> Option<&LibraryRow> {
        self.rows.get(at)
    }

    /// The archives.
    pub fn rows(&self) -> &[LibraryRow] {
        &self.rows
    }

    /// The archive under the cursor.
    pub fn selected(&self) -> Option<&LibraryRow> {
        self.row(self.list.selected()?)
    }

    /// True if an archive is selected to be read with others.
    pub fn is_picked(&self, name: &str) -> bool {
        self.picked.iter().any(|picked| picked == name)
    }

    /// Selects the archive under the cursor, or no more, and goes on to the next.
    pub(in crate::app) fn pick(&mut self) {
        let Some(name) = self.selected().map(|row| row.name.clone()) else {
            return;
        };
        if self.is_picked(&name) {
            self.picked.retain(|picked| *picked != name);
        } else {
            self.picked.push(name);
        }
        self.list.rows_mut().move_by(1);
    }

    /// The archives selected; else the one under the cursor.
    pub fn chosen(&self) -> Vec<String> {
        if self.picked.is_empty() {
            return self
                .selected()
                .map(|row| row.name.clone())
                .into_iter()
                .collect();
        }
        self.picked.clone()
    }
}
