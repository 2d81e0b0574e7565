//! A page as it flows: rows of text one below the other, with what they look like.

use std::ops::Range;

/// The look of text, as far as that tells titles from the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Face {
    /// In pixels.
    pub size: u16,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Of a typewriter.
    pub code: bool,
}

/// A piece of a row that looks alike and has one link or none.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Where its text is in [`Sheet::text`].
    pub text: Range<usize>,
    /// Its look.
    pub face: Face,
    /// Its link: a position in [`Sheet::urls`].
    pub link: Option<usize>,
    /// Its kind.
    pub matter: Matter,
}

/// The content of a piece of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Text.
    Text,
    /// A picture, whose text is its description: a position in [`Sheet::urls`].
    Picture(usize),
    /// The line between two cells of a table of data.
    Bar,
}

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Any text.
    Text,
    /// A heading of a level.
    Heading(u8),
    /// Text whose spaces and line ends count.
    Code,
    /// A row of a table of data.
    Cells {
        /// The first row.
        head: bool,
    },
}

/// The sign before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMarker {
    /// Any sign.
    Bullet,
    /// A number.
    Number(u32),
}

/// A line of text, however wide.
#[derive(Clone, Debug)]
pub struct Row {
    /// Positions in [`Sheet::stretches`].
    pub stretches: Range<usize>,
    /// Its kind.
    pub kind: RowKind,
    /// The number of lists it stands in.
    pub depth: u8,
    /// Set on the first row of a list item.
    pub marker: Option<ItemMarker>,
    /// The number of quotes it stands in.
    pub quote: u8,
    /// True if it stands in the caption of a picture.
    pub caption: bool,
    /// True if it begins a block, and does not follow a single line break.
    pub fresh: bool,
}

/// A page read.
#[derive(Debug, Default)]
pub struct Sheet {
    /// All text, white space collapsed.
    pub text: String,
    /// Pieces of it in order.
    pub stretches: Vec<Stretch>,
    /// Rows in order, none empty.
    pub rows: Vec<Row>,
    /// Targets of links and pictures.
    pub urls: Vec<String>,
    /// The row that the page's own footer begins with.
    pub footer: Option<usize>,
    /// The host of the page's address.
    pub site: Option<String>,
}

impl Sheet {
    /// The pieces of a row.
    pub fn stretches_of(&self, row: &Row) -> &[Stretch] {
        self.stretches
            .get(row.stretches.clone())
            .unwrap_or_default()
    }

    /// The text of a piece.
    pub fn text_of(&self, stretch: &Stretch) -> &str {
        self.text.get(stretch.text.clone()).unwrap_or("")
    }

    /// The text of a row, pictures left out.
    pub fn row_text(&self, row: &Row) -> String {
        let pieces = self.stretches_of(row).iter();
        let pieces = pieces.filter(|stretch| stretch.matter == Matter::Text);
        pieces.map(|stretch| self.text_of(stretch)).collect()
    }

    /// A target.
    pub fn url(&self, index: usize) -> &str {
        self.urls.get(index).map_or("", String::as_str)
    }
}

/// Pieces of a row as text without links.
pub fn unlinked(stretches: &[Stretch]) -> Vec<Stretch> {
    let plain = stretches.iter().cloned();
    plain
        .map(|stretch| Stretch {
            link: None,
            ..stretch
        })
        .collect()
}
