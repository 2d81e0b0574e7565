//! The letters that count as the same: composed and decomposed, full and half width, with and without marks, hiragana and
//! katakana, simplified and traditional Chinese.
//!
//! The archive is never folded. The words to find are, and each of their letters is looked for in all its forms.

mod forms;

pub(super) use forms::{LONGEST_LIGATURE, forms, ligatures, marks};

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Half and full width forms (Unicode block FF00).
const WIDTH_FORMS: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ffdc}';

/// The tag as queries are written with it: NFC, lower case, plain width, one space between words, no `#` before.
pub(super) fn tag(name: &str) -> String {
    let lower = width(name).to_lowercase();
    let words: Vec<&str> = lower
        .trim_start_matches(|c: char| c == '#' || c.is_whitespace())
        .split_whitespace()
        .collect();
    words.join(" ").nfc().collect()
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

/// Words as they are looked for: in plain width, ligatures as letters, apostrophes as typewriters have them, without points.
pub(super) fn words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in width(text).chars() {
        match c {
            'ß' => plain.push_str("ss"),
            'ẞ' => plain.push_str("SS"),
            '’' | '‘' | 'ʼ' => plain.push('\''),
            'ё' => plain.push('е'),
            'Ё' => plain.push('Е'),
            'ﬀ'..='ﬆ' => plain.extend(c.nfkc()),
            c if is_point(c) => {}
            c => plain.push(c),
        }
    }
    if plain.is_empty() {
        text.to_owned()
    } else {
        plain
    }
}

/// The points of Hebrew and Arabic, and the stroke that stretches Arabic words.
fn is_point(c: char) -> bool {
    matches!(c,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// A name by which it is compared whatever the case and form of its letters: without marks, in katakana and simplified Chinese.
pub(super) fn skeleton(name: &str) -> Cow<'_, str> {
    let is_bare = |c| matches!(c, ' '..='@' | '['..='~' | '가'..='힣');
    if name.chars().all(is_bare) {
        return name.into();
    }
    let mut bare = String::with_capacity(name.len());
    for c in words(name).to_lowercase().chars() {
        match c {
            '가'..='힣' | 'й' => bare.push(c),
            c => bare.extend(c.nfd().filter(|c| !is_accent(*c)).map(forms::plainest)),
        }
    }
    bare.nfc().collect::<String>().into()
}

/// True for a mark that makes no other letter of a letter, as the sound marks of kana do.
fn is_accent(c: char) -> bool {
    is_combining_mark(c) && !matches!(c, '\u{3099}' | '\u{309a}')
}

/// True if the text may hold a Latin letter in another form than the plain one: combining marks, letters with marks, ligatures,
/// full width. Answers from the bytes that begin them in UTF-8, sometimes with yes where the truth is no.
pub(super) fn has_variants(text: &str) -> bool {
    let begins = |&b: &u8| b.wrapping_sub(0xC3) <= 0xCD - 0xC3 || b == 0xE1 || b == 0xEF;
    let has = |chunk: &[u8]| chunk.iter().fold(false, |found, b| found | begins(b));
    text.as_bytes().chunks(4096).any(has) || text.contains(forms::KELVIN)
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
        assert!(forms('K').contains(&forms::KELVIN));
        assert!(forms('한').is_empty());
        assert_eq!(width("ｶﾞｲﾄﾞ"), "ガイド");
    }

    #[test]
    fn names_with_one_skeleton_are_the_same() {
        let table = [
            ("Café", "cafe"),
            ("Straße", "STRASSE"),
            ("ﬁsh", "fish"),
            ("Ёлка", "елка"),
            ("ἀρχή", "αρχη"),
            ("שָׁלוֹם", "שלום"),
            ("がくせい", "ガクセイ"),
            ("國際", "国际"),
            ("don’t", "don't"),
        ];
        for (a, b) in table {
            assert_eq!(skeleton(a), skeleton(b));
        }
        for (a, b) in [("й", "и"), ("か", "が"), ("한글", "한굴")] {
            assert_ne!(skeleton(a), skeleton(b));
        }
    }

    #[test]
    fn plain_texts_are_told_by_their_bytes() {
        assert!(!has_variants("Go 언어 · “plain” — text 😀 東京"));
        for text in [
            "café",
            "cafe\u{301}",
            "Ｇｏ",
            "ﾊﾝ",
            "Ṁ",
            "300 \u{212a}",
            "ﬁn",
            "Spaß",
        ] {
            assert!(has_variants(text), "{text}");
        }
    }
}
