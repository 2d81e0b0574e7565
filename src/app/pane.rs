//! The panes, and the size of the terminal that they share.

/// Columns and rows of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// At least this many columns for three panes.
const WIDE: u16 = 140;

impl Size {
    /// True if all three panes are side by side.
    pub(super) fn is_wide(self) -> bool {
        self.width >= WIDE
    }
}

/// The three panes, from the outside in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    /// The issues: the index of the list.
    Issues,
    /// The list of articles.
    Articles,
    /// The article, or the issue's own text.
    Reader,
}

impl Pane {
    /// All panes, from the outside in.
    pub const ALL: [Self; 3] = [Self::Issues, Self::Articles, Self::Reader];

    /// The stable name, as the store keeps it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Issues => "issues",
            Self::Articles => "articles",
            Self::Reader => "reader",
        }
    }

    /// The pane with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pane| pane.name() == name)
    }
}
