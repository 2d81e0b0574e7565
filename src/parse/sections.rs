//! An issue's outline seen as sections: headings with what stands under them.

use std::{borrow::Cow, cell::OnceCell, iter, ops::Range};

use super::{
    outline::{BlockKind, Outline, OutlineBlock, Piece, PieceRun, RawLink},
    words,
};
use crate::model::{SectionKind, Span};

/// An outlined issue.
pub struct Sections<'a> {
    /// The whole text.
    pub source: &'a str,
    /// Its blocks.
    pub outline: &'a Outline<'a>,
    /// Sections in document order; the first has no heading and holds all others.
    pub all: Vec<OutlineSection<'a>>,
    /// Where the body is.
    pub body: Span,
    /// The blocks that stand in no other.
    top: Vec<usize>,
    /// The text of each block, once it was asked for: dividing an issue asks many times.
    texts: Vec<OnceCell<Cow<'a, str>>>,
}

/// A heading and what stands under it, up to the next heading of any level.
#[derive(Debug, Default)]
pub struct OutlineSection<'a> {
    /// Its position in [`Sections::all`].
    pub index: usize,
    /// The heading's block.
    pub heading: Option<usize>,
    /// 0 for the first section, else the heading's level.
    pub level: u8,
    /// The heading's text.
    pub title: Cow<'a, str>,
    /// The first link to the web in the heading.
    pub link: Option<usize>,
    /// The part of an article that the title names, if it names one.
    pub kind: Option<SectionKind>,
    /// True if a link begins in its content.
    pub linked: bool,
    /// True if a link to the web does.
    pub sourced: bool,
    /// The section this one is a child of: the last before it with a higher heading.
    pub parent: usize,
    /// The position of the first section after it that is not under it.
    next: usize,
    /// Top-level blocks under the heading: positions in [`Sections::top`].
    content: Range<usize>,
}

impl OutlineSection<'_> {
    /// True if there are deeper headings under it.
    pub fn is_parent(&self) -> bool {
        self.next > self.index + 1
    }

    /// The position of the first section after it that is not under it.
    pub fn end(&self) -> usize {
        self.next
    }
}

impl<'a> Sections<'a> {
    /// Sorts the blocks of `outline` into sections.
    pub fn new(outline: &'a Outline<'a>, body: Span) -> Self {
        let is_heading = |block: &&OutlineBlock| matches!(block.kind, BlockKind::Heading(_));
        let headings = outline.blocks.iter().filter(is_heading).count();
        let mut all = Vec::with_capacity(headings + 1);
        all.push(OutlineSection::default());
        let mut sections = Self {
            source: outline.source,
            outline,
            all,
            body,
            top: Vec::with_capacity(outline.blocks.len() / 2),
            texts: vec![OnceCell::new(); outline.blocks.len()],
        };
        // The sections that are not yet at their end.
        let mut open = vec![0];
        let mut at = 0;
        while let Some(block) = outline.blocks.get(at) {
            if let Some(level) = sections.heading_level(at) {
                sections.open(&mut open, at, level);
            } else {
                sections.top.push(at);
            }
            at = block.next as usize;
        }
        sections.close(&open, sections.all.len());
        sections.find_links();
        sections
    }

    fn find_links(&mut self) {
        let mut sections = std::mem::take(&mut self.all);
        for section in &mut sections {
            let mut links = self.links_of(section).peekable();
            section.linked = links.peek().is_some();
            section.sourced = links.any(|(_, link)| is_web(link));
        }
        self.all = sections;
    }

    /// The level of a heading; bold words alone behind a rule are one like the last.
    fn heading_level(&self, at: usize) -> Option<u8> {
        let block = self.outline.blocks.get(at)?;
        if let BlockKind::Heading(level) = block.kind {
            return Some(level);
        }
        let above = self.all.last()?;
        let level = if above.heading.is_some() {
            above.level
        } else {
            self.bold_level()?
        };
        let before = self.top.last().copied().filter(|last| {
            self.top.len() > above.content.start && self.block(*last).kind == BlockKind::Rule
        });
        let alone = block.kind == BlockKind::Paragraph
            && before.is_some()
            && self.first_link(block.pieces).is_none();
        let next = self.outline.blocks.get(block.next as usize)?;
        let follows = matches!(
            next.kind,
            BlockKind::Paragraph | BlockKind::List | BlockKind::Quote | BlockKind::Code
        );
        (alone && follows && self.outline.is_all_bold(block.pieces)).then_some(level)
    }

