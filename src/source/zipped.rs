//! Zip archives. The directory is read at once, members when they are asked for, by as many threads as ask.

use std::{
    fs::File,
    io::Read,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use zip::{ZipArchive, result::ZipError};

use super::{Entry, Limits, Listing, Place, beside::check_size, names, warning, window::Window};
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
    pub fn read(&self, index: usize, limits: &Limits) -> Result<Vec<u8>, String> {
        let mut zip = self.zip.clone();
        let member = zip
            .by_index(index)
            .map_err(|error| format!("cannot be unpacked: {error}"))?;
        let (packed, stated) = (member.compressed_size(), member.size());
        limits.check_entry(stated)?;
        limits.check_ratio(packed, stated)?;
        let mut bytes = Vec::new();
        let read = member.take(limits.entry_bytes + 1).read_to_end(&mut bytes);
        read.map_err(|error| format!("cannot be unpacked: {error}"))?;
        let size = bytes.len() as u64;
        limits.check_entry(size)?;
        limits.check_ratio(packed, size)?;
        limits.check_total(self.unpacked.fetch_add(size, Ordering::Relaxed) + size)?;
        Ok(bytes)
    }
}

/// The members of the zip `file` that may be issues.
pub fn list(file: File, path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let zip = open(file).map_err(|reason| Error::Broken {
        path: path.to_owned(),
        reason,
    })?;
    let mut listing = Listing::default();
    let mut members = Vec::new();
    for index in 0..zip.len() {
        if let Err(problem) = limits.check_count(members.len()) {
            listing
                .warnings
                .push(warning(&path.to_string_lossy(), problem));
            break;
        }
        match member(&mut zip.clone(), index) {
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
        .map(|(name, index)| Entry {
            path: name.get(top..).unwrap_or(&name).to_owned(),
            place: Place::Zip(Arc::clone(&archive), index),
        })
        .collect();
    Ok(listing)
}

/// The member of this name, below the folder that all issues of the zip are in.
pub fn find(file: File, name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, String> {
    let zip = open(file)?;
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
    let read = Archive::new(zip).read(index, limits);
    read.map(Some).map_err(|why| format!("{name} {why}"))
}

fn open(file: File) -> Result<ZipArchive<Window>, String> {
    let window = Window::new(file).map_err(|error| error.to_string())?;
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
