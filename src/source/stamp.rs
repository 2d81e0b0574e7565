//! Tells a file that changed from one that did not.

use std::{
    fs::{self, Metadata},
    ops::Range,
    path::Path,
    time::{Duration, SystemTime},
};

/// Enough of a file's metadata to tell that it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    pub(super) bytes: u64,
}

impl Stamp {
    /// The look of a range of a file.
    pub(super) fn of_part(part: &Range<u64>) -> Self {
        Self {
            modified: SystemTime::UNIX_EPOCH + Duration::from_millis(part.start),
            bytes: part.end.saturating_sub(part.start),
        }
    }

    fn of(about: &Metadata) -> Option<Self> {
        Some(Self {
            modified: about.modified().ok()?,
            bytes: about.len(),
        })
    }
}

/// The look of a file now; `None` if it cannot be seen.
pub fn stamp(file: &Path) -> Option<Stamp> {
    Stamp::of(&fs::metadata(file).ok()?)
}
