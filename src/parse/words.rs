//! What words mean in newsletters: names of sections, trailers, and link texts that say nothing. From `assets/sections.toml`.

use std::{borrow::Cow, sync::LazyLock};

use crate::model::SectionKind;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sections.toml"));

/// Titles longer than this many bytes are no names of sections.
const LONGEST_NAME: usize = 60;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(TABLE));

#[derive(Default)]
struct Words {
    /// In the order of their names.
    sections: Vec<(String, SectionKind)>,
    /// The lengths of these names in bytes: bit 5 for 5.
    lengths: u64,
    /// The first bytes of trailers, in their order.
    trailer_heads: Vec<u8>,
    trailers: Vec<String>,
    generic: Vec<String>,
}

impl Words {
    fn read(table: &str) -> Self {
        let mut words = Self::default();
        for (group, row) in table.parse::<toml::Table>().unwrap_or_default() {
            let list = row.get("words").and_then(toml::Value::as_array);
            let list = list.into_iter().flatten().filter_map(toml::Value::as_str);
            let list = list.map(str::to_owned);
            match (SectionKind::from_name(&group), group.as_str()) {
                (Some(kind), _) => words.sections.extend(list.map(|word| (word, kind))),
                (None, "trailer") => words.trailers = list.collect(),
                (None, _) => words.generic = list.collect(),
            }
        }
        words.sections.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let bits = words.sections.iter().map(|(name, _)| length_bit(name));
        let mut heads: Vec<_> = words
            .trailers
            .iter()
            .filter_map(|word| word.bytes().next())
            .collect();
        heads.sort_unstable();
        heads.dedup();
        words.trailer_heads = heads;
        words.lengths = bits.fold(0, |all, bit| all | bit);
        words
    }
}

fn length_bit(name: &str) -> u64 {
    1 << name.len().min(63)
}

/// The kind of section that `title` names, if it names one.
pub fn section(title: &str) -> Option<SectionKind> {
    let named = bare(title).filter(|name| WORDS.lengths & length_bit(name) != 0);
    let name = lower(named?);
    let sections = &WORDS.sections;
    let at = sections.binary_search_by(|(known, _)| known.as_str().cmp(&name));
    sections.get(at.ok()?).map(|&(_, kind)| kind)
}

/// Whether `title` heads what follows the last article: how to subscribe, whom to thank.
pub fn is_trailer(title: &str) -> bool {
    let begins = |name: &str, word: &str| {
        let rest = name.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let head = |name: &&str| {
        let head = name.bytes().next().map(|byte| byte.to_ascii_lowercase());
        head.is_some_and(|head| WORDS.trailer_heads.binary_search(&head).is_ok())
    };
    let name = bare(title).filter(head).map(lower);
    name.is_some_and(|name| WORDS.trailers.iter().any(|word| begins(&name, word)))
}

/// Whether a link's text says only what sort of page it leads to.
pub fn is_generic(text: &str) -> bool {
    if !text.contains(is_word) {
        return true;
    }
    let name = bare(text).map(lower);
    name.is_some_and(|name| WORDS.generic.iter().any(|word| *word == name))
}

/// A text without emoji and punctuation around it. `None` if nothing is left or it is too long for a name.
fn bare(text: &str) -> Option<&str> {
    let name = text.trim_matches(|c: char| !is_word(c));
    (!name.is_empty() && name.len() <= LONGEST_NAME).then_some(name)
}

fn lower(name: &str) -> Cow<'_, str> {
    let small = |c: char| (c.is_ascii() && !c.is_ascii_uppercase()) || is_hangul_or_han(c);
    if name.chars().all(small) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
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
    fn every_kind_but_other_has_words() {
        for kind in SectionKind::ALL {
            let named = WORDS.sections.iter().any(|(_, known)| *known == kind);
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
