//! Literals that stand for more than one row of bytes, found nearly as fast as one: a letter in either case, and a Hangul
//! syllable that may still grow.

use std::ops::{Range, RangeInclusive};

use memchr::{memchr2, memmem};

use super::letters::Letter;
use crate::text::hangul::{self, Growth};

/// So many bytes are looked at together, before one of them is looked at alone.
const CHUNK: usize = 32;

/// What a byte at some place of a match may be.
#[derive(Clone, Copy, Debug)]
struct Probe {
    /// The place, from the first byte of the match.
    at: usize,
    low: u8,
    /// How much greater than `low` it may be.
    more: u8,
}

impl Probe {
    fn range(at: usize, low: u8, high: u8) -> Self {
        Self {
            at,
            low,
            more: high - low,
        }
    }

    #[inline]
    fn fits(self, byte: u8) -> bool {
        byte.wrapping_sub(self.low) <= self.more
    }

    /// Whether it fits for a match at `start`.
    #[inline]
    fn fits_at(self, text: &[u8], start: usize) -> bool {
        text.get(start + self.at)
            .is_some_and(|&byte| self.fits(byte))
    }

    /// The bytes that it says something about, for matches from `start` on.
    #[inline]
    fn chunk(self, text: &[u8], start: usize) -> Option<&[u8; CHUNK]> {
        text.get(start + self.at..)?.first_chunk()
    }
}

/// The first place in `text` where all probes fit and `at` finds a match.
fn find(
    [first, second, third]: [Probe; 3],
    text: &[u8],
    at: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<Range<usize>> {
    let any = |from| {
        let firsts = first.chunk(text, from)?.iter();
        let (seconds, thirds) = (second.chunk(text, from)?, third.chunk(text, from)?);
        // Without an early end, the compiler looks at many bytes at once.
        let any = firsts.zip(seconds).zip(thirds).fold(0, |any, ((a, b), c)| {
            any | (u8::from(first.fits(*a)) & u8::from(second.fits(*b)) & u8::from(third.fits(*c)))
        });
        Some(any != 0)
    };
    for from in (0..text.len()).step_by(CHUNK) {
        if any(from) == Some(false) {
            continue;
        }
        for start in from..from + CHUNK {
            let fit = first.fits_at(text, start) && second.fits_at(text, start);
            if fit
                && third.fits_at(text, start)
                && let Some(found) = at(start)
            {
                return Some(found);
            }
        }
    }
    None
}

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
    Bytes([Probe; 3]),
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
            Begin::Bytes(probes(&same, &moved)?)
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
            Begin::Bytes(probes) => find(*probes, text.as_bytes(), |start| {
                Some(start..self.end(text, start)?)
            }),
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

/// What the three bytes of a syllable may be.
fn probes(
    same: &[RangeInclusive<char>],
    moved: &[(char, RangeInclusive<char>)],
) -> Option<[Probe; 3]> {
    let ranges = same.iter().map(|range| (*range.start(), *range.end()));
    let all = ranges.chain(moved.iter().map(|(left, _)| (*left, *left)));
    let (low, high) = all.reduce(|(low, high), (a, b)| (low.min(a), high.max(b)))?;
    let bytes = |c: char| <[u8; 3]>::try_from(c.to_string().as_bytes()).ok();
    let (low, high) = (bytes(low)?, bytes(high)?);
    let mut alike = true;
    let mut probe = |at: usize| {
        let (low, high) = (*low.get(at)?, *high.get(at)?);
        let any = if alike { (low, high) } else { (0x80, 0xbf) };
        alike &= low == high;
        Some(Probe::range(at, any.0, any.1))
    };
    Some([probe(0)?, probe(1)?, probe(2)?])
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
