//! Finds words in a text, each with a meaning.

use std::{borrow::Cow, cmp::Reverse, collections::HashMap, fmt};

/// Finds whole words, and the meaning of each.
///
/// Letters match in any case unless a word is exact. Hyphens, underscores and white space are one and the same.
#[derive(Clone)]
pub struct WordFinder<T> {
    /// By what they [begin](beginning) with, the longest first.
    words: HashMap<String, Vec<Word<T>>>,
    /// True at the [place] of each character that a word begins with: most characters of most scripts begin none.
    firsts: Vec<bool>,
}

/// A word, and all that it means.
#[derive(Clone, Debug)]
struct Word<T> {
    lower: String,
    senses: Vec<Sense<T>>,
}

/// A meaning of a word.
#[derive(Clone, Debug)]
struct Sense<T> {
    /// The only spelling that has it.
    exact: Option<String>,
    meaning: T,
}

/// The length of [`WordFinder::firsts`].
const FIRSTS: usize = 1 << 12;

/// The place of a character among the firsts, which it shares with a few others.
fn place(c: char) -> usize {
    c as usize % FIRSTS
}

impl<T> WordFinder<T> {
    /// A finder for words, each with its meaning and true if it is exact.
    pub fn new<'a>(words: impl IntoIterator<Item = (impl Into<Cow<'a, str>>, bool, T)>) -> Self {
        let mut all: HashMap<String, Vec<Word<T>>> = HashMap::new();
        for (word, exact, meaning) in words {
            let written: String = word.into().trim().chars().map(space).collect();
            let lower: String = written.chars().map(lower).collect();
            let exact = exact.then_some(written);
            let sense = Sense { exact, meaning };
            let alike = all.entry(beginning(&lower).to_owned()).or_default();
            match alike.iter_mut().find(|word| word.lower == lower) {
                Some(word) => word.senses.push(sense),
                None => alike.push(Word {
                    lower,
                    senses: vec![sense],
                }),
            }
        }
        all.remove("");
        for alike in all.values_mut() {
            alike.sort_by_key(|word| Reverse(word.lower.len()));
        }
        let mut firsts = vec![false; FIRSTS];
        for first in all.keys().filter_map(|start| start.chars().next()) {
            if let Some(begins) = firsts.get_mut(place(first)) {
                *begins = true;
            }
        }
        Self { words: all, firsts }
    }

    /// Calls `found` with each whole word of `text` in lower case and its meaning, from left to right. Where words overlap the
    /// first counts, and of those that begin together the longest.
    pub fn find(&self, text: &str, mut found: impl FnMut(&str, &T)) {
        let (mut before, mut from) = (None, 0);
        for (at, first) in text.char_indices() {
            let begins = at >= from && !before.is_some_and(|before| joins(before, first));
            before = Some(first);
            let Some(rest) = text.get(at..).filter(|_| begins) else {
                continue;
            };
            if let Some(word) = self.word_at(rest) {
                from = at + word.lower.len();
                let meanings = word.senses.iter().filter(|sense| sense.fits(rest));
                meanings.for_each(|sense| found(&word.lower, &sense.meaning));
            }
        }
    }

    /// The longest whole word that a text begins with and that means something as it is written there.
    fn word_at(&self, text: &str) -> Option<&Word<T>> {
        let start = beginning(text);
        let first = start.chars().next().map(lower)?;
        if !self.firsts.get(place(first)).is_some_and(|begins| *begins) {
            return None;
        }
        let start = if start.is_ascii() {
            start.to_ascii_lowercase()
        } else {
            first.to_string()
        };
        let singular = start.strip_suffix('s').filter(|start| !start.is_empty());
        let alike = [Some(&*start), singular].into_iter().flatten();
        let mut alike = alike.filter_map(|start| self.words.get(start)).flatten();
        alike.find(|word| {
            let after = after(text, &word.lower, |c| lower(space(c)));
            after.is_some_and(|after| ends(&word.lower, after))
                && word.senses.iter().any(|sense| sense.fits(text))
        })
    }
}

