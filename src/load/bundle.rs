//! Groups files that are one issue, and orders issues before they are read.

use std::sync::Arc;

use super::{contents::Neighbours, tagging, translations::Translations};
use crate::{
    model::{Date, Issue, Warning, of_origin},
    parse::{Files, Habits, Observed},
    source::{Entry, Limits, Stamp},
    text::{has_extension, names_plain_text, natural},
};

/// From this many issues with a number or date in their names on, a file without is only one if its text has a date.
const ENOUGH_NUMBERED: usize = 4;

/// The files of an issue: one, or numbered fragments in a folder.
#[derive(Debug)]
pub struct Bundle {
    path: String,
    entries: Vec<Entry>,
    /// True if its name is unlike those of the other issues.
    odd: bool,
    /// The issue that it is a translation of.
    original: Option<String>,
    /// The issues beside it.
    neighbours: Neighbours,
}

/// The look of each file of an issue on disk; none if it lies in a container.
pub type Stamps = Vec<Option<Stamp>>;

/// An issue that was read.
pub struct Parsed {
    /// Its path.
    pub path: String,
    /// The look of its files just before.
    pub stamps: Stamps,
    /// `None` if there is no issue in the files.
    pub issue: Option<Issue>,
    /// Oddities in it.
    pub warnings: Vec<Warning>,
    /// True if it is a mail that was sent to no list, and passed over.
    pub letter: bool,
}

impl Bundle {
    /// The path of the issue.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The look of its files now.
    pub fn stamps(&self) -> Stamps {
        let on_disk = self.entries.iter();
        let on_disk = on_disk.filter(|entry| entry.is_seen());
        on_disk.map(Entry::stamp).collect()
    }

    /// Reads the files of the issue.
    pub fn read(self, limits: &Limits) -> Unparsed {
        let stamps = self.stamps();
        let mut warnings = Vec::new();
        let asked_for = limits.all_mail || self.entries.iter().any(Entry::is_asked_for);
        let mut files = Files::asked_for(asked_for);
        let committed = self
            .entries
            .iter()
            .filter_map(|entry| entry.committed)
            .min();
        let newsletter = self
            .entries
            .iter()
            .find_map(|entry| entry.newsletter.clone());
        let mut origins = self.entries.iter();
        let origin = origins.find_map(|entry| entry.origin.clone());
        for entry in self.entries {
            let (path, file) = (entry.path.clone(), entry.on_disk().map(Into::into));
            match entry.read(limits) {
                Ok(bytes) => {
                    files.add(&path, file, &bytes);
                    files.ask_for_mail(|sender| limits.lists(sender));
                }
                Err(reason) => warnings.push(Warning {
                    path,
                    line: None,
                    message: reason.to_string(),
                }),
            }
        }
        Unparsed {
            path: self.path,
            odd: self.odd,
            original: self.original,
            neighbours: if asked_for {
                Neighbours::default()
            } else {
                self.neighbours
            },
            committed,
            newsletter,
            origin,
            stamps,
            files,
            warnings,
        }
    }
}

/// The text of an issue, not looked into yet.
#[derive(Clone)]
pub struct Unparsed {
    path: String,
    odd: bool,
    original: Option<String>,
    /// The issues beside it; none if it was asked for by name.
    neighbours: Neighbours,
    /// The day on which it came into its repository.
    committed: Option<Date>,
    /// The newsletter that it is of, unless it says another.
    newsletter: Option<String>,
    /// The repository of the working copy that it lies in.
    origin: Option<Arc<str>>,
    stamps: Stamps,
    files: Files,
    warnings: Vec<Warning>,
}

impl Unparsed {
    /// A look at it, for the habits of its archive.
    pub fn observe(&self) -> Observed {
        self.files.observe(&self.path)
    }

    /// Parses it, given the habits of its archive.
    pub fn parse(self, habits: &Habits) -> Parsed {
        let mut warnings = self.warnings;
        let letter = self.files.is_letter() && self.original.is_none();
        let mut issue = None;
        if let Some(original) = self.original {
            warnings.push(skipped(
                &self.path,
                &format!("it is a translation of {original}"),
            ));
        } else {
            let (read, odd) = self.files.issue(&self.path, habits);
            let unlike = self.odd && read.as_ref().is_some_and(|issue| issue.date.is_none());
            if unlike {
                warnings.push(skipped(&self.path, "it has neither a date nor a number"));
            } else if read
                .as_ref()
                .is_some_and(|issue| self.neighbours.are_listed_in(issue))
            {
                warnings.push(skipped(&self.path, "it lists other issues"));
            } else {
                warnings.extend(odd);
                issue = read;
            }
        }
        if let Some(issue) = &mut issue {
            issue.date = issue.date.or(self.committed);
            if let Some(newsletter) = self.newsletter {
                issue.newsletter.get_or_insert(newsletter);
            }
            if let Some(origin) = &self.origin {
                issue.mark_key = of_origin(&issue.mark_key, origin);
            }
            tagging::tag(issue);
        }
        Parsed {
            path: self.path,
            stamps: self.stamps,
            issue,
            warnings,
            letter,
        }
    }
}

