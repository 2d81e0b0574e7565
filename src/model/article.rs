//! An article as its issue holds it.

use std::sync::Arc;

use super::{ArticleTags, ArticleTitle, Link, Section, Span};

/// The smallest unit of an issue that people read and open. An archive keeps hundreds of thousands of them.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Clean, in one line, NFC.
    pub title: ArticleTitle,
    /// All of it in the source: heading and body.
    pub span: Span,
    /// The Markdown to show under the title.
    pub body: Span,
    /// The position of the reference, the link that "open" opens, among the links.
    pub reference: Option<u32>,
    /// True if the reference is the article's source: its heading's or item's own link, that of a reference section or a link
    /// line; not the first link of its prose.
    pub reference_is_own: bool,
    /// The number of articles before it in its issue that marks would know by the same name.
    pub repeats: u32,
    /// The heading it stands under in its issue, shared with the others under it.
    pub group: Option<Arc<str>>,
    /// All links with different URLs, of heading and body, in document order: link n of the screen is the nth of them.
    pub links: Box<[Link]>,
    /// Named parts of the body, in order. Text before the first is introduction without a name.
    pub sections: Box<[Section]>,
    /// The topics that the article names, and wider ones.
    pub tags: ArticleTags,
}

impl Article {
    /// The link that "open" opens.
    pub fn reference(&self) -> Option<&Link> {
        self.links.get(self.reference? as usize)
    }
}
