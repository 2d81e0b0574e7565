//! The parts of a container's row, and one file for each kind.

pub(super) mod exported;
pub(super) mod feed;
pub(super) mod file;
pub(super) mod folder;
pub(super) mod gzip;
pub(super) mod mbox;
pub(super) mod sample;
pub(super) mod stdin;
pub(super) mod tar;
pub(super) mod zip;

use std::path::Path;

use super::{limits::Limits, listing::Listing};
use crate::error::{Error, Refusal};

/// The bytes of a file; `None` if it is not there.
pub type FoundBytes = Result<Option<Vec<u8>>, Refusal>;

/// The files of an open container that are no issues, such as pictures.
pub trait OtherFiles: Send {
    /// Reads the file with this path inside the container.
    fn read(&mut self, name: &str, limits: &Limits) -> FoundBytes;
}

/// A container that was opened for its other files.
pub type OpenedFiles = Result<Box<dyn OtherFiles>, Refusal>;

/// A container without other files.
#[derive(Debug)]
pub struct NoFiles;

impl OtherFiles for NoFiles {
    fn read(&mut self, _: &str, _: &Limits) -> FoundBytes {
        Ok(None)
    }
}

/// A row of the table of containers.
#[derive(Debug)]
pub struct Container {
    /// Its name, for people.
    pub name: &'static str,
    /// True if this container reads the input.
    pub claims: fn(&Given<'_>) -> bool,
    /// The entries of the container at a path.
    pub list: fn(&Path, &Limits) -> Result<Listing, Error>,
    /// Opens the container at a path for its other files.
    pub files: fn(&Path, &Limits) -> OpenedFiles,
}

/// A path, as far as a container must know it to claim it.
#[derive(Debug)]
pub enum Given<'a> {
    /// No path was given.
    Nothing,
    /// The path is `-`.
    Input,
    /// A folder.
    Folder,
    /// A file, by its first bytes.
    File(&'a [u8]),
    /// A pipe, a device or a socket.
    Other,
}
