//! Zip archives. The directory is read at once, members when they are asked for, by as many threads as ask.

use std::{
    fmt::Display,
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use rayon::prelude::*;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{
    Buffer, Entry, Limits, Listing, Place, beside::check_size, names, warning, window::Window,
    zip_end,
};
use crate::error::Error;

/// An open zip.
#[derive(Debug)]
pub struct Archive {
    zip: ZipArchive<Window>,
    /// Bytes unpacked so far.
    unpacked: AtomicU64,
}

impl Archive {
    fn new(zip: ZipArchive<Window>) -> Self {
        let unpacked = AtomicU64::new(0);
        Self { zip, unpacked }
    }

    /// Unpacks a member; its checksum is checked.
    pub fn read(&self, index: usize, limits: &Limits, buffer: &mut Buffer) -> Result<(), String> {
        let broken = |error: &dyn Display| format!("cannot be unpacked: {error}");
        let mut zip = self.zip.clone();
        let mut member = zip.by_index_raw(index).map_err(|error| broken(&error))?;
        let (packed, stated) = (member.compressed_size(), member.size());
        limits.check_entry(packed.max(stated))?;
        limits.check_ratio(packed, stated)?;
        let method = member.compression();
        let room = match method {
            CompressionMethod::Stored => &mut buffer.bytes,
            _ => &mut buffer.packed,
        };
        room.resize(usize::try_from(packed).unwrap_or(0), 0);
        member
            .read_exact(room)
            .map_err(|error| match error.kind() {
                ErrorKind::UnexpectedEof => broken(&"it ends too early"),
                _ => broken(&error),
            })?;
        match method {
            CompressionMethod::Stored => (),
            CompressionMethod::Deflated => buffer.inflate(stated)?,
            _ => return Err("cannot be unpacked: it is packed in an unknown way".to_owned()),
        }
        buffer.check(member.crc32())?;
        let size = buffer.bytes.len() as u64;
        limits.check_total(self.unpacked.fetch_add(size, Ordering::Relaxed) + size)
    }
}

/// The members of the zip `file` that may be issues.
pub fn list(file: File, path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let zip = open(file, limits).map_err(|reason| Error::Broken {
        path: path.to_owned(),
        reason,
    })?;
    let mut listing = Listing::default();
    let mut members = Vec::new();
    let all = (0..zip.len()).into_par_iter();
    let all = all.map_init(|| zip.clone(), member);
    let all: Vec<_> = all.collect();
    for (index, found) in all.into_iter().enumerate() {
        if let Err(problem) = limits.check_count(members.len()) {
            listing
                .warnings
                .push(warning(&path.to_string_lossy(), problem));
            break;
        }
        match found {
            Ok(Some(name)) => members.push((name, index)),
            Ok(None) => (),
            Err(problem) => listing
                .warnings
                .push(warning(&path.to_string_lossy(), problem)),
        }
    }
    let archive = Arc::new(Archive::new(zip));
    let top = names::common_top(members.iter().map(|(name, _)| name.as_str())).len();
    listing.entries = members
        .into_iter()
        .map(|(name, index)| {
            let path = name.get(top..).unwrap_or(&name).to_owned();
            Entry::new(path, Place::Zip(Arc::clone(&archive), index))
        })
        .collect();
    Ok(listing)
}

/// The member of this name, below the folder that all issues of the zip are in.
pub fn find(file: File, name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, String> {
    let zip = open(file, limits)?;
    let (mut issues, mut found) = (Vec::new(), Vec::new());
    for index in 0..zip.len() {
        if let Ok(Some(issue)) = member(&mut zip.clone(), index) {
            issues.push(issue);
        } else if let Ok(raw) = zip.clone().by_index_raw(index) {
            let other = names::clean(&names::decode(raw.name_raw()));
            found.extend(other.ends_with(name).then_some((other, index, raw.size())));
        }
    }
    let top = names::common_top(issues.iter().map(String::as_str));
    let wanted = format!("{top}{name}");
    let Some((_, index, size)) = found.into_iter().find(|(other, ..)| *other == wanted) else {
        return Ok(None);
    };
    check_size(name, size, limits.entry_bytes)?;
    let mut buffer = Buffer::default();
    let read = Archive::new(zip).read(index, limits, &mut buffer);
    read.map_err(|why| format!("{name} {why}"))?;
    Ok(Some(buffer.bytes))
}

fn open(file: File, limits: &Limits) -> Result<ZipArchive<Window>, String> {
    let mut window = Window::new(file).map_err(|error| error.to_string())?;
    if let Some(count) = zip_end::count(&mut window) {
        limits.check_members(count)?;
    }
    ZipArchive::new(window).map_err(|error| error.to_string())
}

/// The name of a member that may be an issue. The error tells of one that is refused.
fn member(zip: &mut ZipArchive<Window>, index: usize) -> Result<Option<String>, String> {
    let member = match zip.by_index_raw(index) {
        Ok(member) => member,
        Err(ZipError::UnsupportedArchive(why)) => {
            return Err(format!("member {index} is passed over: {why}"));
        }
        Err(error) => return Err(format!("member {index} is broken: {error}")),
    };
    let name = names::clean(&names::decode(member.name_raw()));
    if member.is_dir() || !names::is_walked_path(&name) || !names::is_issue(&name) {
        return Ok(None);
    }
    if !names::is_inside(&name) {
        return Err(format!("{name} {}", names::LEADS_OUT));
    }
    if !member.is_file() {
        return Err(format!("{name} {}", names::NO_FILE));
    }
    if member.encrypted() {
        return Err(format!("{name} is passed over: it is encrypted"));
    }
    Ok(Some(name))
}
