//! Standard input, read as one issue, or as those of an export of our own.

use std::{
    io::{self, Read},
    path::Path,
};

use crate::{
    error::Error,
    source::{container::exported, entry::Entry, limits::Limits, listing::Listing},
};

/// All that comes in; more than an issue may have is refused.
pub fn list(path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let mut bytes = Vec::new();
    let input = io::stdin().lock();
    // One byte more tells that there is more.
    let read = input
        .take(limits.entry_bytes.saturating_add(1))
        .read_to_end(&mut bytes);
    read.map_err(|source| Error::unreadable(path, source))?;
    let checked = limits.check_entry(bytes.len() as u64);
    checked.map_err(|reason| Error::broken(Path::new("standard input"), reason))?;
    Ok(exported::of_bytes(&bytes)
        .unwrap_or_else(|| Listing::one(Entry::memory("stdin.md".to_owned(), bytes))))
}
