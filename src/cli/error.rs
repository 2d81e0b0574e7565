//! The errors that stop a command, each as a sentence.

use std::{fmt, io, path::PathBuf};

use crate::{config::Problem, error, git::GitError, query::ParseError, store::StoreError};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing could be loaded.
    #[error("{why}{hint}")]
    Load {
        /// The reason.
        why: error::Error,
        /// A name that was probably meant, as a clause; or nothing.
        hint: String,
    },
    /// The configuration is wrong.
    #[error("{0}")]
    Config(Flaws),
    /// The query is wrong.
    #[error("the query is wrong at {0}")]
    Query(#[from] ParseError),
    /// `--last` without one.
    #[error("no archive was read yet: name one")]
    NoLast,
    /// The marks could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Marks are to be kept nowhere.
    #[error(
        "no marks are kept here: leave --no-state out, or name a file for them with BACKISSUE_STATE"
    )]
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
    #[error("{}:{number}: this is no mark: {why}; nothing was merged, mend the line or take it out", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        number: u32,
        /// The reason.
        why: NoMark,
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

/// Nothing could be loaded, and nothing else was meant.
impl From<error::Error> for Error {
    fn from(why: error::Error) -> Self {
        let hint = String::new();
        Self::Load { why, hint }
    }
}

/// A line that is no mark.
#[derive(Debug, thiserror::Error)]
pub enum NoMark {
    /// It is no JSON, or of another shape.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A later version wrote it, or another program.
    #[error(
        "{what} of version {version} cannot be read: this backissue knows marks up to version {known}"
    )]
    Version {
        /// The kind of file, as its first line says.
        what: String,
        /// The version of its form.
        version: u32,
        /// The latest that can be read.
        known: u32,
    },
    /// It names no mark.
    #[error("no mark is called `{0}`")]
    Name(String),
}

/// The problems of a configuration file.
#[derive(Debug)]
pub struct Flaws {
    /// The file.
    pub path: PathBuf,
    /// Its problems.
    pub problems: Vec<Problem>,
}

impl fmt::Display for Flaws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.problems.iter().enumerate() {
            let line_end = if n == 0 { "" } else { "\n" };
            write!(f, "{line_end}{}:{problem}", self.path.display())?;
        }
        Ok(())
    }
}
