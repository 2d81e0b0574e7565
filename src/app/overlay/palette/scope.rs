//! A mark command that is typed into the palette, and its query.

use crate::{
    app::mark_command::MarkCommand,
    query::{Completion, Facets, ParseError, Query, complete},
};

/// An command that is typed, and the query after it.
#[derive(Debug)]
pub struct CommandScope {
    /// The command.
    pub command: &'static MarkCommand,
    /// The query for its articles; `None` for those selected.
    pub query: Result<Option<Query>, ParseError>,
    /// Completions of the query.
    pub ways: Vec<Completion>,
    /// The byte of the typed text where the query starts.
    start: usize,
}

impl CommandScope {
    /// Reads a mark command; `None` if the text is something else.
    pub fn read(text: &str, facets: &Facets) -> Option<Self> {
        let (command, start) = MarkCommand::read(text)?;
        let query = text.get(start..).unwrap_or_default();
        let parsed = match query.trim() {
            "" => Ok(None),
            query => Query::parse(query).map(Some),
        };
        Some(Self {
            command,
            query: parsed,
            ways: complete(query, facets),
            start,
        })
    }

    /// The whole text, gone on in one of the ways.
    pub fn completed(&self, text: &str, at: usize) -> Option<String> {
        let way = self.ways.get(at)?;
        let kept = text.get(..self.start + way.start)?;
        Some(format!("{kept}{}", way.text))
    }
}
