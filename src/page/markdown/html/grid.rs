//! A table of HTML, taken apart into rows of cells.

use std::ops::Range;

use crate::text::html::{Token, tokens};

/// Longer cells are parts of a page that a table lays out, in bytes.
const LONGEST_CELL: usize = 600;

/// A table of data.
#[derive(Debug, PartialEq, Eq)]
pub struct HtmlGrid {
    /// The bytes of each cell, row after row.
    pub rows: Vec<Vec<Range<usize>>>,
    /// The cells of a row.
    pub columns: usize,
    /// Where the table ends.
    pub end: usize,
}

/// Reads the table whose content begins `html`. `None` if it holds another, never ends or only lays out a page.
pub fn grid(html: &str) -> Option<HtmlGrid> {
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let (mut cell, mut headed) = (None, false);
    let mut all = tokens(html);
    let mut end = None;
    while let Some((at, token)) = all.next() {
        let (name, opens) = match token {
            Token::Open { name, .. } => (name, true),
            Token::Close { name } => (name, false),
            Token::Text(_) => continue,
        };
        let name = name.to_ascii_lowercase();
        if !matches!(&*name, "tr" | "td" | "th" | "table") {
            continue;
        }
        if let Some(start) = cell.take() {
            rows.last_mut()?.push(start..at);
        }
        match (&*name, opens) {
            ("table", true) => return None,
            ("table", false) => {
                end = Some(all.position());
                break;
            }
            ("tr", true) => rows.push(Vec::new()),
            ("td" | "th", true) => {
                headed |= name == "th";
                cell = Some(all.position());
            }
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    let columns = rows.iter().map(Vec::len).max()?;
    let regular = rows.iter().all(|row| row.len() == columns);
    let short = rows.iter().flatten().all(|cell| cell.len() <= LONGEST_CELL);
    let data = columns > 1 && rows.len() > 1 && short && (headed || regular);
    let end = end.filter(|_| data)?;
    Some(HtmlGrid { rows, columns, end })
}
