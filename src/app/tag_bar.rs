//! The line above the lists: the most frequent tags of the articles shown, to be clicked.

use super::{filter::Filter, geometry::Area};
use crate::{
    model::Tag,
    query::{Choice, Facet},
    text::Ruler,
};

/// More than fit into any line.
const MOST: usize = 60;
/// The columns between two tags.
const GAP: u16 = 2;

/// The tags of the line, those asked for first, then the most frequent ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagBar {
    /// True if the line is wanted where there is room.
    pub wanted: bool,
    entries: Vec<BarTag>,
    /// True if the tags of the whole archive were counted.
    counted: bool,
}

/// A tag of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarTag {
    /// The tag.
    pub tag: Tag,
    /// The number of articles shown that bear it.
    pub count: usize,
    /// The way it is asked for, if it is.
    pub choice: Option<Choice>,
}

impl BarTag {
    /// `#Redis`, after a sign if it is asked for.
    pub fn label(&self) -> String {
        let sign = match self.choice {
            Some(Choice::All) => "✓",
            Some(Choice::Any) => "|",
            Some(Choice::Not) => "-",
            None => "",
        };
        format!("{sign}#{}", self.tag.display())
    }
}

impl Default for TagBar {
    fn default() -> Self {
        Self {
            wanted: true,
            entries: Vec::new(),
            counted: false,
        }
    }
}

impl TagBar {
    /// True if the line is shown where there is room. Until the tags are counted, its place is kept.
    pub(super) fn is_shown(&self) -> bool {
        self.wanted && !(self.entries.is_empty() && self.counted)
    }

    /// The tags of the whole archive are counted now.
    pub(super) fn complete(&mut self) {
        self.counted = true;
    }

    /// Takes the last counts of tags among the articles. A tag that most of them bear narrows little: it is left out unless it is
    /// asked for.
    pub(super) fn refill(&mut self, filter: &Filter, articles: usize) {
        self.entries = chosen(filter);
        let others = filter.facets().tags.iter();
        let others = others.filter(|(tag, n)| *n * 2 <= articles && !self.has(tag));
        let others = others.take(MOST).map(|(tag, count)| BarTag {
            tag: tag.clone(),
            count: *count,
            choice: None,
        });
        let others: Vec<BarTag> = others.collect();
        self.entries.extend(others);
    }

    fn has(&self, tag: &Tag) -> bool {
        self.entries.iter().any(|entry| entry.tag == *tag)
    }

    /// The tags that fit into a line, each with the columns that it takes.
    pub fn places(&self, ruler: Ruler, area: Area) -> Vec<(&BarTag, Area)> {
        let mut x = area.x.saturating_add(1);
        let end = area.x.saturating_add(area.width);
        let place = |entry| {
            let width = width(ruler, entry);
            let place = Area { x, width, ..area };
            x = x.saturating_add(width + GAP);
            (place.x + place.width < end).then_some((entry, place))
        };
        self.entries.iter().map_while(place).collect()
    }
}

/// The tags that are asked for. Those that no article shown bears are only known once all were counted.
fn chosen(filter: &Filter) -> Vec<BarTag> {
    let (shown, query) = (&filter.facets().tags, filter.kept().to_string());
    // Most of some thousand tags are not in the query: that is seen faster than what a tag's condition would be.
    let named = |tag: &Tag| !tag.name().is_ascii() || query.contains(tag.name());
    let mut entries: Vec<BarTag> = Vec::new();
    for (tag, _) in shown.iter().chain(&filter.all_facets().tags) {
        if !named(tag) || entries.iter().any(|entry| entry.tag == *tag) {
            continue;
        }
        let count = shown.iter().find(|(other, _)| other == tag);
        let count = count.map_or(0, |(_, n)| *n);
        let choice = filter.choice(&Facet::Tag(tag.clone()));
        if choice.is_some() {
            let tag = tag.clone();
            entries.push(BarTag { tag, count, choice });
        }
    }
    entries
}

/// `#Redis 12`
fn width(ruler: Ruler, entry: &BarTag) -> u16 {
    let count = entry.count.to_string().len();
    u16::try_from(ruler.width(&entry.label()) + 1 + count).unwrap_or(u16::MAX / 2)
}
