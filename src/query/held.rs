//! Which letters and syllables each text holds, found out once when its issue arrives. It leaves out most texts that do not hold
//! a word without a look at them, and finds most that hold a single letter or syllable.

use std::{cmp::Reverse, collections::HashSet, sync::LazyLock};

use super::{
    Query, ahead,
    index::Facts,
    letters::Letter,
    pattern::Reading,
    sweep::{Candidate, Known},
};
use crate::text::hangul::{self, Growth};

/// The letters of a text: a bit for each letter of English, small or capital, and one each for all whose UTF-8 begins with a
/// byte of Hangul (0xEA to 0xED) or with another one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters(u32);

/// How many letters English has.
pub(super) const LETTERS: u32 = 26;

/// The bits of Hangul.
const HANGUL: Letters = Letters(0b1111 << LETTERS);

impl Letters {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let bits = &*BITS;
        let bit = |byte: &u8| bits.get(usize::from(*byte)).copied().unwrap_or_default();
        let any = |bytes: &[u8]| bytes.iter().map(bit).fold(0, |all, bit| all | bit);
        let (chunks, rest) = text.as_bytes().as_chunks::<16>();
        let chunks = chunks.iter().map(|chunk| any(chunk));
        Self(chunks.fold(any(rest), |all, bits| all | bits))
    }

    fn of_char(c: char) -> Self {
        Self::of(c.encode_utf8(&mut [0; 4]))
    }

    fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// Whether there may be syllables.
    pub fn has_hangul(self) -> bool {
        self.0 & HANGUL.0 != 0
    }
}

/// The bit of each byte.
static BITS: LazyLock<[u32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match u8::try_from(byte).unwrap_or_default() {
        letter if letter.is_ascii_alphabetic() => 1 << (letter.to_ascii_lowercase() - b'a'),
        hangul @ 0xea..=0xed => 1 << (LETTERS + u32::from(hangul) - 0xea),
        0xc2.. => 1 << (LETTERS + 4),
        _ => 0,
    })
});

/// The syllables of a text, by the bits of a [`Syllabary`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Syllables([u64; 3]);

impl Syllables {
    fn add(&mut self, bit: u8) {
        for (word, n) in self.0.iter_mut().zip(0..) {
            *word |= u64::from(bit / 64 == n) << (bit % 64);
        }
    }

    fn meets(self, others: Self) -> bool {
        self.0.iter().zip(others.0).any(|(a, b)| a & b != 0)
    }

    fn has(self, others: Self) -> bool {
        self.0.iter().zip(others.0).all(|(a, b)| a & b == b)
    }
}

/// Which syllable has which bit: the most frequent ones of an archive have bits of their own.
#[derive(Debug, Default)]
pub(super) struct Syllabary {
    /// By the place of the syllable among all, first 가, last 힣.
    bits: Box<[u8]>,
}

/// How many syllables have bits of their own. In Korean prose they are eight out of ten.
const OWN: u8 = 144;

/// Bits that the others share, block by block: those of one differ in their last consonant alone.
const SHARED: u32 = 3 * u64::BITS - OWN as u32;

impl Syllabary {
    /// With bits of their own for the syllables that the most of some texts hold.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let shared = |block: u32| OWN + (block % SHARED) as u8;
        let mut bits: Box<[u8]> = (0..hangul::SYLLABLES)
            .map(|place| shared(place / hangul::BLOCK))
            .collect();
        let mut counts = vec![0_u32; bits.len()];
        for text in texts {
            let places: HashSet<_> = text.chars().filter_map(hangul::place).collect();
            for place in places {
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
            }
        }
        let mut frequent: Vec<_> = (0..bits.len()).collect();
        frequent.sort_by_key(|&place| Reverse(counts.get(place)));
        for (place, own) in frequent.into_iter().zip(0..OWN) {
            if let Some(bit) = bits.get_mut(place) {
                *bit = own;
            }
        }
        Self { bits }
    }

    fn bit(&self, c: char) -> Option<u8> {
        self.bits.get(hangul::place(c)?).copied()
    }

    /// The syllables of a text. Their UTF-8 is three bytes, the first of them 0xEA to 0xED; nothing else is decoded, as all texts
    /// of an archive are read.
    pub fn syllables(&self, text: &str) -> Syllables {
        let mut syllables = Syllables::default();
        let mut bytes = text.as_bytes();
        loop {
            bytes = match bytes {
                [first @ 0xea..=0xed, second, third, rest @ ..] => {
                    let [high, middle, low] =
                        [first & 0xf, second & 0x3f, third & 0x3f].map(u32::from);
                    let c = char::from_u32(high << 12 | middle << 6 | low);
                    if let Some(bit) = c.and_then(|c| self.bit(c)) {
                        syllables.add(bit);
                    }
                    rest
                }
                [_, rest @ ..] => rest,
                [] => return syllables,
            }
        }
    }

    fn of_all(&self, all: impl Iterator<Item = char>) -> Syllables {
        let mut syllables = Syllables::default();
        let bits = all.filter_map(|c| self.bit(c));
        bits.for_each(|bit| syllables.add(bit));
        syllables
    }

    fn is_own(&self, c: char) -> bool {
        self.bit(c).is_some_and(|bit| bit < OWN)
    }
}

