//! Tells translations of issues by their names.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

/// Languages that folders are called by (ISO 639-1).
const LANGUAGES: &[&str] = &[
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja",
    "ko", "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh",
];

/// The issues of an archive by their languages.
pub(super) struct Translations {
    paths: HashSet<String>,
    /// The paths of issues whose names tell a language, by what is left of the name.
    named: HashMap<String, Vec<String>>,
    /// The number of names that tell a language.
    languages: HashMap<String, usize>,
}

impl Translations {
    pub fn new<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let mut this = Self {
            paths: HashSet::new(),
            named: HashMap::new(),
            languages: HashMap::new(),
        };
        for path in paths {
            this.paths.insert(path.to_owned());
            if let Some((rest, language)) = by_name(path) {
                this.named.entry(rest).or_default().push(path.to_owned());
                *this.languages.entry(language).or_default() += 1;
            }
        }
        this
    }

    /// The path of the issue that the one at `path` translates: `7.md` of `7.en.md` and of `en/7.md`; of `7.en.md` and `7.ko.md`,
    /// the one in the language that most names tell.
    pub fn original(&self, path: &str) -> Option<String> {
        let Some((rest, _)) = by_name(path) else {
            return by_folder(path).filter(|rest| self.paths.contains(rest));
        };
        if self.paths.contains(&rest) {
            return Some(rest);
        }
        let among = self.named.get(&rest)?.iter();
        let original = among.min_by_key(|path| (Reverse(self.spoken(path)), *path))?;
        (original != path).then(|| original.clone())
    }

    fn spoken(&self, path: &str) -> usize {
        let language = by_name(path).map(|(_, language)| language);
        let spoken = language.and_then(|language| self.languages.get(&language));
        spoken.copied().unwrap_or_default()
    }
}

/// `7.md` and `pt` of `7.pt-BR.md`.
fn by_name(path: &str) -> Option<(String, String)> {
    let (stem, extension) = path.rsplit_once('.')?;
    let (name, language) = stem.rsplit_once('.')?;
    let (language, region) = language.split_once(['-', '_']).unwrap_or((language, "XX"));
    let code = |code: &str| code.len() == 2 && code.chars().all(|c| c.is_ascii_alphabetic());
    let is_name = !name.is_empty() && !name.ends_with('/');
    (code(language) && code(region) && is_name)
        .then(|| (format!("{name}.{extension}"), language.to_ascii_lowercase()))
}

/// `issues/7.md` of `issues/en/7.md`.
fn by_folder(path: &str) -> Option<String> {
    let names: Vec<&str> = path.split('/').collect();
    let at = names.iter().position(|name| LANGUAGES.contains(name))?;
    let rest = names.get(..at)?.iter().chain(names.get(at + 1..)?);
    let rest: Vec<&str> = rest.copied().collect();
    (at + 1 < names.len()).then(|| rest.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Translations;

    #[test]
    fn translations_know_their_original() {
        let paths = [
            "7.md",
            "7.en.md",
            "8.ko.md",
            "8.en.md",
            "9.ko.md",
            "10.ko.md",
            "5/index.md",
            "5/index.pt-BR.md",
            "a/3.md",
            "a/en/3.md",
            "de/3.md",
            "fr/3.md",
            "a.fog.md",
        ];
        let translations = Translations::new(paths.into_iter());
        let table = [
            ("7.md", None),
            ("7.en.md", Some("7.md")),
            ("8.ko.md", None),
            ("8.en.md", Some("8.ko.md")),
            ("9.ko.md", None),
            ("5/index.pt-BR.md", Some("5/index.md")),
            ("a/en/3.md", Some("a/3.md")),
            ("de/3.md", None),
            ("fr/3.md", None),
            ("a.fog.md", None),
        ];
        for (path, want) in table {
            assert_eq!(translations.original(path).as_deref(), want, "{path}");
        }
    }
}
