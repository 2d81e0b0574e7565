//! Patterns, compiled: what finds a word, a phrase or a regular expression in a text.

use std::{fmt::Write as _, ops::Range};

use memchr::memmem;
use regex_automata::{Input, meta::Regex, util::syntax};
use unicode_normalization::UnicodeNormalization;

use super::{expr::Pattern, fold};
use crate::text::hangul;

/// The largest automaton a regular expression may become, in bytes: `\w{500}{500}` is an error, not a hang.
const REGEX_LIMIT: usize = 4 << 20;

/// How a literal is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// It is still being typed: its last syllable may grow.
    pub unfinished: bool,
    /// Spaces within Korean words do not count.
    pub loose: bool,
}

/// Finds a pattern.
#[derive(Clone, Debug)]
pub struct Finder {
    plain: Search,
    /// Finds the other forms of the letters as well, where there are any.
    folding: Option<Regex>,
    /// `^` and `\b` must see the ends of the text itself.
    pub whole_texts: bool,
}

#[derive(Clone, Debug)]
enum Search {
    Bytes(Box<memmem::Finder<'static>>),
    Regex(Regex),
}

impl Search {
    fn bytes(needle: &[u8]) -> Self {
        Self::Bytes(Box::new(memmem::Finder::new(needle).into_owned()))
    }

    /// This byte stands nowhere in UTF-8.
    fn nothing() -> Self {
        Self::bytes(b"\xff")
    }
}

impl Finder {
    /// Finds the pattern as it is written.
    pub fn new(pattern: &Pattern, reading: Reading) -> Self {
        match pattern {
            Pattern::Literal(text) => Self::literal(&letters(text, reading)),
            Pattern::Regex(regex) => Self {
                plain: compile(regex).map_or_else(|_| Search::nothing(), Search::Regex),
                folding: None,
                whole_texts: true,
            },
        }
    }

    /// Finds the words whose initial consonants a literal gives: ㄹㅅㅌ finds 러스트. `None` if it has none.
    pub fn of_initials(pattern: &Pattern, reading: Reading) -> Option<Self> {
        let Pattern::Literal(text) = pattern else {
            return None;
        };
        let split: String = text.chars().flat_map(split_consonants).collect();
        let mut letters = letters(&split, reading);
        let mut found = false;
        for letter in &mut letters {
            if let Letter::Is(c) | Letter::Grows(c) = *letter
                && hangul::is_initial(c)
            {
                *letter = Letter::Grows(c);
                found = true;
            }
        }
        found.then(|| Self::literal(&letters))
    }

    fn literal(letters: &[Letter]) -> Self {
        let sensitive = letters.iter().any(|letter| letter.is_capital());
        let folds = letters.iter().any(|letter| letter.has_forms());
        let exact = exact(letters).filter(|text| sensitive || !text.chars().any(has_case));
        Self {
            plain: match exact {
                Some(text) => Search::bytes(text.as_bytes()),
                None => {
                    regex_of(letters, sensitive, false).map_or_else(Search::nothing, Search::Regex)
                }
            },
            folding: folds.then(|| regex_of(letters, sensitive, true)).flatten(),
            whole_texts: false,
        }
    }

    /// The first match within a range of `text`. `variants`: whether the text may hold letters in other forms.
    pub fn find(&self, text: &str, range: Range<usize>, variants: bool) -> Option<Range<usize>> {
        let regex = match (&self.plain, &self.folding) {
            (_, Some(folding)) if variants => folding,
            (Search::Regex(regex), _) => regex,
            (Search::Bytes(finder), _) => {
                let at = finder.find(text.as_bytes().get(range.clone())?)? + range.start;
                return Some(at..at + finder.needle().len());
            }
        };
        let found = regex.search(&Input::new(text).range(range))?;
        Some(found.range())
    }

    /// Whether a text holds a match.
    pub fn find_in(&self, text: &str, variants: bool) -> bool {
        self.find(text, 0..text.len(), variants).is_some()
    }

    /// Whether a short text holds a match.
    pub fn is_in(&self, text: &str) -> bool {
        self.find_in(text, !text.is_ascii())
    }

    /// All matches that do not overlap, empty ones left out.
    pub fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at <= text.len() {
                let found = self.find(text, at..text.len(), true)?;
                let step = text
                    .get(found.end..)?
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                at = found.end + if found.is_empty() { step } else { 0 };
                if !found.is_empty() {
                    return Some(found);
                }
            }
            None
        })
    }
}

/// Whether the regular expression can be used, else why not, as a clause.
pub(super) fn check(regex: &str) -> Result<(), String> {
    compile(regex).map(|_| ())
}

/// Smart case: a capital makes a regular expression mind the case. `\B` and the like are no capitals.
fn compile(regex: &str) -> Result<Regex, String> {
    let mut escaped = false;
    let capital = regex.chars().any(|c| {
        let counts = !escaped && c.is_uppercase();
        escaped = c == '\\' && !escaped;
        counts
    });
    Regex::builder()
        .configure(Regex::config().nfa_size_limit(Some(REGEX_LIMIT)))
        .syntax(
            syntax::Config::new()
                .case_insensitive(!capital)
                .multi_line(true),
        )
        .build(regex)
        .map_err(|error| match error.syntax_error() {
            Some(error) => last_line(&error.to_string()),
            None => "this one is too large".to_owned(),
        })
}

