//! Many bytes at a time.
#![allow(
    clippy::inline_always,
    reason = "what is to use the processor's vectors must end up in the function that knows it has them"
)]

use std::{iter, sync::LazyLock};

use fearless_simd::{Level, prelude::*, u8x16, u8x64};

/// What vectors the processor has.
pub static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

/// How many bytes are looked at together: as many as there are bits in a word.
pub const BLOCK: usize = u64::BITS as usize;

/// Some bytes, with at most eight different upper halves. Each of those has a bit; by the lower half of a byte, the bits of the
/// upper halves that it is in the set with.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByteSet {
    lower: [u8; HALVES],
    upper: [u8; HALVES],
}

/// How many values half a byte has.
const HALVES: usize = 16;

impl ByteSet {
    /// The set of these.
    #[expect(clippy::indexing_slicing, reason = "half a byte is below 16")]
    pub const fn of(bytes: &[u8]) -> Self {
        let (mut lower, mut upper) = ([0; HALVES], [0; HALVES]);
        let mut next: u8 = 1;
        let mut left = bytes;
        while let [byte, rest @ ..] = left {
            let bit = &mut upper[(*byte >> 4) as usize];
            if *bit == 0 {
                *bit = next;
                next = next.unbounded_shl(1);
            }
            lower[(*byte & 0xf) as usize] |= *bit;
            left = rest;
        }
        Self { lower, upper }
    }

    /// Whether a byte is in it.
    #[expect(clippy::indexing_slicing, reason = "half a byte is below 16")]
    pub const fn contains(&self, byte: u8) -> bool {
        self.lower[(byte & 0xf) as usize] & self.upper[(byte >> 4) as usize] != 0
    }

    /// The set, to look for what is in it with vectors.
    #[inline(always)]
    pub fn load<S: Simd>(&self, simd: S) -> Loaded<S> {
        let table = |half: &[u8; HALVES]| u8x64::block_splat(u8x16::load_array_ref(simd, half));
        Loaded {
            lower: table(&self.lower),
            upper: table(&self.upper),
        }
    }
}

/// A [`ByteSet`] in vectors.
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

/// The places of the bits that are set in a word, the lowest first.
#[inline(always)]
pub fn ones(word: u64) -> impl Iterator<Item = usize> {
    let mut left = word;
    iter::from_fn(move || {
        let place = (left != 0).then_some(left.trailing_zeros() as usize);
        left &= left.wrapping_sub(1);
        place
    })
}

#[cfg(test)]
mod tests {
    use fearless_simd::dispatch;

    use super::*;

    #[test]
    fn a_set_holds_what_it_was_made_of_and_nothing_else() {
        #[inline(always)]
        fn members<S: Simd>(simd: S, set: &ByteSet, block: &[u8; BLOCK]) -> u64 {
            set.load(simd).members(u8x64::load_array_ref(simd, block))
        }
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let sets: [&[u8]; 3] = [b"[]!`*_<~\\#&\0\x7fAz09", b"\r\xcc\xcd\xe1\xe3", b""];
        for bytes in sets {
            let set = ByteSet::of(bytes);
            for block in all.as_chunks().0 {
                let found = dispatch!(*LEVEL, simd => members(simd, &set, block));
                for (at, byte) in block.iter().enumerate() {
                    let is_found = found >> at & 1 == 1;
                    assert_eq!(is_found, bytes.contains(byte), "{byte:x}");
                    assert_eq!(set.contains(*byte), is_found, "{byte:x}");
                }
            }
        }
    }
}
