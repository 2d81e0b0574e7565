use super::ArticleView;

/// What the reader did with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// Read.
    Read,
    /// Starred.
    Starred,
    /// In the reading queue.
    Queued,
    /// Its reference was opened.
    Opened,
}

impl Mark {
    /// Every mark, in the order above.
    pub const ALL: [Self; 4] = [Self::Read, Self::Starred, Self::Queued, Self::Opened];

    /// The stable lower-case name, as in queries and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Starred => "starred",
            Self::Queued => "queued",
            Self::Opened => "opened",
        }
    }
}

/// Whoever knows the marks. Asked from several threads while a search runs.
pub trait Marks: Sync {
    /// Whether the article bears the mark.
    fn is(&self, article: &ArticleView<'_>, mark: Mark) -> bool;
}

/// No article bears any mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMarks;

impl Marks for NoMarks {
    fn is(&self, _: &ArticleView<'_>, _: Mark) -> bool {
        false
    }
}
