//! Tar archives, plain or gzipped: read from front to back, the Markdown in them kept.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek as _},
    path::Path,
};

use flate2::read::MultiGzDecoder;

use super::{Entry, Limits, Listing, Place, Take, beside::check_size, names, warning};
use crate::{error::Error, text::clean};

/// How many files of one name are kept until the folder is known that all issues are in.
const MOST_FOLDERS: usize = 4;

/// The members of the tar `file` that may be issues. Each is offered to `take` as soon as it is read.
pub fn list(
    mut file: File,
    gzip: bool,
    path: &Path,
    limits: &Limits,
    take: &mut Take<'_>,
) -> Result<Listing, Error> {
    let unreadable = |source| Error::Unreadable {
        path: path.to_owned(),
        source,
    };
    let first = file.try_clone().map_err(unreadable)?;
    let found = Reading::new(limits, None).run(open(first, gzip, limits), path, take)?;
    if let Some(listing) = found {
        return Ok(listing);
    }
    file.rewind().map_err(unreadable)?;
    let again = Reading::new(limits, Some(String::new()));
    let found = again.run(open(file, gzip, limits), path, take)?;
    Ok(found.unwrap_or_default())
}

/// A tar on its way through memory.
struct Reading<'a> {
    limits: &'a Limits,
    /// The folder that all issues are in: that of the first, until one lies elsewhere.
    top: Option<String>,
    listing: Listing,
    total: u64,
}

/// Whether to go on.
enum Flow {
    On,
    /// The issues are not in one folder, other than was thought: their paths so far are wrong.
    Again,
}

impl<'a> Reading<'a> {
    fn new(limits: &'a Limits, top: Option<String>) -> Self {
        let (listing, total) = (Listing::default(), 0);
        Self {
            limits,
            top,
            listing,
            total,
        }
    }

    /// Reads all; `None` if it has to be read again.
    fn run(
        mut self,
        mut archive: tar::Archive<Box<dyn Read>>,
        path: &Path,
        take: &mut Take<'_>,
    ) -> Result<Option<Listing>, Error> {
        let members = archive.entries().map_err(|error| broken(path, &error))?;
        for member in members {
            let read = member
                .map_err(|error| sentence(&error))
                .and_then(|mut member| self.member(&mut member, take));
            match read {
                Ok(Flow::On) => {}
                Ok(Flow::Again) => return Ok(None),
                Err(problem) if self.listing.entries.is_empty() => {
                    return Err(broken(path, &io::Error::other(problem)));
                }
                Err(problem) => {
                    let warning = warning(&path.to_string_lossy(), problem);
                    self.listing.warnings.push(warning);
                    break;
                }
            }
        }
        Ok(Some(self.listing))
    }

    /// Reads a member that may be an issue, or says why it is passed over. After an error nothing more can be read.
    fn member(
        &mut self,
        member: &mut tar::Entry<impl Read>,
        take: &mut Take<'_>,
    ) -> Result<Flow, String> {
        let name = names::clean(&names::decode(&member.path_bytes()));
        let kind = member.header().entry_type();
        if kind.is_dir() || !names::is_walked_path(&name) || !names::is_issue(&name) {
            return Ok(Flow::On);
        }
        self.limits.check_count(self.listing.entries.len())?;
        if let Err(problem) = check(member, &name, self.limits) {
            self.listing.warnings.push(warning(&name, problem));
            return Ok(Flow::On);
        }
        self.total += member.size();
        self.limits.check_total(self.total)?;
        let bytes = read_whole(member, &name, self.limits.entry_bytes)?;
        let first = || names::common_top(std::iter::once(&*name)).to_owned();
        let Some(path) = name.strip_prefix(&**self.top.get_or_insert_with(first)) else {
            return Ok(Flow::Again);
        };
        let place = match take(path, bytes) {
            Ok(ticket) => Place::Taken(ticket),
            Err(bytes) => Place::Memory(bytes.into()),
        };
        let path = path.to_owned();
        self.listing.entries.push(Entry::new(path, place));
        Ok(Flow::On)
    }
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
        .map_err(|error| format!("{name} cannot be unpacked: {}", sentence(&error)))
}

/// The members; what they unpack to ends with an error where no honest archive goes on.
fn open(file: File, gzip: bool, limits: &Limits) -> tar::Archive<Box<dyn Read>> {
    let packed = file.metadata().map_or(0, |about| about.len());
    let file = BufReader::new(file);
    if !gzip {
        return tar::Archive::new(Box::new(file));
    }
    tar::Archive::new(Box::new(Bounded {
        reader: MultiGzDecoder::new(file),
        packed,
        unpacked: 0,
        limits: *limits,
    }))
}

/// Whether a member may be an issue.
fn is_wanted(member: &tar::Entry<impl Read>, name: &str) -> bool {
    member.header().entry_type().is_file()
        && names::is_walked_path(name)
        && names::is_issue(name)
        && names::is_inside(name)
}

/// Whether a member is read; the error is a clause.
fn check(member: &tar::Entry<impl Read>, name: &str, limits: &Limits) -> Result<(), String> {
    if !names::is_inside(name) {
        return Err(names::LEADS_OUT.to_owned());
    }
    if !member.header().entry_type().is_file() {
        return Err(names::NO_FILE.to_owned());
    }
    limits.check_entry(member.size())
}

/// An unpacked stream that ends with an error where it is too large for what it was unpacked from.
struct Bounded<R> {
    reader: R,
    packed: u64,
    unpacked: u64,
    limits: Limits,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.unpacked += read as u64;
        let problem = self.limits.check_ratio(self.packed, self.unpacked).err();
        problem.map_or(Ok(read), |problem| Err(io::Error::other(problem)))
    }
}

/// What an error says at the bottom: what tar wraps around it is long, and names our own clause only in passing. It may quote
/// the tar.
fn sentence(error: &io::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    clean::line(&cause.to_string()).into_owned()
}

fn broken(path: &Path, error: &io::Error) -> Error {
    Error::Broken {
        path: path.to_owned(),
        reason: sentence(error),
    }
}
