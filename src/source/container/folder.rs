//! Folders, read recursively. Links to folders are not followed, since they may form a loop; links to files are.

use std::{
    fs::{self, DirEntry, FileType},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    error::{Error, Refusal},
    source::{entry::Entry, limits::Limits, listing::Listing, names},
};

/// Markdown files under `root` that may be issues.
pub fn list(root: &Path, limits: &Limits) -> Result<Listing, Error> {
    fs::read_dir(root).map_err(|source| Error::unreadable(root, source))?;
    let mut listing = Listing::default();
    let mut folders = vec![(root.to_owned(), String::new())];
    while !folders.is_empty() {
        let some = folders.split_off(folders.len().saturating_sub(TOGETHER));
        let read = some.par_iter().rev();
        let read: Vec<_> = read
            .map(|(folder, prefix)| children(folder, prefix))
            .collect();
        for (inside, inner) in read {
            listing.append(inside);
            folders.extend(inner);
            if let Err(problem) = limits.check_count(listing.entries.len()) {
                listing.warn(&root.to_string_lossy(), &problem);
                listing.entries.truncate(limits.entries);
                return Ok(listing);
            }
        }
    }
    Ok(listing)
}

/// So many folders are read at a time.
const TOGETHER: usize = 64;

/// A folder on disk, and the prefix of all paths inside of it.
type Folder = (PathBuf, String);

/// The issues of a folder itself, and the folders in it.
fn children(folder: &Path, prefix: &str) -> (Listing, Vec<Folder>) {
    let (mut listing, mut folders) = (Listing::default(), Vec::new());
    match fs::read_dir(folder) {
        Ok(children) => {
            for child in children.flatten() {
                visit(&child, prefix, &mut listing, &mut folders);
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
        let children = fs::read_dir(folder).into_iter().flatten().flatten();
        let inner = children.filter(|child| {
            let name = names::clean(&child.file_name().to_string_lossy());
            names::is_walked(&name) && child.file_type().is_ok_and(|kind| kind.is_dir())
        });
        let inner: Vec<_> = inner.map(|child| child.path()).collect();
        folders.extend(inner);
        at += 1;
    }
    folders
}

fn visit(child: &DirEntry, prefix: &str, listing: &mut Listing, folders: &mut Vec<Folder>) {
    let name = names::clean(&child.file_name().to_string_lossy());
    let path = format!("{prefix}{name}");
    let Ok(kind) = child.file_type() else {
        return;
    };
    if kind.is_dir() {
        if names::is_walked(&name) {
            folders.push((child.path(), path + "/"));
        }
    } else if names::is_issue(&path) {
        match check(child, kind) {
            Ok(()) => listing.entries.push(Entry::file(path, child.path())),
            Err(problem) => listing.warn(&path, &problem),
        }
    }
}

/// Refuses what is no file. Pipes and devices are not so much as opened: they may never end, or act.
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