/// The parser of regular expressions draws the place of an error in several lines; the last one says what is wrong.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

/// A letter of a needle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letter {
    Is(char),
    /// The last syllable while it is typed, or an initial that stands for its syllables.
    Grows(char),
    /// White space of any kind, at least one, as a line of prose may be broken anywhere.
    Space,
    /// White space or none.
    MaybeSpace,
}

impl Letter {
    fn is_capital(self) -> bool {
        matches!(self, Self::Is(c) if c.is_uppercase())
    }

    fn has_forms(self) -> bool {
        matches!(self, Self::Is(c) if !fold::forms(c).is_empty() || decomposed(c).is_some())
    }
}

/// The needle, letter by letter, NFC and in plain width.
fn letters(text: &str, reading: Reading) -> Vec<Letter> {
    let mut letters = Vec::new();
    for c in fold::width(text).chars() {
        match c.is_whitespace() {
            true if letters.last() == Some(&Letter::Space) => {}
            true => letters.push(Letter::Space),
            false => letters.push(Letter::Is(c)),
        }
    }
    if reading.loose {
        letters = loosened(&letters);
    }
    if let (true, Some(Letter::Is(c))) = (reading.unfinished, letters.last().copied())
        && (hangul::is_syllable(c) || (hangul::is_initial(c) && letters.len() > 1))
    {
        letters.pop();
        letters.push(Letter::Grows(c));
    }
    letters
}

/// Any white space or none between two Hangul syllables, whatever was written.
fn loosened(letters: &[Letter]) -> Vec<Letter> {
    let is_hangul =
        |letter: Option<&Letter>| matches!(letter, Some(Letter::Is(c)) if hangul::is_syllable(*c));
    let mut loose = Vec::new();
    for (n, &letter) in letters.iter().enumerate() {
        let (before, after) = (
            n.checked_sub(1).and_then(|n| letters.get(n)),
            letters.get(n + 1),
        );
        match letter {
            Letter::Space if is_hangul(before) && is_hangul(after) => {
                loose.push(Letter::MaybeSpace);
            }
            letter => {
                if is_hangul(before) && is_hangul(Some(&letter)) {
                    loose.push(Letter::MaybeSpace);
                }
                loose.push(letter);
            }
        }
    }
    loose
}

/// ㄳ typed for ㄱ and ㅅ.
fn split_consonants(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match hangul::split_cluster(c) {
        (first, Some(second)) if hangul::is_initial(first) => (first, Some(second)),
        _ => (c, None),
    };
    std::iter::once(first).chain(second)
}

/// The text, if every letter can only be itself.
fn exact(letters: &[Letter]) -> Option<String> {
    let one = |letter: &Letter| match letter {
        Letter::Is(c) => Some(*c),
        _ => None,
    };
    letters.iter().map(one).collect()
}

fn has_case(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

fn regex_of(letters: &[Letter], sensitive: bool, folding: bool) -> Option<Regex> {
    let mut regex = String::new();
    for &letter in letters {
        write_letter(&mut regex, letter, folding);
    }
    Regex::builder()
        .syntax(syntax::Config::new().case_insensitive(!sensitive))
        .build(&regex)
        .ok()
}

fn write_letter(regex: &mut String, letter: Letter, folding: bool) {
    match letter {
        Letter::Space => regex.push_str(r"\s+"),
        Letter::MaybeSpace => regex.push_str(r"\s*"),
        Letter::Is(c) if folding => write_forms(regex, c),
        Letter::Is(c) => write_char(regex, c),
        Letter::Grows(c) => write_growth(regex, c),
    }
}

fn write_growth(regex: &mut String, c: char) {
    let Some(growth) = hangul::growth(c) else {
        return write_char(regex, c);
    };
    regex.push_str("(?:[");
    for range in growth.same {
        write_range(regex, &range);
    }
    regex.push(']');
    for (left, range) in growth.moved {
        regex.push('|');
        write_char(regex, left);
        regex.push('[');
        write_range(regex, &range);
        regex.push(']');
    }
    regex.push(')');
}

fn write_range(regex: &mut String, range: &std::ops::RangeInclusive<char>) {
    write_char(regex, *range.start());
    regex.push('-');
    write_char(regex, *range.end());
}

/// All forms of a letter: a plain Latin letter with any marks or none, a marked one composed or decomposed.
fn write_forms(regex: &mut String, c: char) {
    if let Some(parts) = decomposed(c) {
        regex.push_str("(?:");
        write_char(regex, c);
        regex.push('|');
        for part in parts.chars() {
            write_char(regex, part);
        }
        regex.push(')');
        return;
    }
    regex.push('[');
    write_char(regex, c);
    for &form in fold::forms(c) {
        write_char(regex, form);
    }
    regex.push(']');
    if c.is_ascii_alphabetic() {
        regex.push_str(r"[\x{300}-\x{36f}]*");
    }
}

/// A letter as its base and marks; `None` for letters without, and for Hangul, which is composed everywhere.
fn decomposed(c: char) -> Option<String> {
    let parts: String = c.nfd().collect();
    (parts.chars().count() > 1 && !hangul::is_syllable(c)).then_some(parts)
}

fn write_char(regex: &mut String, c: char) {
    // Writing to a string does not fail.
    _ = write!(regex, "\\x{{{:x}}}", c as u32);
}
