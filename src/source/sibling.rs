//! One file of an archive that a text of it names, such as a picture. Nothing outside of the archive is ever read.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use unicode_normalization::UnicodeNormalization as _;

use super::{
    containers,
    limits::{Limits, check_size},
    names, open,
};
use crate::error::Refusal;

/// The text that names another file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path inside the archive.
    pub path: String,
    /// The file on disk, if it is one.
    pub file: Option<PathBuf>,
}

impl Origin {
    /// Reads the file that `target` names, a relative path with `/` between names, from the archive at `paths`, unless
    /// it has more than `most` bytes.
    pub fn read(&self, paths: &[PathBuf], target: &str, most: u64) -> Result<Vec<u8>, Refusal> {
        match &self.file {
            Some(file) => on_disk(paths, file, target, most),
            None => self.in_container(paths, target, most),
        }
    }

    fn in_container(&self, paths: &[PathBuf], target: &str, most: u64) -> Result<Vec<u8>, Refusal> {
        let name = names::sibling(&self.path, target).ok_or(Refusal::Outside)?;
        let limits = Limits {
            entry_bytes: most,
            ..Limits::default()
        };
        for path in paths.iter().filter(|path| path.is_file()) {
            if let Some(bytes) = containers::read(path, &name, &limits)? {
                return Ok(bytes);
            }
        }
        Err(Refusal::Missing)
    }
}

fn on_disk(paths: &[PathBuf], file: &Path, target: &str, most: u64) -> Result<Vec<u8>, Refusal> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let path = whole_path(folder, target).ok_or(Refusal::Missing)?;
    let inside = |root: PathBuf| path.starts_with(root);
    if !paths.iter().filter_map(|path| root(path)).any(inside) {
        return Err(Refusal::Outside);
    }
    let opened = open::unlinked(&path)?;
    check_size(opened.metadata()?.len(), most)?;
    let mut bytes = Vec::new();
    opened.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file with all links followed, however its name is composed (NFC, or NFD as macOS has it); `None` if there is none.
fn whole_path(folder: &Path, target: &str) -> Option<PathBuf> {
    let forms = [
        target.to_owned(),
        target.nfc().collect(),
        target.nfd().collect(),
    ];
    let mut forms = forms.iter();
    forms.find_map(|name| fs::canonicalize(folder.join(name)).ok())
}

/// The folder that all of an archive lies in.
fn root(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return fs::canonicalize(path).ok();
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()
}
