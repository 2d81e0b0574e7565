//! Words and phrases, found nearly as fast as a row of bytes: the part of them that is rarest is looked for with the means of
//! processors for it, and the rest is compared where that stands.

use std::ops::{Range, RangeInclusive};

use aho_corasick::{
    Span,
    packed::{self, MatchKind},
};
use memchr::{memchr2, memmem};

use super::{caseless::Caseless, letters::Letter};
use crate::text::hangul::{self, Growth};

/// Letters to find, in either case unless `sensitive`.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    letters: Box<[Form]>,
    sensitive: bool,
    /// Every match holds one of these.
    parts: Vec<Part>,
    /// Where in a match they stand, in bytes.
    at: usize,
    /// The length of all matches, if the part is the whole.
    whole: Option<usize>,
}

/// What a letter of the needle finds.
#[derive(Clone, Debug)]
enum Form {
    Is(char),
    Grows(Growth),
    Space,
    MaybeSpace,
}

/// Finds a part of matches that stands in the same place in all of them.
#[derive(Clone, Debug)]
enum Part {
    /// A small ASCII letter and its capital.
    Letter(u8),
    Bytes(Box<memmem::Finder<'static>>),
    Caseless(Caseless),
    Any(packed::Searcher),
}

/// So many ASCII letters are looked for together at most.
const TOGETHER: usize = 3;

/// So many ways to begin are looked for one after the other, more of them together.
const SEVERAL: usize = 2;

/// The letters of English, the most frequent first.
const FREQUENT: &str = "etaoinsrhldcumfpgwybvkxjqz";

impl Literal {
    /// `None` if no part can be looked for in this way: letters that are not ASCII have capitals of other lengths, white space
    /// comes first, or too many syllables do.
    pub fn new(letters: &[Letter], sensitive: bool) -> Option<Self> {
        let (parts, at) = parts(letters, sensitive)?;
        let lengths = letters.iter().map(|letter| match letter {
            Letter::Is(c) => Some(c.len_utf8()),
            _ => None,
        });
        let length = lengths.sum::<Option<usize>>();
        let is_all = |length: &usize| matches!(parts.as_slice(), [part] if part.len() == *length);
        Some(Self {
            letters: letters.iter().copied().map(Form::of).collect(),
            sensitive,
            whole: length.filter(is_all),
            parts,
            at,
        })
    }

    /// Whether it is two ASCII letters.
    pub fn is_pair(&self) -> bool {
        matches!(self.parts.as_slice(), [Part::Caseless(_)]) && self.letters.len() == 2
    }

    /// Where it first stands, whole, within a range of a text.
    pub fn find(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        let (mut first, mut within) = (None, range.end);
        for part in &self.parts {
            let places = range.start + self.at..within;
            if let Some(found) = self.first(part, text, places, range.end) {
                // Only what begins before it counts.
                within = range.end.min(found.start + part.len() - 1);
                first = Some(found);
            }
        }
        first
    }

    /// The first match that ends at `end` or before and whose part lies within some places.
    fn first(
        &self,
        part: &Part,
        text: &str,
        mut places: Range<usize>,
        end: usize,
    ) -> Option<Range<usize>> {
        while !places.is_empty() {
            let place = part.find(text.as_bytes(), places.clone())?;
            let start = place - self.at;
            let whole = self.whole.map(|length| start + length);
            let ends = whole.or_else(|| self.end(text, start));
            if let Some(ends) = ends.filter(|&ends| ends <= end) {
                return Some(start..ends);
            }
            places.start = place + 1;
        }
        None
    }

    /// Where a match that starts here ends.
    fn end(&self, text: &str, start: usize) -> Option<usize> {
        let rest = text.get(start..)?;
        let mut chars = rest.chars();
        for form in &self.letters {
            match form {
                Form::Is(c) => {
                    let next = chars.next()?;
                    let same = next == *c || !self.sensitive && next.eq_ignore_ascii_case(c);
                    same.then_some(())?;
                }
                Form::Grows(growth) => {
                    let next = chars.next()?;
                    if !growth.same.iter().any(|range| range.contains(&next)) {
                        let second = chars.next()?;
                        let moved = |(left, range): &(char, RangeInclusive<char>)| {
                            *left == next && range.contains(&second)
                        };
                        growth.moved.iter().any(moved).then_some(())?;
                    }
                }
                Form::Space | Form::MaybeSpace => {
                    let left = chars.as_str();
                    let after = left.trim_start();
                    if after.len() == left.len() && matches!(form, Form::Space) {
                        return None;
                    }
                    chars = after.chars();
                }
            }
        }
        Some(text.len() - chars.as_str().len())
    }
}

impl Form {
    fn of(letter: Letter) -> Self {
        match letter {
            Letter::Is(c) => Self::Is(c),
            Letter::Grows(c) => hangul::growth(c).map_or(Self::Is(c), Self::Grows),
            Letter::Space => Self::Space,
            Letter::MaybeSpace => Self::MaybeSpace,
        }
    }
}

impl Part {
    fn bytes(needle: &[u8]) -> Self {
        Self::Bytes(Box::new(memmem::Finder::new(needle).into_owned()))
    }

    /// `None` where processors have no means to look for several at once, or if these are too many.
    fn any(needles: impl IntoIterator<Item = Vec<u8>>) -> Option<Self> {
        let mut config = packed::Config::new();
        let mut builder = config.match_kind(MatchKind::LeftmostFirst).builder();
        Some(Self::Any(builder.extend(needles).build()?))
    }

    /// Bytes that one of them has at least.
    fn len(&self) -> usize {
        match self {
            Self::Bytes(finder) => finder.needle().len(),
            Self::Caseless(caseless) => caseless.len(),
            Self::Letter(_) | Self::Any(_) => 1,
        }
    }

