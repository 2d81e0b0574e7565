//! The order of the results.

use std::cmp::Reverse;

use super::{
    fold,
    language::{
        Query,
        expr::Term,
        values::{Sort, SortKey},
    },
    matching::{letters::Leeway, plan::Needle},
};
use crate::model::{Archive, ArticleId, ArticleView, SectionKind};

/// Puts articles, which are in the order of the archive, into the order that the query asks for. Equals stay as they were:
/// newest first.
pub(super) fn arrange(archive: &Archive, query: &Query, ids: &mut [ArticleId]) {
    let Some(Sort { key, reversed }) = query.sort() else {
        return;
    };
    match key {
        SortKey::Date => by(archive, ids, |view| Reverse(view.issue.date)),
        SortKey::Title => by(archive, ids, |view| collated(view.title())),
        SortKey::Issue => by(archive, ids, |view| {
            let number = view.issue.number.map(Reverse);
            (number.is_none(), number, collated(&view.issue.title))
        }),
        SortKey::Relevance => {
            let needles = needles(query);
            by(archive, ids, |view| rank(&needles, view));
        }
    }
    if reversed {
        ids.reverse();
    }
}

fn by<K: Ord>(archive: &Archive, ids: &mut [ArticleId], key: impl Fn(&ArticleView<'_>) -> K) {
    ids.sort_by_cached_key(|&id| archive.article(id).map(|view| key(&view)));
}

/// A title in dictionary order: by its letters without marks, numbers by their size; then as written.
fn collated(title: &str) -> (String, String) {
    let letters = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let skeleton = fold::skeleton(letters).to_lowercase();
    let (mut key, mut rest) = (String::with_capacity(skeleton.len()), skeleton.as_str());
    while let Some(c) = rest.chars().next() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, after) = rest
            .split_at_checked(end.max(c.len_utf8()))
            .unwrap_or((rest, ""));
        if end > 0 {
            let digits = number.trim_start_matches('0');
            // Longer numbers are larger.
            key.extend(char::from_u32(u32::from('0') + digits.len() as u32));
            key.push_str(digits);
        } else {
            key.push(c);
        }
        rest = after;
    }
    (key, title.to_lowercase())
}

fn needles(query: &Query) -> Vec<Needle> {
    let leeway = Leeway {
        unfinished: query.is_unfinished(),
        loose: false,
    };
    let terms = query.expr.wanted();
    let texts = terms
        .into_iter()
        .filter(|term| matches!(term, Term::Text(_)));
    texts
        .filter_map(Term::pattern)
        .map(|pattern| Needle::new(pattern, leeway))
        .collect()
}

/// The worst place counts, as every word is asked for: title (0), tags (1), summary (2), body (3). Then the sum of all places.
fn rank(needles: &[Needle], view: &ArticleView<'_>) -> (u8, u32) {
    let places = needles.iter().map(|needle| place(needle, view));
    places.fold((0, 0), |(worst, sum), place| {
        (worst.max(place), sum + u32::from(place))
    })
}

fn place(needle: &Needle, view: &ArticleView<'_>) -> u8 {
    let mut summaries = view
        .sections()
        .filter(|section| section.kind == SectionKind::Summary);
    match () {
        () if needle.is_in_heading(view.title()) => 0,
        () if view.tags().any(|tag| needle.words.is_in(tag.name())) => 1,
        () if summaries.any(|section| needle.words.is_in(section.body.of(&view.issue.source))) => 2,
        () => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_in_the_order_of_a_dictionary() {
        let sorted = [
            "apfel",
            "äpfel",
            "eclair",
            "École",
            "Lamp 9",
            "lamp 10",
            "“Lamp” 11",
            "Zebra",
            "가",
            "나",
        ];
        let mut titles = sorted;
        titles.reverse();
        titles.sort_by_key(|title| collated(title));
        assert_eq!(titles, sorted);
    }
}
