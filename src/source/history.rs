//! Notes on when files came into a repository. They lie beside its history, where they go away with it; whoever fetches or
//! registers an archive writes them.

use std::{
    collections::HashMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::{entry::Entry, names};
use crate::model::Date;

/// The name of the notes.
const NOTES: &str = "backissue-dates";
/// More is not read: 100,000 files have notes of 5 MB.
const MOST: u64 = 64 << 20;

/// The file of notes for the repository that a folder or file lies in; `None` outside of repositories.
pub fn notes_of_dates(path: &Path) -> Option<PathBuf> {
    let path = fs::canonicalize(path).ok()?;
    Some(repository(&path)?.1.join(NOTES))
}

/// Tells entries of `path` the days on which they came in, as far as that was noted.
pub(super) fn date_entries(path: &Path, entries: &mut [Entry]) {
    let days = noted_dates(path);
    for entry in entries {
        entry.committed = days.get(&entry.path).copied();
    }
}

/// The days on which files at or below `path` came in, by the paths that entries have there.
fn noted_dates(path: &Path) -> HashMap<String, Date> {
    let read = || {
        let path = fs::canonicalize(path).ok()?;
        let (top, history) = repository(&path)?;
        let mut notes = String::new();
        let file = fs::File::open(history.join(NOTES)).ok()?;
        file.take(MOST).read_to_string(&mut notes).ok()?;
        let folder = if path.is_dir() { &path } else { path.parent()? };
        let within = folder.strip_prefix(&top).ok()?.to_str()?.to_owned();
        Some((notes, within))
    };
    let Some((notes, within)) = read() else {
        return HashMap::new();
    };
    let dated = notes.lines().filter_map(|line| {
        let (day, path) = line.split_once('\t')?;
        let inside = path.strip_prefix(&*within)?;
        let inside = if within.is_empty() {
            inside
        } else {
            inside.strip_prefix('/')?
        };
        Some((names::clean(inside), Date::from_commit(day.parse().ok()?)?))
    });
    dated.collect()
}

/// The folder of the repository around a path, and that of its history.
fn repository(path: &Path) -> Option<(PathBuf, PathBuf)> {
    path.ancestors().find_map(|top| {
        let git = top.join(".git");
        if git.is_dir() {
            return Some((top.to_owned(), git));
        }
        // A working tree beside its repository has a file that says where that is.
        let text = fs::read_to_string(&git).ok()?;
        let elsewhere = text.strip_prefix("gitdir: ")?.trim_end();
        Some((top.to_owned(), top.join(elsewhere)))
    })
}
