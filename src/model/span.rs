//! Ranges of bytes in an issue.

/// A range of bytes in [`Issue::source`](super::Issue::source).
///
/// `u32` because files are limited to 4 GiB at load, and an archive holds half a million of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a `usize` range, as parsers give them. Offsets past 4 GiB are clamped; the loader refuses such files.
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }

    /// The span of `piece` in `source`, if it is a piece of that very string and not one that reads the same.
    pub fn within(source: &str, piece: &str) -> Option<Self> {
        let start = piece.as_ptr().addr().checked_sub(source.as_ptr().addr())?;
        let end = start.checked_add(piece.len())?;
        (end <= source.len() && !piece.is_empty()).then(|| Self::new(start..end))
    }

    /// The text of this span, or an empty string if it lies outside of `source` or cuts a character.
    pub fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.range()).unwrap_or("")
    }

    /// As a range of `usize`, for slicing.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// True if the span holds no byte.
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// True if the byte at `offset` lies in the span.
    pub fn contains(&self, offset: u32) -> bool {
        (self.start..self.end).contains(&offset)
    }
}
