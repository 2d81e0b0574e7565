//! Finding a needle in the articles of an issue in one sweep over the source, not one search per article.

use super::{index::Facts, pattern::Finder};
use crate::model::Span;

/// Articles with less text than this between them are swept together, in bytes.
const GAP: u32 = 256;

/// Those of `articles` (positions, in order) of a source whose text holds a match.
pub(super) fn run(source: &str, facts: &Facts, articles: &[u32], finder: &Finder) -> Vec<u32> {
    if facts.in_order && !finder.whole_texts && !any(source, facts, articles, finder) {
        return Vec::new();
    }
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

/// Whether a match stands anywhere from the first of some articles to the last, if these are all there are. One look tells of
/// most issues that there is nothing to find.
fn any(source: &str, facts: &Facts, articles: &[u32], finder: &Finder) -> bool {
    let ends = facts.spans.first().zip(facts.spans.last());
    let Some((first, last)) = ends.filter(|_| articles.len() == facts.spans.len()) else {
        return true;
    };
    let end = (last.end as usize).min(source.len());
    let all = first.start as usize..end;
    finder.find(source, all, facts.variants).is_some()
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
