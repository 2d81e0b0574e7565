//! Many bytes at a time.
#![allow(
    clippy::inline_always,
    reason = "what is to use the processor's vectors must end up in the function that knows it has them"
)]

use std::sync::LazyLock;

use fearless_simd::Level;

/// What vectors the processor has.
pub static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

/// How many bytes are looked at together.
const BLOCK: usize = 64;

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
    use super::*;

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
