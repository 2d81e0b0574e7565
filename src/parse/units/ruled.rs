//! Notes that rules part: under a heading, each stretch between two rules is one, whatever it begins with.

use super::entry::{Entry, Streak};
use crate::parse::{lead::By, outline::BlockKind, sections::Sections};

/// So many notes at least stand under a heading whose rules part notes.
const FEWEST: usize = 3;

/// Numbers the paragraphs that begin notes, if rules part the content of a section into such.
pub fn with_notes<'p>(sections: &Sections, blocks: &[usize], mut streak: Streak<'p>) -> Streak<'p> {
    let starts = starts(sections, blocks);
    let is_start = |entry: &Entry| starts.binary_search(&entry.at).is_ok();
    let notes = streak.entries.chunk_by(|_, next| !is_start(next));
    if starts.len() >= FEWEST && 3 * notes.filter(|note| is_note(note)).count() >= 2 * starts.len()
    {
        for entry in streak.entries.iter_mut().filter(|entry| is_start(entry)) {
            entry.lead.numbered = true;
        }
    }
    streak
}

/// True if some paragraphs are about one thing: at least one link stands in them, and no more than one of them begins with a link.
fn is_note(paragraphs: &[Entry]) -> bool {
    let links = paragraphs.iter().any(|entry| entry.lead.link.is_some());
    let led = paragraphs.iter().filter(|entry| entry.lead.by == By::Link);
    links && led.count() < 2
}

/// Where the first paragraphs behind rules begin, and that of all; none if a list stands in their place.
fn starts(sections: &Sections, blocks: &[usize]) -> Vec<u32> {
    let parts = blocks.split(|&index| sections.block(index).kind == BlockKind::Rule);
    let first = |part: &[usize]| {
        let mut said = part.iter().filter(|&&index| sections.says(index));
        said.next().map(|&index| sections.block(index))
    };
    let begin: Vec<_> = parts.filter_map(first).collect();
    let paragraphs = begin.iter().all(|block| block.kind == BlockKind::Paragraph);
    let at = begin
        .iter()
        .map(|block| sections.line_start(block.span.start));
    at.filter(|_| paragraphs).collect()
}
