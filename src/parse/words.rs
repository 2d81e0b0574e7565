//! The words of newsletters: names of sections, trailers, and link texts that say nothing. Read from `assets/sections.toml`.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::{
    model::SectionKind,
    text::{each_lower, is_alphanumeric},
};

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sections.toml"));

/// The marks that end a label.
pub const COLONS: [char; 2] = [':', '：'];

/// Titles longer than this many bytes are no names of sections.
const LONGEST_NAME: usize = 60;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(TABLE));

/// The words of the table, in lower case.
#[derive(Default)]
struct Words {
    sections: HashMap<String, SectionKind>,
    /// The number of characters in the longest of them, and in the longest of the generic ones.
    longest_section: usize,
    longest_generic: usize,
    trailers: Vec<String>,
    notices: Vec<String>,
    generic: HashSet<String>,
    steps: Vec<String>,
    conclusions: Vec<String>,
}

impl Words {
    fn read(table: &str) -> Self {
        let mut words = Self::default();
        for (group, row) in table.parse::<toml::Table>().unwrap_or_default() {
            let list = row.get("words").and_then(toml::Value::as_array);
            let list = list.into_iter().flatten().filter_map(toml::Value::as_str);
            let list = list.map(str::to_lowercase);
            match (SectionKind::from_name(&group), group.as_str()) {
                (Some(kind), _) => words.sections.extend(list.map(|word| (word, kind))),
                (None, "trailer") => words.trailers.extend(list),
                (None, "notice") => words.notices.extend(list),
                (None, "step") => words.steps.extend(list),
                (None, "conclusion") => words.conclusions.extend(list),
                (None, _) => words.generic.extend(list),
            }
        }
        words.longest_section = longest(words.sections.keys());
        words.longest_generic = longest(words.generic.iter());
        words
    }
}

/// The number of characters in the longest word.
fn longest<'w>(words: impl Iterator<Item = &'w String>) -> usize {
    let lengths = words.map(|word| word.chars().count());
    lengths.max().unwrap_or_default()
}

/// The kind of section that `title` names, if it names one.
pub fn section(title: &str) -> Option<SectionKind> {
    let name = bare(title).filter(|name| name.chars().count() <= WORDS.longest_section)?;
    WORDS.sections.get(&name.to_lowercase()).copied()
}

/// True if `title` heads the part after the last article: how to subscribe, whom to thank.
pub fn is_trailer(title: &str) -> bool {
    begins(&WORDS.trailers, title)
}

/// True if `title` heads words about the newsletter itself: when the next issue comes.
pub fn is_notice(title: &str) -> bool {
    begins(&WORDS.notices, title)
}

/// True if `title` heads a step of a tutorial, whatever number stands before it.
pub fn is_step(title: &str) -> bool {
    begins(
        &WORDS.steps,
        title.trim_start_matches(|c: char| !c.is_alphabetic()),
    )
}

/// True if `title` heads the end of an essay, whatever number stands before it.
pub fn is_conclusion(title: &str) -> bool {
    begins(
        &WORDS.conclusions,
        title.trim_start_matches(|c: char| !c.is_alphabetic()),
    )
}

/// True if a title is one of these words or begins with one.
fn begins(words: &[String], title: &str) -> bool {
    bare(title).is_some_and(|name| {
        let name = name.to_lowercase();
        let begins = |word: &String| {
            let rest = name.strip_prefix(word.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        words.iter().any(begins)
    })
}

/// True if a link's text names only the sort of page that it leads to.
pub fn is_generic(text: &str) -> bool {
    match bare(text) {
        Some(name) => {
            name.chars().count() <= WORDS.longest_generic
                && WORDS.generic.contains(&name.to_lowercase())
        }
        None => !text.contains(char::is_alphanumeric),
    }
}

/// A title to compare: letters and numbers in lower case.
pub fn key(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    for c in title.chars().filter(|c| is_alphanumeric(*c)) {
        each_lower(c, |c| key.push(c));
    }
    key
}

/// A text without emoji and punctuation around it. `None` if nothing is left or it is too long for a name.
fn bare(text: &str) -> Option<&str> {
    let name = text.trim_matches(|c| !is_alphanumeric(c));
    (!name.is_empty() && name.len() <= LONGEST_NAME).then_some(name)
}

/// True for a name by which somebody is called on a site: `@ann`, `@ann@keepers.example`.
pub fn is_mention(text: &str) -> bool {
    let name = text.strip_prefix('@').unwrap_or("");
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let words = || name.split('@');
    words().count() <= 2 && words().all(|word| !word.is_empty() && word.chars().all(part))
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
