//! Line numbers in an issue.

use super::Issue;

/// The ends of an issue's lines, found once: to ask for the [place](Issue::place) of each of its articles counts them from the
/// beginning each time, which takes long where there are many.
pub struct Lines<'a> {
    issue: &'a Issue,
    ends: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Looks through the source once.
    pub fn of(issue: &'a Issue) -> Self {
        let ends = memchr::memchr_iter(b'\n', issue.source.as_bytes());
        Self {
            issue,
            ends: ends.map(|at| at as u32).collect(),
        }
    }

    /// The same as [`Issue::place`].
    pub fn place(&self, offset: u32) -> (&'a str, u32) {
        let part = self.issue.part(offset);
        let path = part.map_or(self.issue.path.as_str(), |part| part.path.as_str());
        let before = |offset| self.ends.partition_point(|end| *end < offset);
        let line = before(offset) - before(part.map_or(0, |part| part.start)) + 1;
        (path, line as u32)
    }
}
