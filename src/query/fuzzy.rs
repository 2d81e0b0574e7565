//! Titles that hold the letters typed, in their order and with others between them.

use std::{
    ops::Range,
    sync::atomic::{AtomicBool, Ordering},
};

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use rayon::prelude::*;

use crate::model::{Archive, ArticleId, IssueId};

/// The most titles shown.
const MOST: usize = 500;

/// The articles whose titles match best, the best first; of equals, the newest. `None` if `cancel` became true before the end.
pub fn titles(archive: &Archive, text: &str, cancel: &AtomicBool) -> Option<Vec<ArticleId>> {
    let pattern = parse(text);
    let of_issue = |matcher: &mut Matcher, id: &IssueId| {
        let go_on = !cancel.load(Ordering::Relaxed);
        go_on.then(|| scores(archive, *id, &pattern, matcher))
    };
    let order = archive.order().par_iter();
    let scored: Option<Vec<Vec<(u32, ArticleId)>>> = order
        .map_init(|| Matcher::new(Config::DEFAULT), of_issue)
        .collect();
    let mut scored = scored?.concat();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.truncate(MOST);
    Some(scored.into_iter().map(|(_, id)| id).collect())
}

/// The places of the typed letters in a title: ranges of bytes in order.
pub fn positions(text: &str, title: &str) -> Vec<Range<usize>> {
    let (mut buffer, mut found) = (Vec::new(), Vec::new());
    let letters = Utf32Str::new(title, &mut buffer);
    parse(text).indices(letters, &mut Matcher::new(Config::DEFAULT), &mut found);
    found.sort_unstable();
    found.dedup();
    // The matcher counts graphemes, of which each is one letter to it.
    let graphemes = unicode_segmentation::UnicodeSegmentation::grapheme_indices(title, true);
    let ranges: Vec<_> = graphemes.map(|(at, text)| at..at + text.len()).collect();
    let range = |at: &u32| ranges.get(*at as usize).cloned();
    found.iter().filter_map(range).collect()
}

fn parse(text: &str) -> Pattern {
    Pattern::parse(text, CaseMatching::Smart, Normalization::Smart)
}

fn scores(
    archive: &Archive,
    id: IssueId,
    pattern: &Pattern,
    matcher: &mut Matcher,
) -> Vec<(u32, ArticleId)> {
    let mut buffer = Vec::new();
    let mut score = |title: &str| pattern.score(Utf32Str::new(title, &mut buffer), matcher);
    let articles = archive.articles_of(id);
    articles
        .filter_map(|article| Some((score(article.title())?, article.id)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_in_order() {
        let marked = |text: &str, title: &str| {
            let ranges = positions(text, title).into_iter();
            ranges
                .map(|range| title[range].to_owned())
                .collect::<String>()
        };
        assert_eq!(marked("rdlk", "Redis locks"), "Rdlk");
        assert_eq!(marked("러트", "왜 러스트인가"), "러트");
        assert_eq!(marked("zz", "Redis locks"), "");
    }
}
