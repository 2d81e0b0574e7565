//! Arithmetic of Hangul: syllables and their letters (Unicode 16, 3.12), and the two-set (dubeolsik) keyboard, KS X 5002.
//!
//! Letters are compatibility jamo (U+3131 to U+3163), which is what keyboards send.

use std::ops::RangeInclusive;

const FIRST: u32 = 0xAC00;
const LAST: u32 = 0xD7A3;
const VOWEL_COUNT: u32 = 21;
const TAIL_COUNT: u32 = 28;

/// Initial consonants, in the order of the syllables.
const LEADS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

/// Final consonants, in the order of the syllables; the first is "none".
const TAILS: [char; 28] = [
    '\0', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ',
    'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// The keys of each letter on the two-set keyboard. Letters of two keys are typed one after the other.
const KEYS: [(char, &str); 51] = [
    ('ㄱ', "r"),
    ('ㄲ', "R"),
    ('ㄳ', "rt"),
    ('ㄴ', "s"),
    ('ㄵ', "sw"),
    ('ㄶ', "sg"),
    ('ㄷ', "e"),
    ('ㄸ', "E"),
    ('ㄹ', "f"),
    ('ㄺ', "fr"),
    ('ㄻ', "fa"),
    ('ㄼ', "fq"),
    ('ㄽ', "ft"),
    ('ㄾ', "fx"),
    ('ㄿ', "fv"),
    ('ㅀ', "fg"),
    ('ㅁ', "a"),
    ('ㅂ', "q"),
    ('ㅃ', "Q"),
    ('ㅄ', "qt"),
    ('ㅅ', "t"),
    ('ㅆ', "T"),
    ('ㅇ', "d"),
    ('ㅈ', "w"),
    ('ㅉ', "W"),
    ('ㅊ', "c"),
    ('ㅋ', "z"),
    ('ㅌ', "x"),
    ('ㅍ', "v"),
    ('ㅎ', "g"),
    ('ㅏ', "k"),
    ('ㅐ', "o"),
    ('ㅑ', "i"),
    ('ㅒ', "O"),
    ('ㅓ', "j"),
    ('ㅔ', "p"),
    ('ㅕ', "u"),
    ('ㅖ', "P"),
    ('ㅗ', "h"),
    ('ㅘ', "hk"),
    ('ㅙ', "ho"),
    ('ㅚ', "hl"),
    ('ㅛ', "y"),
    ('ㅜ', "n"),
    ('ㅝ', "nj"),
    ('ㅞ', "np"),
    ('ㅟ', "nl"),
    ('ㅠ', "b"),
    ('ㅡ', "m"),
    ('ㅢ', "ml"),
    ('ㅣ', "l"),
];

/// A syllable taken apart: positions in the orders of leads, vowels and tails (0: no tail).
#[derive(Clone, Copy)]
struct Syllable {
    lead: u32,
    vowel: u32,
    tail: u32,
}

impl Syllable {
    fn of(c: char) -> Option<Self> {
        let n = is_syllable(c).then(|| c as u32 - FIRST)?;
        Some(Self {
            lead: n / (VOWEL_COUNT * TAIL_COUNT),
            vowel: n / TAIL_COUNT % VOWEL_COUNT,
            tail: n % TAIL_COUNT,
        })
    }

    fn char(self) -> char {
        let n = (self.lead * VOWEL_COUNT + self.vowel) * TAIL_COUNT + self.tail;
        char::from_u32(FIRST + n).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn with_tail(self, tail: u32) -> Self {
        Self { tail, ..self }
    }
}

/// True if `c` is a precomposed syllable, 가 to 힣.
pub fn is_syllable(c: char) -> bool {
    (FIRST..=LAST).contains(&(c as u32))
}

/// True if `c` is a letter of its own that a syllable can begin with.
pub fn is_initial(c: char) -> bool {
    LEADS.contains(&c)
}

/// The syllables that begin with a consonant: ㄱ gives 가 to 깋.
fn beginning_with(initial: char) -> Option<RangeInclusive<char>> {
    let lead = position(&LEADS, initial)?;
    let syllable = |vowel, tail| Syllable { lead, vowel, tail }.char();
    Some(syllable(0, 0)..=syllable(VOWEL_COUNT - 1, TAIL_COUNT - 1))
}

/// Two consonants that an input method joined into one letter (ㄳ); a letter of one key is itself.
pub fn split_cluster(c: char) -> (char, Option<char>) {
    let keys = keys_of(c).unwrap_or_default();
    let mut letters = keys.chars().filter_map(letter_of);
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) => (first, Some(second)),
        _ => (c, None),
    }
}

/// The syllables that the last one may become as typing goes on: 하 may become 하 to 핳; 한 may become 한, 핝, 핞, or 하 and a syllable that
/// begins with ㄴ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// One character out of these.
    pub same: Vec<RangeInclusive<char>>,
    /// This character and one out of this range: the final consonant moved on to begin the next syllable.
    pub moved: Vec<(char, RangeInclusive<char>)>,
}

