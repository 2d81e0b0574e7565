//! The matches of a search in the article that is read. They are found in its text, so that one may go over the end of a line.

use std::ops::Range;

use crate::{
    page::{RichText, StyledRun, WrappedText},
    query::Highlighter,
};

/// Matches, and the lines that they begin in.
#[derive(Debug, Default)]
pub struct TextMatches {
    /// Bytes of the document's text, in order.
    ranges: Vec<Range<u32>>,
    lines: Vec<usize>,
}

impl TextMatches {
    /// Finds them in a document and its page.
    pub(super) fn find(document: &RichText, page: &WrappedText, highlighter: &Highlighter) -> Self {
        if highlighter.is_empty() {
            return Self::default();
        }
        let ranges = document.matches(|text| highlighter.in_text(text));
        let mut found = Self {
            ranges,
            lines: Vec::new(),
        };
        let lines = page.lines_from(0).enumerate();
        let begins = lines.filter(|(_, line)| line.runs().any(|run| found.begins_in(&run)));
        found.lines = begins.map(|(at, _)| at).collect();
        found
    }

    /// The lines that matches begin in, in order.
    pub fn lines(&self) -> &[usize] {
        &self.lines
    }

    /// The parts of matches that lie in a run, in bytes from its start.
    pub fn within(&self, run: &StyledRun<'_>) -> Vec<Range<usize>> {
        let Some(bytes) = bytes_of(run) else {
            return Vec::new();
        };
        let first = self
            .ranges
            .partition_point(|range| range.end <= bytes.start);
        let ranges = self.ranges.iter().skip(first);
        let inside = ranges
            .take_while(|range| range.start < bytes.end)
            .map(|range| {
                let from = range.start.max(bytes.start) - bytes.start;
                let to = range.end.min(bytes.end) - bytes.start;
                from as usize..to as usize
            });
        inside.collect()
    }

    fn begins_in(&self, run: &StyledRun<'_>) -> bool {
        bytes_of(run).is_some_and(|bytes| {
            let first = self
                .ranges
                .partition_point(|range| range.start < bytes.start);
            self.ranges
                .get(first)
                .is_some_and(|range| range.start < bytes.end)
        })
    }
}

/// The bytes of the document's text that a run shows.
fn bytes_of(run: &StyledRun<'_>) -> Option<Range<u32>> {
    let start = run.at?;
    Some(start..start + run.text.len() as u32)
}
