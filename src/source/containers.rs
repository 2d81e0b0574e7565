//! The table of containers: everything that issues can be read from.
//!
//! To add one, write `container/NAME.rs` and give it a row here, before the row `file`, which takes any file that no other row
//! claims. A row has four parts:
//!
//! - `name`, for people and for tests: `tests/fixtures/containers/NAME.*` is an example.
//! - `claims` decides by what a path is and by the first bytes of a file, never by its name.
//! - `list` makes an [`Entry`](super::Entry) for each issue to be, without reading it where that can wait: `Entry::part` is a
//!   range of a file's bytes (a mail of an mbox, an item of a feed), `Entry::member` lets the container unpack it later, and
//!   `Entry::memory` is for what can be read only once. What is skipped is a warning of the listing; an error means that
//!   nothing can be read.
//! - `files` opens the container for its other files, such as pictures, which are read by their paths inside.
//!
//! `Limits` guards every list: check the size of an entry, their count, and the ratio of unpacking.

use std::{fs, io, path::Path};

use super::{
    container::{
        Container, Given, NoFiles, OpenedFiles, exported, feed, file, folder, gzip, mbox, sample,
        stdin, tar, zip,
    },
    limits::Limits,
    listing::Listing,
};
use crate::error::{Error, Refusal};

/// All containers; the first that claims a path reads it.
pub const CONTAINERS: [Container; 10] = [
    Container {
        name: "sample",
        claims: |given| matches!(given, Given::Nothing),
        list: |_, _| Ok(sample::list()),
        files: |_, _| Ok(Box::new(NoFiles)),
    },
    Container {
        name: "stdin",
        claims: |given| matches!(given, Given::Input),
        list: stdin::list,
        files: |_, _| Ok(Box::new(NoFiles)),
    },
    Container {
        name: "folder",
        claims: |given| matches!(given, Given::Folder),
        list: folder::list,
        files: |_, _| Ok(Box::new(NoFiles)),
    },
    Container {
        name: "zip",
        claims: zip::claims,
        list: zip::list,
        files: zip::files,
    },
    Container {
        name: "gzip",
        claims: gzip::claims,
        list: |path, limits| file::within(path, limits, gzip::add),
        files: |_, _| Ok(Box::new(NoFiles)),
    },
    Container {
        name: "tar",
        claims: tar::claims,
        list: tar::list,
        files: |path, _| Ok(Box::new(tar::TarFiles::at(path))),
    },
    Container {
        name: "mbox",
        claims: mbox::claims,
        list: |path, limits| file::within(path, limits, mbox::add),
        files: |_, _| Ok(Box::new(NoFiles)),
    },
    Container {
        name: "feed",
        claims: feed::claims,
        list: |path, limits| file::within(path, limits, feed::add),
        files: |_, _| Ok(Box::new(NoFiles)),
    },
    Container {
        name: "exported",
        claims: exported::claims,
        list: |path, limits| file::within(path, limits, exported::add),
        files: |_, _| Ok(Box::new(NoFiles)),
    },
    Container {
        name: "file",
        claims: |given| matches!(given, Given::File(_)),
        list: |path, _| Ok(file::list(path)),
        files: |_, _| Ok(Box::new(NoFiles)),
    },
];

/// The entries of a path, or of the sample.
pub(super) fn list(path: Option<&Path>, limits: &Limits) -> Result<Listing, Error> {
    let mut head = Vec::new();
    let given = path.map_or(Ok(Given::Nothing), |path| given(path, &mut head))?;
    let path = path.unwrap_or(Path::new(""));
    let container = of(&given).ok_or_else(|| Error::NotAFile(path.to_owned()))?;
    (container.list)(path, limits)
}

/// Opens the container at `path` for files that are no issues.
pub(super) fn files(path: &Path, limits: &Limits) -> OpenedFiles {
    let mut head = Vec::new();
    let given = given(path, &mut head).map_err(|error| Refusal::Container(error.into()))?;
    match of(&given) {
        Some(container) => (container.files)(path, limits),
        None => Ok(Box::new(NoFiles)),
    }
}

fn of(given: &Given<'_>) -> Option<&'static Container> {
    const ROWS: &[Container] = &CONTAINERS;
    ROWS.iter().find(|container| (container.claims)(given))
}

/// Looks at a path, and at the first bytes of a file.
fn given<'a>(path: &Path, head: &'a mut Vec<u8>) -> Result<Given<'a>, Error> {
    if path == Path::new("-") {
        return Ok(Given::Input);
    }
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => Error::unreadable(path, source),
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Ok(Given::Folder);
    }
    if !about.is_file() {
        return Ok(Given::Other);
    }
    *head = file::head(path).map_err(unreadable)?;
    Ok(Given::File(head))
}
