//! Reasons for the reader to end early.

use std::io;

/// Why the reader ended early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing could be loaded.
    #[error("{0}")]
    Load(String),
    /// The terminal does not answer.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
    /// Marks are lost.
    #[error("{0}")]
    Unsaved(String),
    /// The limit was reached.
    #[error("out of memory: `ulimit -v` allows {0} MB; allow more, or open a part of the archive")]
    Memory(u64),
    /// The reader is gone.
    #[error("the reader was killed by signal {0}")]
    Killed(i32),
}
