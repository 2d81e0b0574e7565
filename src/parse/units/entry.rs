//! An entry of the content under a heading: an item of a list, a paragraph, a line, or a row of a table.

use crate::parse::{lead::Lead, words::key};

/// An item, a paragraph or a line.
#[allow(clippy::struct_excessive_bools, reason = "each is evidence of its own")]
#[derive(Clone, Debug)]
pub struct Entry<'p> {
    /// Where it begins.
    pub at: u32,
    /// Its beginning.
    pub lead: Lead<'p>,
    /// Its title to compare: see [`key`].
    pub key: String,
    /// True if it names a part of an article.
    pub part: bool,
    /// True if its link or bold text stands alone in its first line, with others below.
    pub over: bool,
    /// True if it is one of several lines of a paragraph that are entries.
    pub line: bool,
    /// The links of a paragraph that is nothing but links.
    pub only_links: usize,
    /// True if it is bold words that name a group of paragraphs which begin with links.
    pub label: bool,
    /// True if it is bold words over a list.
    pub over_list: bool,
    /// True if all its text is in italics.
    pub aside: bool,
}

impl<'p> Entry<'p> {
    pub fn new(at: u32, lead: Lead<'p>) -> Self {
        Self {
            at,
            key: key(&lead.title),
            lead,
            part: false,
            over: false,
            line: false,
            only_links: 0,
            label: false,
            over_list: false,
            aside: false,
        }
    }
}

/// Entries that are judged together.
#[derive(Clone, Debug)]
pub struct Streak<'p> {
    /// True if they are items of a list.
    pub list: bool,
    /// The first of its blocks, by its position in the section's content.
    pub place: usize,
    /// The entries in order.
    pub entries: Vec<Entry<'p>>,
    /// The number of its paragraphs.
    pub size: usize,
}

/// True if a paragraph is in italics from its first word to its last.
pub fn is_aside(text: &str) -> bool {
    ['_', '*'].iter().any(|&mark| {
        let inside = text
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark));
        inside.is_some_and(|inside| {
            !inside.is_empty() && !inside.starts_with(mark) && !inside.ends_with(mark)
        })
    })
}

/// True if titles are mostly different.
pub fn are_different<'t>(titles: impl Iterator<Item = &'t str>) -> bool {
    let mut titles: Vec<_> = titles.collect();
    let all = titles.len();
    titles.sort_unstable();
    titles.dedup();
    2 * titles.len() > all
}
