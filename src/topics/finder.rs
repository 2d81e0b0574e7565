//! Finds words in a text, each with a meaning.

use std::{borrow::Cow, fmt};

use crate::text::has_case;

/// Finds whole words, and the meaning of each.
///
/// Letters match in any case unless a word is exact. Hyphens, underscores and white space are one and the same.
#[derive(Clone)]
pub struct WordFinder<T> {
    words: Vec<FinderWord<T>>,
    /// The words letter by letter: those that begin alike share their first steps. The [first](first) one of a word is among many,
    /// as most letters of most scripts begin none: that is known at once.
    steps: Vec<LetterStep>,
}

/// The number of steps that words begin at.
const FIRSTS: usize = 1 << 11;

/// The step at which words begin with a letter, and with a few others.
fn first(letter: char) -> usize {
    letter as usize % FIRSTS
}

/// A step from letter to letter of words.
#[derive(Clone, Default)]
struct LetterStep {
    /// The letters that words go on with, in order, each with its step.
    next: Vec<(char, usize)>,
    /// The word that is whole here.
    word: Option<usize>,
}

/// A word, and all that it means.
#[derive(Clone, Debug)]
struct FinderWord<T> {
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

impl<T> WordFinder<T> {
    /// A finder for words, each with its meaning and true if it is exact.
    pub fn new<'a>(words: impl IntoIterator<Item = (impl Into<Cow<'a, str>>, bool, T)>) -> Self {
        let mut finder = Self {
            words: Vec::new(),
            steps: vec![LetterStep::default(); FIRSTS],
        };
        for (word, exact, meaning) in words {
            let written: String = word.into().trim().chars().map(space).collect();
            let exact = exact.then(|| written.clone());
            finder.add(&written, Sense { exact, meaning });
        }
        finder
    }

    fn add(&mut self, written: &str, sense: Sense<T>) {
        let lower: String = written.chars().map(lower).collect();
        let Some(first) = lower.chars().next().map(first) else {
            return;
        };
        let last = lower.chars().fold(first, |step, c| self.step(step, c));
        let Some(last) = self.steps.get_mut(last) else {
            return;
        };
        let at = *last.word.get_or_insert(self.words.len());
        match self.words.get_mut(at) {
            Some(word) => word.senses.push(sense),
            None => self.words.push(FinderWord {
                lower,
                senses: vec![sense],
            }),
        }
    }

    /// The step from another to a letter, made if there is none.
    fn step(&mut self, from: usize, letter: char) -> usize {
        let new = self.steps.len();
        let Some(step) = self.steps.get_mut(from) else {
            return 0;
        };
        match step.next.binary_search_by_key(&letter, |next| next.0) {
            Ok(at) => step.next.get(at).map_or(0, |next| next.1),
            Err(at) => {
                step.next.insert(at, (letter, new));
                self.steps.push(LetterStep::default());
                new
            }
        }
    }

    /// True if there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Calls `found` with each whole word of `text` in lower case and its meaning, from left to right. Where words overlap the
    /// first counts, and of those that begin together the longest.
    pub fn find<'f>(&'f self, text: &str, mut found: impl FnMut(&'f str, &'f T)) {
        let mut at = 0;
        while let Some((before, rest)) = text.split_at_checked(at)
            && let Some(first) = rest.chars().next()
        {
            let joined = || {
                let before = before.chars().next_back();
                before.is_some_and(|before| joins(before, first))
            };
            let begins = self.begins(first) && !joined();
            let word = begins.then(|| self.word_at(rest)).flatten();
            at += match word {
                Some(word) => {
                    let meanings = word.senses.iter().filter(|sense| sense.fits(rest));
                    meanings.for_each(|sense| found(&word.lower, &sense.meaning));
                    word.lower.len()
                }
                None => unbroken(rest).max(first.len_utf8()),
            };
        }
    }

    /// True if a word may begin with a character.
    fn begins(&self, c: char) -> bool {
        let letter = lower(space(c));
        let first = self.steps.get(first(letter));
        first.is_some_and(|first| self.next(first, letter).is_some())
    }

    /// The longest whole word that a text begins with and that means something as it is written there.
    fn word_at(&self, text: &str) -> Option<&FinderWord<T>> {
        let first = first(lower(space(text.chars().next()?)));
        let (mut step, mut longest) = (self.steps.get(first)?, None);
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let Some(next) = self.next(step, lower(space(c))) else {
                break;
            };
            step = next;
            if let Some(word) = step.word.and_then(|word| self.words.get(word))
                && word.fits(text)
                && ends(&word.lower, rest.as_str())
            {
                longest = Some(word);
            }
        }
        longest
    }

    fn next(&self, step: &LetterStep, letter: char) -> Option<&LetterStep> {
        let at = step.next.binary_search_by_key(&letter, |next| next.0);
        let (_, next) = step.next.get(at.ok()?)?;
        self.steps.get(*next)
    }
}

impl<T> FinderWord<T> {
    /// True if the word means something as a text that begins with it writes it.
    fn fits(&self, text: &str) -> bool {
        self.senses.iter().any(|sense| sense.fits(text))
    }
}

impl<T> Sense<T> {
    /// True if a word that a text begins with is written so that it has this meaning.
    fn fits(&self, text: &str) -> bool {
        let exact = self.exact.as_ref();
        exact.is_none_or(|exact| {
            let mut written = text.chars().map(space);
            exact.chars().all(|c| written.next() == Some(c))
        })
    }
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

/// A character in lower case, if that is as long. Russian need not dot its `ё`.
fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if !has_case(c) {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some('ё'), None) => 'е',
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// True if a word ends before the rest of a text: `redis` in `redis는` and in `redis!`, but not in `rediscover`.
fn ends(word: &str, rest: &str) -> bool {
    let mut after = rest.chars();
    let next = after.next();
    let goes_on = |last| next.is_some_and(|next| goes_on(last, next));
    !word.chars().next_back().is_some_and(goes_on)
        || is_plural(word, next, after.next())
        || is_versioned(word, rest)
}

/// The length of the ASCII letters and digits that a text begins with: no word begins among them.
fn unbroken(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
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
    letters > 2 && next == Some('s') && !after.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// True for the `17` of `iOS17` and the `1.22` of `Go1.22`.
fn is_versioned(word: &str, rest: &str) -> bool {
    let name = word.rsplit(' ').next().unwrap_or_default();
    let is_name = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..).unwrap_or_default();
    is_name && matches!(digits, 1 | 2) && !after.starts_with(|c: char| c.is_ascii_alphabetic())
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
        let table: [(&str, &[&str]); 20] = [
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
            ("APIS of the sea", &[]),
            ("Go1.22 at sea", &["go"]),
            ("Redis7에서", &["redis"]),
            ("redis2go and api2031", &[]),
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
