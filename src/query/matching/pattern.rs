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
pub(in crate::query) struct TextFinder {
    plain: Option<Regex>,
    /// Finds letters with marks and the like as well. It is slower, and tried only on texts that have any.
    folding: Option<Regex>,
}

impl TextFinder {
    /// Finds the pattern as written.
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
        let sensitive = letters.iter().any(|letter| letter.is_capital());
        let compile = |folding: bool| {
            Regex::builder()
                .syntax(syntax::Config::new().case_insensitive(!sensitive))
                .build(&written(letters, folding))
                .ok()
        };
        let folds = letters.iter().any(|letter| letter.is_latin());
        Self {
            plain: compile(false),
            folding: folds.then(|| compile(true)).flatten(),
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

/// A regular expression for letters. `folding`: Latin letters in all their forms; those of other scripts always are.
fn written(letters: &[Letter], folding: bool) -> String {
    let (mut written, mut rest) = (String::new(), letters);
    while let [letter, after @ ..] = rest {
        let (length, ligatures) = if folding {
            ligatures(rest)
        } else {
            (0, Vec::new())
        };
        let Some((joined, others)) = rest.split_at_checked(length).filter(|_| length > 0) else {
            write_letter(&mut written, *letter, folding);
            rest = after;
            continue;
        };
        written.push_str("(?:");
        for letter in joined {
            write_letter(&mut written, *letter, folding);
        }
        for ligature in ligatures {
            written.push('|');
            ligature.chars().for_each(|c| write_char(&mut written, c));
        }
        written.push(')');
        rest = others;
    }
    written
}

/// The ligatures that some letters begin with.
fn ligatures(letters: &[Letter]) -> (usize, Vec<&'static str>) {
    let is = |letter: &Letter| match letter {
        Letter::Is(c) if c.is_ascii_alphabetic() => Some(*c),
        _ => None,
    };
    let text: String = letters
        .iter()
        .map_while(is)
        .take(fold::LONGEST_LIGATURE)
        .collect();
    fold::ligatures(&text, text.len() == letters.len())
}

fn write_letter(regex: &mut String, letter: Letter, folding: bool) {
    match letter {
        Letter::Space => regex.push_str(r"\s+"),
        Letter::MaybeSpace => regex.push_str(r"\s*"),
        Letter::Is(c) if folding || !c.is_ascii_alphanumeric() => write_forms(regex, c),
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

/// All forms of a letter: a plain one with any marks or none, a marked one composed or decomposed.
fn write_forms(regex: &mut String, c: char) {
    regex.push_str("(?:");
    write_class(regex, c);
    let marks = if decomposed(c).is_none() {
        fold::marks(c)
    } else {
        ""
    };
    regex.push_str(marks);
    if marks.is_empty() {
        for form in [&[c], fold::forms(c)].concat() {
            write_decomposed(regex, form);
        }
    }
    regex.push(')');
}

/// A letter in all forms of a single character.
fn write_class(regex: &mut String, c: char) {
    regex.push('[');
    for form in [&[c], fold::forms(c)].concat() {
        write_char(regex, form);
    }
    regex.push(']');
}

/// A marked letter as a plain one and its marks; half-width kana have sound marks of their own.
fn write_decomposed(regex: &mut String, c: char) {
    let Some(parts) = decomposed(c) else { return };
    regex.push('|');
    for part in parts.chars() {
        match part {
            '\u{3099}' => regex.push_str(r"[\x{3099}\x{ff9e}]"),
            '\u{309a}' => regex.push_str(r"[\x{309a}\x{ff9f}]"),
            'ぁ'..='ヺ' => write_class(regex, part),
            part => write_char(regex, part),
        }
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
