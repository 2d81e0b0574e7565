//! Named parts of articles.

use std::sync::Arc;

use super::Span;

/// The purpose of a section of an article, in whatever words its heading names it. `assets/sections.toml` maps words to kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// The subject of the article: Intro, 소개.
    Introduction,
    /// Its content in short: Summary, 요약.
    Summary,
    /// The place of its source: Reference, External links, 레퍼런스.
    Reference,
    /// For whom it is: Recommended for, 추천.
    Recommendation,
    /// A warning: Caution, 주의.
    Caution,
    /// Talk about it: Discussion, Comments.
    Discussion,
    /// Any other.
    Other,
}

impl SectionKind {
    /// Every kind, in the order above.
    pub const ALL: [Self; 7] = [
        Self::Introduction,
        Self::Summary,
        Self::Reference,
        Self::Recommendation,
        Self::Caution,
        Self::Discussion,
        Self::Other,
    ];

    /// The stable lower-case name, as in queries, JSON and `assets/sections.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Summary => "summary",
            Self::Reference => "reference",
            Self::Recommendation => "recommendation",
            Self::Caution => "caution",
            Self::Discussion => "discussion",
            Self::Other => "other",
        }
    }

    /// The kind with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A named part of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its purpose.
    pub kind: SectionKind,
    /// The heading's own words, clean; shared with other sections of the issue that are called so.
    pub label: Arc<str>,
    /// The text under the heading, without it. Nested list items keep their indentation.
    pub body: Span,
}
