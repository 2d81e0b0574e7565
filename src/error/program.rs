//! Why another program did not do its part: a browser, an editor, a clipboard. Each reads as a clause.

use std::{io, process::ExitStatus};

/// A program that did not do its part.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// There is no display for a browser.
    #[error("there is no display to start a browser on")]
    NoDisplay,
    /// The desktop has no launcher.
    #[error("there is no program to open it with")]
    NoProgram,
    /// It does not start.
    #[error("cannot start {name}: {source}")]
    Start {
        /// The program.
        name: String,
        /// The system's reason.
        source: io::Error,
    },
    /// It ended and says that it failed.
    #[error("{name} failed: {status}")]
    Failed {
        /// The program.
        name: String,
        /// Its exit code or signal.
        status: ExitStatus,
    },
    /// It runs, and its end will not be seen.
    #[error("{name} cannot be watched: {source}")]
    Unwatched {
        /// The program.
        name: String,
        /// The system's reason.
        source: io::Error,
    },
    /// There is no file to hand to the editor.
    #[error("no file for the editor: {0}")]
    NoFile(io::Error),
    /// The editor's file cannot be read.
    #[error("the text is kept, but cannot be read: {0}; edit it once more")]
    NotReadBack(io::Error),
    /// The editor failed after the text was saved.
    #[error("{0}; the text is kept: edit it once more")]
    Waiting(Box<ProgramError>),
    /// The text is longer than a terminal takes.
    #[error("this is too long for the terminal's clipboard")]
    TooLong,
    /// The terminal does not take the text.
    #[error("cannot copy: {0}")]
    NotCopied(io::Error),
}

impl ProgramError {
    /// A program that does not start.
    pub fn start(name: &str, source: io::Error) -> Self {
        let name = name.to_owned();
        Self::Start { name, source }
    }

    /// The end of a program, by its name.
    pub fn check(name: &str, ended: io::Result<ExitStatus>) -> Result<(), Self> {
        let status = ended.map_err(|source| Self::start(name, source))?;
        if status.success() {
            return Ok(());
        }
        let name = name.to_owned();
        Err(Self::Failed { name, status })
    }
}
