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
