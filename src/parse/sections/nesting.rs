//! Sorts the blocks of an outline into sections, by their headings.

use std::{borrow::Cow, cell::OnceCell};

use super::{OutlineSection, Sections};
use crate::{
    model::Span,
    parse::{
        outline::{BlockKind, Outline, OutlineBlock, Piece},
        words,
    },
};

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
            link_texts: vec![OnceCell::new(); outline.links.len()],
            width: OnceCell::new(),
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

    /// The level of a heading; bold words alone behind a rule are one like the last.
    fn heading_level(&self, at: usize) -> Option<u8> {
        let block = self.outline.blocks.get(at)?;
        if let BlockKind::Heading(level) = block.kind {
            return Some(level);
        }
        let above = self.all.last()?;
        let before = self.top.last().copied().filter(|last| {
            self.top.len() > above.content.start && self.block(*last).kind == BlockKind::Rule
        });
        let alone = block.kind == BlockKind::Paragraph
            && (before.is_some() || self.begins_ruled(at))
            && self.first_link(block.pieces).is_none();
        let next = self.outline.blocks.get(block.next as usize)?;
        let follows = matches!(
            next.kind,
            BlockKind::Paragraph | BlockKind::List | BlockKind::Quote | BlockKind::Code
        );
        if !(alone && follows && self.outline.is_all_bold(block.pieces)) {
            return None;
        }
        if above.heading.is_some() {
            Some(above.level)
        } else {
            self.bold_level()
        }
    }

    /// True if a page without headings begins with a block and its source, and a rule stands before the next bold words.
    fn begins_ruled(&self, at: usize) -> bool {
        let blocks = &self.outline.blocks;
        let mut kinds = blocks.iter().map(|block| block.kind);
        let rule = || kinds.position(|kind| kind == BlockKind::Rule);
        let Some(rule) = (at == 0).then(rule).flatten() else {
            return false;
        };
        let next = blocks.get(rule + 1).map(|next| next.pieces);
        let before = Span {
            start: 0,
            end: self.block(rule).span.start,
        };
        next.is_some_and(|next| self.outline.is_all_bold(next))
            && self.first_link_in(before).is_some()
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
        let title = match self.wordless_link(run) {
            Some((shown, _)) if title.is_empty() => Cow::Owned(shown),
            _ => title,
        };
        let kind = words::section(&title);
        self.all.push(OutlineSection {
            index,
            heading: Some(heading),
            level,
            link: self.first_link(run),
            kind,
            key: words::key(&title),
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
        let title = links.find(|text| !text.is_empty())?;
        Some(title.to_owned().into())
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

    fn find_links(&mut self) {
        let mut sections = std::mem::take(&mut self.all);
        for section in &mut sections {
            let span = self.content_span(section);
            section.linked = self.links_in(span).next().is_some();
            section.sourced = self.first_link_in(span).is_some();
        }
        self.all = sections;
    }

    /// The bytes of a section's content.
    fn content_span(&self, section: &OutlineSection) -> Span {
        let content = self.content(section);
        let ends = content.first().zip(content.last());
        let span = ends.map(|(&first, &last)| Span {
            start: self.block(first).span.start,
            end: self.block(last).span.end,
        });
        span.unwrap_or_default()
    }
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
