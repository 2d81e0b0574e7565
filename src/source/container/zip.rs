//! Zip archives. The directory is read at once, members when they are asked for, by as many threads as ask.

mod count;
mod export;
mod window;
mod within;

use std::{
    collections::HashMap,
    fs::File,
    io::Read,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use export::PostHead;
use zip::{ZipArchive, result::ZipError};

use crate::{
    error::{Error, Refusal},
    source::{
        container::{FoundBytes, Given, OpenedFiles, OtherFiles},
        entry::{Entry, Pack},
        limits::{Limits, check_size},
        listing::Listing,
        names,
    },
    text::charset,
};
use window::Window;

/// PKWARE's local record, or the end record of a zip without members.
pub fn claims(given: &Given<'_>) -> bool {
    matches!(given, Given::File(head) if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"))
}

/// The members that may be issues.
pub fn list(path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let mut zip = open(path, limits).map_err(|reason| Error::broken(path, reason))?;
    let raw_names = raw_names(&mut zip);
    let mut listing = Listing::default();
    let mut members = Vec::new();
    for index in 0..zip.len() {
        if let Err(problem) = limits.check_count(members.len()) {
            listing.warn(&path.to_string_lossy(), &problem);
            break;
        }
        match issue(&mut zip, index, &raw_names) {
            Ok(name) => members.extend(name.map(|name| (name, index))),
            Err(problem) => listing.warn(&path.to_string_lossy(), &problem),
        }
    }
    within::add(&mut zip, &mut listing, &raw_names, limits);
    let heads = choose(&mut zip, &mut members, limits);
    names::without_copies(&mut members, |(name, _)| name);
    let pack = Arc::new(Members {
        zip,
        heads,
        unpacked: AtomicU64::new(0),
    });
    let top = names::common_top(members.iter().map(|(name, _)| name.as_str())).len();
    let members = members.into_iter().map(|(name, index)| {
        let path = name.get(top..).unwrap_or(&name).to_owned();
        Entry::member(path, Arc::clone(&pack) as Arc<dyn Pack>, index)
    });
    listing.entries.extend(members);
    Ok(listing)
}

/// Reduces a platform's export to published posts, and returns what is told of each.
fn choose(
    zip: &mut ZipArchive<Window>,
    members: &mut Vec<(String, usize)>,
    limits: &Limits,
) -> HashMap<usize, PostHead> {
    let names: Vec<String> = zip
        .file_names()
        .flatten()
        .map(|name| names::clean(&name))
        .collect();
    let Some((export, top)) = export::of(&names) else {
        return HashMap::new();
    };
    members.retain(|(name, _)| {
        name.strip_prefix(top)
            .is_some_and(|name| export.is_post(name))
    });
    members.retain(|(name, index)| !names::is_markdown(name) || !is_draft(zip, *index, limits));
    let mut tables = export.tables.iter();
    let table = tables.find_map(|name| Some((name, zip.index_for_name(&format!("{top}{name}"))?)));
    let Some((name, index)) = table else {
        return HashMap::new();
    };
    let table = unpack(zip, index, limits).unwrap_or_default();
    let told = export.heads(name, &charset::decode(&table, None).0);
    let head = |name: &str| told.of(name.strip_prefix(top)?);
    members.retain(|(name, _)| match head(name) {
        Some(head) => head.is_some(),
        None => !told.all,
    });
    let members = members.iter();
    members
        .filter_map(|(name, index)| Some((*index, head(name)?.clone()?)))
        .collect()
}

/// True if a mail that was written in Markdown was not sent.
fn is_draft(zip: &mut ZipArchive<Window>, index: usize, limits: &Limits) -> bool {
    let bytes = unpack(zip, index, limits).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().skip(1).take_while(|line| *line != "---");
    lines.any(|line| {
        let (name, value) = line.split_once(':').unwrap_or_default();
        name == "status" && !matches!(value.trim(), "sent" | "imported" | "published")
    })
}

/// The members that are no issues, by their paths below the folder that all issues are in.
struct ZipFiles {
    zip: ZipArchive<Window>,
    members: HashMap<String, usize>,
}

/// Opens a zip for its other files; its directory is looked through once.
pub fn files(path: &Path, limits: &Limits) -> OpenedFiles {
    let mut zip = open(path, limits)?;
    let raw_names = raw_names(&mut zip);
    let (mut issues, mut others) = (Vec::new(), Vec::new());
    for index in 0..zip.len() {
        if let Ok(Some(issue)) = issue(&mut zip, index, &raw_names) {
            issues.push(issue);
        } else if let Ok(member) = zip.by_index_raw(index) {
            let name = names::clean(&names::decode(member.name_raw(), &raw_names));
            others.push((name, index));
        }
    }
    let top = names::common_top(issues.iter().map(String::as_str));
    let below = |(name, index): (String, usize)| Some((name.strip_prefix(top)?.to_owned(), index));
    // Of several members of one name, the first counts.
    let members = others.into_iter().rev().filter_map(below).collect();
    Ok(Box::new(ZipFiles { zip, members }))
}

impl OtherFiles for ZipFiles {
    fn read(&mut self, name: &str, limits: &Limits) -> FoundBytes {
        let Some(&index) = self.members.get(name) else {
            return Ok(None);
        };
        let member = self.zip.by_index_raw(index);
        let size = member
            .map_err(|error| Refusal::Packed(error.into()))?
            .size();
        check_size(size, limits.entry_bytes)?;
        unpack(&mut self.zip, index, limits).map(Some)
    }
}

/// An open zip.
#[derive(Debug)]
struct Members {
    zip: ZipArchive<Window>,
    /// The head of each member of a platform's export.
    heads: HashMap<usize, PostHead>,
    /// Bytes unpacked so far.
    unpacked: AtomicU64,
}

impl Pack for Members {
    fn read(&self, index: usize, limits: &Limits) -> Result<Vec<u8>, Refusal> {
        let bytes = unpack(&mut self.zip.clone(), index, limits)?;
        let size = bytes.len() as u64;
        limits.check_total(self.unpacked.fetch_add(size, Ordering::Relaxed) + size)?;
        if let Some(head) = self.heads.get(&index) {
            return Ok(head.with_text(bytes));
        }
        Ok(bytes)
    }
}

/// Unpacks a member; the zip crate checks its stated size and its checksum.
fn unpack(zip: &mut ZipArchive<Window>, index: usize, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let mut member = zip
        .by_index(index)
        .map_err(|error| Refusal::Packed(error.into()))?;
    let (packed, stated) = (member.compressed_size(), member.size());
    limits.check_entry(packed.max(stated))?;
    limits.check_ratio(packed, stated)?;
    let mut bytes = Vec::with_capacity(usize::try_from(stated).unwrap_or(0));
    let read = member.read_to_end(&mut bytes);
    read.map_err(|error| Refusal::Packed(error.into()))?;
    Ok(bytes)
}

fn open(path: &Path, limits: &Limits) -> Result<ZipArchive<Window>, Refusal> {
    let window = File::open(path).and_then(Window::new);
    let mut window = window.map_err(|error| Refusal::Container(error.into()))?;
    if let Some(count) = count::members(&mut window) {
        limits.check_members(count)?;
    }
    ZipArchive::new(window).map_err(|error| Refusal::Container(error.into()))
}

/// The name of a member that may be an issue. The error tells of one that is refused.
fn issue(
    zip: &mut ZipArchive<Window>,
    index: usize,
    raw_names: &[u8],
) -> Result<Option<String>, Refusal> {
    let member = match zip.by_index_raw(index) {
        Ok(member) => member,
        Err(error) => return Err(refusal(error).of(format!("member {index}"))),
    };
    let name = names::clean(&names::decode(member.name_raw(), raw_names));
    if member.is_dir() || !names::is_walked_path(&name) || !names::is_issue(&name) {
        return Ok(None);
    }
    if !names::is_inside(&name) {
        return Err(Refusal::LeadsOut.of(name));
    }
    if !member.is_file() {
        return Err(Refusal::NoFile.of(name));
    }
    if member.encrypted() {
        return Err(Refusal::Encrypted.of(name));
    }
    Ok(Some(name))
}

/// All names that are not UTF-8: together they tell their encoding.
fn raw_names(zip: &mut ZipArchive<Window>) -> Vec<u8> {
    let mut names = Vec::new();
    if zip.file_names().flatten().all(|name| name.is_ascii()) {
        return names;
    }
    for index in 0..zip.len() {
        if let Ok(member) = zip.by_index_raw(index)
            && str::from_utf8(member.name_raw()).is_err()
        {
            names.extend_from_slice(member.name_raw());
            names.push(b'\n');
        }
    }
    names
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(why) => Refusal::Unsupported(why),
        error => Refusal::Broken(error.into()),
    }
}
