//! Standard input, read as one issue.

use std::{
    io::{self, Read},
    path::Path,
};

use crate::{
    error::Error,
    source::{entry::Entry, limits::Limits, listing::Listing},
};

/// All that comes in, up to the size of an issue.
pub fn list(path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let mut bytes = Vec::new();
    let input = io::stdin().lock();
    let read = input.take(limits.entry_bytes).read_to_end(&mut bytes);
    read.map_err(|source| Error::unreadable(path, source))?;
    Ok(Listing::one(Entry::memory("stdin.md".to_owned(), bytes)))
}
