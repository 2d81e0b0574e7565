//! Which files are one issue, and in which order issues are read.

use rayon::prelude::*;

use super::{early::Early, loader::Parsed};
use crate::{
    model::{Warning, natural},
    parse::{Files, Room},
    source::{Buffer, Entry, Limits, Stamp},
};

/// From this many issues with a number or date in their names on, a file without is only one if its text has a date.
const ENOUGH_NUMBERED: usize = 4;

/// What reading an issue takes, and may serve for others then.
#[derive(Default)]
pub struct Workspace {
    buffer: Buffer,
    room: Room,
}

/// The files of an issue: one, or numbered fragments in a folder.
#[derive(Debug)]
pub struct Bundle {
    path: String,
    entries: Vec<Entry>,
    /// Whether its name is not like those of the other issues.
    odd: bool,
}

impl Bundle {
    /// The path of the issue.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How its files on disk looked when they were read, or look now if they were not; none if it lies in a zip or tar.
    pub fn stamps(&self) -> Vec<Option<Stamp>> {
        let on_disk = self.entries.iter().filter(|entry| entry.file().is_some());
        on_disk.map(Entry::stamp).collect()
    }

    /// The path of the issue, and the [stamps](Self::stamps) of its files.
    pub fn into_stamps(self) -> (String, Vec<Option<Stamp>>) {
        let stamps = self.stamps();
        (self.path, stamps)
    }

    /// The issue, if it was parsed early.
    pub fn taken(&self, early: &Early) -> Option<Parsed> {
        let parsed = self.entries.first().and_then(Entry::taken);
        Some(self.check(early.take(parsed?)?, Vec::new()))
    }

    /// Reads and parses the issue.
    pub fn parse(&self, limits: &Limits, workspace: &mut Workspace) -> Parsed {
        let Workspace { buffer, room } = workspace;
        let mut warnings = Vec::new();
        let others = self.entries.iter().skip(1);
        let mut others: Vec<Buffer> = others.map(|_| Buffer::default()).collect();
        let buffers = std::iter::once(buffer).chain(&mut others);
        let mut files = Files::default();
        for (entry, buffer) in self.entries.iter().zip(buffers) {
            match entry.read(limits, buffer) {
                Ok(bytes) => files.add(&entry.path, entry.file().map(Into::into), bytes),
                Err(message) => warnings.push(Warning {
                    path: entry.path.clone(),
                    line: None,
                    message,
                }),
            }
        }
        if files.is_empty() {
            return (None, warnings);
        }
        self.check(files.issue(&self.path, room), warnings)
    }

    /// Leaves out what is no issue after all, and adds warnings to others.
    fn check(&self, (issue, odd): Parsed, mut warnings: Vec<Warning>) -> Parsed {
        let issue = issue.filter(|issue| !self.odd || issue.date.is_some());
        warnings.extend(odd.into_iter().filter(|_| issue.is_some() || !self.odd));
        (issue, warnings)
    }
}

/// Puts entries together that are one issue, newest first by name. Of entries with the same path the first counts.
pub fn bundles(entries: Vec<Entry>) -> Vec<Bundle> {
    let alone = |entry: Entry| {
        let path = folder_of_fragment(&entry.path).unwrap_or(&entry.path);
        Bundle {
            path: path.to_owned(),
            // Nearly all issues are one file: a vector of it has room for no more.
            entries: vec![entry],
            odd: false,
        }
    };
    let mut bundles: Vec<Bundle> = entries.into_par_iter().map(alone).collect();
    bundles.par_sort_by(|a, b| natural(&b.path, &a.path).then_with(|| a.path.cmp(&b.path)));
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
    for bundle in &mut bundles {
        let entries = &mut bundle.entries;
        entries.sort_by(|a, b| natural(&a.path, &b.path).then_with(|| a.path.cmp(&b.path)));
        entries.dedup_by(|later, earlier| later.path == earlier.path);
        bundle.odd = telling && !has_number(&bundle.path);
    }
    bundles
}

fn has_number(path: &str) -> bool {
    path.contains(|c: char| c.is_ascii_digit())
}

/// Whether the file at `path` may be a piece of an issue.
pub fn is_in_pieces(path: &str) -> bool {
    folder_of_fragment(path).is_some()
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