/// What a text must hold for a word to be in it.
#[derive(Clone, Debug)]
pub(super) struct Needed {
    letters: Letters,
    /// Where the word has any.
    syllables: Option<NeededSyllables>,
    /// Whether the letters are enough.
    is_all: bool,
}

/// The same in syllables.
#[derive(Clone, Debug)]
struct NeededSyllables {
    all: Syllables,
    /// What the last one may become, if it may grow.
    last: Option<Grown>,
    /// One of these is enough.
    enough: Syllables,
}

/// What a syllable may become.
#[derive(Clone, Debug)]
struct Grown {
    /// One of these.
    same: Syllables,
    /// One of the first and then one of the second.
    moved: Vec<(Syllables, Syllables)>,
}

impl Needed {
    /// Of the word that a query looks for.
    pub fn of(query: &Query, syllabary: &Syllabary) -> Option<Self> {
        let (unfinished, loose) = (query.is_unfinished(), false);
        let word = ahead::word(&query.expr, Reading { unfinished, loose })?;
        let bits = word.iter().map(|letter| match *letter {
            Letter::Is(c) if c.is_ascii() || !(c.is_lowercase() || c.is_uppercase()) => {
                Letters::of_char(c).0
            }
            Letter::Grows(c) => hangul::growth(c).map_or(0, |growth| common(&growth)),
            _ => 0,
        });
        Some(Self {
            letters: Letters(bits.fold(0, |all, bits| all | bits)),
            syllables: NeededSyllables::of(&word, syllabary),
            is_all: matches!(*word.as_slice(), [Letter::Is(c)] if c.is_ascii_lowercase()),
        })
    }

    /// Notes what is known of articles of one issue.
    pub fn tell(&self, facts: &Facts, articles: &mut [Candidate]) {
        for article in articles {
            let n = article.article as usize;
            let letters = facts.letters.get(n).copied().unwrap_or_default();
            article.known = self.known(letters, || {
                let all = facts.syllables.as_ref()?;
                Some(all.get(n).copied().unwrap_or_default())
            });
        }
    }

    /// What is known of a text with these letters and, if they were learned, syllables.
    fn known(&self, letters: Letters, syllables: impl FnOnce() -> Option<Syllables>) -> Known {
        if !letters.has(self.letters) {
            return Known::No;
        }
        if self.is_all {
            return Known::Yes;
        }
        let known = |needed: &NeededSyllables| Some(needed.known(syllables()?));
        let known = self.syllables.as_ref().and_then(known);
        known.unwrap_or(Known::Maybe)
    }
}

impl NeededSyllables {
    fn of(word: &[Letter], syllabary: &Syllabary) -> Option<Self> {
        let is = |letter: &Letter| match *letter {
            Letter::Is(c) => Some(c),
            _ => None,
        };
        let all = syllabary.of_all(word.iter().filter_map(is));
        let growth = word.last().and_then(|&last| match last {
            // An initial has too many syllables to tell.
            Letter::Grows(c) if hangul::is_syllable(c) => hangul::growth(c),
            _ => None,
        });
        let lone = match (word, &growth) {
            ([_], Some(growth)) => growth.same.iter().cloned().flatten().collect(),
            ([Letter::Is(c)], _) => vec![*c],
            _ => Vec::new(),
        };
        let any = growth.is_some() || all != Syllables::default();
        any.then(|| Self {
            all,
            last: growth.map(|growth| Grown::of(growth, syllabary)),
            enough: syllabary.of_all(lone.into_iter().filter(|c| syllabary.is_own(*c))),
        })
    }

