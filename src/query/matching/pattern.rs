//! Patterns, compiled: one regular expression finds a word or phrase in a text, whatever its case.

use std::{fmt::Write as _, ops::Range};

use regex_automata::{Input, meta::Regex, util::syntax};
use unicode_normalization::UnicodeNormalization;

use super::{
    super::{
        fold,
        language::{expr::TextPattern, regex},
    },
    letters::{self, Leeway, Letter},
};
use crate::text::hangul;

/// Finds a pattern.
#[derive(Clone, Debug)]
pub(in crate::query) struct Finder {
    plain: Option<Regex>,
    /// Finds letters with marks and the like, too. It is slower, and tried only on texts that have any.
    folding: Option<Regex>,
}

impl Finder {
    /// Finds the pattern as it is written.
    pub fn new(pattern: &TextPattern, leeway: Leeway) -> Self {
        match pattern {
            TextPattern::Literal(text) => Self::of_letters(&letters::of(text, leeway)),
            TextPattern::Regex(regex) => Self {
                plain: regex::compile(regex).ok(),
                folding: None,
            },
        }
    }

    /// Finds these letters. Case counts if one of them is a capital.
    pub fn of_letters(letters: &[Letter]) -> Self {
        let compile = |write: fn(&mut String, char)| {
            let mut written = String::new();
            for &letter in letters {
                write_letter(&mut written, letter, write);
            }
            let sensitive = letters.iter().any(|letter| letter.is_capital());
            Regex::builder()
                .syntax(syntax::Config::new().case_insensitive(!sensitive))
                .build(&written)
                .ok()
        };
        let has_forms = |letter: &Letter| matches!(letter, Letter::Is(c) if has_forms(*c));
        let folds = letters.iter().any(has_forms);
        Self {
            plain: compile(write_char),
            folding: folds.then(|| compile(write_forms)).flatten(),
        }
    }

    /// True if the text holds a match.
    pub fn is_in(&self, text: &str) -> bool {
        let holds = |regex: &Regex| regex.is_match(text);
        self.plain.as_ref().is_some_and(holds)
            || self
                .folding
                .as_ref()
                .is_some_and(|folding| fold::has_variants(text) && holds(folding))
    }

    /// All matches that do not overlap, empty ones left out.
    pub fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let regex = self.folding.as_ref().or(self.plain.as_ref());
        let found = regex
            .into_iter()
            .flat_map(|regex| regex.find_iter(Input::new(text)));
        found
            .map(|found| found.range())
            .filter(|range| !range.is_empty())
    }
}

/// True if other characters mean the same letter.
fn has_forms(c: char) -> bool {
    !fold::forms(c).is_empty() || decomposed(c).is_some()
}

fn write_letter(regex: &mut String, letter: Letter, write: fn(&mut String, char)) {
    match letter {
        Letter::Space => regex.push_str(r"\s+"),
        Letter::MaybeSpace => regex.push_str(r"\s*"),
        Letter::Is(c) => write(regex, c),
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
