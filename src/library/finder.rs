//! The folder of the issues in a repository, which also holds a website, a program or drafts.
//!
//! Issues are a series: files side by side whose names have numbers or dates. The folder with most of them, counted by the
//! articles that are read there, is the newsletter's. A folder of a year or of an issue is a part of its series.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::{
    error::Error,
    load,
    source::{self, Limits},
};

/// The fewest files of a folder that may be a series.
const SERIES: usize = 3;
/// So many folders are read.
const READ: usize = 4;

/// A folder that may be the newsletter's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueFolder {
    /// Its path.
    pub path: PathBuf,
    /// Its path within the repository, `/` between names; empty for all of it.
    pub within: String,
    /// The issues there.
    pub issues: usize,
    /// The articles in them.
    pub articles: usize,
}

/// The folders that may be the newsletter's, the likeliest first: one, or several that have about as much to read.
pub fn issue_folders(root: &Path) -> Result<Vec<IssueFolder>, Error> {
    let listing = source::list(&[root.to_owned()], &Limits::default())?;
    let paths = listing.entries.iter().map(|entry| entry.path.as_str());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths.filter(|path| is_numbered(path)) {
        *counts.entry(series(path).to_owned()).or_default() += 1;
    }
    let mut read: Vec<_> = candidates(counts)
        .iter()
        .filter_map(|within| read(root, within))
        .collect();
    read.sort_by_key(|folder| std::cmp::Reverse(folder.articles));
    let most = read.first().map_or(0, |folder| folder.articles);
    read.retain(|folder| 2 * folder.articles >= most);
    if read.is_empty() {
        read.extend(read_whole(root)?);
    }
    Ok(read)
}

/// True if the name of a file or of its folder has a digit.
fn is_numbered(path: &str) -> bool {
    path.rsplit('/').take(2).any(has_digit)
}

fn has_digit(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit())
}

/// The folder of the series that a file belongs to: the nearest one without a number in its name.
fn series(path: &str) -> &str {
    let mut folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    while has_digit(folder.rsplit('/').next().unwrap_or(folder)) {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    folder
}

/// The folders with most files of a series. Where files are scattered over many, the folder above them counts.
fn candidates(mut counts: BTreeMap<String, usize>) -> Vec<String> {
    let all: usize = counts.values().sum();
    while counts.len() > 1 && counts.values().all(|n| 3 * n < all) {
        let mut above: BTreeMap<String, usize> = BTreeMap::new();
        for (folder, n) in counts {
            let folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            *above.entry(folder.to_owned()).or_default() += n;
        }
        counts = above;
    }
    let mut likely: Vec<_> = counts.into_iter().filter(|(_, n)| *n >= SERIES).collect();
    likely.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    likely
        .into_iter()
        .take(READ)
        .map(|(folder, _)| folder)
        .collect()
}

fn read(root: &Path, within: &str) -> Option<IssueFolder> {
    let path = if within.is_empty() {
        root.to_owned()
    } else {
        root.join(within)
    };
    let archive = load::archive(std::slice::from_ref(&path), &load::Options::default()).ok()?;
    Some(IssueFolder {
        path,
        within: within.to_owned(),
        issues: archive.order().len(),
        articles: archive.article_count(),
    })
}

/// The whole repository, where nothing in it looks like a series.
fn read_whole(root: &Path) -> Result<Option<IssueFolder>, Error> {
    let whole = read(root, "").filter(|whole| whole.issues > 0);
    whole
        .map(Some)
        .ok_or_else(|| Error::NoIssues(root.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_beside_its_years_and_folders() {
        let table = [
            ("content/2031-01-07-fog.md", "content"),
            ("posts/2031/02/fog.md", "posts"),
            ("2031/fog-3.md", ""),
            ("docs/issue-12/index.md", "docs"),
            ("12.md", ""),
        ];
        for (path, want) in table {
            assert_eq!(series(path), want, "{path}");
        }
    }

    #[test]
    fn scattered_files_are_those_of_the_folder_above() {
        let counts = |rows: &[(&str, usize)]| {
            let rows = rows.iter().map(|(folder, n)| ((*folder).to_owned(), *n));
            candidates(rows.collect())
        };
        assert_eq!(
            counts(&[("content", 60), ("site/blog", 8)]),
            ["content", "site/blog"]
        );
        let months = ["a", "b", "c", "d"].map(|month| format!("news/{month}"));
        let months: Vec<_> = months.iter().map(|month| (&**month, 5)).collect();
        assert_eq!(counts(&months), ["news"]);
        assert_eq!(counts(&[("docs", 2)]), [""; 0]);
    }
}