/// The growth of a syllable or of a lone initial consonant; `None` for any other character.
pub fn growth(c: char) -> Option<Growth> {
    if let Some(range) = beginning_with(c) {
        let (same, moved) = (vec![c..=c, range], Vec::new());
        return Some(Growth { same, moved });
    }
    let syllable = Syllable::of(c)?;
    if syllable.tail == 0 {
        let last = Syllable {
            vowel: last_compound(syllable.vowel),
            tail: TAIL_COUNT - 1,
            ..syllable
        };
        let (same, moved) = (vec![c..=last.char()], Vec::new());
        return Some(Growth { same, moved });
    }
    Some(Growth {
        same: tails_growing_from(syllable.tail)
            .map(|tail| syllable.with_tail(tail).char())
            .map(|c| c..=c)
            .collect(),
        moved: moved_tail(syllable).into_iter().collect(),
    })
}

/// The last of the compound vowels that begin with this one: ㅗ grows to ㅘ, ㅙ, ㅚ, which follow it.
fn last_compound(vowel: u32) -> u32 {
    match vowel {
        8 | 13 => vowel + 3,
        18 => 19,
        _ => vowel,
    }
}

fn tails_growing_from(tail: u32) -> impl Iterator<Item = u32> {
    let keys = tail_keys(tail);
    (1..TAIL_COUNT).filter(move |&other| tail_keys(other).starts_with(keys))
}

/// The final consonant, or the second half of a cluster, begins the next syllable.
fn moved_tail(syllable: Syllable) -> Option<(char, RangeInclusive<char>)> {
    let (first, second) = split_cluster(*TAILS.get(syllable.tail as usize)?);
    let (left, moving) = match second {
        None => (0, first),
        Some(second) => (tail_position(first)?, second),
    };
    Some((syllable.with_tail(left).char(), beginning_with(moving)?))
}

/// The Latin letters on the same keys of a two-set keyboard: 러스트 is `fjtmxm`. Other characters stay.
pub fn to_keys(text: &str) -> String {
    let mut keys = String::new();
    for c in text.chars() {
        match key_sequence(c) {
            Some(sequence) => keys.push_str(&sequence),
            None => keys.push(c),
        }
    }
    keys
}

/// The letters one by one: 값 is ㄱㅏㅂㅅ. Other characters stay.
pub fn spell(text: &str) -> String {
    let mut letters = String::new();
    for c in text.chars() {
        match key_sequence(c) {
            Some(keys) => letters.extend(keys.chars().filter_map(letter_of)),
            None => letters.push(c),
        }
    }
    letters
}

/// The keys that type a syllable or a letter, conjoining letters (U+1100) included; `None` for anything else.
pub fn key_sequence(c: char) -> Option<String> {
    let Some(syllable) = Syllable::of(c) else {
        return keys_of(standing_alone(c)).map(str::to_owned);
    };
    let lead = LEADS.get(syllable.lead as usize).copied()?;
    let vowel = char::from_u32('ㅏ' as u32 + syllable.vowel)?;
    Some([keys_of(lead)?, keys_of(vowel)?, tail_keys(syllable.tail)].concat())
}

/// The compatibility letter of a conjoining one, as decomposed text has them; any other character is itself.
fn standing_alone(c: char) -> char {
    let n = c as u32;
    let letter = match c {
        '\u{1100}'..='\u{1112}' => LEADS.get((n - 0x1100) as usize).copied(),
        '\u{1161}'..='\u{1175}' => char::from_u32('ㅏ' as u32 + n - 0x1161),
        '\u{11a8}'..='\u{11c2}' => TAILS.get((n - 0x11a7) as usize).copied(),
        _ => None,
    };
    letter.unwrap_or(c)
}

/// The Hangul on the same keys of a two-set keyboard: `fjtmxm` is 러스트. Other characters stay.
pub fn from_keys(keys: &str) -> String {
    let letters: Vec<char> = keys.chars().map(|c| letter_of(c).unwrap_or(c)).collect();
    let (mut text, mut rest) = (String::new(), letters.as_slice());
    while let Some((c, used)) = compose(rest) {
        text.push(c);
        rest = rest.get(used..).unwrap_or_default();
    }
    text
}

/// The first character that the letters make, and how many of them it takes.
fn compose(letters: &[char]) -> Option<(char, usize)> {
    let (&first, after) = letters.split_first()?;
    let lead = position(&LEADS, first);
    let Some((lead, (vowel, used))) = lead.zip(longest(after, is_vowel)) else {
        return Some((first, 1));
    };
    let syllable = Syllable {
        lead,
        vowel: vowel as u32 - 'ㅏ' as u32,
        tail: 0,
    };
    let after = after.get(used..).unwrap_or_default();
    Some(match tail(after) {
        Some((tail, taken)) => (syllable.with_tail(tail).char(), 1 + used + taken),
        None => (syllable.char(), 1 + used),
    })
}

