//! What words mean in newsletters: names of sections, trailers, and link texts that say nothing. From `assets/sections.toml`.

use std::{collections::HashMap, sync::LazyLock};

use crate::model::SectionKind;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sections.toml"));

/// Titles longer than this many bytes are no names of sections.
const LONGEST_NAME: usize = 60;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(TABLE));

#[derive(Default)]
struct Words {
    sections: HashMap<String, SectionKind>,
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
        words
    }
}

/// The kind of section that `title` names, if it names one.
pub fn section(title: &str) -> Option<SectionKind> {
    WORDS.sections.get(&name(title)?).copied()
}

/// Whether `title` heads what follows the last article: how to subscribe, whom to thank.
pub fn is_trailer(title: &str) -> bool {
    let begins = |name: &str, word: &str| {
        let rest = name.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    name(title).is_some_and(|name| WORDS.trailers.iter().any(|word| begins(&name, word)))
}

/// Whether a link's text says only what sort of page it leads to.
pub fn is_generic(text: &str) -> bool {
    let silent = !text.contains(char::is_alphanumeric);
    silent || name(text).is_some_and(|name| WORDS.generic.contains(&name))
}

/// Lower case, without emoji and punctuation around it. `None` if nothing is left or it is too long for a name.
fn name(text: &str) -> Option<String> {
    let name = text.trim_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty() && name.len() <= LONGEST_NAME).then(|| name.to_lowercase())
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
            let named = WORDS.sections.values().any(|known| *known == kind);
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
