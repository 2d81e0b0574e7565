//! Folders, read recursively. Links to files within the archive are read; those to folders are not, as the folder is read anyway.
//! With `--follow-links`, all are, each folder once.

use std::{
    collections::HashSet,
    fs::{self, DirEntry, FileType},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    error::{Error, Refusal},
    source::{
        container::{feed, file, mbox},
        entry::Entry,
        limits::Limits,
        listing::Listing,
        names,
    },
    text::names_plain_text,
};

/// Files under `root` that may be issues, and the issues in mailboxes and exports there.
pub fn list(root: &Path, limits: &Limits) -> Result<Listing, Error> {
    fs::read_dir(root).map_err(|source| Error::unreadable(root, source))?;
    let mut listing = Listing::default();
    let whole_root = whole(root);
    let mut seen = HashSet::from([whole_root.clone()]);
    let mut folders = vec![(root.to_owned(), String::new())];
    while !folders.is_empty() {
        let some = folders.split_off(folders.len().saturating_sub(TOGETHER));
        let read = some.par_iter().rev();
        let read: Vec<_> = read
            .map(|(folder, prefix)| children(&whole_root, folder, prefix, limits))
            .collect();
        for (inside, inner) in read {
            listing.append(inside);
            let once = |(folder, _): &Folder| !limits.follow_links || seen.insert(whole(folder));
            folders.extend(inner.into_iter().filter(once));
            if let Err(problem) = limits.check_count(listing.entries.len()) {
                listing.warn(&root.to_string_lossy(), &problem);
                listing.entries.truncate(limits.entries);
                return Ok(listing);
            }
        }
    }
    add_feeds(&mut listing, limits);
    names::without_copies(&mut listing.entries, |entry| &entry.path);
    Ok(listing)
}

/// Adds the entries of the feeds in a folder that has nothing else: beside issues, a feed has what they have.
fn add_feeds(listing: &mut Listing, limits: &Limits) {
    let feeds = std::mem::take(&mut listing.feeds);
    if !listing.entries.is_empty() {
        return;
    }
    for (file, path) in feeds {
        if let Err(problem) = feed::add(listing, &file, &path, limits) {
            listing.warn(&path, &problem);
        }
    }
}

/// The path of a folder without links, which identifies it.
fn whole(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}

/// So many folders are read at a time.
const TOGETHER: usize = 64;

/// A folder on disk, and the prefix of all paths inside of it.
type Folder = (PathBuf, String);

/// The issues of a folder itself, and the folders in it.
fn children(root: &Path, folder: &Path, prefix: &str, limits: &Limits) -> (Listing, Vec<Folder>) {
    let (mut listing, mut folders) = (Listing::default(), Vec::new());
    let mailbox = is_mailbox(folder);
    let delivered = folder.parent().is_some_and(is_mailbox);
    match fs::read_dir(folder) {
        Ok(children) => {
            for child in children.flatten() {
                let name = names::clean(&child.file_name().to_string_lossy());
                let path = format!("{prefix}{name}");
                match child.file_type() {
                    Ok(kind) if kind.is_dir() || leads_to_folder(&child, kind, limits) => {
                        if is_walked(&name, &child.path(), mailbox) {
                            folders.push((child.path(), path + "/"));
                        }
                    }
                    Ok(kind) if names::is_walked(&name) && leads_out(&child, kind, root) => {
                        listing.warn(&path, &Refusal::LinkOut);
                    }
                    Ok(kind) => visit(&child, kind, path, delivered, &mut listing, limits),
                    Err(_) => {}
                }
            }
        }
        Err(error) => listing.warn(prefix, &Refusal::Unreadable(error)),
    }
    (listing, folders)
}

/// The folders in which a change to these paths would show: those that are read, and the parent of a single file.
pub fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let around = |path: &PathBuf| {
        if path.is_dir() {
            return tree(path);
        }
        let parent = path.parent().filter(|parent| *parent != Path::new(""));
        vec![parent.unwrap_or(Path::new(".")).to_owned()]
    };
    let mut folders: Vec<_> = paths.iter().flat_map(around).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// A folder and all folders in it that are read.