/// The final consonant: the longest one whose last letter is not needed to begin the next syllable.
fn tail(letters: &[char]) -> Option<(u32, usize)> {
    let begins = |at: usize| letters.get(at).is_some_and(|&c| is_vowel(c));
    let is_tail = |c| tail_position(c).is_some();
    let (long, used) = longest(letters, is_tail)?;
    if !begins(used) {
        return Some((tail_position(long)?, used));
    }
    let first = *letters.first()?;
    (used == 2).then_some((tail_position(first)?, 1))
}

/// The letter that the first two letters join into, else the first, if it is of the kind asked for.
fn longest(letters: &[char], kind: impl Fn(char) -> bool) -> Option<(char, usize)> {
    let keys: Option<String> = letters.iter().take(2).map(|&c| keys_of(c)).collect();
    let joined = keys.and_then(|keys| letter_of_keys(&keys));
    let first = letters.first().map(|&c| (c, 1));
    let joined = joined.filter(|_| letters.len() > 1).map(|c| (c, 2));
    [joined, first]
        .into_iter()
        .flatten()
        .find(|&(c, _)| kind(c))
}

fn is_vowel(c: char) -> bool {
    ('ㅏ'..='ㅣ').contains(&c)
}

fn keys_of(letter: char) -> Option<&'static str> {
    let row = KEYS.iter().find(|(other, _)| *other == letter)?;
    Some(row.1)
}

fn tail_keys(tail: u32) -> &'static str {
    let letter = TAILS.get(tail as usize).copied();
    letter.and_then(keys_of).unwrap_or_default()
}

fn letter_of_keys(keys: &str) -> Option<char> {
    let row = KEYS.iter().find(|(_, other)| *other == keys)?;
    Some(row.0)
}

/// The letter of one key. Shift counts only for the keys that have two letters.
fn letter_of(key: char) -> Option<char> {
    let mut buffer = [0; 4];
    letter_of_keys(key.encode_utf8(&mut buffer))
        .or_else(|| letter_of_keys(key.to_ascii_lowercase().encode_utf8(&mut buffer)))
}

/// Never the place of "none".
fn tail_position(letter: char) -> Option<u32> {
    position(&TAILS, letter).filter(|&tail| tail > 0)
}

fn position(letters: &[char], letter: char) -> Option<u32> {
    let at = letters.iter().position(|&other| other == letter)?;
    Some(at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_back() {
        let table = [
            ("러스트", "fjtmxm"),
            ("한글", "gksrmf"),
            ("닭이 값", "ekfrdl rkqt"),
            ("과외", "rhkdhl"),
            ("까치", "Rkcl"),
            ("ㅋㅋ", "zz"),
            ("하나", "gksk"),
            ("값이", "rkqtdl"),
            ("쓰레기 c1", "Tmfprl c1"),
        ];
        for (hangul, keys) in table {
            assert_eq!(to_keys(hangul), keys);
            if !keys.contains("c1") {
                assert_eq!(from_keys(keys), hangul);
            }
        }
        assert_eq!(from_keys("Gksrmf"), "한글", "shift without a second letter");
    }

    #[test]
    fn every_syllable_survives_the_keyboard() {
        for c in '가'..='힣' {
            assert_eq!(from_keys(&key_sequence(c).unwrap()), c.to_string());
        }
    }

    fn grows(from: char, to: &str) -> bool {
        let growth = growth(from).unwrap();
        let mut chars = to.chars();
        let (first, second) = (chars.next().unwrap(), chars.next());
        let moved = |(c, next): &(char, RangeInclusive<char>)| {
            *c == first && second.is_some_and(|second| next.contains(&second))
        };
        growth.same.iter().any(|range| range.contains(&first)) || growth.moved.iter().any(moved)
    }

    #[test]
    fn an_unfinished_syllable_grows_by_typing_on() {
        let table = [
            ('ㅎ', "한", true),
            ('ㅎ', "ㅎ", true),
            ('하', "한", true),
            ('하', "해", false),
            ('고', "과", true),
            ('고', "교", false),
            ('한', "하나", true),
            ('한', "하다", false),
            ('한', "핞", true),
            ('한', "할", false),
            ('값', "갑시", true),
            ('값', "가시", false),
        ];
        for (from, to, expected) in table {
            assert_eq!(grows(from, to), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn initials_and_clusters() {
        assert_eq!(beginning_with('ㄱ'), Some('가'..='깋'));
        assert_eq!(beginning_with('ㅎ'), Some('하'..='힣'));
        assert_eq!(beginning_with('ㄳ'), None);
        assert_eq!(split_cluster('ㄳ'), ('ㄱ', Some('ㅅ')));
        assert_eq!(split_cluster('ㄱ'), ('ㄱ', None));
    }
}
