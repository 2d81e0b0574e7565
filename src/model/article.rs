use super::{ArticleId, Issue, Link, Section, Span, Tag};

/// The smallest repeated unit of an issue that has a title of its own and normally a link.
///
/// Its spans mean nothing without its issue: read it through [`ArticleView`].
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Clean, in one line, NFC.
    pub title: Box<str>,
    /// Everything that belongs to the article: heading and body.
    pub span: Span,
    /// The Markdown to show under the title.
    pub body: Span,
    /// Position of the reference in `links`.
    pub reference: Option<u32>,
    /// All links with different URLs, of heading and body, in document order: link n of the screen is `links[n - 1]`.
    pub links: Vec<Link>,
    /// Topics of this article: the issue's own tags are not repeated here.
    pub tags: Vec<Tag>,
    /// The heading the article stands under in its issue, if any.
    pub group: Option<std::sync::Arc<str>>,
    /// Named parts of `body`, in order. Text before the first is introduction without a name.
    pub sections: Vec<Section>,
}

/// An article together with the issue it stands in.
#[derive(Clone, Copy, Debug)]
pub struct ArticleView<'a> {
    /// Where it is.
    pub id: ArticleId,
    /// Its issue.
    pub issue: &'a Issue,
    /// The article itself.
    pub article: &'a Article,
}

impl<'a> ArticleView<'a> {
    /// The title, clean and in one line.
    pub fn title(&self) -> &'a str {
        &self.article.title
    }

    /// The Markdown under the title.
    pub fn body(&self) -> &'a str {
        self.article.body.of(&self.issue.source)
    }

    /// Everything of the article, its heading included, as written: what a full-text search looks through.
    pub fn text(&self) -> &'a str {
        self.article.span.of(&self.issue.source)
    }

    /// The link that "open" opens.
    pub fn reference(&self) -> Option<&'a Link> {
        self.article.links.get(self.article.reference? as usize)
    }

    /// All links, in document order.
    pub fn links(&self) -> &'a [Link] {
        &self.article.links
    }

    /// The article's own tags, then those of its issue, none twice.
    pub fn tags(&self) -> impl Iterator<Item = &'a Tag> + use<'a> {
        let own = &self.article.tags;
        own.iter()
            .chain(self.issue.tags.iter().filter(move |tag| !own.contains(tag)))
    }

    /// The line of the issue's file at which the article starts, from 1.
    pub fn line(&self) -> u32 {
        self.issue.place(self.article.span.start).1
    }
}
