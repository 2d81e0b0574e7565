//! Oddities of the content.

use std::fmt;

/// Begins the message on a file that is skipped.
const SKIPPED: &str = "is skipped";

/// Something odd in the content. It never stops a load.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The file, as in [`Issue::path`](super::Issue::path).
    pub path: String,
    /// The line, from 1, where one is to blame.
    pub line: Option<u32>,
    /// The oddity, as a short clause in lower case: `title is not valid YAML, read by line`.
    pub message: String,
}

impl Warning {
    /// True if it says that a file is skipped.
    pub fn skips(&self) -> bool {
        self.message.starts_with(SKIPPED)
    }
}

impl fmt::Display for Warning {
    /// Compiler style: `path:line: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}
