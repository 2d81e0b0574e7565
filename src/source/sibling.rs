//! One file of an archive that a text of it names, such as a picture. Nothing outside of the archive is ever read.

use std::{
    collections::{HashMap, hash_map},
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use unicode_normalization::UnicodeNormalization as _;

use super::{
    container::OtherFiles,
    containers,
    entry::Entry,
    limits::{Limits, check_size},
    list, names, open,
    stamp::{Stamp, stamp},
};
use crate::error::Refusal;

/// Bytes that are kept of texts that had to be unpacked to come to one of them.
const MOST_UNPACKED: usize = 64 << 20;

/// Where a text stands that names another file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path inside the archive.
    pub path: String,
    /// The file on disk, if it is one.
    pub file: Option<PathBuf>,
}

/// The files of an archive that its texts name. Containers stay open from one file to the next.
pub struct Siblings {
    paths: Vec<PathBuf>,
    /// The text read last by its path: it may have several pictures.
    own: Option<(String, Vec<u8>)>,
    /// Mails of mailboxes by their paths, and what their mailboxes looked like when they were found there.
    mails: HashMap<String, (Option<Stamp>, Entry)>,
    /// Texts that were unpacked by their paths, and what the archive looked like then.
    unpacked: (Vec<Option<Stamp>>, HashMap<String, Entry>),
    opened: HashMap<PathBuf, (Option<Stamp>, Box<dyn OtherFiles>)>,
}

impl Siblings {
    /// The files of the archive at these paths.
    pub fn of(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            own: None,
            mails: HashMap::new(),
            unpacked: (Vec::new(), HashMap::new()),
            opened: HashMap::new(),
        }
    }

    /// Reads the file that `target`, a relative path with `/` between names, means at `origin`, unless it has more than `most`
    /// bytes.
    pub fn read(&mut self, origin: &Origin, target: &str, most: u64) -> Result<Vec<u8>, Refusal> {
        match &origin.file {
            Some(file) => on_disk(&self.paths, file, target, most),
            None => self.in_container(&origin.path, target, most),
        }
    }

    /// Reads the text itself, such as a mail with pictures, unless it has more than `most` bytes.
    pub fn read_own(&mut self, origin: &Origin, most: u64) -> Result<Vec<u8>, Refusal> {
        if let Some(file) = &origin.file {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            return on_disk(&self.paths, file, &name, most);
        }
        if let Some((_, text)) = self.own.as_ref().filter(|(path, _)| *path == origin.path) {
            return Ok(text.clone());
        }
        let text = self.listed(&origin.path, most)?;
        self.own = Some((origin.path.clone(), text.clone()));
        Ok(text)
    }

    /// Reads an issue that is no file on disk by its path. A mailbox that did not change is not gone through again.
    fn listed(&mut self, path: &str, most: u64) -> Result<Vec<u8>, Refusal> {
        let limits = Limits {
            entry_bytes: most,
            all_mail: true,
            ..Limits::default()
        };
        if let Some(known) = self.known(path) {
            return known.clone().read(&limits);
        }
        let stamps = self.stamps();
        let listing = list(&self.paths, &limits).map_err(|_| Refusal::Missing)?;
        self.keep(&listing.entries);
        let mut entries = listing.entries.iter();
        let at = entries.position(|entry| entry.path == path);
        let at = at.ok_or(Refusal::Missing)?;
        let read = listing.entries.get(at).cloned();
        self.unpacked = (stamps, unpacked_near(listing.entries, at));
        read.ok_or(Refusal::Missing)?.read(&limits)
    }

    /// An issue found earlier, where nothing changed since.
    fn known(&self, path: &str) -> Option<&Entry> {
        let same =
            |(then, mail): &&(Option<Stamp>, Entry)| mail.part_of().map(stamp) == Some(*then);
        let part = self.mails.get(path).filter(same).map(|(_, mail)| mail);
        let (then, texts) = &self.unpacked;
        part.or_else(|| texts.get(path).filter(|_| *then == self.stamps()))
    }

    /// The look of the archive now.
    fn stamps(&self) -> Vec<Option<Stamp>> {
        self.paths.iter().map(|path| stamp(path)).collect()
    }

    /// Keeps where the mails of mailboxes are.
    fn keep(&mut self, entries: &[Entry]) {
        self.mails.clear();
        let mut stamps: HashMap<&Path, Option<Stamp>> = HashMap::new();
        for entry in entries {
            if let Some(file) = entry.part_of() {
                let then = *stamps.entry(file).or_insert_with(|| stamp(file));
                let mails = self.mails.entry(entry.path.clone());
                mails.or_insert_with(|| (then, entry.clone()));
            }
        }
    }

    fn in_container(&mut self, path: &str, target: &str, most: u64) -> Result<Vec<u8>, Refusal> {
        let name = names::sibling(path, target).ok_or(Refusal::Outside)?;
        let limits = Limits {
            entry_bytes: most,
            ..Limits::default()
        };
        for path in self.paths.clone().iter().filter(|path| path.is_file()) {
            if let Some(bytes) = self.container(path, &limits)?.read(&name, &limits)? {
                return Ok(bytes);
            }
        }
        Err(Refusal::Missing)
    }

    /// The open container at a path, opened anew if its file changed.
    fn container(&mut self, path: &Path, limits: &Limits) -> Result<&mut dyn OtherFiles, Refusal> {
        let now = stamp(path);
        if self.opened.get(path).is_some_and(|(then, _)| *then != now) {
            self.opened.remove(path);
        }
        Ok(match self.opened.entry(path.to_owned()) {
            hash_map::Entry::Occupied(known) => &mut *known.into_mut().1,
            hash_map::Entry::Vacant(new) => {
                &mut *new.insert((now, containers::files(path, limits)?)).1
            }
        })
    }
}

