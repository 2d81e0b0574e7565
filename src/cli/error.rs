//! Why a command failed.

use std::{io, path::PathBuf};

use super::{exchange, settings::Flaws};
use crate::{git::GitError, query, store::StoreError};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing could be loaded.
    #[error(transparent)]
    Load(#[from] crate::error::Error),
    /// The configuration is wrong.
    #[error("{0}")]
    Config(Flaws),
    /// The query is wrong.
    #[error("the query is wrong at {0}")]
    Query(#[from] query::ParseError),
    /// `--last` without one.
    #[error("no archive was read yet: name one")]
    NoLast,
    /// The marks could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Marks are to be kept nowhere.
    #[error("there is no file of marks: name one with BACKISSUE_STATE")]
    NoStore,
    /// Nothing is marked without an id or a query.
    #[error("say what to mark: ids of articles, or a query with --query")]
    NoQuery,
    /// Marks to merge could not be read.
    #[error("cannot read marks from {}: {cause}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's word.
        cause: io::Error,
    },
    /// Marks to merge are none.
    #[error("line {number} is no mark: {why}")]
    Line {
        /// The line, from 1.
        number: u32,
        /// The reason.
        why: exchange::NoMark,
    },
    /// The file of topics cannot be read.
    #[error("cannot read the topics in {}: {why}", path.display())]
    Topics {
        /// The file.
        path: PathBuf,
        /// The reason.
        why: String,
    },
    /// An archive could not be fetched.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Asked for in a way that cannot be done.
    #[error("{0}")]
    Usage(String),
    /// The output could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}
