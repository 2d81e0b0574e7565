//! The counts of an archive that a command loaded, noted for the library and for the next time.

use std::path::PathBuf;

use super::selection;
use crate::{
    library::shelf,
    model::Archive,
    store::{Location, Seen, Store},
};

/// Notes the counts of an archive.
pub(super) fn counts(location: &Location, paths: &[PathBuf], archive: &Archive) {
    if let Some(mut store) = open(location) {
        let marks = selection::marks(archive, Some(&mut store));
        // Who cannot write there is told so when something is marked.
        let _ = store.note_shelf(paths, &shelf(archive, &marks));
    }
}

/// Notes the issues of an archive that nobody has read yet: what comes after is new.
pub(super) fn issues(location: &Location, paths: &[PathBuf], archive: &Archive) {
    let Some(mut store) = open(location) else {
        return;
    };
    if let Ok(None) = store.visit(paths) {
        let seen = archive.issues().map(|(_, issue)| Seen::of(issue));
        let _ = store.arrive(paths, &seen.collect::<Vec<_>>(), 0);
    }
}

fn open(location: &Location) -> Option<Store> {
    Store::open(location.path()?).ok()
}
