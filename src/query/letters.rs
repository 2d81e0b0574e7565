//! The letters of a needle, and what each of them finds.

use std::fmt::Write as _;

use regex_automata::{meta::Regex, util::syntax};
use unicode_normalization::UnicodeNormalization;

use super::{fold, pattern::Reading};
use crate::text::hangul;

/// A letter of a needle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    Is(char),
    /// The last syllable while it is typed, or an initial that stands for its syllables.
    Grows(char),
    /// White space of any kind, at least one, as a line of prose may be broken anywhere.
    Space,
    /// White space or none.
    MaybeSpace,
}

impl Letter {
    /// Whether it makes the whole needle mind the case.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Is(c) if c.is_uppercase())
    }

    /// Whether other characters mean the same.
    pub fn has_forms(self) -> bool {
        matches!(self, Self::Is(c) if !fold::forms(c).is_empty() || decomposed(c).is_some())
    }
}

/// The needle, letter by letter, NFC and in plain width.
pub(super) fn of(text: &str, reading: Reading) -> Vec<Letter> {
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

/// A regular expression for them; `folding`: in all forms.
pub(super) fn regex(letters: &[Letter], sensitive: bool, folding: bool) -> Option<Regex> {
    let mut written = String::new();
    for &letter in letters {
        write_letter(&mut written, letter, folding);
    }
    Regex::builder()
        .syntax(syntax::Config::new().case_insensitive(!sensitive))
        .build(&written)
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
