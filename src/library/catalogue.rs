//! Newsletters that are known to work.

use serde::Deserialize;

use super::slug::{initials, slug};

/// A newsletter whose issues are in a public repository.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CatalogueRow {
    /// Its name.
    pub name: String,
    /// The address of its repository.
    pub repository: String,
    /// The folder of the issues in it; empty for all of it.
    pub folder: String,
    /// The language it is written in.
    pub language: String,
    /// The subject, in a few words.
    pub subject: String,
}

impl CatalogueRow {
    /// True if every word stands in its name, its language, its subject or its repository.
    pub fn has_words(&self, words: &str) -> bool {
        let texts = [&self.name, &self.language, &self.subject, &self.repository];
        let texts = texts.map(|text| text.to_lowercase());
        let mut words = words.split_whitespace().map(str::to_lowercase);
        words.all(|word| texts.iter().any(|text| text.contains(&word)))
    }
}

/// The file, as a table.
#[derive(Deserialize)]
struct CatalogueFile {
    newsletter: Vec<CatalogueRow>,
}

/// The newsletters, in the order of the file.
pub fn catalogue() -> Vec<CatalogueRow> {
    let file = toml::from_str(include_str!("../../assets/catalogue.toml"));
    file.map_or_else(|_| Vec::new(), |file: CatalogueFile| file.newsletter)
}

/// The newsletter that is called so: by its name, its initials or its repository. Case, spaces and marks do not count, and of
/// several with the same initials the first in the catalogue is meant.
pub fn find_row<'a>(rows: &'a [CatalogueRow], name: &str) -> Option<&'a CatalogueRow> {
    let wanted = slug(name);
    let called = |name: &dyn Fn(&CatalogueRow) -> Option<String>| {
        let mut rows = rows.iter();
        rows.find(|row| name(row).as_ref() == Some(&wanted))
    };
    called(&|row| Some(slug(&row.name)))
        .or_else(|| called(&|row| initials(&slug(&row.name))))
        .or_else(|| called(&|row| Some(slug(row.repository.rsplit('/').next()?))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newsletters_are_found_by_every_name_they_have() {
        let rows = catalogue();
        assert!(rows.len() > 10);
        let repository = |name| Some(find_row(&rows, name)?.repository.as_str());
        let rust = Some("https://github.com/rust-lang/this-week-in-rust");
        for name in ["This Week in Rust", "this-week-in-rust", "twir", "TWiR"] {
            assert_eq!(repository(name), rust, "{name}");
        }
        let chinese = Some("https://github.com/ruanyf/weekly");
        assert_eq!(repository("科技爱好者周刊"), chinese);
        assert_eq!(repository("weekly"), chinese);
        assert_eq!(repository(""), None);
    }

    #[test]
    fn every_newsletter_can_be_fetched_and_named() {
        let rows = catalogue();
        for row in &rows {
            assert!(
                crate::git::check_address(&row.repository).is_ok(),
                "{row:?}"
            );
            assert_eq!(find_row(&rows, &row.name), Some(row), "{row:?}");
            assert!(
                !row.language.is_empty() && !row.subject.is_empty(),
                "{row:?}"
            );
        }
    }
}
