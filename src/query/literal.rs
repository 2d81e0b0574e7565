//! Literals that stand for more than one row of bytes, found nearly as fast as one: a letter in either case, and a Hangul
//! syllable that may still grow.

use std::{
    collections::BTreeMap,
    ops::{Range, RangeInclusive},
};

use memchr::{memchr2, memmem};

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
    /// The length of the text before the syllable, in bytes.
    before: usize,
    /// Finds what all that may match begins with.
    common: Box<memmem::Finder<'static>>,
    /// Find the ways in which it may begin, if nothing stands before the syllable.
    beginnings: Box<[memmem::Finder<'static>]>,
    /// Characters that the syllable may be.
    same: Vec<RangeInclusive<char>>,
    /// Pairs of characters that it may have become.
    moved: Vec<(char, RangeInclusive<char>)>,
}

/// For more beginnings than these, regular expressions are faster.
const BEGINNINGS: usize = 4;

impl Growing {
    /// `None` if the last letter does not grow or others stand for more than themselves.
    pub fn new(letters: &[Letter], exact: impl Fn(&[Letter]) -> Option<String>) -> Option<Self> {
        let (Letter::Grows(last), before) = letters.split_last()? else {
            return None;
        };
        let Growth { same, moved } = hangul::growth(*last)?;
        let text = exact(before)?;
        let mut beginnings = beginnings(&same, &moved);
        let shared = |a: Vec<u8>, b: &Vec<u8>| common(&a, b);
        let shared = beginnings.iter().fold(beginnings.first()?.clone(), shared);
        let needle = [text.as_bytes(), &shared].concat();
        if needle.is_empty() || beginnings.len() > BEGINNINGS && text.is_empty() {
            return None;
        }
        if !text.is_empty() {
            beginnings.clear();
        }
        let finder = |needle: &Vec<u8>| memmem::Finder::new(needle).into_owned();
        Some(Self {
            before: text.len(),
            common: Box::new(finder(&needle)),
            beginnings: beginnings.iter().map(finder).collect(),
            same,
            moved,
        })
    }

    /// Where it first stands.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        if self.beginnings.is_empty() {
            return self.first(&self.common, text, 0..text.len());
        }
        let from = self.common.find(text.as_bytes())?;
        let mut first: Option<Range<usize>> = None;
        for beginning in &self.beginnings {
            // Only what begins before the first one counts.
            let end = first
                .as_ref()
                .map(|first| first.start + beginning.needle().len() - 1);
            let end = end.map_or(text.len(), |end| end.min(text.len()));
            first = self.first(beginning, text, from..end).or(first);
        }
        first
    }

    /// The first that begins in this way within a range.
    fn first(
        &self,
        beginning: &memmem::Finder<'_>,
        text: &str,
        range: Range<usize>,
    ) -> Option<Range<usize>> {
        let mut places = beginning.find_iter(text.as_bytes().get(range.clone())?);
        places.find_map(|at| {
            let start = range.start + at;
            Some(start..self.end(text, start + self.before)?)
        })
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

/// The bytes that all which a syllable may be or become begin with: the first two of several characters, all of a single one,
/// and for a pair those of its first character and what the second ones have in common.
fn beginnings(
    same: &[RangeInclusive<char>],
    moved: &[(char, RangeInclusive<char>)],
) -> Vec<Vec<u8>> {
    let bytes = |c: char| c.to_string().into_bytes();
    let mut alike: BTreeMap<Vec<u8>, Vec<Vec<u8>>> = BTreeMap::new();
    for c in same.iter().cloned().flatten().map(bytes) {
        let first = c.iter().copied().take(2).collect();
        alike.entry(first).or_default().push(c);
    }
    let pair = |(left, range): &(char, RangeInclusive<char>)| {
        let seconds = common(&bytes(*range.start()), &bytes(*range.end()));
        [bytes(*left), seconds].concat()
    };
    let single = |(first, all): (Vec<u8>, Vec<Vec<u8>>)| match <[Vec<u8>; 1]>::try_from(all) {
        Ok([one]) => one,
        Err(_) => first,
    };
    alike
        .into_iter()
        .map(single)
        .chain(moved.iter().map(pair))
        .collect()
}

/// What both begin with.
fn common(a: &[u8], b: &[u8]) -> Vec<u8> {
    let pairs = a.iter().zip(b).take_while(|(a, b)| a == b);
    pairs.map(|(a, _)| *a).collect()
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
