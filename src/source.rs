//! Bytes in: folders, single files, zip, tar, tar.gz, standard input, the embedded sample; limits on untrusted archives.
//!
//! Containers are known by their bytes. Nothing is unpacked to disk, so that a member's name can do no harm; names are
//! cleaned all the same, because they are shown.

mod beside;
mod buffer;
mod folder;
mod limits;
mod names;
mod sample;
mod stamp;
mod tape;
mod window;
mod zip_end;
mod zipped;

use std::{
    fs::{self, File},
    io::{self, Read, Seek as _},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use crate::{error::Error, model::Warning};

pub use beside::Origin;
pub use buffer::Buffer;
pub use limits::Limits;
pub use sample::SAMPLE;
pub use stamp::{Stamp, folders, stamp};

/// Files that may be issues, found but, but for those of a tar, not read.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files, in no order.
    pub entries: Vec<Entry>,
    /// What was passed over, and why.
    pub warnings: Vec<Warning>,
}

/// A file that may be an issue, or a part of one.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path inside the archive, `/` between names, clean, NFC.
    pub path: String,
    place: Place,
    /// How the file on disk looked when it was read.
    stamp: OnceLock<Stamp>,
}

#[derive(Clone, Debug)]
enum Place {
    Disk(PathBuf),
    Zip(Arc<zipped::Archive>, usize),
    Memory(Arc<[u8]>),
    /// Whoever listed it has it: see [`Take`].
    Taken(usize),
}

/// Takes a file while those after it are still being unpacked, by its path and bytes. It answers with a number that the
/// [entry has then](Entry::taken), or gives the bytes back.
pub type Take<'a> = dyn FnMut(&str, Vec<u8>) -> Result<usize, Vec<u8>> + 'a;

impl Entry {
    fn new(path: String, place: Place) -> Self {
        Self {
            path,
            place,
            stamp: OnceLock::new(),
        }
    }

    /// How the file on disk looked when it was read, or looks now if it was not; `None` if it is none, or cannot be seen.
    pub fn stamp(&self) -> Option<Stamp> {
        let read = self.stamp.get().copied();
        read.or_else(|| stamp(self.file()?))
    }

    /// The file on disk, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.place {
            Place::Disk(file) => Some(file),
            _ => None,
        }
    }

    /// Its number with whoever took it.
    pub fn taken(&self) -> Option<usize> {
        match self.place {
            Place::Taken(number) => Some(number),
            _ => None,
        }
    }

    /// The bytes of the file, in the buffer where they are not in memory yet. An error says what is wrong, as a clause.
    pub fn read<'a>(&'a self, limits: &Limits, buffer: &'a mut Buffer) -> Result<&'a [u8], String> {
        match &self.place {
            Place::Disk(file) => {
                if let Some(stamp) = read_file(file, limits, &mut buffer.bytes)? {
                    self.stamp.get_or_init(|| stamp);
                }
            }
            Place::Zip(archive, index) => archive.read(*index, limits, buffer)?,
            Place::Memory(bytes) => return Ok(bytes),
            Place::Taken(_) => return Err("was read before".to_owned()),
        }
        Ok(&buffer.bytes)
    }
}

/// The files of `path` that may be issues; `-` is one issue on standard input. Those of a tar, which can be read only from front
/// to back, are offered to `take`.
pub fn list(path: &Path, limits: &Limits, take: &mut Take<'_>) -> Result<Listing, Error> {
    if path == Path::new("-") {
        return standard_input(limits);
    }
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
    if !about.is_file() {
        return Err(Error::NotAFile(path.to_owned()));
    }
    let (file, container) = open(path).map_err(unreadable)?;
    match container {
        Some(Container::Zip) => zipped::list(file, path, limits),
        Some(Container::Tar { gzip }) => tape::list(file, gzip, path, limits, take),
        None => Ok(single(path)),
    }
}

/// A file, and what kind of container it is.
fn open(path: &Path) -> io::Result<(File, Option<Container>)> {
    let mut head = Vec::new();
    let mut file = File::open(path)?;
    Read::by_ref(&mut file).take(512).read_to_end(&mut head)?;
    file.rewind()?;
    Ok((file, Container::of(&head)))
}

/// What a file's first bytes say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Zip,
    Tar { gzip: bool },
}

impl Container {
    /// By signature: PKWARE's local or end record, RFC 1952, `ustar` of POSIX.1-1988.
    fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Some(Self::Zip);
        }
        if head.starts_with(b"\x1f\x8b") {
            return Some(Self::Tar { gzip: true });
        }
        let magic = head.get(257..262)?;
        (magic == b"ustar").then_some(Self::Tar { gzip: false })
    }
}

fn single(path: &Path) -> Listing {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let entry = Entry::new(
        names::clean(&name.to_string_lossy()),
        Place::Disk(path.to_owned()),
    );
    Listing {
        entries: vec![entry],
        ..Listing::default()
    }
}

fn standard_input(limits: &Limits) -> Result<Listing, Error> {
    let mut bytes = Vec::new();
    let input = io::stdin().lock();
    let unreadable = |source| Error::Unreadable {
        path: "-".into(),
        source,
    };
    input
        .take(limits.entry_bytes)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let entry = Entry::new("stdin.md".to_owned(), Place::Memory(bytes.into()));
    Ok(Listing {
        entries: vec![entry],
        ..Listing::default()
    })
}

/// Reads a file on disk, and tells how it looked just before.
fn read_file(file: &Path, limits: &Limits, bytes: &mut Vec<u8>) -> Result<Option<Stamp>, String> {
    let unreadable = |error: io::Error| format!("cannot be read: {error}");
    let handle = File::open(file).map_err(unreadable)?;
    let about = handle.metadata().map_err(unreadable)?;
    let size = about.len();
    limits.check_entry(size)?;
    read_all(handle, size, limits.entry_bytes, bytes).map_err(unreadable)?;
    Ok(Stamp::of(&about))
}

/// Reads a file that had `size` bytes just now in place of `bytes`, in one call if that is still so; no more than `most` bytes.
fn read_all(mut file: File, size: u64, most: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    // Where the room for one byte more stays free, the file has ended.
    let room = usize::try_from(most.min(size + 1)).unwrap_or(0);
    bytes.resize(room, 0);
    let mut read = 0;
    while let Some(rest) = bytes.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(more) => {
                read += more;
                if more == 0 || (size > 0 && read as u64 == size) {
                    bytes.truncate(read);
                    return Ok(());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
            Err(error) => return Err(error),
        }
    }
    file.take(most - read as u64).read_to_end(bytes)?;
    Ok(())
}

fn warning(path: &str, message: impl Into<String>) -> Warning {
    Warning {
        path: path.to_owned(),
        line: None,
        message: message.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_though_its_size_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fog.md");
        fs::write(&path, "fog over the sea").unwrap();
        let table = [
            (16, 64, "fog over the sea"),
            (3, 64, "fog over the sea"),
            (0, 64, "fog over the sea"),
            (40, 64, "fog over the sea"),
            (3, 8, "fog over"),
        ];
        for (size, most, want) in table {
            let mut bytes = b"what was read before".to_vec();
            read_all(File::open(&path).unwrap(), size, most, &mut bytes).unwrap();
            assert_eq!(bytes, want.as_bytes(), "{size} {most}");
        }
    }
}