    /// The level of bold words where there are no headings.
    fn bold_level(&self) -> Option<u8> {
        let mut blocks = self.outline.blocks.iter();
        (!blocks.any(|block| matches!(block.kind, BlockKind::Heading(_)))).then_some(2)
    }

    fn open(&mut self, open: &mut Vec<usize>, heading: usize, level: u8) {
        let (index, content) = (self.all.len(), self.top.len());
        let above = |&section: &usize| self.section(section).level < level;
        let stay = open.iter().rposition(above).unwrap_or(0);
        self.close(open.get(stay + 1..).unwrap_or_default(), index);
        open.truncate(stay + 1);
        if let Some(last) = self.all.last_mut() {
            last.content.end = content;
        }
        let run = self.block(heading).pieces;
        let title = match self.text(run) {
            Cow::Borrowed(title) => Cow::Borrowed(without_id(title)),
            Cow::Owned(title) => Cow::Owned(without_id(&title).to_owned()),
        };
        let title = self.linked_title(heading).unwrap_or(title);
        let kind = words::section(&title);
        self.all.push(OutlineSection {
            index,
            heading: Some(heading),
            level,
            link: self.first_link(run),
            kind,
            title,
            linked: false,
            sourced: false,
            parent: open.last().copied().unwrap_or(0),
            next: index + 1,
            content: content..content,
        });
        open.push(index);
    }

