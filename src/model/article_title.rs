//! Titles of articles.

use super::Span;

/// The title of an article. Nearly all stand in the source as they are, and are not copied: an archive keeps hundreds of
/// thousands of them.
#[derive(Clone, Debug)]
pub enum ArticleTitle {
    /// A piece of [`Issue::source`](super::Issue::source).
    InSource(Span),
    /// A text of its own.
    Own(Box<str>),
}

impl ArticleTitle {
    /// The title of the article at `span` of its issue's source.
    pub fn new(title: &str, span: Span, source: &str) -> Self {
        let found = span.of(source).find(title);
        found.map_or_else(
            || title.into(),
            |at| {
                let start = span.start as usize + at;
                Self::InSource(Span::new(start..start + title.len()))
            },
        )
    }

    /// Its text, given the source.
    pub fn of<'a>(&'a self, source: &'a str) -> &'a str {
        match self {
            Self::InSource(span) => span.of(source),
            Self::Own(text) => text,
        }
    }
}

impl Default for ArticleTitle {
    fn default() -> Self {
        Self::Own(Box::default())
    }
}

impl From<&str> for ArticleTitle {
    fn from(title: &str) -> Self {
        Self::Own(title.into())
    }
}
