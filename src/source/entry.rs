//! One issue to be: a file on disk, a part of one, a member of a container, or bytes in memory.

use std::{
    fmt::Debug,
    fs::File,
    io::{self, Read, Seek as _, SeekFrom},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Limits, Stamp, open, stamp};
use crate::{error::Refusal, model::Date};

/// A file that may be an issue, or a part of one.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path inside the archive, `/` between names, clean, NFC.
    pub path: String,
    /// The day on which it came into its repository, where that was noted.
    pub committed: Option<Date>,
    /// The newsletter that it is of where several are read as one, unless it says another.
    pub newsletter: Option<String>,
    /// The repository of the working copy that it lies in.
    pub origin: Option<Arc<str>>,
    place: EntryPlace,
    asked_for: bool,
}

#[derive(Clone, Debug)]
enum EntryPlace {
    File(PathBuf),
    /// A file found in a folder, which is no link.
    Found(PathBuf),
    /// A link found in a folder, and the roots that it may lead to.
    Link(PathBuf, Arc<[PathBuf]>),
    Part(PathBuf, Range<u64>),
    Member(Arc<dyn Pack>, usize),
    Memory(Vec<u8>),
}

/// A container that unpacks its members one by one, on several threads at once.
pub trait Pack: Debug + Send + Sync {
    /// The bytes of the member at `index`.
    fn read(&self, index: usize, limits: &Limits) -> Result<Vec<u8>, Refusal>;
}

impl Entry {
    fn at(path: String, place: EntryPlace) -> Self {
        let asked_for = false;
        Self {
            path,
            committed: None,
            newsletter: None,
            origin: None,
            place,
            asked_for,
        }
    }

    /// A file on disk that the user named, with links followed.
    pub fn file(path: String, file: PathBuf) -> Self {
        let place = EntryPlace::File(file);
        Self::at(path, place)
    }

    /// A file on disk that was found in a folder.
    pub fn found(path: String, file: PathBuf) -> Self {
        Self::at(path, EntryPlace::Found(file))
    }

    /// A link on disk that was found in a folder. It leads nowhere until it is [bound](Self::bind).
    pub fn link(path: String, file: PathBuf) -> Self {
        Self::at(path, EntryPlace::Link(file, Arc::from([])))
    }

    /// Lets a link lead into these roots.
    pub fn bind(&mut self, to: &Arc<[PathBuf]>) {
        if let EntryPlace::Link(_, roots) = &mut self.place {
            *roots = Arc::clone(to);
        }
    }

    /// A range of the bytes of a file on disk, such as one mail of an mbox.
    pub fn part(path: String, file: PathBuf, bytes: Range<u64>) -> Self {
        let place = EntryPlace::Part(file, bytes);
        Self::at(path, place)
    }

    /// The member at `index` of a container.
    pub fn member(path: String, pack: Arc<dyn Pack>, index: usize) -> Self {
        let place = EntryPlace::Member(pack, index);
        Self::at(path, place)
    }

    /// Bytes that are in memory already.
    pub fn memory(path: String, bytes: Vec<u8>) -> Self {
        let place = EntryPlace::Memory(bytes);
        Self::at(path, place)
    }

    /// The entry, as one that the user named and that is read whatever it is.
    #[must_use]
    pub fn asked_for(mut self) -> Self {
        self.asked_for = true;
        self
    }

    /// True if the user named it.
    pub fn is_asked_for(&self) -> bool {
        self.asked_for
    }

    /// The file on disk, if the entry is the whole of one.
    pub fn on_disk(&self) -> Option<&Path> {
        match &self.place {
            EntryPlace::File(file) | EntryPlace::Found(file) | EntryPlace::Link(file, _) => {
                Some(file)
            }
            _ => None,
        }
    }

    /// The file on disk that the entry is a part of.
    pub fn part_of(&self) -> Option<&Path> {
        match &self.place {
            EntryPlace::Part(file, _) => Some(file),
            _ => None,
        }
    }

    /// The bytes that it has in memory, if it had to be unpacked.
    pub fn unpacked(&self) -> Option<usize> {
        match &self.place {
            EntryPlace::Memory(bytes) => Some(bytes.len()),
            _ => None,
        }
    }

    /// True if a change of the entry alone can be seen: a file on disk, or a part of one.
    pub fn is_seen(&self) -> bool {
        self.on_disk().is_some() || matches!(self.place, EntryPlace::Part(..))
    }

    /// Its stamp on disk now; `None` if it is gone. A part is named after its own text, so its range is its stamp.
    pub fn stamp(&self) -> Option<Stamp> {
        match &self.place {
            EntryPlace::File(file) | EntryPlace::Found(file) | EntryPlace::Link(file, _) => {
                stamp(file)
            }
            EntryPlace::Part(_, part) => Some(Stamp::of_part(part)),
            EntryPlace::Member(..) | EntryPlace::Memory(_) => None,
        }
    }

    /// Reads the entry.
    pub fn read(self, limits: &Limits) -> Result<Vec<u8>, Refusal> {
        let read = match self.place {
            EntryPlace::Memory(bytes) => return Ok(bytes),
            EntryPlace::Member(pack, index) => return pack.read(index, limits),
            EntryPlace::Part(path, part) => {
                limits.check_entry(part.end.saturating_sub(part.start))?;
                read_part(&path, part)
            }
            EntryPlace::File(path) => read_file(open::regular(&path)?, limits)?,
            EntryPlace::Found(path) => read_file(open::unlinked(&path)?, limits)?,
            EntryPlace::Link(path, roots) => read_file(open::within(&path, &roots)?, limits)?,
        };
        read.map_err(Refusal::Unreadable)
    }
}

fn read_part(path: &Path, part: Range<u64>) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(part.start))?;
    let mut bytes = Vec::new();
    file.take(part.end.saturating_sub(part.start))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file, up to the limit however it grows meanwhile.
fn read_file(file: File, limits: &Limits) -> Result<io::Result<Vec<u8>>, Refusal> {
    let size = file.metadata()?.len();
    limits.check_entry(size)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    let read = file.take(limits.entry_bytes).read_to_end(&mut bytes);
    Ok(read.map(|_| bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_and_a_part_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("fog.mbox");
        std::fs::write(&file, "fog over the sea").unwrap();
        let table = [
            (Entry::file("a".into(), file.clone()), "fog over the sea"),
            (Entry::part("b".into(), file.clone(), 0..3), "fog"),
            (Entry::part("c".into(), file.clone(), 4..8), "over"),
            (Entry::part("d".into(), file.clone(), 13..99), "sea"),
            (Entry::memory("e".into(), b"ice".to_vec()), "ice"),
        ];
        for (entry, want) in table {
            let path = entry.path.clone();
            let read = entry.read(&Limits::default()).unwrap();
            assert_eq!(read, want.as_bytes(), "{path}");
        }
    }
}
