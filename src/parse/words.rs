//! What words mean in newsletters: names of sections, trailers, and link texts that say nothing. From `assets/sections.toml`.

use std::sync::LazyLock;

use crate::model::SectionKind;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sections.toml"));

/// Titles longer than this many bytes are no names of sections.
const LONGEST_NAME: usize = 60;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(TABLE));

#[derive(Default)]
struct Words {
    sections: List<SectionKind>,
    trailers: List<()>,
    generic: List<()>,
}

impl Words {
    fn read(table: &str) -> Self {
        let mut words = Self::default();
        let mut sections = Vec::new();
        for (group, row) in table.parse::<toml::Table>().unwrap_or_default() {
            let list = row.get("words").and_then(toml::Value::as_array);
            let list = list.into_iter().flatten().filter_map(toml::Value::as_str);
            let list = list.map(str::to_owned);
            match (SectionKind::from_name(&group), group.as_str()) {
                (Some(kind), _) => sections.extend(list.map(|word| (word, kind))),
                (None, "trailer") => words.trailers = list.map(|word| (word, ())).collect(),
                (None, _) => words.generic = list.map(|word| (word, ())).collect(),
            }
        }
        words.sections = sections.into_iter().collect();
        words
    }
}

/// Words in lower case, and what they mean.
struct List<T> {
    /// By their first bytes, and of these the shortest first.
    words: Vec<(String, T)>,
    /// Where the words begin whose first byte is 0, 1, and so on, and where the last of all ends.
    starts: [usize; 257],
    /// A bit for each [`hint`] that one of them gives.
    hints: [u64; HINTS / u64::BITS as usize],
}

/// How many hints there are: far more than words.
const HINTS: usize = 1 << 12;

/// What a name's length and its first two bytes say of it, the same for both cases of a letter of ASCII.
fn hint(name: &str) -> usize {
    let [first, second] = begins(name).map(u32::from);
    let key = first | second << 8 | (name.len() as u32) << 16;
    (key.wrapping_mul(0x9e37_79b1) >> (u32::BITS - HINTS.ilog2())) as usize
}

/// The first two bytes of a name, the same for both cases of a letter of ASCII.
fn begins(name: &str) -> [u8; 2] {
    let mut first = name.bytes().map(|byte| byte | 0x20);
    std::array::from_fn(|_| first.next().unwrap_or_default())
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl<T> FromIterator<(String, T)> for List<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(words: I) -> Self {
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_by_key(|(word, _)| (first_byte(word), word.len()));
        let before = |byte: usize| words.partition_point(|(word, _)| first_byte(word) < byte);
        let starts = std::array::from_fn(before);
        let mut hints = [0; _];
        for (word, _) in &words {
            let (at, bit) = place(hint(word));
            if let Some(hints) = hints.get_mut(at) {
                *hints |= bit;
            }
        }
        Self {
            words,
            starts,
            hints,
        }
    }
}

impl<T> List<T> {
    /// The words that begin with the same byte as `name`, a letter in either case.
    fn near(&self, name: &str) -> &[(String, T)] {
        let first = first_byte(name);
        let range = self.starts.get(first).zip(self.starts.get(first + 1));
        let words = range.and_then(|(start, end)| self.words.get(*start..*end));
        words.unwrap_or_default()
    }

    /// What a [`bare`] name means, if it is on the list.
    fn get(&self, name: &str) -> Option<&T> {
        let (at, bit) = place(hint(name));
        if self.hints.get(at)? & bit == 0 {
            return None;
        }
        let near = self.near(name);
        let shorter = near.partition_point(|(word, _)| word.len() < name.len());
        let near = near.iter().skip(shorter);
        let mut near = near.take_while(|(word, _)| word.len() == name.len());
        let found = near.find(|(word, _)| begins(word) == begins(name) && is_alike(word, name));
        found.map(|(_, meaning)| meaning)
    }
}

/// The first byte of a name, a letter of ASCII in lower case.
fn first_byte(name: &str) -> usize {
    let first = name.bytes().next().unwrap_or_default();
    usize::from(first.to_ascii_lowercase())
}

/// Where the bit of a hint is, and the bit.
fn place(hint: usize) -> (usize, u64) {
    let bits = u64::BITS as usize;
    (hint / bits, 1 << (hint % bits))
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
        let mut near = WORDS.trailers.near(name).iter();
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
