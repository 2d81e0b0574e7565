//! Tar archives, plain or gzipped: read from front to back, the Markdown in them kept.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;

use super::{Entry, Limits, Listing, Place, beside::check_size, names, warning};
use crate::error::Error;

/// How many files of one name are kept until the folder is known that all issues are in.
const MOST_FOLDERS: usize = 4;

/// The members of the tar `file` that may be issues.
pub fn list(file: File, gzip: bool, path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let mut tape = open(file, gzip, limits);
    let mut listing = Listing::default();
    let mut total = 0;
    let members = tape.entries().map_err(|error| broken(path, &error))?;
    for member in members {
        let read = member
            .map_err(|error| error.to_string())
            .and_then(|mut member| {
                limits.check_count(listing.entries.len())?;
                read_member(&mut member, limits, &mut total)
            });
        match read {
            Ok(Some(entry)) => listing.entries.push(entry),
            Ok(None) => (),
            Err(problem) if listing.entries.is_empty() => {
                return Err(broken(path, &io::Error::other(problem)));
            }
            Err(problem) => {
                listing
                    .warnings
                    .push(warning(&path.to_string_lossy(), problem));
                break;
            }
        }
    }
    let top = names::common_top(listing.entries.iter().map(|entry| entry.path.as_str())).len();
    for entry in &mut listing.entries {
        entry.path = entry.path.get(top..).unwrap_or("").to_owned();
    }
    Ok(listing)
}

/// The member of this name, below the folder that all issues of the tar are in.
pub fn find(
    file: File,
    gzip: bool,
    name: &str,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, String> {
    let mut tape = open(file, gzip, limits);
    let (mut issues, mut found) = (Vec::new(), Vec::new());
    let members = tape.entries().map_err(|error| error.to_string())?;
    for mut member in members.map_while(Result::ok) {
        let other = names::clean(&names::decode(&member.path_bytes()));
        if is_wanted(&member, &other) {
            issues.push(other);
        } else if found.len() < MOST_FOLDERS && is_named(&member, &other, name) {
            let bytes = read_whole(&mut member, name, limits.entry_bytes);
            found.push((other, bytes));
        }
    }
    let top = names::common_top(issues.iter().map(String::as_str));
    let wanted = format!("{top}{name}");
    let hit = found.into_iter().find(|(other, _)| *other == wanted);
    hit.map(|(_, bytes)| bytes).transpose()
}

/// Whether a member has this name, in whatever top folder.
fn is_named(member: &tar::Entry<impl Read>, path: &str, name: &str) -> bool {
    let folder = path.strip_suffix(name);
    let is_top = |folder: &str| folder.find('/').is_none_or(|at| at + 1 == folder.len());
    member.header().entry_type().is_file() && folder.is_some_and(is_top)
}

fn read_whole(
    member: &mut tar::Entry<impl Read>,
    name: &str,
    most: u64,
) -> Result<Vec<u8>, String> {
    check_size(name, member.size(), most)?;
    let mut bytes = Vec::new();
    let read = member.take(most).read_to_end(&mut bytes);
    read.map(|_| bytes)
        .map_err(|error| format!("{name} cannot be unpacked: {error}"))
}

/// What a tar unpacks to ends where no honest one goes on.
fn open(file: File, gzip: bool, limits: &Limits) -> tar::Archive<impl Read + use<>> {
    let packed = file.metadata().map_or(0, |about| about.len());
    let reader: Box<dyn Read> = if gzip {
        Box::new(MultiGzDecoder::new(BufReader::new(file)))
    } else {
        Box::new(BufReader::new(file))
    };
    let most = if gzip {
        packed.saturating_mul(limits.ratio).max(1 << 20)
    } else {
        u64::MAX
    };
    tar::Archive::new(reader.take(most))
}

/// Whether a member may be an issue.
fn is_wanted(member: &tar::Entry<impl Read>, name: &str) -> bool {
    member.header().entry_type().is_file()
        && names::is_walked_path(name)
        && names::is_issue(name)
        && names::is_inside(name)
}

fn read_member(
    member: &mut tar::Entry<impl Read>,
    limits: &Limits,
    total: &mut u64,
) -> Result<Option<Entry>, String> {
    let name = names::clean(&names::decode(&member.path_bytes()));
    if !is_wanted(member, &name) {
        return Ok(None);
    }
    limits.check_entry(member.size())?;
    *total += member.size();
    limits.check_total(*total)?;
    let bytes = read_whole(member, &name, limits.entry_bytes)?;
    Ok(Some(Entry {
        path: name,
        place: Place::Memory(bytes.into()),
    }))
}

fn broken(path: &Path, error: &io::Error) -> Error {
    Error::Broken {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
