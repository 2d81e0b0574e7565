//! A few characters of ASCII in either case, looked for in many places at once.
#![allow(
    clippy::inline_always,
    reason = "what is to use the processor's vectors must end up in the function that knows it has them"
)]

use std::ops::Range;

use fearless_simd::{Level, dispatch, prelude::*};

use crate::text::bytes::LEVEL;

/// Finds two or three characters in a row, letters in either case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caseless {
    /// All of them; the last one twice where there are two.
    chars: [Ascii; 3],
    /// What the processor can do.
    level: Level,
}

/// A character to find.
#[derive(Clone, Copy, Debug)]
struct Ascii {
    /// How many bytes after the first one it stands.
    at: usize,
    /// What it is when it is small.
    small: u8,
    /// The bit that makes a small letter of a capital; none for what is no letter.
    case: u8,
}

/// So many vectors are looked at before it is asked whether any of them holds the characters.
const TOGETHER: usize = 4;

impl Caseless {
    /// `None` unless there are two or three.
    pub fn new(small: &[u8]) -> Option<Self> {
        let chars = match *small {
            [a, b] => [(0, a), (1, b), (1, b)],
            [a, b, c] => [(0, a), (1, b), (2, c)],
            _ => return None,
        };
        Some(Self {
            chars: chars.map(|(at, small)| Ascii {
                at,
                small,
                case: u8::from(small.is_ascii_lowercase()) << 5,
            }),
            level: *LEVEL,
        })
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        let [.., last] = self.chars;
        last.at + 1
    }

    /// The first place where they stand that is within a range. They may reach beyond it.
    pub fn find(&self, text: &[u8], range: Range<usize>) -> Option<usize> {
        let start = range.start;
        let end = range.end.min((text.len() + 1).checked_sub(self.len())?);
        let seen_by = |char: Ascii| text.get(start + char.at..end + char.at);
        let [a, b, c] = self.chars;
        let texts = [seen_by(a)?, seen_by(b)?, seen_by(c)?];
        let found = dispatch!(self.level, simd => first(simd, &self.chars, texts))?;
        Some(start + found)
    }
}

impl Ascii {
    fn is(self, byte: u8) -> bool {
        byte | self.case == self.small
    }
}

/// The first place where each of three texts has its character.
#[inline(always)]
fn first<S: Simd>(simd: S, chars: &[Ascii; 3], texts: [&[u8]; 3]) -> Option<usize> {
    let vectors = Vectors::new(simd, chars);
    let size = S::u8s::LEN;
    let mut at = 0;
    for block in pieces(texts, size * TOGETHER) {
        let mut any = vectors.none();
        for piece in pieces(block, size) {
            any |= vectors.are_in(piece);
        }
        if any.any_true() {
            break;
        }
        at += size * TOGETHER;
    }
    let rest = texts.map(|text| text.get(at..).unwrap_or_default());
    for piece in pieces(rest, size) {
        let found = vectors.are_in(piece);
        if found.any_true() {
            return Some(at + found.to_bitmask().trailing_zeros() as usize);
        }
        at += size;
    }
    let rest = texts.map(|text| text.get(at..).unwrap_or_default());
    let [first, second, third] = chars;
    let mut bytes = pieces(rest, 1);
    let found = bytes.position(|bytes| match bytes {
        [&[a], &[b], &[c]] => first.is(a) && second.is(b) && third.is(c),
        _ => false,
    });
    Some(at + found?)
}

/// Three texts cut into pieces of one length side by side, without what is left at their end.
#[inline(always)]
fn pieces([a, b, c]: [&[u8]; 3], size: usize) -> impl Iterator<Item = [&[u8]; 3]> {
    let pieces = a.chunks_exact(size).zip(b.chunks_exact(size));
    let pieces = pieces.zip(c.chunks_exact(size));
    pieces.map(|((a, b), c)| [a, b, c])
}

/// Three characters, each in all places of two vectors: the bit of its case, and itself when it is small.
struct Vectors<S: Simd> {
    simd: S,
    chars: [(S::u8s, S::u8s); 3],
}

type Mask<S> = <<S as Simd>::u8s as SimdBase<S>>::Mask;

impl<S: Simd> Vectors<S> {
    #[inline(always)]
    fn new(simd: S, chars: &[Ascii; 3]) -> Self {
        let [a, b, c] = chars;
        let vector = |byte| S::u8s::splat(simd, byte);
        let both = |char: &Ascii| (vector(char.case), vector(char.small));
        Self {
            simd,
            chars: [both(a), both(b), both(c)],
        }
    }

    #[inline(always)]
    fn none(&self) -> Mask<S> {
        Mask::<S>::splat(self.simd, false)
    }

    /// Where in texts of a vector's length the characters stand.
    #[inline(always)]
    fn are_in(&self, [a, b, c]: [&[u8]; 3]) -> Mask<S> {
        let [first, second, third] = self.chars;
        self.is_in(a, first) & self.is_in(b, second) & self.is_in(c, third)
    }

    #[inline(always)]
    fn is_in(&self, text: &[u8], (case, small): (S::u8s, S::u8s)) -> Mask<S> {
        (S::u8s::from_slice(self.simd, text) | case).simd_eq(small)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn finds_the_first_one(
            text in "[abAB-]{0,20}|[b -]{0,700}[abAB-]{0,20}[b -]{0,700}",
            chars in "[ab-]{2,3}",
            (start, end) in (0..1500_usize, 0..1500_usize),
            baseline: bool,
        ) {
            let mut caseless = Caseless::new(chars.as_bytes()).unwrap();
            if baseline {
                caseless.level = Level::baseline();
            }
            let [start, end] = [start, end].map(|at| at.min(text.len()));
            let range = start.min(end)..start.max(end);
            let small = text.to_ascii_lowercase();
            let is_there = |&at: &usize| small[at..].starts_with(&chars);
            let expected = range.clone().find(is_there);
            prop_assert_eq!(caseless.find(text.as_bytes(), range), expected);
        }
    }

    #[test]
    fn a_bit_of_case_counts_for_letters_alone() {
        let caseless = Caseless::new(b"k-8").unwrap();
        let table = [
            ("K-8", Some(0)),
            ("k\r8", None),
            ("k-\u{18}", None),
            ("+-8", None),
            ("", None),
            ("k-", None),
        ];
        for (text, expected) in table {
            assert_eq!(
                caseless.find(text.as_bytes(), 0..text.len()),
                expected,
                "{text:?}"
            );
        }
    }
}
