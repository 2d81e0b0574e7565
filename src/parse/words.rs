//! What words mean in newsletters: names of sections, trailers, and link texts that say nothing. From `assets/sections.toml`.

use std::sync::LazyLock;

use crate::model::SectionKind;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sections.toml"));

/// Titles longer than this many bytes are no names of sections.
const LONGEST_NAME: usize = 60;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(TABLE));

struct Words {
    sections: List<SectionKind>,
    trailers: List<()>,
    generic: List<()>,
}

impl Words {
    fn read(table: &str) -> Self {
        let (mut sections, mut trailers, mut generic) = (Vec::new(), Vec::new(), Vec::new());
        for (group, row) in table.parse::<toml::Table>().unwrap_or_default() {
            let list = row.get("words").and_then(toml::Value::as_array);
            let list = list.into_iter().flatten().filter_map(toml::Value::as_str);
            let list = list.map(str::to_owned);
            match (SectionKind::from_name(&group), group.as_str()) {
                (Some(kind), _) => sections.extend(list.map(|word| (word, kind))),
                (None, "trailer") => trailers.extend(list.map(|word| (word, ()))),
                (None, _) => generic.extend(list.map(|word| (word, ()))),
            }
        }
        Self {
            sections: List::new(sections, HINTS, hint),
            trailers: List::new(trailers, FIRST_BYTES, first_byte),
            generic: List::new(generic, HINTS, hint),
        }
    }
}

/// Words in lower case, and what they mean.
struct List<T> {
    /// By their keys.
    words: Vec<(String, T)>,
    /// Where the words begin whose key is 0, 1, and so on, and where the last of all ends.
    starts: Vec<u16>,
}

impl<T> List<T> {
    /// A list of words with keys below `keys`.
    fn new(mut words: Vec<(String, T)>, keys: usize, key: impl Fn(&str) -> usize) -> Self {
        words.sort_by_key(|(word, _)| key(word));
        let before = |end| words.partition_point(|(word, _)| key(word) < end) as u16;
        let starts = (0..=keys).map(before).collect();
        Self { words, starts }
    }

    /// The words with a key.
    fn with(&self, key: usize) -> &[(String, T)] {
        let words = match self.starts.get(key..key + 2) {
            Some(&[start, end]) => self.words.get(start.into()..end.into()),
            _ => None,
        };
        words.unwrap_or_default()
    }

    /// What a [`bare`] name means, if it is on the list by its [`hint`].
    fn get(&self, name: &str) -> Option<&T> {
        let mut words = self.with(hint(name)).iter();
        let found = words.find(|(word, _)| is_alike(word, name));
        found.map(|(_, meaning)| meaning)
    }
}

/// How many hints there are: far more than words.
const HINTS: usize = 1 << 10;

/// What a name's length and its first two bytes say of it, the same for both cases of a letter of ASCII.
fn hint(name: &str) -> usize {
    let mut first = name.bytes().map(|byte| u32::from(byte | 0x20));
    let mut next = || first.next().unwrap_or_default();
    let key = next() | next() << 8 | (name.len() as u32) << 16;
    (key.wrapping_mul(0x9e37_79b1) >> (u32::BITS - HINTS.ilog2())) as usize
}

/// How many first bytes there are.
const FIRST_BYTES: usize = 1 << u8::BITS;

/// The first byte of a name, a letter of ASCII in lower case.
fn first_byte(name: &str) -> usize {
    let first = name.bytes().next().unwrap_or_default();
    usize::from(first.to_ascii_lowercase())
}

/// Whether a name is a word in lower case, but for the case of its letters.
fn is_alike(word: &str, name: &str) -> bool {
    let lower = || name.chars().flat_map(char::to_lowercase);
    word == name || word.eq_ignore_ascii_case(name) || word.chars().eq(lower())
}

/// The kind of section that `title` names, if it names one.
pub fn section(title: &str) -> Option<SectionKind> {
    WORDS.sections.get(bare(title)?).copied()
}

