//! Where a text has line ends and what may be markup, or takes a second look to show: a bit for each byte, found for many bytes
//! at once.
#![allow(
    clippy::inline_always,
    reason = "what is to use the processor's vectors must end up in the function that knows it has them"
)]

use fearless_simd::{dispatch, prelude::*, u8x64};

use crate::text::bytes::{ByteSet, LEVEL, blocks, ones};

/// The bytes that may be markup within a line.
const MARKS: ByteSet = ByteSet::of(SIGNS);
const SIGNS: &[u8] = b"[]!`*_<~\\#&";

/// The signs of a text.
#[derive(Debug, Default, PartialEq)]
pub struct Signs {
    /// For each 64 bytes a bit per byte and sign, the first one lowest.
    words: Vec<Word>,
    /// Whether there are any tabs.
    pub tabs: bool,
}

/// Line ends, marks, schemes, and what has no place in a text of one line: its end, `*`, a blank behind another one.
type Word = [u64; 4];

/// A sign that is looked for, by its place among the others.
#[derive(Clone, Copy)]
enum Sign {
    /// What may be markup.
    Mark = 1,
    /// A colon before two slashes.
    Scheme,
}

/// How many bytes share a word.
const WORD: usize = u64::BITS as usize;

impl Signs {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut signs = Self::default();
        signs.look(text);
        signs
    }

    /// Finds those of another text in place of these.
    pub fn look(&mut self, text: &str) {
        self.words.clear();
        self.words.reserve(text.len().div_ceil(WORD));
        dispatch!(*LEVEL, simd => find(simd, text.as_bytes(), self));
    }

    /// The line ends.
    pub fn ends(&self) -> impl Iterator<Item = usize> {
        let words = (0..).step_by(WORD).zip(&self.words);
        words.flat_map(|(start, [ends, ..])| ones(*ends).map(move |place| start + place))
    }

    /// Whether no mark and no scheme stands from `start` to `end`.
    pub fn is_plain(&self, start: usize, end: usize) -> bool {
        self.has_none(start, end, |[_, marks, schemes, _]| marks | schemes)
    }

    /// Whether nothing stands from `start` to `end` that has no place in a text of one line. A blank at `start` has none behind
    /// another one.
    pub fn is_even(&self, start: usize, end: usize) -> bool {
        self.has_none(start, end, |[.., odd]| *odd)
    }

    #[inline(always)]
    fn has_none(&self, start: usize, end: usize, signs: impl Fn(&Word) -> u64) -> bool {
        let words = self.words.get(start / WORD..end.div_ceil(WORD));
        let [first, rest @ ..] = words.unwrap_or_default() else {
            return true;
        };
        // The bits before the start fall out, and those from the end on.
        let mut last = signs(first) & u64::MAX << (start % WORD);
        let mut found = 0;
        for word in rest {
            found |= last;
            last = signs(word);
        }
        found | last << (end.wrapping_neg() % WORD) == 0
    }

    /// Where the first `://` begins from `at` to `end`.
    pub fn scheme_in(&self, at: usize, end: usize) -> Option<usize> {
        let scheme = self.first(Sign::Scheme, at, end);
        scheme.filter(|scheme| *scheme < end)
    }

    /// Where the first byte that may be markup stands in a line from `at` to `end`; `end` if there is none.
    pub fn mark_in(&self, at: usize, end: usize) -> usize {
        let mark = self.first(Sign::Mark, at, end);
        mark.map_or(end, |mark| mark.min(end))
    }

    /// The first sign of a kind from `at` on, if a word that reaches before `end` has one.
    fn first(&self, sign: Sign, at: usize, end: usize) -> Option<usize> {
        let word = at / WORD;
        let bits = |words: &Word| words.get(sign as usize).copied().unwrap_or_default();
        let first = bits(self.words.get(word)?) >> (at % WORD);
        if first != 0 {
            return Some(at + first.trailing_zeros() as usize);
        }
        let words = self.words.get(..end.div_ceil(WORD)).unwrap_or(&self.words);
        let mut rest = (word + 1..).zip(words.get(word + 1..)?);
        let (word, bits) = rest.find_map(|(word, words)| {
            let bits = bits(words);
            (bits != 0).then_some((word, bits))
        })?;
        Some(word * WORD + bits.trailing_zeros() as usize)
    }
}

