//! The letters of a word or phrase to find.

use super::super::fold;
use crate::text::hangul;

/// The ways in which a text may differ from the words as they are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::query) struct Leeway {
    /// The words are still being typed: their last syllable may grow.
    pub unfinished: bool,
    /// Spaces within Korean words do not count.
    pub loose: bool,
}

/// A letter to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Letter {
    Is(char),
    /// The last syllable while it is typed, or an initial that stands for its syllables.
    Grows(char),
    /// White space of any kind, at least one, as a line of prose may be broken anywhere.
    Space,
    /// White space or none.
    MaybeSpace,
}

impl Letter {
    /// True if it makes the whole word mind the case.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Is(c) if c.is_uppercase())
    }

    /// True if it may stand in a text in another form that few texts have.
    pub fn is_latin(self) -> bool {
        matches!(self, Self::Is(c) if c.is_ascii_alphanumeric())
    }
}

/// The words, letter by letter, NFC and in plain width.
pub(in crate::query) fn of(text: &str, leeway: Leeway) -> Vec<Letter> {
    let mut letters = Vec::new();
    for c in fold::words(text).chars() {
        match c.is_whitespace() {
            true if letters.last() == Some(&Letter::Space) => {}
            true => letters.push(Letter::Space),
            false => letters.push(Letter::Is(c)),
        }
    }
    if leeway.loose {
        letters = loosened(&letters);
    }
    if let (true, Some(Letter::Is(c))) = (leeway.unfinished, letters.last().copied())
        && (hangul::is_syllable(c) || (hangul::is_initial(c) && letters.len() > 1))
    {
        letters.pop();
        letters.push(Letter::Grows(c));
    }
    letters
}

/// White space or none between two Hangul syllables, whatever was written.
fn loosened(letters: &[Letter]) -> Vec<Letter> {
    let is_syllable =
        |letter: Option<&Letter>| matches!(letter, Some(Letter::Is(c)) if hangul::is_syllable(*c));
    let mut loose = Vec::new();
    for (n, letter) in letters.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| letters.get(n));
        let after_syllable = is_syllable(before);
        match letter {
            Letter::Space if after_syllable && is_syllable(letters.get(n + 1)) => {
                loose.push(Letter::MaybeSpace);
            }
            Letter::Is(_) if after_syllable && is_syllable(Some(letter)) => {
                loose.extend([Letter::MaybeSpace, *letter]);
            }
            _ => loose.push(*letter),
        }
    }
    loose
}
