//! Finding a needle in the articles of an issue in one sweep over the issue's source, not one search per article.

use super::pattern::Finder;
use crate::model::{Issue, Span};

/// Articles with less text than this between them are swept together, in bytes.
const GAP: u32 = 256;

/// Those of `articles` (positions, in order) whose text holds a match.
pub(super) fn run(issue: &Issue, articles: &[u32], finder: &Finder, variants: bool) -> Vec<u32> {
    let spans: Vec<(u32, Span)> = articles
        .iter()
        .filter_map(|&n| Some((n, issue.articles.get(n as usize)?.span)))
        .collect();
    let in_order = spans
        .iter()
        .zip(spans.iter().skip(1))
        .all(|((_, a), (_, b))| a.end <= b.start);
    if finder.whole_texts || !in_order {
        return one_by_one(issue, &spans, finder, variants);
    }
    let mut found = Vec::new();
    let mut rest = spans.as_slice();
    while !rest.is_empty() {
        let (together, after) = rest.split_at(neighbours(rest));
        sweep(issue, together, finder, variants, &mut found);
        rest = after;
    }
    found
}

/// How many articles from the first on stand close together.
fn neighbours(spans: &[(u32, Span)]) -> usize {
    let pairs = spans.iter().zip(spans.iter().skip(1));
    pairs
        .take_while(|((_, a), (_, b))| b.start - a.end <= GAP)
        .count()
        + 1
}

fn one_by_one(issue: &Issue, spans: &[(u32, Span)], finder: &Finder, variants: bool) -> Vec<u32> {
    let holds = |span: &Span| finder.find_in(span.of(&issue.source), variants);
    let found = spans.iter().filter(|(_, span)| holds(span));
    found.map(|&(n, _)| n).collect()
}

fn sweep(
    issue: &Issue,
    mut spans: &[(u32, Span)],
    finder: &Finder,
    variants: bool,
    found: &mut Vec<u32>,
) {
    let source = &*issue.source;
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
