//! Titles that stand apart from their URL: a heading, what is told of it, and only then the URL; or a paragraph and its URL.

use std::collections::{HashMap, HashSet};

use super::{
    super::words,
    blocks::{PlainBlock, after_mark},
    is_short,
    item::TextItem,
};

/// Blocks between a title and its URL.
const FARTHEST: usize = 6;

/// Blocks at the top, where a mail may say where else it can be read.
const TOP: usize = 3;

/// Fewer titles of this kind are chance.
const FEWEST: usize = 2;

/// Titles that stand apart from their items.
#[derive(Default)]
pub struct FarTitles {
    /// Items by the blocks of their titles.
    items: HashMap<usize, usize>,
    /// All of these items.
    titled: HashSet<usize>,
}

impl FarTitles {
    /// The blocks that are titles of later items.
    pub fn find(blocks: &[PlainBlock], items: &[Option<TextItem>]) -> Self {
        let bare = items.iter().enumerate();
        let bare = bare.filter(|(_, item)| item.as_ref().is_some_and(|item| item.title.is_none()));
        let bare = bare.map(|(at, _)| at);
        let titles = bare
            .clone()
            .filter_map(|at| Some((title(blocks, items, at)?, at)));
        let titles: HashMap<usize, usize> = titles.collect();
        let headed: HashSet<usize> = titles.values().copied().collect();
        let paragraphs = bare.filter_map(|at| Some((paragraph(blocks, items, at)?, at)));
        let paragraphs: HashMap<usize, usize> = paragraphs.collect();
        let alone = paragraphs.values().filter(|at| !headed.contains(at));
        let found = if alone.count() >= FEWEST {
            paragraphs
        } else {
            titles
        };
        if found.len() < FEWEST {
            return Self::default();
        }
        Self {
            titled: found.values().copied().collect(),
            items: found,
        }
    }

    /// The item that a block is the title of.
    pub fn item(&self, block: usize) -> Option<usize> {
        self.items.get(&block).copied()
    }

    /// True if an item has its title far above.
    pub fn has(&self, item: usize) -> bool {
        self.titled.contains(&item)
    }
}

/// Takes the line below a URL for its title, where no title stands above it.
pub fn below(items: &mut [Option<TextItem>], is_titled: impl Fn(usize) -> bool) {
    for (at, item) in items.iter_mut().enumerate() {
        let Some(item) = item
            .as_mut()
            .filter(|item| item.title.is_none() && !is_titled(at))
        else {
            continue;
        };
        if item.rest.first().is_some_and(|line| is_short(line)) {
            item.title = Some(item.rest.remove(0));
        }
    }
}

/// The title of the URL alone at `at`: the nearest heading or marked line before it, with text between them.
fn title(blocks: &[PlainBlock], items: &[Option<TextItem>], at: usize) -> Option<usize> {
    let before = (at.saturating_sub(FARTHEST)..at).rev();
    let mut own = before.take_while(|&block| items.get(block).is_some_and(Option::is_none));
    let found = own.find(|&block| blocks.get(block).is_some_and(may_be_title))?;
    let block = blocks.get(found)?;
    (found + 1 < at || block.headed || block.lines.len() > 1).then_some(found)
}

/// The paragraph right above the URL alone at `at`, if that is no heading.
fn paragraph(blocks: &[PlainBlock], items: &[Option<TextItem>], at: usize) -> Option<usize> {
    let above = at.checked_sub(1)?;
    let free = items.get(above).is_some_and(Option::is_none);
    let told = blocks.get(above).is_some_and(|block| !may_be_title(block));
    (free && told).then_some(above)
}

fn may_be_title(block: &PlainBlock) -> bool {
    let first = block.lines.first();
    let marked = first.is_some_and(|line| after_mark(line).is_some());
    let alone = matches!(&*block.lines, [line] if is_short(line));
    block.headed || marked || alone
}

/// Drops what only looks like items: an offer to read the mail on the web, and what stands before URLs again and again, such
/// as "Link:" or "Read more:".
pub fn drop_labels(blocks: &[PlainBlock], items: &mut [Option<TextItem>]) {
    let first = items.iter_mut().take(TOP).find(|item| item.is_some());
    if let Some(first) = first
        && first
            .as_ref()
            .and_then(|item| item.title)
            .is_some_and(words::is_browser)
    {
        *first = None;
    }
    let (mut seen, mut again) = (HashSet::new(), HashSet::new());
    let titles = items.iter().flatten().filter_map(|item| item.title);
    again.extend(titles.filter(|title| !seen.insert(*title)));
    let is_label = |item: &TextItem| item.title.is_some_and(|title| again.contains(title));
    let mut signs: HashMap<char, isize> = HashMap::new();
    for (block, item) in blocks.iter().zip(&*items) {
        if let Some((sign, item)) = sign(block).zip(item.as_ref()) {
            *signs.entry(sign).or_default() += if is_label(item) { 1 } else { -1 };
        }
    }
    // A sign that stands before labels makes a label of what follows it once.
    let marks_labels =
        |block: &PlainBlock| sign(block).is_some_and(|sign| signs.get(&sign) > Some(&0));
    for (block, item) in blocks.iter().zip(items) {
        if let Some(item) = item
            .as_mut()
            .filter(|item| is_label(item) || marks_labels(block))
        {
            item.title = None;
        }
    }
}

/// The sign before a block's first line.
fn sign(block: &PlainBlock) -> Option<char> {
    let first = block.lines.first()?;
    after_mark(first)?;
    first.chars().next().filter(|c| !c.is_alphanumeric())
}
