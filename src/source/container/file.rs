//! A single file, read as one issue.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::{
    error::{Error, Refusal},
    source::{entry::Entry, limits::Limits, listing::Listing, names},
};

/// So many bytes tell what a file is: an export of WordPress begins with a page of remarks.
pub const HEAD: u64 = 4096;

/// The first bytes of a file.
pub fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// A file's own name, to show and to compare.
pub fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    names::clean(&name.to_string_lossy())
}

/// All of a file.
pub fn whole(path: &Path, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    Entry::file(name(path), path.to_owned()).read(limits)
}

/// The issues that are in a file, as one of its kind adds them by its path inside the archive.
pub fn within(
    path: &Path,
    limits: &Limits,
    add: impl Fn(&mut Listing, &Path, &str, &Limits) -> Result<(), Refusal>,
) -> Result<Listing, Error> {
    let mut listing = Listing::default();
    let added = add(&mut listing, path, &name(path), limits);
    added.map_err(|reason| Error::broken(path, reason))?;
    Ok(listing)
}

/// The file itself.
pub fn list(path: &Path) -> Listing {
    Listing::one(Entry::file(name(path), path.to_owned()).asked_for())
}
