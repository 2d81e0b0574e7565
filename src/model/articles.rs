use super::{ArticleRef, Issue, SectionKind, Span, Tag};

/// A text of an issue: a range of its source where it stands there as it is shown, else of what is kept beside the source,
/// whose first byte follows the last one of the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub Span);

/// An article without its texts: read it through [`ArticleRef`].
///
/// An archive holds hundreds of thousands of these. Whatever has a length of its own lies in tables of the issue, of which an
/// article has a range.
#[derive(Clone, Debug, Default)]
pub(super) struct Article {
    pub title: Text,
    pub span: Span,
    pub body: Span,
    pub reference: Option<u32>,
    /// Position in the table of groups.
    pub group: Option<u32>,
    pub links: Span,
    pub sections: Span,
    pub topics: Span,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct LinkRow {
    pub url: Text,
    pub label: Text,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct SectionRow {
    pub kind: SectionKind,
    pub label: Text,
    pub body: Span,
}

/// The articles of an issue in a few tables. A [`Packer`](super::Packer) makes them.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    pub(super) rows: Box<[Article]>,
    pub(super) links: Box<[LinkRow]>,
    pub(super) sections: Box<[SectionRow]>,
    pub(super) groups: Box<[Text]>,
    /// Positions in `names`.
    pub(super) topics: Box<[u32]>,
    /// Every topic once.
    pub(super) names: Box<[Tag]>,
    /// Texts that do not stand in the source as they are shown.
    pub(super) beside: Box<str>,
}

impl Articles {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Where each article is in the source: heading and body.
    pub fn spans(&self) -> impl ExactSizeIterator<Item = Span> + '_ {
        self.rows.iter().map(|row| row.span)
    }

    /// Where the article at `index` is.
    pub fn span(&self, index: u32) -> Option<Span> {
        Some(self.rows.get(index as usize)?.span)
    }

    /// Every topic that an article shows, once.
    pub fn names(&self) -> &[Tag] {
        &self.names
    }

    /// Keeps those at the positions that `keep` names.
    pub fn retain(&mut self, mut keep: impl FnMut(u32) -> bool) {
        let rows = std::mem::take(&mut self.rows).into_iter().zip(0..);
        self.rows = rows.filter(|(_, n)| keep(*n)).map(|(row, _)| row).collect();
    }

    pub(super) fn links(&self, article: &Article) -> &[LinkRow] {
        self.links.get(article.links.range()).unwrap_or_default()
    }

    pub(super) fn sections(&self, article: &Article) -> &[SectionRow] {
        self.sections
            .get(article.sections.range())
            .unwrap_or_default()
    }

    pub(super) fn group(&self, article: &Article) -> Option<Text> {
        self.groups.get(article.group? as usize).copied()
    }

    pub(super) fn topics(&self, article: &Article) -> &[u32] {
        self.topics.get(article.topics.range()).unwrap_or_default()
    }
}

impl Issue {
    /// Its articles, in document order.
    pub fn each(&self) -> impl ExactSizeIterator<Item = ArticleRef<'_>> + Clone {
        let rows = self.articles.rows.iter();
        rows.map(|row| ArticleRef { issue: self, row })
    }

    /// The article at `index`.
    pub fn article(&self, index: u32) -> Option<ArticleRef<'_>> {
        let row = self.articles.rows.get(index as usize)?;
        Some(ArticleRef { issue: self, row })
    }

    /// The positions in [`Articles::names`] of the topics of the article at `index`.
    pub fn topics(&self, index: u32) -> &[u32] {
        let row = self.articles.rows.get(index as usize);
        row.map_or(&[], |row| self.articles.topics(row))
    }

    pub(super) fn text(&self, text: Text) -> &str {
        let (Span { start, end }, length) = (text.0, self.source.len() as u32);
        match (start.checked_sub(length), end.checked_sub(length)) {
            (Some(start), Some(end)) => Span { start, end }.of(&self.articles.beside),
            _ => text.0.of(&self.source),
        }
    }
}
