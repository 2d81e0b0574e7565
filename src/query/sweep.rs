//! Finding a needle in the articles of an issue in one sweep over the source, not one search per article.

use super::{index::Facts, pattern::Finder};
use crate::model::Span;

/// Articles with less text than this between them are swept together, in bytes.
const GAP: u32 = 256;

/// Those of `articles` (positions, in order) of a source whose text holds a match.
pub(super) fn run(source: &str, facts: &Facts, articles: &[u32], finder: &Finder) -> Vec<u32> {
    let spans: Vec<(u32, Span)> = articles
        .iter()
        .filter_map(|&n| Some((n, *facts.spans.get(n as usize)?)))
        .collect();
    let holds = |span: &Span| finder.find_in(span.of(source), facts.variants);
    let mut found = Vec::new();
    if finder.whole_texts || !facts.in_order {
        let holding = spans.iter().filter(|(_, span)| holds(span));
        found.extend(holding.map(|&(n, _)| n));
        return found;
    }
    for together in spans.chunk_by(|(_, a), (_, b)| b.start - a.end <= GAP) {
        sweep(source, together, finder, facts.variants, &mut found);
    }
    found
}

fn sweep(
    source: &str,
    mut spans: &[(u32, Span)],
    finder: &Finder,
    variants: bool,
    found: &mut Vec<u32>,
) {
    let end = spans
        .last()
        .map_or(0, |(_, span)| span.end as usize)
        .min(source.len());
    let mut at = 0;
    while let Some((_, first)) = spans.first() {
        at = at.max(first.start as usize);
        let Some(hit) = finder.find(source, at..end, variants) else {
            break;
        };
        let passed = spans
            .iter()
            .take_while(|(_, span)| span.end as usize <= hit.start)
            .count();
        spans = spans.get(passed..).unwrap_or_default();
        let Some(&(n, span)) = spans.first() else {
            break;
        };
        if hit.start < span.start as usize {
            continue;
        }
        let inside = hit.end <= span.end as usize
            || finder
                .find(source, hit.start..span.end as usize, variants)
                .is_some();
        found.extend(inside.then_some(n));
        spans = spans.get(1..).unwrap_or_default();
    }
}
