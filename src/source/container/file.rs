//! A single file, read as one issue.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::source::{entry::Entry, listing::Listing, names};

/// So many bytes tell what a file is: a tar's signature stands at 257.
const HEAD: u64 = 512;

/// The first bytes of a file.
pub fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// The file itself.
pub fn list(path: &Path) -> Listing {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = names::clean(&name.to_string_lossy());
    Listing::one(Entry::file(name, path.to_owned()))
}
