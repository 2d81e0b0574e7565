//! Initial consonants: ㄹㅅㅌ finds 러스트 in titles and headings.

use super::{
    super::language::expr::TextPattern,
    letters::{self, Leeway, Letter},
    pattern::TextFinder,
};
use crate::{
    model::{ArticleView, SectionKind},
    text::hangul,
};

/// Finds words that begin with the consonants of a pattern; `None` if it holds no consonant that stands alone.
pub(super) fn finder(pattern: &TextPattern, leeway: Leeway) -> Option<TextFinder> {
    let TextPattern::Literal(text) = pattern else {
        return None;
    };
    let split: String = text.chars().flat_map(split_consonants).collect();
    let mut letters = letters::of(&split, leeway);
    let mut any = false;
    for letter in &mut letters {
        if let Some(c) = initial(*letter) {
            *letter = Letter::Grows(c);
            any = true;
        }
    }
    any.then(|| TextFinder::of_letters(&letters))
}

/// The names of an article in which initials are looked for: its title and the headings that an author chose, which are the
/// group and the sections of no usual kind.
pub(super) fn names<'a>(view: &'a ArticleView<'_>) -> impl Iterator<Item = &'a str> {
    let sections = view.sections();
    let own = sections.filter(|section| section.kind == SectionKind::Other);
    std::iter::once(view.title())
        .chain(own.map(|section| &*section.label))
        .chain(view.group())
}

/// The consonant, if it stands alone.
fn initial(letter: Letter) -> Option<char> {
    match letter {
        Letter::Is(c) | Letter::Grows(c) => Some(c).filter(|&c| hangul::is_initial(c)),
        Letter::Space | Letter::MaybeSpace => None,
    }
}

/// ㄳ typed for ㄱ and ㅅ.
fn split_consonants(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match hangul::split_cluster(c) {
        (first, Some(second)) if hangul::is_initial(first) => (first, Some(second)),
        _ => (c, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consonants_find_the_words_that_begin_so() {
        let table = [
            ("ㄹㅅㅌ", "Go 대신 러스트", true),
            ("ㄹㅅㅌ", "러 스트", false),
            ("ㄹ ㅅㅌ", "러 스트", true),
            ("ㄳ", "감사", true),
            ("러ㅅㅌ", "러스트", true),
            ("러ㅅㅌ", "로스트", false),
            ("ㄹ", "Go", false),
            ("rust", "rust", false),
            ("rㄹ", "R러", true),
        ];
        for (query, title, expected) in table {
            let pattern = TextPattern::Literal(query.into());
            let finder = finder(&pattern, Leeway::default());
            let found = finder.is_some_and(|finder| finder.is_in(title));
            assert_eq!(found, expected, "{query} in {title}");
        }
    }
}