/// The texts that had to be unpacked, by their paths: those around the one at `at`, which a reader is likely to turn to.
fn unpacked_near(mut entries: Vec<Entry>, at: usize) -> HashMap<String, Entry> {
    let from = entries.split_off(at);
    let near = [fitting(from), fitting(entries.into_iter().rev())];
    let near = near.into_iter().flatten();
    near.map(|entry| (entry.path.clone(), entry)).collect()
}

/// The first texts of some that had to be unpacked, as many as may be kept on one side.
fn fitting(entries: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    let mut room = MOST_UNPACKED / 2;
    let entries = entries.into_iter();
    let unpacked = entries.filter_map(|entry| Some((entry.unpacked()?, entry)));
    let fit = unpacked.map_while(|(bytes, entry)| {
        room = room.checked_sub(bytes)?;
        Some(entry)
    });
    fit.collect()
}

fn on_disk(paths: &[PathBuf], file: &Path, target: &str, most: u64) -> Result<Vec<u8>, Refusal> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let path = whole_path(folder, target).ok_or(Refusal::Missing)?;
    let inside = |root: PathBuf| path.starts_with(root);
    if !paths.iter().filter_map(|path| root(path)).any(inside) {
        return Err(Refusal::Outside);
    }
    let opened = open::unlinked(&path)?;
    check_size(opened.metadata()?.len(), most)?;
    let mut bytes = Vec::new();
    opened.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file with all links followed, however its name is composed (NFC, or NFD as on macOS); `None` if it does not exist.
fn whole_path(folder: &Path, target: &str) -> Option<PathBuf> {
    let forms = [
        target.to_owned(),
        target.nfc().collect(),
        target.nfd().collect(),
    ];
    let mut forms = forms.iter();
    forms.find_map(|name| fs::canonicalize(folder.join(name)).ok())
}

/// The folder that all of an archive lies in.
fn root(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return fs::canonicalize(path).ok();
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()
}
