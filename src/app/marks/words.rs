//! Marks in words, for the status line.

use crate::model::Mark;

/// `27 marked read`
pub(super) fn told(count: usize, mark: Mark, on: bool) -> String {
    match count {
        0 | 1 => verb(mark, on).to_owned(),
        n => format!("{n} {}", verb(mark, on)),
    }
}

/// The words for a mark that is set or lifted: `marked read`.
pub fn verb(mark: Mark, on: bool) -> &'static str {
    match (mark, on) {
        (Mark::Read, true) => "marked read",
        (Mark::Read, false) => "marked unread",
        (Mark::Starred, true) => "starred",
        (Mark::Starred, false) => "unstarred",
        (Mark::Queued, true) => "queued",
        (Mark::Queued, false) => "taken from the queue",
        (Mark::Opened, true) => "opened",
        (Mark::Opened, false) => "marked unopened",
        (Mark::Memo, true) => "memo kept",
        (Mark::Memo, false) => "memo removed",
    }
}
