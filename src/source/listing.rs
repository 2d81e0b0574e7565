//! The content of a container.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{entry::Entry, names};
use crate::{
    error::{Error, Refusal},
    model::Warning,
};

/// Entries that may be issues, and those that were skipped.
#[derive(Debug, Default)]
pub struct Listing {
    /// In no order.
    pub entries: Vec<Entry>,
    /// Feeds that lie in a folder, with their paths in it.
    pub feeds: Vec<(PathBuf, String)>,
    /// Reasons why something was passed over.
    pub warnings: Vec<Warning>,
    /// Mails that were sent to no list.
    pub others: usize,
}

impl Listing {
    /// A listing of one entry.
    pub(super) fn one(entry: Entry) -> Self {
        Self {
            entries: vec![entry],
            ..Self::default()
        }
    }

    /// The error of a path without issues; a link that was passed over may lead to them.
    pub(super) fn only_links(&self, root: &Path) -> Error {
        let links = [Refusal::LinkToFolder, Refusal::LinkOut].map(|reason| reason.to_string());
        let mut warnings = self.warnings.iter();
        match warnings.find(|warning| links.contains(&warning.message)) {
            Some(link) => {
                Error::OnlyLinks(root.to_owned(), link.path.clone(), link.message.clone())
            }
            None => Error::NoIssues(root.to_owned()),
        }
    }

    /// Says that something at `path` was passed over.
    pub(super) fn warn(&mut self, path: &str, reason: &Refusal) {
        self.warnings.push(Warning {
            path: path.to_owned(),
            line: None,
            message: reason.to_string(),
        });
    }

    /// Links may lead to these folders and files, and nowhere else.
    pub(super) fn bind_links(&mut self, roots: &Arc<[PathBuf]>) {
        for entry in &mut self.entries {
            entry.bind(roots);
        }
    }

    /// Says nothing of links to what is read in its own place, in another of the folders.
    pub(super) fn forgive_links(&mut self, root: &Path, roots: &[PathBuf]) {
        let out = Refusal::LinkOut.to_string();
        let is_read = |link: &String| {
            let place = fs::canonicalize(root.join(link));
            place.is_ok_and(|place| roots.iter().any(|root| place.starts_with(root)))
        };
        let warnings = &mut self.warnings;
        warnings.retain(|warning| warning.message != out || !is_read(&warning.path));
    }

    /// Passes over copies of entries that a program for synchronising made.
    pub(super) fn leave_out_conflicts(&mut self) {
        let paths: HashSet<_> = self
            .entries
            .iter()
            .map(|entry| entry.path.clone())
            .collect();
        let mut copies = Vec::new();
        self.entries.retain(|entry| {
            let whole = names::without_conflict(&entry.path);
            let whole = whole.filter(|whole| paths.contains(whole));
            let stays = whole.is_none();
            copies.extend(whole.map(|whole| (entry.path.clone(), whole)));
            stays
        });
        for (copy, whole) in copies {
            self.warn(&copy, &Refusal::Conflict(whole));
        }
    }

    /// Adds all of another listing.
    pub(super) fn append(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.feeds.extend(other.feeds);
        self.warnings.extend(other.warnings);
        self.others += other.others;
    }

    /// Says whose issues these are, unless they say so themselves.
    pub(super) fn name(&mut self, newsletter: &str) {
        for entry in &mut self.entries {
            entry.newsletter = Some(newsletter.to_owned());
        }
    }

    /// Says which repository the working copy is of that these issues lie in.
    pub(super) fn come_from(&mut self, origin: &Arc<str>) {
        for entry in &mut self.entries {
            entry.origin = Some(Arc::clone(origin));
        }
    }

    /// Puts a folder's name before all paths.
    pub(super) fn put_below(&mut self, folder: &str) {
        let prefix = format!("{folder}/");
        for entry in &mut self.entries {
            entry.path.insert_str(0, &prefix);
        }
    }
}