impl<T> Sense<T> {
    /// True if a word that a text begins with is written so that it has this meaning.
    fn fits(&self, text: &str) -> bool {
        let exact = self.exact.as_ref();
        exact.is_none_or(|exact| after(text, exact, space).is_some())
    }
}

/// The beginning of a text: a word of ASCII letters and digits, else one character.
fn beginning(text: &str) -> &str {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let run = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    text.get(..run.max(first)).unwrap_or_default()
}

/// The text behind a word that it begins with, each character of which is seen as another.
fn after<'t>(text: &'t str, word: &str, seen: impl Fn(char) -> char) -> Option<&'t str> {
    let mut rest = text.chars();
    let same = word.chars().all(|c| rest.next().map(&seen) == Some(c));
    same.then_some(rest.as_str())
}

/// A character, but for what stands between words: that is one kind of space.
fn space(c: char) -> char {
    match c {
        '-' | '_' | '\t'..='\r' => ' ',
        c => c,
    }
}

impl<T> fmt::Debug for WordFinder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordFinder of {} words", self.words.len())
    }
}

/// A character in lower case, if that is as long.
fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// True if a word ends before `after`: `redis` in `redis는` and in `redis!`, but not in `rediscover`.
fn ends(word: &str, after: &str) -> bool {
    let mut after = after.chars();
    let next = after.next();
    let goes_on = |last| next.is_some_and(|next| goes_on(last, next));
    !word.chars().next_back().is_some_and(goes_on) || is_plural(word, next, after.next())
}

/// True if a word that begins with `first` cannot begin right after `before`.
fn joins(before: char, first: char) -> bool {
    match first {
        '.' => before.is_alphanumeric(),
        _ if first.is_ascii() => first.is_ascii_alphanumeric() && before.is_ascii_alphanumeric(),
        '가'..='힣' => matches!(before, '가'..='힣'),
        _ => !is_without_spaces(first) && before.is_alphabetic(),
    }
}

/// True if a word that ends with `last` continues with `next`. A particle may follow a Hangul word, and any other script.
fn goes_on(last: char, next: char) -> bool {
    if last.is_ascii() {
        last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()
    } else {
        last.is_alphabetic() && !is_without_spaces(last) && next.is_alphabetic()
    }
}

/// True for the `s` of `apis` and `databases`.
fn is_plural(word: &str, next: Option<char>, after: Option<char>) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    letters > 2
        && matches!(next, Some('s' | 'S'))
        && !after.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// True for scripts that do not set each word off by spaces: Hangul, kana, Han.
fn is_without_spaces(c: char) -> bool {
    c >= '\u{1100}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_count_and_the_longest_of_them() {
        let words = [
            ("redis", false, "redis"),
            ("레디스", false, "redis"),
            ("Go", true, "go"),
            ("node.js", false, "node.js"),
            ("Node", true, "node.js"),
            (".net", false, ".net"),
            ("machine learning", false, "ml"),
            ("learning", false, "learning"),
            ("базы данных", false, "database"),
            ("数据库", false, "database"),
            ("api", false, "api"),
            ("c++", false, "c++"),
        ];
        let finder = WordFinder::new(words);
        let table: [(&str, &[&str]); 16] = [
            ("Redis를 이용한 분산 락", &["redis"]),
            ("레디스는 빠르다", &["redis"]),
            ("비레디스", &[]),
            ("rediscover the sea", &[]),
            ("Go on, let it go", &["go"]),
            ("going to Google", &[]),
            ("Node.js or Node", &["node.js", "node.js"]),
            ("a node of a tree", &[]),
            (".NET at fog.net", &[".net"]),
            ("Machine-Learning, machine_learning", &["ml", "ml"]),
            ("learning machines", &["learning"]),
            ("Базы данных", &["database"]),
            ("高速数据库引擎", &["database"]),
            ("APIs of the API", &["api", "api"]),
            ("C++ in C", &["c++"]),
            ("", &[]),
        ];
        for (text, want) in table {
            let mut found = Vec::new();
            finder.find(text, |_, meaning| found.push(*meaning));
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn no_words_find_nothing() {
        let finder: WordFinder<()> = WordFinder::new([("", false, ())]);
        finder.find("fog", |_, ()| panic!("found nothing in fog"));
    }
}