    fn known(&self, held: Syllables) -> Known {
        let grows = |last: &Grown| {
            let moved = |(left, right)| held.meets(left) && held.meets(right);
            held.meets(last.same) || last.moved.iter().copied().any(moved)
        };
        if held.meets(self.enough) {
            Known::Yes
        } else if held.has(self.all) && self.last.as_ref().is_none_or(grows) {
            Known::Maybe
        } else {
            Known::No
        }
    }
}

impl Grown {
    fn of(Growth { same, moved }: Growth, syllabary: &Syllabary) -> Self {
        let moved = moved.into_iter().map(|(left, range)| {
            let left = syllabary.of_all([left].into_iter());
            (left, syllabary.of_all(range))
        });
        Self {
            same: syllabary.of_all(same.into_iter().flatten()),
            moved: moved.collect(),
        }
    }
}

/// The bits that all have which a syllable may become.
fn common(growth: &Growth) -> u32 {
    let ends = growth
        .same
        .iter()
        .flat_map(|range| [*range.start(), *range.end()]);
    let moved = growth.moved.iter().map(|(left, _)| *left);
    let bits = ends.chain(moved).map(|c| Letters::of_char(c).0);
    bits.reduce(|all, bits| all & bits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::{letters, literal::Literal};

    /// A syllable of any kind, and more often a frequent one.
    fn syllable() -> impl Strategy<Value = char> {
        prop_oneof![
            prop::char::range('가', '힣'),
            prop::sample::select(vec!['이', '있', '서', '성', '아', '다'])
        ]
    }

    fn text(length: usize) -> impl Strategy<Value = String> {
        let letter = prop_oneof![4 => syllable(), 1 => prop::sample::select(vec![' ', 'a', 'b'])];
        prop::collection::vec(letter, 1..length).prop_map(|letters| letters.into_iter().collect())
    }

    fn known(needed: &Needed, text: &str, syllabary: &Syllabary) -> Known {
        needed.known(Letters::of(text), || Some(syllabary.syllables(text)))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_a_text_holds_never_misleads(
            learned in prop::collection::vec(text(200), 1..3),
            text in text(20),
            word in prop_oneof![syllable().prop_map(String::from), text(4)],
            unfinished: bool,
        ) {
            let query = Query::parse(word.trim());
            prop_assume!(query.is_ok());
            let query = if unfinished { query.unwrap().typing() } else { query.unwrap() };
            let syllabary = Syllabary::of(learned.iter().map(String::as_str));
            let letters = letters::of(word.trim(), Reading { unfinished, loose: false });
            let holds = Literal::new(&letters, false).map(|literal| literal.find(&text, 0..text.len()).is_some());
            let needed = Needed::of(&query, &syllabary);
            if let Some((holds, needed)) = holds.zip(needed) {
                let known = known(&needed, &text, &syllabary);
                prop_assert!(known == Known::Maybe || (known == Known::Yes) == holds, "{known:?} {holds}");
            }
        }
    }

    #[test]
    fn all_syllables_of_a_text_are_found() {
        let text = "가 힣ab\u{a000}성é능\u{d7b0}日本\u{a9a0}이😀다";
        let syllabary = Syllabary::of(["성 이"].into_iter());
        let want = syllabary.of_all(text.chars());
        assert_eq!(syllabary.syllables(text), want);
    }

    #[test]
    fn syllables_tell_what_a_word_finds() {
        let syllabary = Syllabary::of(["이 서 성 아 다 있"].into_iter());
        let table = [
            ("성능 개선", "성", Known::Yes),
            ("서아 개선", "성", Known::Maybe),
            ("서가", "성", Known::No),
            ("있다", "이", Known::Yes),
            ("있다", "이다", Known::No),
            ("다이", "이다", Known::Maybe),
            ("abc", "이", Known::No),
            ("힣", "힢", Known::Maybe),
            ("Redis", "r", Known::Yes),
            ("Redis", "a", Known::No),
            ("Redis", "S", Known::Maybe),
            ("있다", "이 ", Known::No),
            ("이다", "이 ", Known::Yes),
        ];
        for (text, word, expected) in table {
            let query = Query::parse(word).unwrap().typing();
            let needed = Needed::of(&query, &syllabary).unwrap();
            assert_eq!(
                known(&needed, text, &syllabary),
                expected,
                "{word} in {text}"
            );
        }
    }
}