fn tree(root: &Path) -> Vec<PathBuf> {
    let mut folders = vec![root.to_owned()];
    let mut at = 0;
    while let Some(folder) = folders.get(at) {
        let mailbox = is_mailbox(folder);
        let children = fs::read_dir(folder).into_iter().flatten().flatten();
        let inner = children.filter(|child| {
            let name = names::clean(&child.file_name().to_string_lossy());
            child.file_type().is_ok_and(|kind| kind.is_dir())
                && is_walked(&name, &child.path(), mailbox)
        });
        let inner: Vec<_> = inner.map(|child| child.path()).collect();
        folders.extend(inner);
        at += 1;
    }
    folders
}

fn visit(
    child: &DirEntry,
    kind: FileType,
    path: String,
    delivered: bool,
    listing: &mut Listing,
    limits: &Limits,
) {
    let file = child.path();
    let mail = names::is_mail(&path);
    if names::is_issue(&path) && (!mail || delivered || path.to_ascii_lowercase().ends_with(".eml"))
    {
        match check(child, kind) {
            Ok(()) => listing.entries.push(entry(path, file, kind, limits)),
            Err(problem) => listing.warn(&path, &problem),
        }
    } else if names::may_hold_issues(&path) && check(child, kind).is_ok() {
        if kind.is_symlink() && !limits.follow_links {
            return listing.warn(&path, &Refusal::LinkOut);
        }
        hold(&file, path, listing, limits, kind);
    }
}

fn entry(path: String, file: PathBuf, kind: FileType, limits: &Limits) -> Entry {
    if limits.follow_links {
        Entry::file(path, file)
    } else if kind.is_symlink() {
        Entry::link(path, file)
    } else {
        Entry::found(path, file)
    }
}

fn leads_to_folder(child: &DirEntry, kind: FileType, limits: &Limits) -> bool {
    limits.follow_links && kind.is_symlink() && child.path().is_dir()
}

/// True for a link to a folder that is not read in its own place.
fn leads_out(child: &DirEntry, kind: FileType, root: &Path) -> bool {
    let path = child.path();
    kind.is_symlink() && path.is_dir() && !whole(&path).starts_with(root)
}

/// Adds the issues of a mailbox or an export that lies in a folder, or a file that may be one of plain text.
fn hold(file: &Path, path: String, listing: &mut Listing, limits: &Limits, kind: FileType) {
    let Ok(head) = file::head(file) else {
        return;
    };
    let added = if mbox::begins(&head) {
        mbox::add(listing, file, &path, limits)
    } else if feed::is_export(&head) {
        feed::add(listing, file, &path, limits)
    } else if feed::is_xml(&head) {
        listing.feeds.push((file.to_owned(), path));
        return;
    } else {
        if names_plain_text(&path) && is_text(&head) {
            let entry = entry(path, file.to_owned(), kind, limits);
            listing.entries.push(entry);
        }
        return;
    };
    if let Err(problem) = added {
        listing.warn(&path, &problem);
    }
}

/// True if the first bytes of a file are UTF-8 and say something.
fn is_text(head: &[u8]) -> bool {
    let cut = |error: std::str::Utf8Error| error.error_len().is_none();
    !head.is_empty() && !head.contains(&0) && std::str::from_utf8(head).map_or_else(cut, |_| true)
}

/// True if a folder is a Maildir.
fn is_mailbox(folder: &Path) -> bool {
    folder.join("cur").is_dir() && folder.join("new").is_dir()
}

/// True if a folder of this name may hold issues. A Maildir's folders begin with a dot, and unfinished mails are in `tmp`.
fn is_walked(name: &str, folder: &Path, in_mailbox: bool) -> bool {
    if in_mailbox && name == "tmp" {
        return false;
    }
    names::is_walked(name) || in_mailbox && name.starts_with('.') && is_mailbox(folder)
}

/// Refuses anything but a file. Pipes and devices are never opened: they may never end, or act.
fn check(child: &DirEntry, kind: FileType) -> Result<(), Refusal> {
    if kind.is_file() {
        return Ok(());
    }
    match fs::metadata(child.path()) {
        Ok(about) if about.is_file() => Ok(()),
        Ok(about) if about.is_dir() => Err(Refusal::LinkToFolder),
        Ok(_) => Err(Refusal::Device),
        Err(error) => Err(Refusal::Unreadable(error)),
    }
}
