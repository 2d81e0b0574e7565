//! Finds words in texts: each stands for a tag.

use std::cmp::Reverse;

use aho_corasick::{AhoCorasick, Match};

use crate::model::Tag;

/// A word that stands for a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicWord {
    pub text: String,
    pub tag: Tag,
    /// Match in this case only.
    pub exact: bool,
}

/// Words to find in titles and code.
#[derive(Debug)]
pub struct Topics {
    words: Vec<TopicWord>,
    /// Its patterns are the texts of `words`; `None` if they are too many for it.
    automaton: Option<AhoCorasick>,
}

impl Topics {
    /// A finder for `words`.
    pub fn new(words: impl IntoIterator<Item = TopicWord>) -> Self {
        let words: Vec<TopicWord> = words.into_iter().collect();
        let mut builder = AhoCorasick::builder();
        let texts = words.iter().map(|word| &word.text);
        let automaton = builder.ascii_case_insensitive(true).build(texts).ok();
        Self { words, automaton }
    }

    /// The words that are found.
    pub fn words(&self) -> &[TopicWord] {
        &self.words
    }

    /// The whole words in `text`, from left to right, with their byte offsets. Where they overlap, the first counts, and of
    /// those that begin together the longest.
    pub fn find(&self, text: &str) -> impl Iterator<Item = (usize, &TopicWord)> {
        let matches = self.automaton.iter();
        let matches = matches.flat_map(|automaton| automaton.find_overlapping_iter(text));
        let mut found: Vec<(Match, &TopicWord)> = matches
            .filter_map(|at| Some((at, self.words.get(at.pattern().as_usize())?)))
            .filter(|(at, word)| word.is_at(text, *at))
            .collect();
        found.sort_by_key(|(at, _)| (at.start(), Reverse(at.end())));
        let mut from = 0;
        found.retain(|(at, _)| {
            let is_free = at.start() >= from;
            from = if is_free { at.end() } else { from };
            is_free
        });
        found.into_iter().map(|(at, word)| (at.start(), word))
    }
}

/// Two find the same if their words are the same.
impl PartialEq for Topics {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl TopicWord {
    /// True if a match is a word of its own in the right case.
    fn is_at(&self, text: &str, at: Match) -> bool {
        let written = || text.get(at.range()) == Some(&self.text);
        is_whole(text, at) && (!self.exact || written())
    }
}

/// True if an ASCII letter or digit, or what joins such, stands at `at`.
fn is_of_word(text: &str, at: usize) -> bool {
    let byte = text.as_bytes().get(at);
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// True if a match is a word of its own. Letters of another script may follow: `Redis를`, `레디스는`.
fn is_whole(text: &str, at: Match) -> bool {
    let before = text.get(..at.start()).unwrap_or("").chars().next_back();
    let word = at.span().range();
    let begins = if text.as_bytes().get(word.start).is_some_and(u8::is_ascii) {
        !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
    } else {
        !before.is_some_and(|c| !c.is_ascii() && c.is_alphabetic())
    };
    begins && !(is_of_word(text, word.end - 1) && is_of_word(text, word.end))
}