fn skipped(path: &str, why: &str) -> Warning {
    Warning {
        path: path.to_owned(),
        line: None,
        message: format!("is skipped: {why}"),
    }
}

/// Puts entries together that are one issue, newest first by name. Of entries with the same path the first counts.
pub fn bundles(mut entries: Vec<Entry>) -> Vec<Bundle> {
    if !entries.iter().all(is_text) {
        entries.retain(|entry| !is_text(entry));
    }
    let alone = |entry: Entry| {
        let path = folder_of_fragment(&entry.path).unwrap_or(&entry.path);
        Bundle {
            path: path.to_owned(),
            entries: vec![entry],
            odd: false,
            original: None,
            neighbours: Neighbours::default(),
        }
    };
    let mut bundles: Vec<Bundle> = entries.into_iter().map(alone).collect();
    bundles.sort_by(|a, b| natural::compare(&b.path, &a.path).then_with(|| a.path.cmp(&b.path)));
    bundles.dedup_by(|later, earlier| {
        let same = later.path == earlier.path;
        if same {
            earlier.entries.append(&mut later.entries);
        }
        same
    });
    let numbered = bundles.iter().filter(|bundle| has_number(&bundle.path));
    let numbered = numbered.count();
    let telling = numbered >= ENOUGH_NUMBERED && 4 * numbered >= 3 * bundles.len();
    let translations = Translations::new(bundles.iter().map(Bundle::path));
    let originals: Vec<_> = bundles
        .iter()
        .map(|bundle| translations.original(&bundle.path))
        .collect();
    let neighbours = Neighbours::new(bundles.iter().map(Bundle::path));
    for (bundle, original) in bundles.iter_mut().zip(originals) {
        bundle.original = original;
        bundle.neighbours = neighbours.clone();
        let entries = &mut bundle.entries;
        entries
            .sort_by(|a, b| natural::compare(&a.path, &b.path).then_with(|| a.path.cmp(&b.path)));
        entries.dedup_by(|later, earlier| later.path == earlier.path);
        bundle.odd = telling && !has_number(&bundle.path);
    }
    bundles
}

/// True for plain text. Beside files with markup it is a licence or a list of packages, and no issue.
fn is_text(entry: &Entry) -> bool {
    // Mails of a mailbox have names, too, and no extensions.
    let file = entry.on_disk().is_some() && names_plain_text(&entry.path);
    file || has_extension(&entry.path, &["txt"])
}

fn has_number(path: &str) -> bool {
    path.contains(|c: char| c.is_ascii_digit())
}

/// The issue's folder if `path` is a fragment: `03` of `03/0-header.md`, `03/3-new/06-fog.md` and `03/3-new/sea.md`. A
/// folder that is a year or a month of it holds issues, not fragments.
fn folder_of_fragment(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/')?;
    let (above, inner) = folder.rsplit_once('/').unwrap_or(("", folder));
    let folder = match (is_fragment(inner), is_fragment(name)) {
        (true, _) => above,
        (false, true) => folder,
        (false, false) => return None,
    };
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    let digits = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_digit());
    let year = above.rsplit('/').next().unwrap_or(above);
    let issue = digits(last) && last.len() <= 3 && !(digits(year) && year.len() == 4);
    issue.then_some(folder)
}

/// `3-new`, `06-fog.md`: a short number before words. `2031-02-03.md` is a date.
fn is_fragment(name: &str) -> bool {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = name.len() - rest.len();
    (1..=2).contains(&digits)
        && rest
            .strip_prefix('-')
            .is_some_and(|word| word.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_know_their_folder() {
        let table = [
            ("2031/Feb/03/3-new/06-fog.md", Some("2031/Feb/03")),
            ("2031/Feb/03/0-HEADER.md", Some("2031/Feb/03")),
            ("2031/Feb/03/3-new/sea.md", Some("2031/Feb/03")),
            ("03/0-HEADER.md", Some("03")),
            ("2031/02/03-fog.md", None),
            ("2031/2-new/sea.md", None),
            ("2031/Feb/03.md", None),
            ("2031/01-fog.md", None),
            ("2031/02-03-fog.md", None),
            ("07/index.md", None),
            ("posts/1-fog.md", None),
        ];
        for (path, want) in table {
            assert_eq!(folder_of_fragment(path), want, "{path}");
        }
    }
}
