//! The catalogue: newsletters that are known to work, to be added.

use tui_input::Input;

use crate::{
    app::{input, key::Key, list::ListState},
    library::CatalogueRow,
};

/// The newsletters, narrowed by what is typed.
#[derive(Debug, Default)]
pub struct CatalogueScreen {
    /// The typed words.
    pub input: Input,
    /// Positions in the rows: those that have all the words.
    pub list: ListState<usize>,
    rows: Vec<CatalogueRow>,
}

impl CatalogueScreen {
    /// A catalogue of these newsletters.
    pub fn new(rows: Vec<CatalogueRow>) -> Self {
        let mut screen = Self {
            rows,
            ..Self::default()
        };
        screen.narrow();
        screen
    }

    /// The newsletter at a position.
    pub fn row(&self, at: usize) -> Option<&CatalogueRow> {
        self.rows.get(at)
    }

    /// All newsletters, whatever is typed.
    pub fn rows(&self) -> &[CatalogueRow] {
        &self.rows
    }

    /// The newsletter under the cursor.
    pub fn selected(&self) -> Option<&CatalogueRow> {
        self.row(self.list.selected()?)
    }

    /// Takes a key that no binding wanted.
    pub(in crate::app) fn type_key(&mut self, key: Key) {
        if input::type_key(&mut self.input, key) {
            self.narrow();
        }
    }

    /// Takes text, as pasted.
    pub(in crate::app) fn paste(&mut self, text: &str) {
        input::paste(&mut self.input, text);
        self.narrow();
    }

    fn narrow(&mut self) {
        let words = self.input.value();
        let rows = self.rows.iter().enumerate();
        let fitting = rows.filter(|(_, row)| row.has_words(words));
        let fitting = fitting.map(|(at, _)| at).collect();
        self.list = ListState::default();
        self.list.set(fitting);
    }
}
