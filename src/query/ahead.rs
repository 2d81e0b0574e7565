//! What follows the matches of the last word, looked up before it grows. It leaves out most articles without a look at their
//! texts, and often all that do not match.

use std::{cmp::Reverse, collections::HashMap};

use memchr::memchr2_iter;

use super::{
    Query,
    expr::{Expr, Pattern},
    held::LETTERS,
    letters::{self, Letter},
    literal::Literal,
    pattern::Reading,
    sweep::Known,
};
use crate::text::hangul::{self, Growth};

/// The characters that follow the matches in a text, by their [`Signs`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Following(u64);

impl Following {
    fn plus(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How many other characters have signs of their own at most.
const OWN: u32 = 28;

/// Which character has which sign.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Those with signs of their own, but for letters of English, in order.
    own: Vec<char>,
}

impl Signs {
    /// With signs of their own for those that are the most frequent of some.
    pub fn new(some: impl IntoIterator<Item = char>) -> Self {
        let mut counts: HashMap<char, usize> = HashMap::new();
        for c in some.into_iter().filter(|c| !c.is_ascii_alphabetic()) {
            *counts.entry(c).or_default() += 1;
        }
        let mut frequent: Vec<_> = counts.into_iter().collect();
        frequent.sort_unstable_by_key(|&(c, count)| (Reverse(count), c));
        let mut own: Vec<_> = frequent
            .into_iter()
            .map(|(c, _)| c)
            .take(OWN as usize)
            .collect();
        own.sort_unstable();
        Self { own }
    }

    fn of(&self, c: char) -> Following {
        let bit = if c.is_ascii_alphabetic() {
            u32::from(c.to_ascii_lowercase()) - u32::from('a')
        } else {
            match self.own.binary_search(&c) {
                Ok(at) => LETTERS + at as u32,
                Err(_) => LETTERS + OWN + hangul::block(c) % (u64::BITS - LETTERS - OWN),
            }
        };
        Following(1 << bit)
    }

    fn all_of(&self, all: impl IntoIterator<Item = char>) -> Following {
        let all = all.into_iter().map(|c| self.of(c));
        all.fold(Following::default(), Following::plus)
    }

    fn is_own(&self, c: char) -> bool {
        self.own.binary_search(&c).is_ok()
    }
}

/// A word that may grow.
pub(super) struct Stem {
    literal: Literal,
    /// The only letter, if it is one of English that is found in either case.
    letter: Option<u8>,
    /// Whether spaces may stand before a syllable that follows.
    loose: bool,
}

impl Stem {
    /// The word that a query looks for, if it is plain text. `loose`: spaces within Korean words do not count.
    pub fn of(query: &Query, loose: bool) -> Option<Self> {
        let unfinished = false;
        let letters = word(&query.expr, Reading { unfinished, loose })?;
        let sensitive = letters.iter().any(|letter| letter.is_capital());
        Some(Self {
            literal: Literal::new(&letters, sensitive)?,
            letter: match *letters.as_slice() {
                [Letter::Is(c)] if c.is_ascii_lowercase() => u8::try_from(c).ok(),
                _ => None,
            },
            loose: loose
                && matches!(letters.last(), Some(Letter::Is(c)) if hangul::is_syllable(*c)),
        })
    }

    /// The characters that follow it in a text.
    pub fn followed_by(&self, text: &str, mut note: impl FnMut(char)) {
        let next = |end: usize| text.get(end..).and_then(|rest| rest.chars().next());
        if let Some(letter) = self.letter {
            let ends = memchr2_iter(letter, letter.to_ascii_uppercase(), text.as_bytes());
            ends.filter_map(|at| next(at + 1)).for_each(note);
            return;
        }
        let mut from = 0;
        while let Some(found) = self.literal.find(text, from..text.len()) {
            next(found.end).into_iter().for_each(&mut note);
            let rest = text.get(found.end..).filter(|_| self.loose);
            let later = rest.and_then(|rest| rest.trim_start().chars().next());
            later
                .filter(|&c| hangul::is_syllable(c))
                .into_iter()
                .for_each(&mut note);
            // Another match may begin within this one.
            from = found.start + next(found.start).map_or(1, char::len_utf8);
        }
    }

    /// The same, by their signs.
    pub fn following(&self, text: &str, signs: &Signs) -> Following {
        let mut following = Following::default();
        self.followed_by(text, |c| following = following.plus(signs.of(c)));
        following
    }
}

/// The letter that a word has more than a [`Stem`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Next {
    /// A text that has one of these matches.
    sure: Following,
    /// Of the others, one that has one of these may match.
    maybe: Following,
}

