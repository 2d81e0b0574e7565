//! Finding a needle in the articles of an issue in one sweep over the source, not one search per article.

use std::ops::Range;

use super::{index::Facts, pattern::Finder};

/// Articles with less text than this between them are swept together, in bytes.
const GAP: usize = 256;

/// An article of an issue under search.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its position in the issue.
    pub article: u32,
    /// What is looked for does not begin before this byte of the source; [`NOWHERE`] if it is not in the text.
    pub from: u32,
    /// What is known of it.
    pub known: Known,
}

/// Whether a text holds what is looked for, as far as it is known without a look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    No,
    Maybe,
    Yes,
}

/// What is looked for is not in the text.
pub(super) const NOWHERE: u32 = u32::MAX;

impl Candidate {
    /// Where in the source to look.
    fn area(self, facts: &Facts) -> Range<usize> {
        facts.text(self.article, self.from)
    }
}

/// Reads all of these, so that the processor fetches them at once, and not each when its turn comes.
pub(super) fn fetch(bytes: impl Iterator<Item = u8>) {
    std::hint::black_box(bytes.fold(0, |sum, byte| sum ^ byte));
}

/// Fetches the places where to begin. It pays where matches are near them.
pub(super) fn fetch_places(source: &str, facts: &Facts, candidates: &[Candidate]) {
    let places = candidates
        .iter()
        .map(|candidate| candidate.area(facts).start);
    fetch(places.filter_map(|place| source.as_bytes().get(place).copied()));
}

/// Looks into the texts of candidates, which stand in order, and notes where in the source each holds its first match.
pub(super) fn run(source: &str, facts: &Facts, candidates: &mut [Candidate], finder: &Finder) {
    if finder.whole_texts || !facts.in_order {
        return one_by_one(source, facts, candidates, finder);
    }
    let near = |a: &Candidate, b: &Candidate| {
        let gap = b.area(facts).start.saturating_sub(a.area(facts).end);
        gap <= GAP
    };
    for together in candidates.chunk_by_mut(near) {
        sweep(source, facts, together, finder);
    }
}

fn one_by_one(source: &str, facts: &Facts, candidates: &mut [Candidate], finder: &Finder) {
    for candidate in candidates {
        let range = facts.text(candidate.article, 0);
        let start = range.start;
        let text = source.get(range).unwrap_or_default();
        let found = finder.find(text, 0..text.len(), facts.variants);
        candidate.from = found.map_or(NOWHERE, |hit| (start + hit.start) as u32);
    }
}

fn sweep(source: &str, facts: &Facts, candidates: &mut [Candidate], finder: &Finder) {
    let find = |range| finder.find(source, range, facts.variants);
    let last = candidates.last().map_or(0, |last| last.area(facts).end);
    let end = last.min(source.len());
    // The first match after the articles that were passed, while there is one.
    let (mut hit, mut over) = (None::<Range<usize>>, false);
    for candidate in candidates {
        let area = candidate.area(facts);
        candidate.from = NOWHERE;
        if area.is_empty() {
            continue;
        }
        if !over && hit.as_ref().is_none_or(|hit| hit.start < area.start) {
            hit = find(area.start..end);
            over = hit.is_none();
        }
        let Some(inside) = hit.as_ref().filter(|hit| hit.start < area.end) else {
            continue;
        };
        // A match may reach into the next article, and another one may not.
        let whole = inside.end <= area.end;
        let first = whole
            .then(|| inside.clone())
            .or_else(|| find(inside.start..area.end));
        candidate.from = first.map_or(NOWHERE, |hit| hit.start as u32);
    }
}
