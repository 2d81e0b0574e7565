//! The marks that a reader gives articles.

use super::ArticleView;

/// A thing that the reader did with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// Read; the value is the key of the issue it was read in.
    Read,
    /// Starred; the value is 1.
    Starred,
    /// In the reading queue; the value is the place, smaller first.
    Queued,
    /// Its reference was opened; the value is when, in microseconds since 1970.
    Opened,
    /// The reader wrote a note; the value is its text.
    Memo,
}

impl Mark {
    /// Every mark, in the order above.
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Starred,
        Self::Queued,
        Self::Opened,
        Self::Memo,
    ];

    /// The stable lower-case name, as in queries, JSON and the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Starred => "starred",
            Self::Queued => "queued",
            Self::Opened => "opened",
            Self::Memo => "memo",
        }
    }

    /// The mark with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.name() == name)
    }

    /// True if the mark is on the source, shared by all articles that point at it, and not on the one article.
    pub fn is_on_source(self) -> bool {
        matches!(self, Self::Read | Self::Opened)
    }
}

/// Answers which articles bear marks. Asked from several threads while a search runs.
pub trait Marks: Sync {
    /// True if the article bears the mark.
    fn is(&self, article: &ArticleView<'_>, mark: Mark) -> bool;

    /// True if the article's issue came since the archive was read last.
    fn is_new(&self, _: &ArticleView<'_>) -> bool {
        false
    }

    /// False if no article can bear the mark: a cheap way to know.
    fn are_there(&self, _: Mark) -> bool {
        true
    }
}

/// No article bears any mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMarks;

impl Marks for NoMarks {
    fn is(&self, _: &ArticleView<'_>, _: Mark) -> bool {
        false
    }

    fn are_there(&self, _: Mark) -> bool {
        false
    }
}
