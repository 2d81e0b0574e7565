//! Articles to be read: with the issue that holds their text, and with the archive that knows more of their tags.

use std::ops::Deref;

use super::{Article, ArticleId, Issue, Link, Section, Span, Tag};

/// An article in its issue.
#[derive(Clone, Copy, Debug)]
pub struct ArticleRef<'a> {
    /// Its issue.
    pub issue: &'a Issue,
    article: &'a Article,
}

impl Issue {
    /// Its articles, in document order.
    pub fn each(&self) -> impl ExactSizeIterator<Item = ArticleRef<'_>> + Clone {
        let articles = self.articles.iter();
        articles.map(|article| ArticleRef {
            issue: self,
            article,
        })
    }

    /// The article at `index`.
    pub fn article(&self, index: u32) -> Option<ArticleRef<'_>> {
        let article = self.articles.get(index as usize)?;
        Some(ArticleRef {
            issue: self,
            article,
        })
    }
}

impl<'a> ArticleRef<'a> {
    /// See [`Article::title`].
    pub fn title(self) -> &'a str {
        self.article.title.of(&self.issue.source)
    }

    /// See [`Article::span`].
    pub fn span(self) -> Span {
        self.article.span
    }

    /// Everything of the article, its heading included, as written: a full-text search looks through this.
    pub fn text(self) -> &'a str {
        self.article.span.of(&self.issue.source)
    }

    /// See [`Article::body`].
    pub fn body_span(self) -> Span {
        self.article.body
    }

    /// The Markdown under the title.
    pub fn body(self) -> &'a str {
        self.article.body.of(&self.issue.source)
    }

    /// The line of the issue's file at which the article starts, from 1.
    pub fn line(self) -> u32 {
        self.issue.place(self.article.span.start).1
    }

    /// See [`Article::reference`].
    pub fn reference(self) -> Option<&'a Link> {
        self.article.reference()
    }

    /// See [`Article::repeats`].
    pub fn repeats(self) -> u32 {
        self.article.repeats
    }

    /// See [`Article::reference_is_own`].
    pub fn reference_is_own(self) -> bool {
        self.article.reference_is_own
    }

    /// See [`Article::links`].
    pub fn links(self) -> std::slice::Iter<'a, Link> {
        self.article.links.iter()
    }

    /// See [`Article::sections`].
    pub fn sections(self) -> std::slice::Iter<'a, Section> {
        self.article.sections.iter()
    }

    /// See [`Article::group`].
    pub fn group(self) -> Option<&'a str> {
        self.article.group.as_deref()
    }

    /// See [`Article::tags`].
    pub fn named_tags(self) -> std::slice::Iter<'a, Tag> {
        self.article.tags.named().iter()
    }

    /// See [`Article::tags`].
    pub fn broader_tags(self) -> std::slice::Iter<'a, Tag> {
        self.article.tags.broader().iter()
    }
}

/// An article in its archive.
#[derive(Clone, Copy, Debug)]
pub struct ArticleView<'a> {
    /// Its place.
    pub id: ArticleId,
    article: ArticleRef<'a>,
    inferred: &'a [Tag],
}

impl<'a> ArticleView<'a> {
    /// An article, and the tags that it has by what other issues are about.
    pub(super) fn new(id: ArticleId, article: ArticleRef<'a>, inferred: &'a [Tag]) -> Self {
        Self {
            id,
            article,
            inferred,
        }
    }

    /// The article's own tags, none twice: those that it names, those that the archive knows, then wider ones. The tags of
    /// its issue are not among them.
    pub fn tags(&self) -> impl Iterator<Item = &'a Tag> + Clone + use<'a> {
        let named = self.named_tags().chain(self.inferred);
        named.chain(self.broader_tags())
    }
}

impl<'a> Deref for ArticleView<'a> {
    type Target = ArticleRef<'a>;

    fn deref(&self) -> &ArticleRef<'a> {
        &self.article
    }
}
