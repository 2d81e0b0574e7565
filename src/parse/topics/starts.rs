//! Where in a text a word may begin, for many places at once.
#![allow(
    clippy::inline_always,
    reason = "what is to use the processor's vectors must end up in the function that knows it has them"
)]

use fearless_simd::{dispatch, prelude::*, u8x32, u8x64};

use crate::text::bytes::{BLOCK, ByteSet, LEVEL, Loaded};

/// What words are made of that a word may not begin within.
const OF_WORDS: ByteSet =
    ByteSet::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

/// What other scripts begin with in UTF-8: no byte within a character is as high.
const LEAD: u8 = 0xc0;

/// What Hangul syllables begin with, and ideographs, of three bytes all: letters, whatever follows.
const OF_LETTERS: ByteSet = ByteSet::of(b"\xe5\xe6\xe7\xe8\xeb\xec");

/// The first of other syllables begin with this byte and another that is as high as [`HANGUL`], the last with [`LAST`] and one
/// that is lower than [`BEYOND`].
const FIRST: u8 = 0xea;
const HANGUL: u8 = 0xb0;
const LAST: u8 = 0xed;
const BEYOND: u8 = 0x9e;

/// Knows how some words begin.
#[derive(Debug)]
pub struct Starts {
    /// The ASCII that they begin with.
    first: ByteSet,
    /// All bits, if any of them begin with other scripts.
    others: u64,
}

impl Starts {
    /// For these words, in either case.
    pub fn new<'a>(words: impl Iterator<Item = &'a [u8]>) -> Self {
        let first = words.filter_map(|word| word.first().copied());
        let (ascii, others): (Vec<u8>, Vec<u8>) = first.partition(u8::is_ascii);
        let both = ascii
            .iter()
            .flat_map(|byte| [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()]);
        Self {
            first: ByteSet::of(&both.collect::<Vec<u8>>()),
            others: if others.is_empty() { 0 } else { u64::MAX },
        }
    }

    /// A bit for each of at most [`PART`] bytes, 64 in a word, with which one of them may begin: ASCII that they begin with
    /// and that goes on no word, and characters of other scripts unless a syllable or an ideograph stands before them.
    /// `inside` tells whether the byte before is of a word.
    pub fn within(&self, text: &[u8], inside: bool) -> [u64; PART / BLOCK] {
        let mut starts = [0; PART / BLOCK];
        dispatch!(*LEVEL, simd => find(simd, self, text, inside, &mut starts));
        starts
    }
}

/// How many bytes a syllable or an ideograph takes.
const LETTER: usize = 3;

/// So much of a text is looked through together: nearly all titles are shorter.
pub const PART: usize = 4 * BLOCK;

/// Where in a block some bytes stand: those of words, those that words begin with, those that characters of other scripts
/// begin with, and those that syllables and ideographs do.
type Places = [u64; 4];

/// What is looked for.
struct Sets<S: Simd> {
    of_words: Loaded<S>,
    first: Loaded<S>,
    others: u64,
    of_letters: Loaded<S>,
}

impl<S: Simd> Sets<S> {
    #[inline(always)]
    fn look(&self, bytes: u8x64<S>) -> Places {
        let others = bytes.simd_ge(LEAD).to_bitmask() & self.others;
        let low = bytes.simd_eq(FIRST).to_bitmask() & bytes.simd_ge(HANGUL).to_bitmask() >> 1;
        let high = bytes.simd_eq(LAST).to_bitmask() & bytes.simd_lt(BEYOND).to_bitmask() >> 1;
        let letters = self.of_letters.members(bytes) | low | high;
        [
            self.of_words.members(bytes),
            self.first.members(bytes),
            others,
            letters,
        ]
    }

    /// A look at what is no whole block of a text, by way of bytes that were looked at already: to copy it to a block takes
    /// longer than all else.
    #[inline(always)]
    fn look_at_rest(&self, simd: S, text: &[u8], rest: &[u8]) -> Places {
        if let Some(block) = text.last_chunk() {
            let before = BLOCK - rest.len();
            let [a, b, c, d] = self.look(u8x64::load_array_ref(simd, block));
            return [a >> before, b >> before, c >> before, d >> before];
        }
        if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
            let first = u8x32::load_array_ref(simd, first);
            let last = u8x32::load_array_ref(simd, last);
            // Of the last byte of the first half it is not seen what follows. It is one of the second half, too.
            let (own, at) = (u64::MAX >> (HALF + 1), text.len() - HALF);
            let mut places = self.look(first.combine(last));
            for bits in &mut places {
                *bits = *bits & own | *bits >> HALF << at;
            }
            return places;
        }
        let mut block = [0; BLOCK];
        if let Some(to) = block.get_mut(..rest.len()) {
            to.copy_from_slice(rest);
        }
        self.look(u8x64::load_array_ref(simd, &block))
    }
}

#[inline(always)]
fn find<S: Simd>(simd: S, begins: &Starts, text: &[u8], inside: bool, starts: &mut [u64]) {
    let sets = Sets {
        of_words: OF_WORDS.load(simd),
        first: begins.first.load(simd),
        others: begins.others,
        of_letters: OF_LETTERS.load(simd),
    };
    let mut inside = u64::from(inside);
    // The bytes right behind letters of the block before.
    let mut behind = 0;
    let (blocks, rest) = text.as_chunks();
    for (at, starts) in starts.iter_mut().enumerate() {
        let [words, first, others, letters] = match blocks.get(at) {
            Some(block) => sets.look(u8x64::load_array_ref(simd, block)),
            None if at == blocks.len() && !rest.is_empty() => sets.look_at_rest(simd, text, rest),
            None => return,
        };
        *starts = first & !(words << 1 | inside) | others & !(letters << LETTER | behind);
        inside = words >> (BLOCK - 1);
        behind = letters >> (BLOCK - LETTER);
    }
}

/// Half a block.
const HALF: usize = BLOCK / 2;
