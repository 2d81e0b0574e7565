//! The key behind a letter: with an input method for another script switched on, a terminal sends that script's letters.
//! Commands are read by the place of the key on the keyboard, so that moving needs no switch of keyboard: ㅓ is `j`, 하 is `g`
//! and then `k`, о is `j`.
//!
//! A table is the only way: terminals that could tell the key itself do so by protocols that break Hangul input.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;
use unicode_normalization::char::decompose_compatible;

use super::key::{Key, KeyCap};
use crate::text::hangul;

/// The kinds of keyboards, by what their input methods type for signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyboardKind {
    /// Latin letters, and input methods on top of them: 、 and 。 are the keys `/` and `.`.
    #[default]
    Latin,
    /// Japanese kana, where 、 and 。 are the keys `<` and `>`.
    Kana,
}

/// The keys that a key event stands for on a Latin keyboard, in the order they were pressed: one, or all those of a composed
/// syllable. Characters of no known keyboard stay as they are.
pub fn latin(key: Key, kind: KeyboardKind) -> Vec<Key> {
    let KeyCap::Char(c) = key.code else {
        return vec![key];
    };
    let sign = PUNCTUATION
        .iter()
        .find(|(typed, _)| *typed == c && kind == KeyboardKind::Latin);
    let c = sign.map_or(c, |(_, key)| *key);
    let pressed = place(c).unwrap_or_else(|| c.to_string());
    let with = |c| Key {
        code: KeyCap::Char(c),
        ..key
    };
    pressed.chars().map(with).collect()
}

/// The signs that Chinese input methods type with keys of a Latin keyboard, but for full-width forms.
const PUNCTUATION: [(char, char); 13] = [
    ('、', '/'),
    ('。', '.'),
    ('【', '['),
    ('】', ']'),
    ('「', '{'),
    ('」', '}'),
    ('《', '<'),
    ('》', '>'),
    ('·', '`'),
    ('￥', '$'),
    ('…', '^'),
    ('“', '"'),
    ('‘', '\''),
];

/// The keys that type a character; `None` if it is on no keyboard of ours.
fn place(c: char) -> Option<String> {
    if c.is_ascii() {
        return Some(c.to_string());
    }
    if let Some(keys) = hangul::key_sequence(c) {
        return Some(keys);
    }
    if let Some(key) = KEYBOARDS.get(&hiragana(c)) {
        return Some(key.to_string());
    }
    let parts = parts(c)?;
    parts.into_iter().map(place).collect()
}

/// The parts of a character: full-width letters are Latin ones, が is か with a sound mark.
fn parts(c: char) -> Option<Vec<char>> {
    let mut parts = Vec::new();
    decompose_compatible(c, |part| parts.push(part));
    (parts != [c]).then_some(parts)
}

/// Katakana are typed with the keys of hiragana, and are as far from them as ァ from ぁ.
fn hiragana(c: char) -> char {
    let twin = ('ァ'..='ヶ')
        .contains(&c)
        .then(|| char::from_u32(c as u32 - 0x60));
    twin.flatten().unwrap_or(c)
}

#[derive(Deserialize)]
struct KeyboardFile {
    row: Vec<KeyboardRow>,
}

/// A row of keys: the letters it types, and the Latin keys.
#[derive(Deserialize)]
struct KeyboardRow {
    types: String,
    keys: String,
}

