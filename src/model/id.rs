//! Names of issues and articles while the program runs.

/// Names an issue of an [`Archive`](super::Archive). Stays valid, and names the same issue, while the archive grows or reloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IssueId(pub(super) u32);

/// Names an article: its issue, and its position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId {
    /// The issue.
    pub issue: IssueId,
    /// The position in [`Issue::articles`](super::Issue::articles).
    pub index: u32,
}

impl IssueId {
    /// A small number of its own, for tables by issue.
    pub fn slot(self) -> usize {
        self.0 as usize
    }
}
