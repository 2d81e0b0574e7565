//! The name of a page of the reading pane.

use crate::model::{ArticleId, IssueId};

/// The page of an issue or of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageId {
    /// An issue: its notes beside its articles.
    Issue(IssueId),
    /// An article.
    Article(ArticleId),
}

impl PageId {
    /// The issue, or that of the article.
    pub fn issue(self) -> IssueId {
        match self {
            Self::Issue(issue) => issue,
            Self::Article(article) => article.issue,
        }
    }

    /// The article; `None` for an issue.
    pub fn article(self) -> Option<ArticleId> {
        match self {
            Self::Issue(_) => None,
            Self::Article(article) => Some(article),
        }
    }
}