#[expect(clippy::expect_used, reason = "an embedded asset, read by every test")]
static KEYBOARDS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let file: KeyboardFile = toml::from_str(include_str!("../../assets/keyboards.toml"))
        .expect("assets/keyboards.toml is valid");
    let pairs = file
        .row
        .iter()
        .flat_map(|row| row.types.chars().zip(row.keys.chars()));
    pairs.collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(c: char) -> String {
        let keys = latin(Key::new(KeyCap::Char(c)), KeyboardKind::Latin);
        keys.iter().map(|key| key.typed().unwrap()).collect()
    }

    #[test]
    fn letters_are_keys() {
        let table = [
            ('j', "j"),
            ('?', "?"),
            ('ㅓ', "j"),
            ('ㅐ', "o"),
            ('ㅃ', "Q"),
            ('ㄳ', "rt"),
            ('하', "gk"),
            ('한', "gks"),
            ('\u{1112}', "g"),
            ('\u{1161}', "k"),
            ('\u{11ab}', "s"),
            ('\u{ffcc}', "h"),
            ('о', "j"),
            ('О', "J"),
            ('й', "q"),
            ('Х', "{"),
            ('і', "s"),
            ('ま', "j"),
            ('マ', "j"),
            ('ﾏ', "j"),
            ('ば', "f@"),
            ('っ', "Z"),
            ('Ｊ', "J"),
            ('\u{3000}', " "),
            ('é', "é"),
            ('漢', "漢"),
        ];
        for (typed, want) in table {
            assert_eq!(keys(typed), want, "{typed}");
        }
    }

    /// The letters of the two-set keyboard by key, written down apart from the table that is tested.
    const TWO_SET: &str = "ㅂqㅈwㄷeㄱrㅅtㅛyㅕuㅑiㅐoㅔpㅁaㄴsㅇdㄹfㅎgㅗhㅓjㅏkㅣlㅋzㅌxㅊcㅍvㅠbㅜnㅡmㅃQㅉWㄸEㄲRㅆTㅒOㅖP";

    fn typed_with(letters: &str) -> String {
        let key = |letter: char| {
            let at = TWO_SET.find(letter).unwrap_or_else(|| panic!("{letter}"));
            TWO_SET[at..].chars().nth(1).unwrap()
        };
        letters.chars().map(key).collect()
    }

    #[test]
    fn every_syllable_is_the_keys_of_its_letters() {
        const LEADS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
        const VOWELS: &str =
            "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ";
        const TAILS: &str = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ";
        let mut syllable = '가'..='힣';
        for lead in LEADS.chars() {
            for vowel in VOWELS.split(' ') {
                for tail in TAILS.split(' ') {
                    let letters = format!("{lead}{vowel}{tail}");
                    assert_eq!(keys(syllable.next().unwrap()), typed_with(&letters));
                }
            }
        }
        assert_eq!(syllable.next(), None);
    }

    #[test]
    fn signs_are_those_of_chinese_input_methods_unless_kana_are_typed() {
        for (typed, chinese, kana) in [
            ('、', "/", "<"),
            ('。', ".", ">"),
            ('【', "[", "【"),
            ('】', "]", "】"),
            ('《', "<", "《"),
            ('》', ">", "》"),
            ('「', "{", "{"),
            ('？', "?", "?"),
            ('，', ",", ","),
        ] {
            assert_eq!(keys(typed), chinese, "{typed}");
            let keys = latin(Key::new(KeyCap::Char(typed)), KeyboardKind::Kana);
            let keys: String = keys.iter().filter_map(Key::typed).collect();
            assert_eq!(keys, kana, "{typed}");
        }
    }

    #[test]
    fn modifiers_stay() {
        let key: Key = "ctrl-ㅊ".parse().unwrap();
        assert_eq!(latin(key, KeyboardKind::Latin), ["ctrl-c".parse().unwrap()]);
        let arrow: Key = "shift-up".parse().unwrap();
        assert_eq!(latin(arrow, KeyboardKind::Latin), [arrow]);
    }

    #[test]
    fn rows_of_keyboards_line_up() {
        let file: KeyboardFile =
            toml::from_str(include_str!("../../assets/keyboards.toml")).unwrap();
        for row in file.row {
            let count = |text: &str| text.chars().count();
            assert_eq!(count(&row.types), count(&row.keys), "{}", row.types);
            assert!(row.keys.is_ascii());
        }
    }
}
