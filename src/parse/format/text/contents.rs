//! A table of contents at the top of a text.

use std::collections::{HashMap, HashSet};

use super::blocks::{PlainBlock, after_mark};

/// The blocks of a table of contents: marked lines that are headings further down, or a block whose lines all begin blocks there.
pub fn find(blocks: &[PlainBlock]) -> HashSet<usize> {
    let name = |block: &PlainBlock| match &*block.lines {
        [line] => after_mark(line).map(str::to_owned),
        _ => None,
    };
    let headings = blocks.iter().enumerate().filter(|(_, block)| block.headed);
    let headings = headings.filter_map(|(at, block)| Some((name(block)?, at)));
    let headings: HashMap<String, usize> = headings.collect();
    let named = blocks.iter().enumerate();
    let named = named.filter_map(|(at, block)| Some((at, name(block)?)));
    let listed = named.filter(|(at, name)| headings.get(name).is_some_and(|heading| at < heading));
    listed
        .map(|(at, _)| at)
        .chain(block_of_firsts(blocks))
        .collect()
}

/// The block whose lines are all first lines of blocks further down.
fn block_of_firsts(blocks: &[PlainBlock]) -> Option<usize> {
    let name = |line: &str| {
        after_mark(line)
            .unwrap_or(line)
            .trim_start_matches('・')
            .trim()
            .to_owned()
    };
    let firsts = blocks.iter().enumerate();
    let firsts = firsts.filter_map(|(at, block)| Some((name(block.lines.first()?), at)));
    let last: HashMap<String, usize> = firsts.collect();
    let is_one = |at: usize, block: &PlainBlock| {
        let mut lines = block.lines.iter().map(|line| last.get(&name(line)));
        block.lines.len() > 1 && lines.all(|found| found.is_some_and(|found| *found > at))
    };
    let mut blocks = blocks.iter().enumerate();
    blocks
        .find(|(at, block)| is_one(*at, block))
        .map(|(at, _)| at)
}