    /// The text of the link in a raw HTML heading, where badges may stand beside it.
    fn linked_title(&self, heading: usize) -> Option<Cow<'a, str>> {
        let block = self.block(heading);
        let raw = block.span.of(self.source).starts_with("<h");
        let pieces = self.outline.pieces(block.pieces).iter().filter(|_| raw);
        let mut links = pieces.filter_map(|piece| match *piece {
            Piece::Link(link) => Some(self.link_text(link as usize)),
            _ => None,
        });
        links.find(|text| !text.is_empty())
    }

    /// Notes where the sections that are open end.
    fn close(&mut self, open: &[usize], next: usize) {
        let content = self.top.len();
        if let Some(last) = self.all.last_mut() {
            last.content.end = content;
        }
        for &section in open {
            if let Some(section) = self.all.get_mut(section) {
                section.next = next;
            }
        }
    }

    /// True if there is something to read, and not only comments and code of the site that shows the issue.
    pub fn have_text(&self) -> bool {
        self.outline.blocks.iter().any(|block| match block.kind {
            BlockKind::Comment | BlockKind::Rule => false,
            BlockKind::Paragraph => !is_template(block.span.of(self.source)),
            _ => true,
        })
    }

    /// The section at `index`, which must be one of this page.
    #[allow(clippy::indexing_slicing, reason = "indices come from `all` itself")]
    pub fn section(&self, index: usize) -> &OutlineSection<'a> {
        &self.all[index]
    }

    /// The sections whose heading stands directly under that of a section.
    pub fn children<'s>(
        &'s self,
        section: &OutlineSection,
    ) -> impl Iterator<Item = &'s OutlineSection<'a>> + Clone + use<'s, 'a> {
        let (mut at, end) = (section.index + 1, section.next);
        iter::from_fn(move || {
            let child = self.all.get(at).filter(|_| at < end)?;
            at = child.next;
            Some(child)
        })
    }

    /// The top-level blocks under a section's heading.
    pub fn content<'s>(&'s self, section: &OutlineSection) -> &'s [usize] {
        self.top.get(section.content.clone()).unwrap_or_default()
    }

    /// The links that begin in a section's content.
    fn links_of(
        &self,
        section: &OutlineSection,
    ) -> impl Iterator<Item = (usize, &'a RawLink)> + use<'a> {
        let content = self.content(section);
        let ends = content.first().zip(content.last());
        let span = ends.map(|(&first, &last)| Span {
            start: self.block(first).span.start,
            end: self.block(last).span.end,
        });
        self.links_in(span.unwrap_or_default())
    }

    /// The links that begin in `span`, and their positions.
    pub fn links_in(&self, span: Span) -> impl Iterator<Item = (usize, &'a RawLink)> + use<'a> {
        let links = &self.outline.links;
        let before = |link: &RawLink| link.span.start < span.start;
        let from = links.partition_point(before);
        let links = links.iter().enumerate().skip(from);
        links.take_while(move |(_, link)| link.span.start < span.end)
    }

    /// The blocks that begin in `span` and stand in no other, with their positions.
    pub fn top_in(
        &self,
        span: Span,
    ) -> impl Iterator<Item = (usize, &'a OutlineBlock)> + Clone + use<'a> {
        let blocks = &self.outline.blocks;
        let before = |block: &OutlineBlock| block.span.start < span.start;
        let mut at = blocks.partition_point(before);
        let inside = iter::from_fn(move || {
            let block = blocks.get(at)?;
            let here = (at, block);
            at = block.next as usize;
            Some(here)
        });
        let inside = inside.take_while(move |(_, block)| block.span.start < span.end);
        inside.filter(|(_, block)| block.depth == 0)
    }

    /// The block at `index`, which must be one of this page.
    #[allow(
        clippy::indexing_slicing,
        reason = "indices come from `outline` itself"
    )]
    pub fn block(&self, index: usize) -> &'a OutlineBlock {
        &self.outline.blocks[index]
    }

    /// The text of a block.
    pub fn block_text(&self, index: usize) -> &str {
        let made = || self.text(self.block(index).pieces);
        let text = self.texts.get(index).map(|text| text.get_or_init(made));
        text.map_or("", |text| text)
    }

    /// True if a block has no text.
    pub fn is_blank(&self, index: usize) -> bool {
        self.block_text(index).is_empty()
    }

    /// True if a block has something to read.
    pub fn says(&self, index: usize) -> bool {
        match self.block(index).kind {
            BlockKind::Rule | BlockKind::Comment => false,
            BlockKind::Paragraph | BlockKind::Html => !self.is_blank(index),
            _ => true,
        }
    }

    /// True if something to read stands in a section's own content.
    pub fn has_text(&self, section: &OutlineSection) -> bool {
        self.content(section).iter().any(|&index| self.says(index))
    }

    /// True if a run has no text.
    pub fn is_blank_run(&self, run: PieceRun) -> bool {
        self.text(run).is_empty()
    }

    /// The kind of section that the text of a block names, if it names one, but for the id that a heading may have.
    pub fn names(&self, index: usize) -> Option<SectionKind> {
        words::section(self.block_text(index))
    }

    /// The text of some pieces.
    pub fn text(&self, run: PieceRun) -> Cow<'a, str> {
        self.outline.text(run)
    }

    /// The first link to the web among some pieces.
    pub fn first_link(&self, run: PieceRun) -> Option<usize> {
        let pieces = self.outline.pieces(run).iter();
        let mut links = pieces.filter_map(|piece| match *piece {
            Piece::Link(index) => Some(index as usize),
            _ => None,
        });
        links.find(|&link| self.is_web(link))
    }

    /// True if a link counts and leads to the web.
    pub fn is_web(&self, link: usize) -> bool {
        self.outline.links.get(link).is_some_and(is_web)
    }

    /// The text of a link.
    pub fn link_text(&self, link: usize) -> Cow<'a, str> {
        let link = self.outline.links.get(link);
        link.map_or(Cow::Borrowed(""), |link| self.text(link.pieces))
    }

    /// The links that begin among some pieces and count.
    pub fn links_of_run(&self, run: PieceRun) -> impl Iterator<Item = usize> + use<'_, 'a> {
        let pieces = self.outline.pieces(run).iter();
        let links = pieces.filter_map(|piece| match *piece {
            Piece::Link(index) => Some(index as usize),
            _ => None,
        });
        links.filter(|&link| self.is_web(link))
    }

    /// True if a link counts and leads elsewhere than to a place on the same page or into a mail.
    pub fn is_followed(&self, link: usize) -> bool {
        self.outline.links.get(link).is_some_and(|raw| {
            let url = self.outline.url(raw);
            !raw.artefact && !url.starts_with('#') && !url.starts_with("mailto:")
        })
    }

    /// True if a link stands anywhere in a block.
    pub fn has_link(&self, block: usize) -> bool {
        self.first_link_in(self.block(block).span).is_some()
    }

    /// The first link to the web that begins in `span`.
    pub fn first_link_in(&self, span: Span) -> Option<usize> {
        let mut inside = self.links_in(span);
        inside
            .find(|(_, link)| is_web(link))
            .map(|(index, _)| index)
    }

    /// The first link of the first line among some pieces that consists of links to the web only, if it is not the wrapped end
    /// of a sentence.
    pub fn link_only_line(&self, run: PieceRun) -> Option<usize> {
        let mut from = 0;
        let lines = self
            .outline
            .pieces(run)
            .split(|piece| *piece == Piece::Break);
        let lines = lines.map(|line| {
            let line = (from, line.len());
            from += line.1 + 1;
            run.part(line.0, line.1)
        });
        let mut ended = true;
        for line in lines {
            if let Some(link) = self.only_links(line)
                && (ended || self.is_after_hard_break(link))
            {
                return Some(link);
            }
            let text = self.text(line);
            ended = !text
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '(' | '、'));
        }
        None
    }

    /// True if the line before the one that a link begins was ended by its author, and not only wrapped.
    fn is_after_hard_break(&self, link: usize) -> bool {
        let at = self
            .outline
            .links
            .get(link)
            .map_or(0, |link| link.span.start);
        let before = self.source.get(..self.line_start(at) as usize);
        let above = before
            .and_then(|before| before.strip_suffix('\n'))
            .unwrap_or("");
        ["\\", "**", "__", ">"]
            .iter()
            .any(|end| above.trim_end().ends_with(end))
    }

    /// The first of the links that the pieces consist of. With an exclamation mark it would be a call to act.
    pub fn only_links(&self, run: PieceRun) -> Option<usize> {
        let first = self.first_link(run)?;
        (self.is_all_links(run) && !self.link_text(first).is_empty()).then_some(first)
    }

    /// True if the pieces are links, to wherever they lead, and no words between them.
    pub fn is_all_links(&self, run: PieceRun) -> bool {
        let (mut links, mut depth) = (0, 0_usize);
        for (at, piece) in self.outline.pieces(run).iter().enumerate() {
            match piece {
                Piece::Link(_) => (links, depth) = (links + 1, depth + 1),
                Piece::LinkEnd => depth = depth.saturating_sub(1),
                _ if depth == 0 => {
                    let says = |c: char| c.is_alphanumeric() || matches!(c, '!' | '?');
                    if self.text(run.part(at, 1)).contains(says) {
                        return false;
                    }
                }
                _ => (),
            }
        }
        links > 0
    }

    /// True if most links in `span` lead to places on the same page.
    pub fn leads_about(&self, span: Span) -> bool {
        let inside = self.links_in(span);
        let (here, elsewhere) = inside.fold((0, 0), |(here, elsewhere), (_, link)| {
            let stays = self.outline.url(link).starts_with('#');
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

/// True if a link counts and leads to the web.
fn is_web(link: &RawLink) -> bool {
    link.web && !link.artefact
}

/// True if a paragraph is code of the site that shows the issue, and not text.
pub fn is_template(text: &str) -> bool {
    let codes = [
        ("{%", "%}"),
        ("{{", "}}"),
        ("@def ", ""),
        ("import ", "\""),
        ("import ", "'"),
        ("import ", ";"),
    ];
    codes
        .iter()
        .any(|(begin, end)| text.starts_with(begin) && text.ends_with(end))
}

/// `Title {#id}` without the id.
pub fn without_id(title: &str) -> &str {
    let inside = title.strip_suffix('}');
    let id = inside.and_then(|inside| inside.rfind("{#"));
    let cut = id.and_then(|at| title.get(..at));
    cut.map_or(title, str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::outline::outline_of;

    #[test]
    fn sections_nest_by_level() {
        let source = "intro\n\n# A\n\n### B {#b}\n\ntext\n\n## [C](https://c.example)\n\n# D\n";
        let outline = outline_of(source);
        let sections = Sections::new(&outline, Span::new(0..source.len()));
        let rows: Vec<_> = sections
            .all
            .iter()
            .map(|section| {
                (
                    &*section.title,
                    section.parent,
                    sections.content(section).len(),
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
    }
}