/// Whether `title` heads what follows the last article: how to subscribe, whom to thank.
pub fn is_trailer(title: &str) -> bool {
    let begins = |name: &str, word: &str| {
        let head = name.get(..word.len());
        let rest = name.get(word.len()..).unwrap_or("");
        let whole = rest.is_empty() || rest.starts_with(' ');
        whole && head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    bare(title).is_some_and(|name| {
        let mut near = WORDS.trailers.with(first_byte(name)).iter();
        near.any(|(word, ())| begins(name, word))
    })
}

/// Whether a link's text says only what sort of page it leads to.
pub fn is_generic(text: &str) -> bool {
    match bare(text) {
        Some(name) => WORDS.generic.get(name).is_some(),
        None => !text.contains(is_word),
    }
}

/// A text without emoji and punctuation around it. `None` if nothing is left or it is too long for a name.
fn bare(text: &str) -> Option<&str> {
    let name = if is_between_words(text.as_bytes()) {
        text
    } else {
        text.trim_matches(|c: char| !is_word(c))
    };
    (!name.is_empty() && name.len() <= LONGEST_NAME).then_some(name)
}

/// Whether a text begins and ends with a letter or number, as far as a few bytes tell.
fn is_between_words(text: &[u8]) -> bool {
    let begins = match *text {
        [first, ..] if first.is_ascii() => first.is_ascii_alphanumeric(),
        [first, second, ..] => is_hangul_or_han_at(first, second),
        _ => false,
    };
    let ends = match *text {
        [.., last] if last.is_ascii() => last.is_ascii_alphanumeric(),
        [.., first, second, _] => is_hangul_or_han_at(first, second),
        _ => false,
    };
    begins && ends
}

/// Whether a Hangul syllable or an ideograph begins with these bytes. It is not told of all that do.
fn is_hangul_or_han_at(first: u8, second: u8) -> bool {
    matches!(
        (first, second),
        (0xe5..=0xe8 | 0xeb | 0xec, _) | (0xea, 0xb0..) | (0xed, ..=0x9d)
    )
}

/// Whether a character is a letter or number; for most it needs no table to know.
pub fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        _ => is_hangul_or_han(c) || c.is_alphanumeric(),
    }
}

fn is_hangul_or_han(c: char) -> bool {
    matches!(c, '가'..='힣' | '一'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_known_by_their_words() {
        let table = [
            ("소개", Some(SectionKind::Introduction)),
            ("Summary:", Some(SectionKind::Summary)),
            ("INTRODUCCIÓN", Some(SectionKind::Introduction)),
            ("📚 레퍼런스", Some(SectionKind::Reference)),
            ("External Links", Some(SectionKind::Reference)),
            ("주의 사항", Some(SectionKind::Caution)),
            ("News", None),
            ("", None),
        ];
        for (title, kind) in table {
            assert_eq!(section(title), kind, "{title}");
        }
    }

    #[test]
    fn bytes_tell_nothing_wrong_of_any_character() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert!(!is_between_words(text.as_bytes()) || is_word(c), "{c:?}");
        }
        assert!(is_between_words("가을 안개".as_bytes()) && is_between_words(b"fog, ice"));
    }

    #[test]
    fn every_kind_but_other_has_words() {
        for kind in SectionKind::ALL {
            let named = WORDS.sections.words.iter().any(|(_, known)| *known == kind);
            assert_eq!(named, kind != SectionKind::Other, "{kind:?}");
        }
    }

    #[test]
    fn trailers_and_generic_texts() {
        assert!(
            is_trailer("Subscribe") && is_trailer("Want to contribute?") && is_trailer("구독하기")
        );
        assert!(!is_trailer("Contributor of the week"));
        assert!(is_generic("GitHub") && is_generic("read more…") && is_generic("🔗"));
        assert!(!is_generic("A guide to fog") && !is_generic(&"fog ".repeat(30)));
    }
}
