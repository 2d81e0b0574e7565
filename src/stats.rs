//! Articles in numbers: when they came, about what, from where, how far they are read, how long they are.
//!
//! Counted in one pass, on whatever thread asks. The statistics screen and `backissue stats` show the same numbers.

mod count;

use std::{fmt, ops::RangeInclusive};

use jiff::civil;

use crate::model::Tag;

/// The first length of each class, in characters; a class ends where the next one begins.
pub const LENGTHS: [u32; 8] = [0, 100, 200, 500, 1000, 2000, 5000, 10_000];

/// Counts of a set of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The number of issues they stand in.
    pub issues: usize,
    /// The number of them that are read, starred …
    pub progress: Progress,
    /// The days on which issues appeared, in order.
    pub days: Vec<(civil::Date, Count)>,
    /// The same by month.
    pub months: Vec<(Month, Count)>,
    /// The same by year, in order.
    pub years: Vec<(i16, Progress)>,
    /// Tags, the most frequent first.
    pub tags: Vec<Topic>,
    /// The hosts of the references, the most frequent first.
    pub domains: Vec<(Box<str>, usize)>,
    /// The number of articles in each class of [`LENGTHS`].
    pub lengths: [usize; LENGTHS.len()],
}

/// A number of issues, and of the articles in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Issues.
    pub issues: usize,
    /// Articles.
    pub articles: usize,
}

/// A number of articles, and of those with each mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Progress {
    pub articles: usize,
    pub read: usize,
    pub starred: usize,
    pub queued: usize,
    pub opened: usize,
}

/// A month of a year; displayed as `2024-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// From 1.
    pub month: i8,
}

/// A tag, how many articles bear it, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The tag.
    pub tag: Tag,
    /// The number of articles with it, those without a date as well.
    pub articles: usize,
    /// The months in which any did, in order.
    pub months: Vec<(Month, usize)>,
}

impl Progress {
    /// The number of unread ones.
    pub fn unread(&self) -> usize {
        self.articles.saturating_sub(self.read)
    }

    /// The counts by the words of `is:`, in the order of the language.
    pub fn states(&self) -> [(&'static str, usize); 5] {
        [
            ("unread", self.unread()),
            ("read", self.read),
            ("starred", self.starred),
            ("queued", self.queued),
            ("opened", self.opened),
        ]
    }
}

impl Topic {
    /// The number of articles of a month with the tag.
    pub fn in_month(&self, month: Month) -> usize {
        let at = self
            .months
            .binary_search_by_key(&month, |(month, _)| *month);
        at.ok()
            .and_then(|at| self.months.get(at))
            .map_or(0, |(_, n)| *n)
    }
}

impl Month {
    /// The month that a day is in.
    pub fn of(day: civil::Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// Its place in the year, from 0.
    pub fn index(self) -> u8 {
        self.month.unsigned_abs().saturating_sub(1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The characters that articles of a class of [`LENGTHS`] have; the last class has no end.
pub fn length_class(class: usize) -> RangeInclusive<u32> {
    let from = LENGTHS.get(class).copied().unwrap_or(u32::MAX);
    from..=LENGTHS.get(class + 1).map_or(u32::MAX, |next| next - 1)
}
