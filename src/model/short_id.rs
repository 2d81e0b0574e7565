//! Names of articles for a command line.

use std::fmt;

use super::{
    ArticleRef, Subject, lasting,
    letters::{ALPHABET, LENGTH, letters},
};

/// A beginning of so many letters is meant to be one.
const LEAST: usize = 4;

/// The name of an article for a command line: eight characters, the same for as long as its [`Subject`] is, on every machine.
///
/// 40 bits: two of 100,000 articles share one with a chance of half a percent.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShortId([u8; LENGTH]);

impl ShortId {
    /// The name of an article by its subject.
    pub fn of(subject: &Subject) -> Self {
        Self(letters(&lasting(subject.name())))
    }

    /// True if `text` may be the whole name of an article.
    pub fn is_whole(text: &str) -> bool {
        text.len() == LENGTH && Self::is_beginning(text)
    }

    /// True if `text` may be the name of an article, or a beginning of it that is long enough to be meant.
    pub fn is_beginning(text: &str) -> bool {
        let is_letter = |byte: u8| ALPHABET.contains(&byte.to_ascii_lowercase());
        (LEAST..=LENGTH).contains(&text.len()) && text.bytes().all(is_letter)
    }

    /// True if `text` is this name, or a beginning of it that is long enough to be meant.
    pub fn is_meant_by(&self, text: &str) -> bool {
        text.len() >= LEAST && self.0.starts_with(text.to_ascii_lowercase().as_bytes())
    }
}

impl ArticleRef<'_> {
    /// The name of the article for a command line.
    pub fn short_id(self) -> ShortId {
        ShortId::of(&self.identity().article)
    }
}

impl fmt::Display for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|&letter| write!(f, "{}", char::from(letter)))
    }
}

impl fmt::Debug for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_what_they_are() {
        let id = ShortId::of(&Subject::from_name("cm1\tfog.example/a"));
        assert_eq!(id.to_string(), "e598jxzf");
        assert!(id.is_meant_by(&id.to_string().to_uppercase()));
        assert!(id.is_meant_by(&id.to_string()[..4]));
        assert!(!id.is_meant_by(&id.to_string()[..3]));
        assert!(!id.is_meant_by("redis"));
    }

    #[test]
    fn few_of_many_articles_share_a_name() {
        let mut seen = std::collections::HashSet::new();
        let name = |n: u32| Subject::from_name(&format!("issue-{}\tfog.example/{n}", n % 500));
        let fresh = (0..100_000)
            .filter(|&n| seen.insert(ShortId::of(&name(n))))
            .count();
        assert!(fresh >= 99_999, "{fresh}");
    }
}