#[inline(always)]
fn find<S: Simd>(simd: S, text: &[u8], signs: &mut Signs) {
    let set = MARKS.load(simd);
    let (blocks, rest) = blocks(text);
    let (mut tabs, mut blank) = (0, 0);
    // The colons of the block before, and its slashes.
    let (mut colons, mut slashes) = (0_u64, 0);
    for block in blocks.iter().chain(&rest) {
        let bytes = u8x64::load_array_ref(simd, block);
        let next = bytes.simd_eq(b'/').to_bitmask();
        if colons >> (WORD - 2) != 0
            && let Some([_, _, schemes, _]) = signs.words.last_mut()
        {
            *schemes = colons & ahead(slashes, next, 1) & ahead(slashes, next, 2);
        }
        (colons, slashes) = (bytes.simd_eq(b':').to_bitmask(), next);
        tabs |= bytes.simd_eq(b'\t').to_bitmask();
        let ends = bytes.simd_eq(b'\n').to_bitmask();
        let blanks = bytes.simd_eq(b' ').to_bitmask();
        let stars = bytes.simd_eq(b'*').to_bitmask();
        signs.words.push([
            ends,
            set.members(bytes),
            colons & slashes >> 1 & slashes >> 2,
            ends | stars | blanks & (blanks << 1 | blank),
        ]);
        blank = blanks >> (WORD - 1);
    }
    signs.tabs = tabs != 0;
}

/// The bits that stand so many places further on, of a word and the next.
#[inline(always)]
fn ahead(bits: u64, next: u64, places: u32) -> u64 {
    bits >> places | next << (u64::BITS - places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn each_sign_is_found(text in "([a-z가-힣]{0,200}(\n|\\*|&|é| {1,3}|:/{0,3})){0,4}", at in 0..900_usize, end in 0..900_usize) {
            let signs = Signs::of(&text);
            let bytes = text.as_bytes();
            let [at, end] = [at, end].map(|at| at.min(text.len()));
            let (at, end) = (at.min(end), at.max(end));
            let ends = memchr::memchr_iter(b'\n', bytes);
            prop_assert!(signs.ends().eq(ends));
            let scheme = (at..end).find(|at| bytes[*at..].starts_with(b"://"));
            prop_assert_eq!(signs.scheme_in(at, end), scheme);
            let mark = bytes[at..end].iter().position(|byte| SIGNS.contains(byte));
            prop_assert_eq!(signs.mark_in(at, end), mark.map_or(end, |length| at + length));
            prop_assert_eq!(signs.is_plain(at, end), mark.is_none() && scheme.is_none());
            let odd = |at: usize| matches!(bytes[at], b'\n' | b'*') || bytes[..=at].ends_with(b"  ");
            prop_assert_eq!(signs.is_even(at, end), !(at..end).any(odd));
        }
    }

    #[test]
    fn signs_of_several_bytes_may_lie_in_two_words() {
        for before in 0..2 * WORD {
            let text = format!("{}://fog  ", "a".repeat(before));
            let signs = Signs::of(&text);
            assert_eq!(signs.scheme_in(0, text.len()), Some(before), "{before}");
            assert!(signs.is_even(0, text.len() - 1), "{before}");
            assert!(!signs.is_even(0, text.len()), "{before}");
        }
    }

    #[test]
    fn no_other_byte_is_a_mark() {
        for byte in 0..0x80_u8 {
            let text = char::from(byte).to_string();
            let found = Signs::of(&text).mark_in(0, 1) == 0;
            assert_eq!(found, SIGNS.contains(&byte), "{byte:x}");
        }
    }
}