    fn find(&self, text: &[u8], range: Range<usize>) -> Option<usize> {
        let Range { start, end } = range;
        let found = |at| start + at;
        match self {
            Self::Letter(letter) => {
                memchr2(*letter, letter.to_ascii_uppercase(), text.get(range)?).map(found)
            }
            Self::Bytes(finder) => finder.find(text.get(range)?).map(found),
            Self::Caseless(caseless) => caseless.find(text, range),
            Self::Any(searcher) => {
                let text = text.get(..end)?;
                Some(searcher.find_in(text, Span { start, end })?.start())
            }
        }
    }
}

/// What to look for, and where in a match it stands.
fn parts(letters: &[Letter], sensitive: bool) -> Option<(Vec<Part>, usize)> {
    let is = |letter: &Letter| match letter {
        Letter::Is(c) => Some(*c),
        _ => None,
    };
    let beginning: String = letters.iter().map_while(is).collect();
    let next = letters.iter().find(|letter| is(letter).is_none());
    let growth = next.and_then(|&letter| match letter {
        Letter::Grows(c) => hangul::growth(c),
        _ => None,
    });
    let grown = growth.map(|growth| beginnings(&growth)).unwrap_or_default();
    if beginning.is_empty() {
        return match grown.len() {
            0 => None,
            1..=SEVERAL => Some((grown.iter().map(|bytes| Part::bytes(bytes)).collect(), 0)),
            _ => Some((vec![Part::any(grown)?], 0)),
        };
    }
    let has_case = |c: char| !sensitive && (c.is_lowercase() || c.is_uppercase());
    if letters
        .iter()
        .filter_map(is)
        .any(|c| has_case(c) && !c.is_ascii())
    {
        return None;
    }
    let common = grown.into_iter().reduce(|a, b| common(&a, &b));
    let runs = runs(&beginning, has_case);
    let (at, exact) = runs.into_iter().max_by_key(|(_, run)| run.len())?;
    let at_the_end = at + exact.len() == beginning.len();
    if exact.len() >= TOGETHER || exact.len() == beginning.len() {
        let common = common.filter(|_| at_the_end).unwrap_or_default();
        let needle = [exact.as_bytes(), &common].concat();
        return Some((vec![Part::bytes(&needle)], at));
    }
    let (part, at) = caseless(&beginning)?;
    Some((vec![part], at))
}

/// The parts without letters that have a case, and where they begin. None at all is an empty one.
fn runs(text: &str, has_case: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut at = 0;
    let runs = text.split(has_case).map(|run| {
        let start = at;
        // What splits is one byte.
        at += run.len() + 1;
        (start, run)
    });
    runs.collect()
}

/// Of the ASCII at the beginning of a text, what is rarest.
fn caseless(text: &str) -> Option<(Part, usize)> {
    let ascii = text.split(|c: char| !c.is_ascii()).next()?;
    let small = ascii.to_ascii_lowercase();
    if let [letter] = small.as_bytes() {
        return Some((Part::Letter(*letter), 0));
    }
    let rarity = |byte: &u8| {
        let place = FREQUENT.bytes().position(|letter| letter == *byte);
        place.unwrap_or(FREQUENT.len())
    };
    let windows = small.as_bytes().windows(TOGETHER.min(small.len()).max(1));
    let (at, rarest) = windows
        .enumerate()
        .max_by_key(|(_, window)| window.iter().map(rarity).sum::<usize>())?;
    Some((Part::Caseless(Caseless::new(rarest)?), at))
}

/// The bytes that what a syllable may be or become begins with: all of a single character, and for a pair those of its first
/// one and what the second ones have in common.
fn beginnings(growth: &Growth) -> Vec<Vec<u8>> {
    let bytes = |c: char| c.to_string().into_bytes();
    let pair = |(left, range): &(char, RangeInclusive<char>)| {
        let seconds = common(&bytes(*range.start()), &bytes(*range.end()));
        [bytes(*left), seconds].concat()
    };
    let single = growth.same.iter().cloned().flatten().map(bytes);
    single.chain(growth.moved.iter().map(pair)).collect()
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
        fn finds_what_a_regular_expression_finds(
            text in "[abAB서성세아앙능느дД -]{0,120}",
            needle in "[aBㅅ서]{1,3}|[abㅅ서성능느д]([abAB서성능느дД -]{0,3}[abㅅ서성능느д])?",
            unfinished: bool,
            loose: bool,
            (start, end) in (0..120_usize, 0..120_usize),
        ) {
            let letters = letters::of(&needle, Reading { unfinished, loose });
            let sensitive = letters.iter().any(|letter| letter.is_capital());
            let regex = letters::regex(&letters, sensitive, false).unwrap();
            let [start, end] = [start, end].map(|at| text.floor_char_boundary(at));
            let range = start.min(end)..start.max(end);
            let found = regex.find(&text[range.clone()]).map(|found| range.start + found.start()..range.start + found.end());
            match Literal::new(&letters, sensitive) {
                Some(literal) => prop_assert_eq!(literal.find(&text, range), found, "{:?}", letters),
                None => prop_assert!(needle.contains('д'), "{letters:?}"),
            }
        }
    }

    #[test]
    fn what_is_rarest_is_looked_for() {
        let table = [
            ("redis", Some(2)),
            ("teriyaki", Some(4)),
            ("go 언어", Some(0)),
            ("go언어", Some(2)),
            ("k8s-2024", Some(3)),
            ("락", Some(0)),
            ("é", None),
            ("go д", None),
            (" a", None),
        ];
        for (needle, at) in table {
            let letters = letters::of(needle, Reading::default());
            let found = Literal::new(&letters, false).map(|literal| literal.at);
            assert_eq!(found, at, "{needle}");
        }
    }
}