impl Next {
    /// What `query` looks for after the word that `before` looked for; `None` if that is no single letter more.
    pub fn of(query: &Query, before: &Query, signs: &Signs, loose: bool) -> Option<Self> {
        let word = |query: &Query, unfinished| word(&query.expr, Reading { unfinished, loose });
        let (word, stem) = (word(query, query.is_unfinished())?, word(before, false)?);
        let (last, start) = word.split_last()?;
        let start = start.strip_suffix(&[Letter::MaybeSpace]).unwrap_or(start);
        if start != stem {
            return None;
        }
        let sensitive = start.iter().any(|letter| letter.is_capital());
        match *last {
            Letter::Is(c) if c.is_ascii_alphabetic() => {
                let (sign, none) = (signs.of(c), Following::default());
                let is_sure = c.is_ascii_lowercase() && !sensitive;
                let (sure, maybe) = if is_sure { (sign, none) } else { (none, sign) };
                Some(Self { sure, maybe })
            }
            Letter::Is(c) if c.is_lowercase() || c.is_uppercase() => None,
            Letter::Is(c) => Some(Self::among(&[c], &[], signs)),
            Letter::Grows(c) => {
                let Growth { same, moved } = hangul::growth(c)?;
                let same: Vec<_> = same.into_iter().flatten().collect();
                let moved: Vec<_> = moved.into_iter().map(|(left, _)| left).collect();
                Some(Self::among(&same, &moved, signs))
            }
            Letter::Space | Letter::MaybeSpace => None,
        }
    }

    /// One of some characters, or one of others with more after it.
    fn among(some: &[char], others: &[char], signs: &Signs) -> Self {
        let (own, shared): (Vec<_>, Vec<_>) = some.iter().partition(|c| signs.is_own(**c));
        Self {
            sure: signs.all_of(own),
            maybe: signs.all_of(shared.into_iter().chain(others.iter().copied())),
        }
    }

    /// What is known of a text by what follows the word of before in it.
    pub fn known(self, following: Following) -> Known {
        if following.meets(self.sure) {
            Known::Yes
        } else if following.meets(self.maybe) {
            Known::Maybe
        } else {
            Known::No
        }
    }
}

/// The letters of the only words that are looked for in texts.
pub(super) fn word(expr: &Expr, reading: Reading) -> Option<Vec<Letter>> {
    let Pattern::Literal(text) = expr.lone_text()? else {
        return None;
    };
    Some(letters::of(text, reading))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known of a text by what follows a word.
    fn known(text: &str, before: &str, after: &str, loose: bool) -> Option<Known> {
        let [before, after] = [before, after].map(|text| Query::parse(text).unwrap().typing());
        let signs = Signs::new("능서느".chars());
        let (next, stem) = (
            Next::of(&after, &before, &signs, loose)?,
            Stem::of(&before, loose)?,
        );
        Some(next.known(stem.following(text, &signs)))
    }

    #[test]
    fn what_follows_tells_what_a_letter_more_finds() {
        let text = "Red rEx are, 성능 성느이 서울 성부 aaab";
        let table = [
            ("r", "re", Some(Known::Yes)),
            ("r", "ra", Some(Known::No)),
            ("r", "rE", Some(Known::Maybe)),
            ("re", "red", Some(Known::Yes)),
            ("aa", "aab", Some(Known::Yes)),
            ("R", "Re", Some(Known::Maybe)),
            ("성", "성능", Some(Known::Yes)),
            ("성", "성느", Some(Known::Yes)),
            ("성", "성늑", Some(Known::Maybe)),
            ("성", "성부", Some(Known::Maybe)),
            ("성", "성서", Some(Known::No)),
            ("r", "red", None),
            ("r", "r e", None),
            ("r", "rд", None),
            ("/r/", "/re/", None),
            ("r | s", "r | se", None),
            ("\"성능 성\"", "\"성능 성느\"", Some(Known::Yes)),
            ("\"성능 성\"", "\"성능 성늑\"", Some(Known::No)),
            ("\"성능\"", "\"성능 \"", None),
        ];
        for (before, after, expected) in table {
            assert_eq!(known(text, before, after, false), expected, "{after}");
        }
    }

    #[test]
    fn spaces_may_stand_before_what_follows() {
        let text = "성 능 서울, 느린 성\n능이 성능 a";
        let table = [
            ("성능", "성능서", Some(Known::Yes)),
            ("성능", "성능이", Some(Known::Maybe)),
            ("성능", "성능a", Some(Known::No)),
            ("성능", "성능능", Some(Known::No)),
            ("느린", "느린성", Some(Known::Maybe)),
        ];
        for (before, after, expected) in table {
            assert_eq!(known(text, before, after, true), expected, "{after}");
        }
    }
}
