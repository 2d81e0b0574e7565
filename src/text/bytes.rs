//! Many bytes at a time.
#![allow(
    clippy::inline_always,
    reason = "what is to use the processor's vectors must end up in the function that knows it has them"
)]

use std::sync::LazyLock;

use fearless_simd::{Level, prelude::*, u8x16, u8x64};

/// What vectors the processor has.
pub static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

/// How many bytes are looked at together: as many as there are bits in a word.
pub const BLOCK: usize = u64::BITS as usize;

/// Some ASCII characters: by the lower half of each, a bit for its upper half.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsciiSet([u8; HALVES]);

/// How many values half a byte has.
const HALVES: usize = 16;

/// By the upper half of a byte its bit in a set. There is none for what is no ASCII.
const UPPER: [u8; HALVES] = [1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0];

impl AsciiSet {
    /// The set of these, all of which are ASCII.
    #[expect(clippy::indexing_slicing, reason = "half a byte is below 16")]
    pub const fn of(chars: &[u8]) -> Self {
        let mut set = [0; HALVES];
        let mut left = chars;
        while let [byte, rest @ ..] = left {
            set[(*byte & 0xf) as usize] |= UPPER[(*byte >> 4) as usize];
            left = rest;
        }
        Self(set)
    }

    /// The set, to look for what is in it with vectors.
    #[inline(always)]
    pub fn load<S: Simd>(&self, simd: S) -> Loaded<S> {
        let table = |half: &[u8; HALVES]| u8x64::block_splat(u8x16::load_array_ref(simd, half));
        Loaded {
            lower: table(&self.0),
            upper: table(&UPPER),
        }
    }
}

/// An [`AsciiSet`] in vectors.
#[derive(Clone, Copy)]
pub struct Loaded<S: Simd> {
    lower: u8x64<S>,
    upper: u8x64<S>,
}

impl<S: Simd> Loaded<S> {
    /// A bit for each byte that is in the set, the first one lowest.
    #[inline(always)]
    pub fn members(&self, bytes: u8x64<S>) -> u64 {
        let halves = self.lower.swizzle_dyn_within_blocks(bytes & 0xf);
        let half = self.upper.swizzle_dyn_within_blocks(bytes >> 4);
        (halves & half).simd_ne(0).to_bitmask()
    }
}

/// The blocks of a text, and what is left, filled up with zeros.
#[inline(always)]
pub fn blocks(text: &[u8]) -> (&[[u8; BLOCK]], Option<[u8; BLOCK]>) {
    let (blocks, rest) = text.as_chunks();
    let mut last = [0; BLOCK];
    if let Some(to) = last.get_mut(..rest.len()) {
        to.copy_from_slice(rest);
    }
    (blocks, Some(last).filter(|_| !rest.is_empty()))
}

/// Whether a byte of `text` is of a kind. Where `is` has no branches, the compiler looks at a whole block at once.
#[inline(always)]
pub fn any(text: &[u8], is: impl Fn(u8) -> bool) -> bool {
    let (blocks, rest) = text.as_chunks();
    let look = |mut found: [u8; BLOCK], block: &[u8; BLOCK]| {
        for (found, byte) in found.iter_mut().zip(block) {
            *found |= if is(*byte) { u8::MAX } else { 0 };
        }
        found
    };
    let found = blocks.iter().fold([0; BLOCK], look);
    found != [0; BLOCK] || rest.iter().any(|byte| is(*byte))
}

/// Whether a byte is one of a few, without branches.
#[inline(always)]
#[expect(clippy::needless_bitwise_bool, reason = "branches cost more")]
pub fn is_among<const N: usize>(byte: u8, few: [u8; N]) -> bool {
    few.iter().fold(false, |any, one| any | (byte == *one))
}

#[cfg(test)]
mod tests {
    use fearless_simd::dispatch;

    use super::*;

    #[test]
    fn a_set_holds_what_it_was_made_of_and_nothing_else() {
        #[inline(always)]
        fn members<S: Simd>(simd: S, set: &AsciiSet, block: &[u8; BLOCK]) -> u64 {
            set.load(simd).members(u8x64::load_array_ref(simd, block))
        }
        let chars = b"[]!`*_<~\\#&\0\x7fAz09";
        let set = AsciiSet::of(chars);
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let (blocks, rest) = blocks(&all);
        assert!(rest.is_none());
        for (block, bytes) in blocks.iter().zip(all.chunks(BLOCK)) {
            let found = dispatch!(*LEVEL, simd => members(simd, &set, block));
            for (at, byte) in bytes.iter().enumerate() {
                let is_found = found >> at & 1 == 1;
                assert_eq!(is_found, chars.contains(byte), "{byte:x}");
            }
        }
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..150 {
            let mut text = vec![b'a'; length];
            assert!(!any(&text, |byte| byte == b'b'), "{length}");
            for at in 0..length {
                text[at] = b'b';
                assert!(any(&text, |byte| byte == b'b'), "{length} {at}");
                text[at] = b'a';
            }
        }
    }
}
