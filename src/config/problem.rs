//! A problem in the configuration file and its place.

use std::{fmt, ops::Range};

/// A problem in a configuration, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// One sentence, with the nearest valid name where there is one.
    pub message: String,
}

impl Problem {
    /// A problem with these bytes of `text`.
    pub fn at(text: &str, place: &Range<usize>, message: impl Into<String>) -> Self {
        let before = text.get(..place.start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or("");
        Self {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}
