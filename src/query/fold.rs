//! The letters that count as the same: composed and decomposed, full and half width, with and without diacritics.
//!
//! The archive is never folded. The needle is, and where an issue holds such letters at all (few do, see [`has_variants`]),
//! each letter of the needle is looked for in all its forms.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use memchr::memmem;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Half and full width forms (Unicode block FF00).
const WIDTH_FORMS: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ffdc}';

/// The sign for kelvins, which is a K.
const KELVIN: char = '\u{212a}';

/// Latin letters with marks: Latin-1 Supplement, Extended-A and -B, Extended Additional.
const LATIN: [std::ops::RangeInclusive<char>; 3] = [
    '\u{c0}'..='\u{24f}',
    '\u{1e00}'..='\u{1eff}',
    KELVIN..=KELVIN,
];

/// Latin letters with a stroke or without a dot, which Unicode does not decompose.
const STROKED: [(char, char); 10] = [
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
];

/// The forms of each letter: `e` has `é`, `ｅ` …
static FORMS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let latin = LATIN.into_iter().flatten();
    let plain = latin.filter_map(|c| Some((c, without_marks(c)?)));
    let wide = WIDTH_FORMS.filter_map(|c| Some((c, plain_width(c)?)));
    let mut forms: HashMap<char, Vec<char>> = HashMap::new();
    for (form, letter) in plain.chain(wide).chain(STROKED) {
        forms.entry(letter).or_default().push(form);
    }
    forms
});

/// The tag as tags are compared: NFC, lower case, plain width, one space between words, no `#` before.
pub(super) fn tag(name: &str) -> String {
    let lower = width(name).to_lowercase();
    let words: Vec<&str> = lower
        .trim_start_matches(|c: char| c == '#' || c.is_whitespace())
        .split_whitespace()
        .collect();
    words.join(" ").nfc().collect()
}

/// The name of a tag as [`tag`] folds it. Nearly all are plain letters, and are so already.
pub(super) fn tag_of(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        name.into()
    } else {
        tag(name).into()
    }
}

/// `text` with full and half width forms as plain letters, NFC.
pub(super) fn width(text: &str) -> String {
    let plain = text.chars().flat_map(|c| {
        let folded = WIDTH_FORMS.contains(&c).then(|| c.nfkc());
        let kept = folded.is_none().then_some(c);
        folded.into_iter().flatten().chain(kept)
    });
    plain.nfc().collect()
}

/// The other single characters that mean this letter.
pub(super) fn forms(letter: char) -> &'static [char] {
    FORMS.get(&letter).map_or(&[], Vec::as_slice)
}

/// True if the text may hold a letter in another form than the plain one: combining marks, Latin letters with marks, full or
/// half width. Answers from the bytes that begin them in UTF-8, sometimes with yes where the truth is no.
pub(super) fn has_variants(text: &str) -> bool {
    let begins = |&b: &u8| b.wrapping_sub(0xC3) <= 0xCD - 0xC3 || b == 0xE1 || b == 0xEF;
    let has = |chunk: &[u8]| chunk.iter().fold(false, |found, b| found | begins(b));
    let mut buffer = [0; 4];
    let kelvin = KELVIN.encode_utf8(&mut buffer);
    text.as_bytes().chunks(4096).any(has)
        || memmem::find(text.as_bytes(), kelvin.as_bytes()).is_some()
}

fn without_marks(c: char) -> Option<char> {
    let mut parts = c.nfd();
    let letter = parts.next().filter(char::is_ascii_alphabetic)?;
    parts.all(is_combining_mark).then_some(letter)
}

fn plain_width(c: char) -> Option<char> {
    let mut parts = c.nfkc();
    let letter = parts.next()?;
    (letter != c && parts.next().is_none()).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_compare_by_meaning() {
        let table = [
            ("Go", "go"),
            (" #Ｒｅｄｉｓ ", "redis"),
            ("machine  Learning", "machine learning"),
            ("Cafe\u{301}", "café"),
            ("레디스", "레디스"),
            ("# #x", "x"),
        ];
        for (written, expected) in table {
            assert_eq!(tag(written), expected);
            assert_eq!(tag(expected), expected);
        }
    }

    #[test]
    fn letters_have_forms() {
        assert!(forms('e').contains(&'é') && forms('e').contains(&'ｅ'));
        assert!(forms('E').contains(&'É') && !forms('E').contains(&'é'));
        assert!(forms('K').contains(&KELVIN));
        assert!(forms('한').is_empty());
        assert_eq!(width("ｶﾞｲﾄﾞ"), "ガイド");
    }

    #[test]
    fn plain_texts_are_told_by_their_bytes() {
        assert!(!has_variants("Go 언어 · “plain” — text 😀 東京"));
        for text in ["café", "cafe\u{301}", "Ｇｏ", "ﾊﾝ", "Ṁ", "300 \u{212a}"] {
            assert!(has_variants(text), "{text}");
        }
    }
}
