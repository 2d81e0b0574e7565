//! Files of strangers are opened here: only regular ones, which end, and links only to files within the archive. All is asked of
//! the open file itself, since another may lie at its path a moment later.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use rustix::fs::OFlags;

use crate::error::Refusal;

/// A regular file, with links followed.
pub(super) fn regular(path: &Path) -> Result<File, Refusal> {
    open(path, OFlags::NONBLOCK)
}

/// A regular file that is no link.
pub(super) fn unlinked(path: &Path) -> Result<File, Refusal> {
    open(path, OFlags::NONBLOCK | OFlags::NOFOLLOW)
}

/// A regular file below one of these folders, with all links followed.
pub(super) fn within(path: &Path, roots: &[PathBuf]) -> Result<File, Refusal> {
    let whole = fs::canonicalize(path)?;
    if !roots.iter().any(|root| whole.starts_with(root)) {
        return Err(Refusal::LinkOut);
    }
    let file = regular(path)?;
    let same = |a: &Metadata, b: &Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    if same(&file.metadata()?, &fs::symlink_metadata(&whole)?) {
        Ok(file)
    } else {
        Err(Refusal::LinkOut)
    }
}

/// A pipe must not keep us waiting for a writer.
fn open(path: &Path, flags: OFlags) -> Result<File, Refusal> {
    let flags = i32::try_from(flags.bits()).unwrap_or(0);
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(Refusal::Device)
    }
}
