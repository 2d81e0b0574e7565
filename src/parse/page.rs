//! An issue's outline seen as sections: headings with what stands under them.

use std::{cell::OnceCell, ops::Range};

use memchr::memmem;

use super::{
    lead::Lead,
    outline::{Block, Kind, Outline, Piece, one_line},
    words,
};
use crate::model::{SectionKind, Span};

/// An outlined issue.
pub struct Page<'a> {
    /// The whole text.
    pub source: &'a str,
    /// Its blocks.
    pub outline: &'a Outline,
    /// Sections in document order; the first has no heading and holds all others.
    pub sections: Vec<Section>,
    /// Where the body is.
    pub body: Span,
    /// Texts of blocks and links, each made when it is first asked for: they are asked for often.
    block_texts: Vec<OnceCell<String>>,
    link_texts: Vec<OnceCell<String>>,
}

/// A heading and what stands under it, up to the next heading of any level.
#[derive(Debug, Default)]
pub struct Section {
    /// Its position in [`Page::sections`].
    pub index: usize,
    /// The heading's block.
    pub heading: Option<usize>,
    /// 0 for the first section, else the heading's level.
    pub level: u8,
    /// The heading's text.
    pub title: String,
    /// The first link to the web in the heading.
    pub link: Option<usize>,
    /// What the title names, if it names a part of an article.
    pub kind: Option<SectionKind>,
    /// Top-level blocks under the heading.
    pub content: Vec<usize>,
    /// Sections with a deeper heading.
    pub children: Vec<usize>,
    /// The section this one is a child of.
    pub parent: usize,
}

impl<'a> Page<'a> {
    /// Sorts the blocks of `outline` into sections.
    pub fn new(source: &'a str, outline: &'a Outline, body: Span) -> Self {
        let mut page = Self {
            source,
            outline,
            sections: vec![Section::default()],
            body,
            block_texts: vec![OnceCell::new(); outline.blocks.len()],
            link_texts: vec![OnceCell::new(); outline.links.len()],
        };
        let mut path = vec![0];
        for (index, block) in outline
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| block.depth == 0)
        {
            match block.kind {
                Kind::Heading(level) => page.open(&mut path, index, level),
                _ => page
                    .section_mut(*path.last().unwrap_or(&0))
                    .content
                    .push(index),
            }
        }
        page
    }

    fn open(&mut self, path: &mut Vec<usize>, heading: usize, level: u8) {
        while path.len() > 1 && self.section(*path.last().unwrap_or(&0)).level >= level {
            path.pop();
        }
        let parent = *path.last().unwrap_or(&0);
        let title = without_id(self.block_text(heading)).to_owned();
        let child = self.sections.len();
        self.sections.push(Section {
            index: child,
            heading: Some(heading),
            level,
            link: self.first_link(self.block(heading).pieces.clone()),
            kind: words::section(&title),
            title,
            parent,
            ..Section::default()
        });
        self.section_mut(parent).children.push(child);
        path.push(child);
    }

    /// The section at `index`, which must be one of this page.
    #[allow(
        clippy::indexing_slicing,
        reason = "indices come from `sections` itself"
    )]
    pub fn section(&self, index: usize) -> &Section {
        &self.sections[index]
    }

    #[allow(
        clippy::indexing_slicing,
        reason = "indices come from `sections` itself"
    )]
    fn section_mut(&mut self, index: usize) -> &mut Section {
        &mut self.sections[index]
    }

    /// The block at `index`, which must be one of this page.
    #[allow(
        clippy::indexing_slicing,
        reason = "indices come from `outline` itself"
    )]
    pub fn block(&self, index: usize) -> &'a Block {
        &self.outline.blocks[index]
    }

    /// The text of a block.
    pub fn block_text(&self, index: usize) -> &str {
        let made = || self.text(self.block(index).pieces.clone());
        self.block_texts
            .get(index)
            .map_or("", |text| text.get_or_init(made))
    }

    /// The text of some pieces.
    pub fn text(&self, pieces: Range<usize>) -> String {
        let text = self.outline.text(self.source, pieces);
        if memmem::find(text.as_bytes(), b"**").is_none() {
            return text;
        }
        without_stray_marks(&text)
    }

    /// The first link to the web among `pieces`.
    pub fn first_link(&self, pieces: Range<usize>) -> Option<usize> {
        let pieces = self.outline.pieces.get(pieces)?;
        pieces.iter().find_map(|piece| match *piece {
            Piece::Link(index) => self.is_web(index as usize).then_some(index as usize),
            _ => None,
        })
    }

    /// Whether a link counts and leads to the web.
    pub fn is_web(&self, link: usize) -> bool {
        let link = self.outline.links.get(link);
        link.is_some_and(|link| link.is_web() && !link.artefact)
    }

    /// The text of a link.
    pub fn link_text(&self, link: usize) -> &str {
        let pieces = || self.outline.links.get(link).map(|link| link.pieces.clone());
        let made = || self.text(pieces().unwrap_or_default());
        self.link_texts
            .get(link)
            .map_or("", |text| text.get_or_init(made))
    }

    /// What the block at `index` begins with.
    pub fn lead(&self, index: usize) -> Lead {
        Lead::of(self, self.block(index).pieces.clone())
    }

    /// Whether a link stands anywhere in a block.
    pub fn has_link(&self, block: usize) -> bool {
        self.first_link_in(self.block(block).span).is_some()
    }

    /// The first link to the web that begins in `span`.
    pub fn first_link_in(&self, span: Span) -> Option<usize> {
        let links = &self.outline.links;
        let from = links.partition_point(|link| link.span.start < span.start);
        let inside = links.iter().enumerate().skip(from);
        let mut inside = inside.take_while(|(_, link)| link.span.start < span.end);
        inside
            .find(|&(index, _)| self.is_web(index))
            .map(|(index, _)| index)
    }

    /// The first link of the first line among `pieces` that consists of links to the web only.
    pub fn link_only_line(&self, pieces: Range<usize>) -> Option<usize> {
        let start = pieces.start;
        let all = self.outline.pieces.get(pieces)?;
        let mut from = start;
        for line in all.split(|piece| *piece == Piece::Break) {
            let range = from..from + line.len();
            from = range.end + 1;
            if let Some(link) = self.only_links(range) {
                return Some(link);
            }
        }
        None
    }

    /// The first of the links that the pieces consist of. With an exclamation mark it would be a call to act.
    pub fn only_links(&self, range: Range<usize>) -> Option<usize> {
        let first = self.first_link(range.clone())?;
        (self.is_all_links(range) && !self.link_text(first).is_empty()).then_some(first)
    }

    /// Whether the pieces are links, to wherever they lead, and no words between them.
    pub fn is_all_links(&self, range: Range<usize>) -> bool {
        let pieces = self.outline.pieces.get(range.clone()).unwrap_or_default();
        let (mut links, mut depth, mut outside) = (0, 0_usize, String::new());
        for (at, piece) in range.zip(pieces) {
            match piece {
                Piece::Link(_) => (links, depth) = (links + 1, depth + 1),
                Piece::LinkEnd => depth = depth.saturating_sub(1),
                _ if depth == 0 => outside.push_str(&self.text(at..at + 1)),
                _ => (),
            }
        }
        links > 0 && !outside.contains(|c: char| c.is_alphanumeric() || matches!(c, '!' | '?'))
    }

    /// Whether most links in `span` lead to places on the same page.
    pub fn leads_about(&self, span: Span) -> bool {
        let links = &self.outline.links;
        let from = links.partition_point(|link| link.span.start < span.start);
        let inside = links.iter().skip(from);
        let inside = inside.take_while(|link| link.span.start < span.end);
        let (here, elsewhere) = inside.fold((0, 0), |(here, elsewhere), link| {
            let stays = link.url.starts_with('#');
            (here + usize::from(stays), elsewhere + usize::from(!stays))
        });
        here > elsewhere
    }

    /// The offset of the line that holds `at`, if only white space stands before it there, else `at`.
    pub fn line_start(&self, at: u32) -> u32 {
        let before = self.source.get(..at as usize).unwrap_or("");
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        let start = before.len() - indent;
        let at_line = start == 0 || before.as_bytes().get(start - 1) == Some(&b'\n');
        if at_line { start as u32 } else { at }
    }
}

