use std::sync::Arc;

use super::{ArticleRef, Issue, Packer, SectionKind, Span, Tag};

/// A text of an issue: a range of its source where it stands there as it is shown, else of what is kept beside the source,
/// whose first byte follows the last one of the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub Span);

impl Text {
    pub fn of<'a>(self, source: &'a str, beside: &'a str) -> &'a str {
        let (Span { start, end }, length) = (self.0, source.len() as u32);
        match (start.checked_sub(length), end.checked_sub(length)) {
            (Some(start), Some(end)) => Span { start, end }.of(beside),
            _ => self.0.of(source),
        }
    }
}

/// A position in a table, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position(u32);

impl Position {
    pub const NONE: Self = Self(u32::MAX);

    pub fn at(position: u32) -> Self {
        Self(position)
    }

    pub fn get(self) -> Option<u32> {
        (self.0 != u32::MAX).then_some(self.0)
    }
}

/// An article without its texts: read it through [`ArticleRef`].
///
/// An archive holds hundreds of thousands of these. Whatever has a length of its own lies in tables of the issue: an article
/// knows where its part of them begins, and the next one where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Article {
    pub title: Text,
    pub body: Span,
    /// Position among its links.
    pub reference: Position,
    /// Position in the table of groups.
    pub group: Position,
    pub links: u32,
    pub sections: u32,
    pub topics: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct LinkRow {
    pub url: Text,
    pub label: Text,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct SectionRow {
    /// Position in the table of names of sections.
    pub name: u32,
    pub body: Span,
}

/// What a section is called, and what that means. The articles of an issue have the same few.
#[derive(Clone, Copy, Debug)]
pub(super) struct SectionName {
    pub kind: SectionKind,
    pub label: Text,
}

/// The articles of an issue in a few tables. A [`Packer`](super::Packer) makes them.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// One more than there are articles: where the parts of the last one end.
    pub(super) rows: Box<[Article]>,
    /// Where each article is in the source: heading and body. Shared with whoever looks through all of them.
    pub(super) spans: Arc<[Span]>,
    pub(super) links: Box<[LinkRow]>,
    pub(super) sections: Box<[SectionRow]>,
    pub(super) section_names: Box<[SectionName]>,
    pub(super) groups: Box<[Text]>,
    /// Positions in `names`.
    pub(super) topics: Box<[u32]>,
    /// Every topic once.
    pub(super) names: Box<[Tag]>,
    /// Texts that do not stand in the source as they are shown.
    pub(super) beside: Box<str>,
}

/// An article and the next one, which begins where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub article: &'a Article,
    next: &'a Article,
}

impl Articles {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Where each article is in the source: heading and body.
    pub fn spans(&self) -> &Arc<[Span]> {
        &self.spans
    }

    /// Where the article at `index` is.
    pub fn span(&self, index: u32) -> Option<Span> {
        self.spans.get(index as usize).copied()
    }

    /// Every topic that an article shows, once.
    pub fn names(&self) -> &[Tag] {
        &self.names
    }

    /// Keeps those at the positions that `keep` names.
    pub fn retain(&mut self, mut keep: impl FnMut(u32) -> bool) {
        let mut packer = Packer::default();
        for ((row, span), _) in self.each().zip(0..).filter(|(_, n)| keep(*n)) {
            packer.copy(self, row, span);
        }
        let kept = packer.finish();
        *self = Self {
            section_names: std::mem::take(&mut self.section_names),
            groups: std::mem::take(&mut self.groups),
            names: std::mem::take(&mut self.names),
            beside: std::mem::take(&mut self.beside),
            ..kept
        };
    }

    fn each(&self) -> impl ExactSizeIterator<Item = (Row<'_>, Span)> + Clone {
        let next = self.rows.iter().skip(1);
        let rows = self.rows.iter().zip(next);
        let rows = rows.map(|(article, next)| Row { article, next });
        rows.zip(self.spans.iter().copied())
    }

    fn at(&self, index: u32) -> Option<(Row<'_>, Span)> {
        let (at, span) = (index as usize, self.span(index)?);
        let [article, next] = self.rows.get(at..at + 2)? else {
            return None;
        };
        Some((Row { article, next }, span))
    }

    pub(super) fn links(&self, row: Row<'_>) -> &[LinkRow] {
        part(&self.links, row, |article| article.links)
    }

    pub(super) fn sections(&self, row: Row<'_>) -> &[SectionRow] {
        part(&self.sections, row, |article| article.sections)
    }

    pub(super) fn group(&self, article: &Article) -> Option<Text> {
        self.groups.get(article.group.get()? as usize).copied()
    }

    pub(super) fn topics(&self, row: Row<'_>) -> &[u32] {
        part(&self.topics, row, |article| article.topics)
    }
}

/// The part of a table that belongs to an article.
fn part<'a, T>(table: &'a [T], row: Row<'_>, start: impl Fn(&Article) -> u32) -> &'a [T] {
    let range = start(row.article) as usize..start(row.next) as usize;
    table.get(range).unwrap_or_default()
}

impl Issue {
    /// Its articles, in document order.
    pub fn each(&self) -> impl ExactSizeIterator<Item = ArticleRef<'_>> + Clone {
        let rows = self.articles.each();
        rows.map(|(row, span)| ArticleRef {
            issue: self,
            row,
            span,
        })
    }

    /// The article at `index`.
    pub fn article(&self, index: u32) -> Option<ArticleRef<'_>> {
        let (row, span) = self.articles.at(index)?;
        Some(ArticleRef {
            issue: self,
            row,
            span,
        })
    }

    /// The positions in [`Articles::names`] of the topics of the article at `index`.
    pub fn topics(&self, index: u32) -> &[u32] {
        let row = self.articles.at(index);
        row.map_or(&[], |(row, _)| self.articles.topics(row))
    }

    pub(super) fn text(&self, text: Text) -> &str {
        text.of(&self.source, &self.articles.beside)
    }
}
