//! Tar archives, plain or gzipped: read from front to back, the Markdown in them kept.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;

use super::{Entry, Limits, Listing, Place, names, warning};
use crate::error::Error;

/// The members of the tar `file` that may be issues.
pub fn list(file: File, gzip: bool, path: &Path, limits: &Limits) -> Result<Listing, Error> {
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
    let mut tape = tar::Archive::new(reader.take(most));
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

fn read_member(
    member: &mut tar::Entry<impl Read>,
    limits: &Limits,
    total: &mut u64,
) -> Result<Option<Entry>, String> {
    let name = names::clean(&names::decode(&member.path_bytes()));
    let wanted = member.header().entry_type().is_file()
        && names::is_walked_path(&name)
        && names::is_issue(&name);
    if !wanted || !names::is_inside(&name) {
        return Ok(None);
    }
    limits.check_entry(member.size())?;
    *total += member.size();
    limits.check_total(*total)?;
    let mut bytes = Vec::new();
    member
        .take(limits.entry_bytes)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name} cannot be unpacked: {error}"))?;
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
