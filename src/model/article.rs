use std::ops::Deref;

use super::{ArticleId, Issue, LinkRef, Section, SectionKind, Span, Tag, articles::Row};

/// An article of an issue, to be read.
#[derive(Clone, Copy, Debug)]
pub struct ArticleRef<'a> {
    /// Its issue.
    pub issue: &'a Issue,
    pub(super) row: Row<'a>,
    pub(super) span: Span,
}

impl<'a> ArticleRef<'a> {
    /// The title, clean, in one line, NFC.
    pub fn title(self) -> &'a str {
        self.issue.text(self.row.article.title)
    }

    /// Everything that belongs to the article: heading and body.
    pub fn span(self) -> Span {
        self.span
    }

    /// Everything of the article, its heading included, as written: what a full-text search looks through.
    pub fn text(self) -> &'a str {
        self.span.of(&self.issue.source)
    }

    /// Whether the title is known to stand in the text as it is shown.
    pub fn title_is_in_text(self) -> bool {
        let Span { start, end } = self.row.article.title.0;
        self.span.start <= start && end <= self.span.end
    }

    /// Where the Markdown to show under the title is.
    pub fn body_span(self) -> Span {
        self.row.article.body
    }

    /// The Markdown under the title.
    pub fn body(self) -> &'a str {
        self.row.article.body.of(&self.issue.source)
    }

    /// The line of the issue's file at which the article starts, from 1.
    pub fn line(self) -> u32 {
        self.issue.place(self.span.start).1
    }

    /// The link that "open" opens.
    pub fn reference(self) -> Option<LinkRef<'a>> {
        self.links().nth(self.reference_index()? as usize)
    }

    /// The position of the reference among the links.
    pub fn reference_index(self) -> Option<u32> {
        self.row.article.reference.get()
    }

    /// All links with different URLs, of heading and body, in document order: link n of the screen is the nth of them.
    pub fn links(self) -> impl ExactSizeIterator<Item = LinkRef<'a>> + Clone + use<'a> {
        let Self { issue, row, .. } = self;
        let rows = issue.articles.links(row).iter();
        rows.map(move |link| LinkRef::known(issue.text(link.url), issue.text(link.label)))
    }

    /// Named parts of the body, in order. Text before the first is introduction without a name.
    pub fn sections(self) -> impl ExactSizeIterator<Item = Section<'a>> + Clone + use<'a> {
        let Self { issue, row, .. } = self;
        let rows = issue.articles.sections(row).iter();
        rows.map(move |section| {
            let name = issue.articles.section_names.get(section.name as usize);
            Section {
                kind: name.map_or(SectionKind::Other, |name| name.kind),
                label: name.map_or("", |name| issue.text(name.label)),
                body: section.body,
            }
        })
    }

    /// The heading the article stands under in its issue, if any.
    pub fn group(self) -> Option<&'a str> {
        Some(
            self.issue
                .text(self.issue.articles.group(self.row.article)?),
        )
    }

    /// The topics that the article itself shows, none twice.
    pub fn topics(self) -> impl Iterator<Item = &'a Tag> + Clone + use<'a> {
        let articles = &self.issue.articles;
        let topics = articles.topics(self.row).iter();
        topics.filter_map(|&name| articles.names().get(name as usize))
    }
}

/// An article of an archive.
#[derive(Clone, Copy, Debug)]
pub struct ArticleView<'a> {
    /// Where it is.
    pub id: ArticleId,
    pub(super) article: ArticleRef<'a>,
    pub(super) gained: &'a [Tag],
}

impl<'a> ArticleView<'a> {
    /// The article's own tags: its topics, and those that it gained by what other issues are about. None twice.
    pub fn own_tags(&self) -> impl Iterator<Item = &'a Tag> + Clone + use<'a> {
        self.topics().chain(self.gained)
    }

    /// The article's own tags, then those of its issue, none twice.
    pub fn tags(&self) -> impl Iterator<Item = &'a Tag> + use<'a> {
        let own = self.own_tags();
        let known = own.clone();
        let issue = self.issue.tags.iter();
        own.chain(issue.filter(move |tag| !known.clone().any(|own| own == *tag)))
    }
}

impl<'a> Deref for ArticleView<'a> {
    type Target = ArticleRef<'a>;

    fn deref(&self) -> &ArticleRef<'a> {
        &self.article
    }
}
