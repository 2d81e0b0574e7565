//! How a file looked when it was read, and where a change would show.

use std::{
    fs::{self, Metadata},
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::folder;

/// Enough of a file's metadata to tell that it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    bytes: u64,
}

impl Stamp {
    pub(super) fn of(about: &Metadata) -> Option<Self> {
        Some(Self {
            modified: about.modified().ok()?,
            bytes: about.len(),
        })
    }
}

/// How the file looks now; `None` if it cannot be seen.
pub fn stamp(file: &Path) -> Option<Stamp> {
    Stamp::of(&fs::metadata(file).ok()?)
}

/// The folders in which a change to these paths would show: those that are read, and the one around a single file.
pub fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let around = |path: &PathBuf| {
        if path.is_dir() {
            return folder::tree(path);
        }
        let parent = path.parent().filter(|parent| *parent != Path::new(""));
        vec![parent.unwrap_or(Path::new(".")).to_owned()]
    };
    let mut folders: Vec<_> = paths.iter().flat_map(around).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}
