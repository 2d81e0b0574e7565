//! The forms of each letter.

use std::{collections::HashMap, ops::RangeInclusive, sync::LazyLock};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::WIDTH_FORMS;

/// The sign for kelvins, which is a K.
pub(super) const KELVIN: char = '\u{212a}';

/// Letters with marks: Latin-1 Supplement, Extended-A and -B, Extended Additional; Greek and Greek Extended.
const MARKED: [RangeInclusive<char>; 5] = [
    '\u{c0}'..='\u{24f}',
    '\u{1e00}'..='\u{1eff}',
    KELVIN..=KELVIN,
    '\u{370}'..='\u{3ff}',
    '\u{1f00}'..='\u{1fff}',
];

/// Letters whose other form Unicode does not decompose: with a stroke, without a dot, with a hamza.
const OTHERS: [(char, char); 19] = [
    ('ø', 'o'),
    ('Ø', 'O'),
    ('đ', 'd'),
    ('Đ', 'D'),
    ('ł', 'l'),
    ('Ł', 'L'),
    ('ħ', 'h'),
    ('Ħ', 'H'),
    ('ŧ', 't'),
    ('ı', 'i'),
    ('ё', 'е'),
    ('Ё', 'Е'),
    ('’', '\''),
    ('‘', '\''),
    ('ʼ', '\''),
    ('أ', 'ا'),
    ('إ', 'ا'),
    ('آ', 'ا'),
    ('ٱ', 'ا'),
];

/// Letters in a row, and the single characters that stand for them. The longest come first.
const LIGATURES: [(&str, &[&str]); 8] = [
    ("ffi", &["ﬃ", "ﬀi", "fﬁ"]),
    ("ffl", &["ﬄ", "ﬀl", "fﬂ"]),
    ("ff", &["ﬀ"]),
    ("fi", &["ﬁ"]),
    ("fl", &["ﬂ"]),
    ("ss", &["ß"]),
    ("SS", &["ẞ"]),
    ("st", &["ﬆ"]),
];

/// The most letters of a ligature.
pub(in crate::query) const LONGEST_LIGATURE: usize = 3;

/// The distance from hiragana to katakana.
const KANA: u32 = 0x60;

/// Simplified characters, each with the traditional ones that it stands for.
static HANZI: &str = include_str!("../../../assets/hanzi.txt");

/// The forms of each letter: `e` has `é`, `ｅ` …
static FORMS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let marked = MARKED.into_iter().flatten();
    let plain = marked.filter_map(|c| Some((c, without_marks(c)?)));
    let wide = WIDTH_FORMS.filter_map(|c| Some((c, plain_width(c)?)));
    let mut forms: HashMap<char, Vec<char>> = HashMap::new();
    for (form, letter) in plain.chain(wide).chain(OTHERS) {
        forms.entry(letter).or_default().push(form);
    }
    add_kana(&mut forms);
    for family in families() {
        for c in family.chars() {
            let others = family.chars().filter(|other| *other != c);
            forms.entry(c).or_default().extend(others);
        }
    }
    forms
});

/// The simplified form of each traditional character.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pairs = families().filter_map(|family| {
        let simple = family.chars().next()?;
        Some(family.chars().skip(1).map(move |c| (c, simple)))
    });
    pairs.flatten().collect()
});

fn families() -> impl Iterator<Item = &'static str> {
    let lines = HANZI.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace)
}

/// Either kind of kana is found by the other, and half-width ones by both.
fn add_kana(forms: &mut HashMap<char, Vec<char>>) {
    for hiragana in 'ぁ'..='ゖ' {
        let katakana = katakana(hiragana);
        let half = forms.get(&katakana).cloned().unwrap_or_default();
        forms.entry(hiragana).or_default().extend(half);
        forms.entry(hiragana).or_default().push(katakana);
        forms.entry(katakana).or_default().push(hiragana);
    }
}

fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + KANA).unwrap_or(c),
        c => c,
    }
}

/// The other single characters that mean this letter.
pub(in crate::query) fn forms(letter: char) -> &'static [char] {
    FORMS.get(&letter).map_or(&[], Vec::as_slice)
}

/// The form of a letter that stands for all of them.
pub(super) fn plainest(c: char) -> char {
    let c = OTHERS
        .iter()
        .find_map(|(form, letter)| (*form == c).then_some(*letter))
        .unwrap_or(c);
    SIMPLIFIED.get(&c).copied().unwrap_or_else(|| katakana(c))
}

/// The marks that may follow a letter without making another one of it, as a part of a regular expression.
pub(in crate::query) fn marks(letter: char) -> &'static str {
    match letter {
        'и' | 'И' => "",
        'a'..='z' | 'A'..='Z' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}' => {
            r"[\x{300}-\x{36f}]*"
        }
        '\u{5d0}'..='\u{5ea}' => r"[\x{591}-\x{5c7}]*",
        '\u{620}'..='\u{64a}' => r"[\x{640}\x{64b}-\x{65f}\x{670}]*",
        _ => "",
    }
}

/// The ligatures at the beginning of some letters: how many of these they stand for, and the ways to write them. `all`: no
/// letters follow, and a ligature that they only begin counts as well.
pub(in crate::query) fn ligatures(text: &str, all: bool) -> (usize, Vec<&'static str>) {
    let whole = LIGATURES
        .iter()
        .find(|(letters, _)| text.starts_with(letters));
    let begun = LIGATURES.iter().filter(|(letters, _)| {
        all && !text.is_empty() && letters.len() > text.len() && letters.starts_with(text)
    });
    let begun: Vec<_> = begun
        .filter_map(|(_, ways)| ways.first().copied())
        .collect();
    match whole {
        Some((letters, ways)) => (letters.len(), ways.iter().copied().chain(begun).collect()),
        None if begun.is_empty() => (0, begun),
        None => (text.len(), begun),
    }
}

fn without_marks(c: char) -> Option<char> {
    let mut parts = c.nfd();
    let letter = parts
        .next()
        .filter(|letter| letter.is_alphabetic() && *letter != c)?;
    parts.all(is_combining_mark).then_some(letter)
}

fn plain_width(c: char) -> Option<char> {
    let mut parts = c.nfkc();
    let letter = parts.next()?;
    (letter != c && parts.next().is_none()).then_some(letter)
}
