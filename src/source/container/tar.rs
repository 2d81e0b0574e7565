//! Tar archives, plain or packed with gzip: read from front to back, the issues in them kept in memory.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use crate::{
    error::{Error, Refusal},
    source::{
        container::{FoundBytes, Given, OtherFiles, file, gzip, mbox},
        entry::Entry,
        limits::{Limits, check_size},
        listing::Listing,
        names,
    },
    text::clean,
};

/// The most files of one name that are kept until the common folder of all issues is known.
const MOST_FOLDERS: usize = 4;

/// `ustar` of POSIX.1-1988, or gzip.
pub fn claims(given: &Given<'_>) -> bool {
    matches!(given, Given::File(head) if gzip::is_packed(head) || head.get(257..262) == Some(b"ustar"))
}

/// The members that may be issues. After one that is broken nothing more can be read.
pub fn list(path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let mut archive = open(path, limits).map_err(|source| Error::unreadable(path, source))?;
    let members = archive.entries();
    let members = members.map_err(|error| Error::broken(path, container(&error)))?;
    let (mut listing, mut total) = (Listing::default(), 0);
    for member in members {
        let read = member
            .map_err(|error| container(&error))
            .and_then(|mut member| add(&mut listing, &mut member, &mut total, limits));
        match read {
            Ok(()) => {}
            Err(problem) if listing.entries.is_empty() => return Err(Error::broken(path, problem)),
            Err(problem) => {
                listing.warn(&path.to_string_lossy(), &problem);
                break;
            }
        }
    }
    names::without_copies(&mut listing.entries, |entry| &entry.path);
    let paths = listing.entries.iter().map(|entry| entry.path.as_str());
    let top = names::common_top(paths).len();
    for entry in &mut listing.entries {
        entry.path.drain(..top);
    }
    Ok(listing)
}

/// Adds a member that may be an issue, or the reason why it is skipped.
fn add(
    listing: &mut Listing,
    member: &mut tar::Entry<impl Read>,
    total: &mut u64,
    limits: &Limits,
) -> Result<(), Refusal> {
    let name = name(member);
    let is_folder = member.header().entry_type().is_dir();
    if is_folder || !names::is_walked_path(&name) {
        return Ok(());
    }
    if !names::is_issue(&name) {
        return add_mailbox(listing, member, &name, total, limits);
    }
    limits.check_count(listing.entries.len())?;
    if let Err(problem) = check(member, &name, limits) {
        listing.warn(&name, &problem);
        return Ok(());
    }
    *total += member.size();
    limits.check_total(*total)?;
    let bytes = read_whole(member, limits.entry_bytes).map_err(|why| why.of(&*name))?;
    listing.entries.push(Entry::memory(name, bytes));
    Ok(())
}

/// A tar as a source of other files. It has no directory, so each file is a new reading.
pub struct TarFiles(PathBuf);

impl TarFiles {
    /// The files of the tar at a path.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl OtherFiles for TarFiles {
    /// The member of this name, below the folder that all issues are in.
    fn read(&mut self, name: &str, limits: &Limits) -> FoundBytes {
        let mut archive = open(&self.0, limits)?;
        let (mut issues, mut found) = (Vec::new(), Vec::new());
        let members = archive.entries()?;
        for mut member in members.map_while(Result::ok) {
            let other = self::name(&member);
            if is_issue(&member, &other) {
                issues.push(other);
            } else if found.len() < MOST_FOLDERS && is_named(&member, &other, name) {
                let bytes = read_whole(&mut member, limits.entry_bytes);
                found.push((other, bytes));
            }
        }
        let top = names::common_top(issues.iter().map(String::as_str));
        let wanted = format!("{top}{name}");
        let hit = found.into_iter().find(|(other, _)| *other == wanted);
        hit.map(|(_, bytes)| bytes).transpose()
    }
}

/// Adds the mails of a member that is a mailbox.
fn add_mailbox(
    listing: &mut Listing,
    member: &mut tar::Entry<impl Read>,
    name: &str,
    total: &mut u64,
    limits: &Limits,
) -> Result<(), Refusal> {
    if !names::may_be_mailbox(name) || !member.header().entry_type().is_file() {
        return Ok(());
    }
    let packed = |error: io::Error| Refusal::Packed(cause(&error).into()).of(name);
    let mut bytes = Vec::new();
    member
        .take(file::HEAD)
        .read_to_end(&mut bytes)
        .map_err(packed)?;
    if mbox::begins(&bytes) {
        *total += member.size();
        limits.check_total(*total)?;
        let bytes = io::Cursor::new(bytes).chain(member);
        let added = mbox::add_unpacked(listing, bytes, name, limits);
        added.map_err(|why| why.of(name))?;
    }
    Ok(())
}

fn name(member: &tar::Entry<impl Read>) -> String {
    names::clean(&names::decode(&member.path_bytes(), b""))
}

/// True if a member has this name, in any top folder.
fn is_named(member: &tar::Entry<impl Read>, path: &str, name: &str) -> bool {
    let folder = path.strip_suffix(name);
    let is_top = |folder: &str| folder.find('/').is_none_or(|at| at + 1 == folder.len());
    member.header().entry_type().is_file() && folder.is_some_and(is_top)
}

/// True if a member may be an issue.
fn is_issue(member: &tar::Entry<impl Read>, name: &str) -> bool {
    member.header().entry_type().is_file()
        && names::is_walked_path(name)
        && names::is_issue(name)
        && names::is_inside(name)
}

/// Refuses a member by its header.
fn check(member: &tar::Entry<impl Read>, name: &str, limits: &Limits) -> Result<(), Refusal> {
    if !names::is_inside(name) {
        return Err(Refusal::LeadsOut);
    }
    if !member.header().entry_type().is_file() {
        return Err(Refusal::NoFile);
    }
    limits.check_entry(member.size())
}

fn read_whole(member: &mut tar::Entry<impl Read>, most: u64) -> Result<Vec<u8>, Refusal> {
    check_size(member.size(), most)?;
    let mut bytes = Vec::new();
    let read = member.take(most).read_to_end(&mut bytes);
    bytes.shrink_to_fit();
    read.map(|_| bytes)
        .map_err(|error| Refusal::Packed(cause(&error).into()))
}

/// The members. Reading on from a bomb is an error.
fn open(path: &Path, limits: &Limits) -> io::Result<tar::Archive<Box<dyn Read>>> {
    let file: Box<dyn Read> = if gzip::is_packed(&file::head(path)?) {
        Box::new(gzip::unpacked(path, limits)?)
    } else {
        Box::new(BufReader::new(File::open(path)?))
    };
    Ok(tar::Archive::new(file))
}

fn container(error: &io::Error) -> Refusal {
    Refusal::Container(cause(error).into())
}

/// The innermost cause of an error, clean: the tar crate wraps long sentences around our own, and may quote the archive.
fn cause(error: &io::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    clean::line(&cause.to_string()).into_owned()
}