/// `Title {#id}` without the id.
pub fn without_id(title: &str) -> &str {
    let id = title.rfind("{#").filter(|_| title.ends_with('}'));
    let cut = id.and_then(|at| title.get(..at));
    cut.map_or(title, str::trim_end)
}

/// Titles without the literal `**` that CommonMark leaves where emphasis ends before a Hangul particle, as in `**a(b)**는`.
pub fn without_stray_marks(text: &str) -> String {
    if text.matches("**").count() < 2 {
        return text.to_owned();
    }
    one_line(&text.replace("**", ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::outline::outline;

    #[test]
    fn sections_nest_by_level() {
        let source = "intro\n\n# A\n\n### B {#b}\n\ntext\n\n## [C](https://c.example)\n\n# D\n";
        let outline = outline(source, 0..source.len());
        let page = Page::new(source, &outline, Span::new(0..source.len()));
        let rows: Vec<_> = page
            .sections
            .iter()
            .map(|section| {
                (
                    section.title.as_str(),
                    section.parent,
                    section.content.len(),
                    section.link.is_some(),
                )
            })
            .collect();
        let want = [
            ("", 0, 1, false),
            ("A", 0, 0, false),
            ("B", 1, 1, false),
            ("C", 1, 0, true),
            ("D", 0, 0, false),
        ];
        assert_eq!(rows, want);
    }

    #[test]
    fn titles_are_plain() {
        assert_eq!(without_id("React {#react}"), "React");
        assert_eq!(without_id("{ggplot}"), "{ggplot}");
        assert_eq!(
            without_stray_marks("**성능(PGO)**는 중요"),
            "성능(PGO)는 중요"
        );
        assert_eq!(without_stray_marks("2 ** 3"), "2 ** 3");
    }
}
