//! The one way in which reading a query fails.

use std::fmt;

/// Why a query could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The character at which it went wrong, from 1.
    pub column: usize,
    /// The thing that should stand there, with its article: `a date such as 2024-09`.
    pub expected: String,
    /// The word that stands there; empty at the end of the query.
    pub found: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: expected {}", self.column, self.expected)?;
        match self.found.as_str() {
            "" => f.write_str(", found the end"),
            found => write!(f, ", found `{found}`"),
        }
    }
}

impl std::error::Error for ParseError {}
