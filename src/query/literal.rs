//! Literals that stand for more than one row of bytes, found nearly as fast as one: a letter in either case, and a Hangul
//! syllable that may still grow.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
    ops::{Range, RangeInclusive},
};

use memchr::{memchr2, memchr3_iter, memmem};

use super::letters::Letter;
use crate::text::hangul::{self, Growth};

/// A single ASCII letter in either case; words are left to regular expressions, which know better what is rare in them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caseless(u8);

impl Caseless {
    /// `None` unless there is one letter, and it is ASCII.
    pub fn new(letters: &[Letter]) -> Option<Self> {
        match letters {
            [Letter::Is(c)] if c.is_ascii() => Some(Self(c.to_ascii_lowercase() as u8)),
            _ => None,
        }
    }

    /// Where it first stands.
    pub fn find(self, text: &[u8]) -> Option<Range<usize>> {
        let at = memchr2(self.0, self.0.to_ascii_uppercase(), text)?;
        Some(at..at + 1)
    }
}

/// A text whose last syllable may still grow.
#[derive(Clone, Debug)]
pub(super) struct Growing {
    begin: Begin,
    /// Characters that the syllable may be.
    same: Vec<RangeInclusive<char>>,
    /// Pairs of characters that it may have become.
    moved: Vec<(char, RangeInclusive<char>)>,
}

/// What a match is known by.
#[derive(Clone, Debug)]
enum Begin {
    /// The text before the syllable.
    Text(Box<memmem::Finder<'static>>),
    /// The bytes of the syllable.
    Syllable(Syllables),
}

/// Syllables that follow each other closely: all that one which is typed may be or become. They are looked for by the second
/// of the three bytes that they have in UTF-8: it is rarer in text than the first, and known better than the third.
#[derive(Clone, Copy, Debug)]
struct Syllables {
    first: u8,
    /// Second bytes, each with a bit for each third byte; the last ones may be the same.
    seconds: [(u8, u64); 3],
}

impl Syllables {
    /// `None` if their bytes differ in more.
    fn new(all: impl Iterator<Item = char>) -> Option<Self> {
        let (mut firsts, mut seconds) = (BTreeSet::new(), BTreeMap::new());
        for c in all {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            let [first, second, third, _] = bytes;
            firsts.insert(first);
            *seconds.entry(second).or_default() |= bit(third);
        }
        if firsts.len() > 1 || seconds.len() > 3 {
            return None;
        }
        let last = seconds.last_key_value().map(|(byte, bits)| (*byte, *bits))?;
        let mut all = seconds.into_iter().chain(iter::repeat(last));
        Some(Self {
            first: firsts.pop_first()?,
            seconds: [all.next()?, all.next()?, all.next()?],
        })
    }

    /// Where they stand.
    fn places(self, text: &[u8]) -> impl Iterator<Item = usize> {
        let [(one, _), (two, _), (three, _)] = self.seconds;
        let seconds = memchr3_iter(one, two, three, text);
        seconds.filter_map(move |at| {
            let start = at.checked_sub(1)?;
            let (first, second, third) = (text.get(start)?, text.get(at)?, text.get(at + 1)?);
            let mut seconds = self.seconds.iter();
            let (_, thirds) = seconds.find(|(byte, _)| byte == second)?;
            (*first == self.first && thirds & bit(*third) != 0).then_some(start)
        })
    }
}

/// The bit that stands for a byte that continues a character.
fn bit(continuation: u8) -> u64 {
    1 << (continuation & 0x3f)
}

impl Growing {
    /// `None` if the last letter does not grow or others stand for more than themselves.
    pub fn new(letters: &[Letter], exact: impl Fn(&[Letter]) -> Option<String>) -> Option<Self> {
        let (Letter::Grows(last), before) = letters.split_last()? else {
            return None;
        };
        let Growth { same, moved } = hangul::growth(*last)?;
        let text = exact(before)?;
        let begin = if text.is_empty() {
            let same = same.iter().cloned().flatten();
            let left = moved.iter().map(|(left, _)| *left);
            Begin::Syllable(Syllables::new(same.chain(left))?)
        } else {
            Begin::Text(Box::new(memmem::Finder::new(&text).into_owned()))
        };
        Some(Self { begin, same, moved })
    }

    /// Where it first stands.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        match &self.begin {
            Begin::Text(finder) => {
                let before = finder.needle().len();
                let mut places = finder.find_iter(text.as_bytes());
                places.find_map(|start| Some(start..self.end(text, start + before)?))
            }
            Begin::Syllable(syllables) => {
                let mut places = syllables.places(text.as_bytes());
                places.find_map(|start| Some(start..self.end(text, start)?))
            }
        }
    }

    /// Where the syllable at `at` ends, if it is one that is looked for.
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        let mut chars = text.get(at..)?.chars();
        let (first, second) = (chars.next()?, chars.next());
        if self.same.iter().any(|range| range.contains(&first)) {
            return Some(at + first.len_utf8());
        }
        let second = second?;
        let moved = |(left, range): &(char, RangeInclusive<char>)| {
            *left == first && range.contains(&second)
        };
        let end = at + first.len_utf8() + second.len_utf8();
        self.moved.iter().any(moved).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::{letters, pattern::Reading};

    proptest! {
        #[test]
        fn letters_are_found_in_either_case(text in "[a-cA-C -]{0,300}", letter in "[a-c]") {
            let letters = letters::of(&letter, Reading::default());
            let found = Caseless::new(&letters).unwrap().find(text.as_bytes());
            let start = text.to_ascii_lowercase().find(&letter);
            prop_assert_eq!(found.map(|range| range.start), start);
        }

        #[test]
        fn syllables_grow(text in "[가-깋서-세아-앟 a]{0,100}", typed in "[서a]{0,1}[가각서성]") {
            let reading = Reading { unfinished: true, loose: false };
            let letters = letters::of(&typed, reading);
            let exact = |letters: &[Letter]| letters::exact(letters, true);
            let found = Growing::new(&letters, exact).unwrap().find(&text);
            let regex = letters::regex(&letters, true, false).unwrap();
            prop_assert_eq!(found, regex.find(&text).map(|found| found.range()));
        }
    }
}
