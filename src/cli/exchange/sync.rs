//! Marks in step with a file that other machines write too, in a folder that Dropbox, Syncthing or git carries.
//!
//! The file is JSON lines as an export has them, and only ever grows. What a sync client puts beside it when two machines wrote
//! at once, a "conflicted copy", is taken in as well, and so are both sides of a merge that git left open.

use std::{
    collections::HashSet,
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process,
};

use super::{
    super::{Error, error::NoMark},
    MarkHeader, MarkLine, accept, line,
    merge::{MergeEntry, merge},
    read_line,
};
use crate::store::{Location, Store};

/// The number of times another process may write the file while it is merged.
const PATIENCE: usize = 8;

/// The numbers of changes that went either way.
#[derive(Debug, Default)]
pub struct Synced {
    /// From the file to the store.
    pub taken: usize,
    /// From the store to the file.
    pub given: usize,
}

/// Merges the store and the file, both ways.
pub fn sync(location: &Location, file: &Path) -> Result<Synced, Error> {
    let mut store = Store::open(location.path().ok_or(Error::NoStore)?)?;
    // A link stays one: the file that it leads to is replaced.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let name = file.to_string_lossy().into_owned();
    let base = store.synced(&name)?;
    for _ in 0..PATIENCE {
        let shared = Shared::read(&file)?;
        let merged = merge(&shared.entries, &store.all()?, &base);
        store.save(&merged.changes)?;
        if shared.append(&file, &merged.lines)? {
            store.set_synced(&name, &merged.base)?;
            return Ok(Synced {
                taken: merged.changes.len(),
                given: merged.lines.len(),
            });
        }
    }
    Err(Error::Usage(format!(
        "another program keeps writing {name}: try again"
    )))
}

/// The file and the copies beside it.
struct Shared {
    /// The bytes of the file itself.
    text: String,
    entries: Vec<MergeEntry>,
    /// Lines of copies that the file does not have.
    missing: Vec<String>,
}

impl Shared {
    fn read(file: &Path) -> Result<Self, Error> {
        let text = text(file)?;
        let known: HashSet<String> = marks(&text).map(|(_, line)| line.to_owned()).collect();
        let mut shared = Self {
            text: String::new(),
            entries: Vec::new(),
            missing: Vec::new(),
        };
        shared.add(file, &text)?;
        for copy in copies(file) {
            let text = self::text(&copy)?;
            shared.add(&copy, &text)?;
            let lines = marks(&text).map(|(_, line)| line.to_owned());
            shared
                .missing
                .extend(lines.filter(|line| !known.contains(line)));
        }
        shared.text = text;
        Ok(shared)
    }

    fn add(&mut self, path: &Path, text: &str) -> Result<(), Error> {
        for (number, line) in marks(text) {
            let entry = entry(line).map_err(|why| {
                Error::Usage(format!(
                    "{}, line {number} is not a mark: {why}",
                    path.display()
                ))
            })?;
            self.entries.extend(entry);
        }
        Ok(())
    }

    /// Rewrites the file with more lines. Returns false if it has changed meanwhile.
    fn append(&self, file: &Path, lines: &[MergeEntry]) -> Result<bool, Error> {
        let is_header = |line: &&String| line.contains("\"backissue\"");
        let missing = self.missing.iter().filter(|line| !is_header(line));
        let missing: Vec<_> = missing.collect();
        if lines.is_empty() && missing.is_empty() && !self.text.is_empty() {
            return Ok(true);
        }
        let mut out = self.text.clone().into_bytes();
        if out.is_empty() {
            line(&mut out, &MarkHeader::new())?;
        } else if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        for text in missing {
            writeln!(out, "{text}")?;
        }
        for entry in lines {
            line(&mut out, &MarkLine::of_entry(entry))?;
        }
        replace(file, &self.text, &out).map_err(|cause| Error::Read {
            path: file.to_owned(),
            cause,
        })
    }
}

/// A line of the file; `None` for its header.
fn entry(line: &str) -> Result<Option<MergeEntry>, NoMark> {
    if line.contains("\"backissue\"") {
        return accept(line).map(|()| None);
    }
    read_line(line).map(Some)
}

/// The lines that say something, with their numbers. Git marks the sides of a merge with lines of their own.
fn marks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_text = |line: &str| {
        !["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
            .iter()
            .any(|mark| line.starts_with(mark))
    };
    let lines = (1..).zip(text.lines().map(str::trim));
    lines.filter(move |(_, line)| !line.is_empty() && is_text(line))
}

/// A file as text; empty if it is not there yet.
fn text(file: &Path) -> Result<String, Error> {
    match fs::read_to_string(file) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text
            .map(|text| text.trim_start_matches('\u{feff}').to_owned())
            .map_err(|cause| Error::Read {
                path: file.to_owned(),
                cause,
            }),
    }
}

/// `marks (Ann's conflicted copy).jsonl` and `marks.sync-conflict-20261129-ABCDEF.jsonl` of `marks.jsonl`.
fn copies(file: &Path) -> Vec<PathBuf> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let text = |name: Option<&OsStr>| name.map(|name| name.to_string_lossy().into_owned());
    let stem = text(file.file_stem());
    let is_copy = |path: &PathBuf| {
        let (Some(name), Some(stem)) = (text(path.file_name()), &stem) else {
            return false;
        };
        path != file
            && name.starts_with(&**stem)
            && name.to_lowercase().contains("conflict")
            && path.extension() == file.extension()
    };
    let children = fs::read_dir(folder.unwrap_or(Path::new(".")));
    let children = children.into_iter().flatten().flatten();
    let paths = children.map(|child| child.path());
    let mut found: Vec<_> = paths.filter(is_copy).collect();
    found.sort();
    found
}

/// Puts new bytes in a file's place in one step, unless it is another than it `was`.
fn replace(file: &Path, was: &str, bytes: &[u8]) -> io::Result<bool> {
    let temporary = file.with_extension(format!("{}.tmp", process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    options.mode(0o600);
    let mut out: File = options.open(&temporary)?;
    let written = out.write_all(bytes).and_then(|()| out.sync_all());
    let same = fs::read_to_string(file).unwrap_or_default();
    let same = same.trim_start_matches('\u{feff}') == was;
    let done = written.and_then(|()| {
        if same {
            fs::rename(&temporary, file).map(|()| true)
        } else {
            Ok(false)
        }
    });
    if !matches!(done, Ok(true)) {
        fs::remove_file(&temporary)?;
    }
    done
}
