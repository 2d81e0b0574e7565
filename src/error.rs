//! Errors of reading: what stops the program reads as a sentence, why one file is not read as a clause.

mod program;
mod refusal;

use std::{
    io,
    path::{Path, PathBuf},
};

pub use program::ProgramError;
pub use refusal::Refusal;

/// Why nothing could be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path that is not there.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// A path that cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A path that is neither a file nor a folder.
    #[error("{} is neither a file nor a folder", .0.display())]
    NotAFile(PathBuf),
    /// A zip or tar that cannot be understood.
    #[error("{} is damaged or no archive: {reason}", path.display())]
    Broken {
        /// The path as given.
        path: PathBuf,
        /// The fault, a clause.
        reason: Refusal,
    },
    /// A path that is read but holds no issue.
    #[error("no issues in {}: give a folder of .md, .html or .eml files, a Maildir, a .zip or .tar.gz of one, or a single file", .0.display())]
    NoIssues(PathBuf),
    /// A path in which there is nothing but links: the path, the first of them, and why it is passed over.
    #[error("no issues in {}: {} {}", .0.display(), .1, .2)]
    OnlyLinks(PathBuf, String, String),
    /// A mailbox in which nothing was sent to a list.
    #[error("no newsletters in {}: no mail in it ({}) was sent to a list; --all-mail reads all, `senders = [\"news@lamp.example\"]` in the configuration those of a sender", .0.display(), .1)]
    OnlyLetters(PathBuf, usize),
}

impl Error {
    /// A path that cannot be read.
    pub fn unreadable(path: &Path, source: io::Error) -> Self {
        Self::Unreadable {
            path: path.to_owned(),
            source,
        }
    }

    /// A container that cannot be understood.
    pub fn broken(path: &Path, reason: Refusal) -> Self {
        Self::Broken {
            path: path.to_owned(),
            reason,
        }
    }
}
