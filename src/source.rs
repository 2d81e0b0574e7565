//! Bytes in: folders, single files, zip, tar, tar.gz, standard input, the embedded sample; limits on untrusted archives.

mod folder;
mod names;
mod sample;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::error::Error;

pub use sample::SAMPLE;

/// How much an archive may hold before the rest of it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files looked at.
    pub entries: usize,
    /// Bytes of one issue.
    pub entry_bytes: u64,
    /// Bytes of all issues.
    pub total_bytes: u64,
    /// How many times larger than its compressed form a member of a zip or tar.gz may be.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 200_000,
            entry_bytes: 64 << 20,
            total_bytes: 4 << 30,
            ratio: 200,
        }
    }
}

/// A file that may be an issue, found but not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path inside the archive, `/` between names.
    pub path: String,
    /// The file on disk.
    pub file: PathBuf,
}

impl Entry {
    /// The bytes of the file.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        fs::read(&self.file)
    }
}

/// The files under `path` that may be issues, in no order.
pub fn list(path: &Path, limits: &Limits) -> Result<Vec<Entry>, Error> {
    let unreadable = |source| Error::Unreadable {
        path: path.to_owned(),
        source,
    };
    let about = fs::metadata(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => unreadable(source),
    })?;
    if about.is_dir() {
        return folder::list(path, limits).map_err(unreadable);
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(vec![Entry {
        path: name.to_string_lossy().into_owned(),
        file: path.to_owned(),
    }])
}
