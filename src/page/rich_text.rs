//! The text of an article or issue with its styles, before it has a width.

use std::ops::Range;

use super::{
    figure::{Content, Figure},
    highlight::CodeBlock,
    style::{Role, Style},
};

use crate::model::{Link, Refused, Tag};

/// The text of an article with its styles, independent of any width. [`wrap`](RichText::wrap) makes a [`WrappedText`](super::WrappedText) of it.
///
/// All text stands in one string, block after block, so that a byte offset into it names a place that outlives a change of
/// width: the anchor of a line.
#[derive(Clone, Debug, Default)]
pub struct RichText {
    pub(super) text: String,
    /// Tile `text`: a span reaches to where the next one starts.
    pub(super) spans: Vec<StyleSpan>,
    pub(super) blocks: Vec<TextBlock>,
    pub(super) frames: Vec<Frame>,
    pub(super) tables: Vec<TextTable>,
    pub(super) figures: Vec<Figure>,
    pub(super) links: Vec<Link>,
    pub(super) refused: Vec<Refused>,
    /// Tags that are named, and the bytes of `text` where they are.
    pub(super) tags: Vec<(Range<u32>, Tag)>,
}

/// A piece of text of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StyleSpan {
    pub start: u32,
    pub style: Style,
    pub link: Option<u32>,
}

/// A paragraph, heading, block of code, table or rule.
#[derive(Clone, Debug)]
pub(super) struct TextBlock {
    pub kind: TextBlockKind,
    /// Bytes of [`RichText::text`].
    pub text: Range<u32>,
    /// The innermost frame around it.
    pub frame: Option<u32>,
    /// True if a blank line stands before it.
    pub gap: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextBlockKind {
    /// Running text; `\n` is a hard line break.
    Text,
    /// The heading of a section: a place to jump to.
    Section,
    /// Lines that keep their spaces; the language as written.
    Code(Box<str>),
    /// A thematic break.
    Rule,
    /// A position in [`RichText::tables`].
    Table(u32),
    /// A position in [`RichText::figures`]: what the image is that the block before speaks of.
    Figure(u32),
}

/// The left edge of blocks: a list item's marker or a quotation's bar, within an outer frame.
///
/// Frames are in order of opening, so that the first block printed with a frame is the one that shows the marker.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub parent: Option<u32>,
    pub edge: Edge,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// A bar at each line.
    Quote,
    /// A bullet at the first line; the depth in lists, from 0.
    Bullet(u8),
    /// A number, task box or footnote label at the first line.
    Label(Box<str>),
}

/// Cells in rows, the first row being the head.
#[derive(Clone, Debug, Default)]
pub(super) struct TextTable {
    pub aligns: Vec<Align>,
    /// Bytes of [`RichText::text`], row after row, each of `aligns.len()` cells.
    pub cells: Vec<Range<u32>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Align {
    #[default]
    Left,
    Center,
    Right,
}

impl RichText {
    /// The links behind the numbers: link n of the screen is `links()[n - 1]`. The article's own links come first.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links that are never opened. Their numbers come after those of [`links`](Self::links).
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The tag that is named at a byte of the text.
    pub fn tag_at(&self, at: u32) -> Option<&Tag> {
        let tag = self.tags.iter().find(|(place, _)| place.contains(&at));
        tag.map(|(_, tag)| tag)
    }

    /// All text, block after block, without markers.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The matches of `find` within each of its paragraphs and cells: bytes of [`text`](Self::text), in order.
    pub fn matches(&self, find: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Range<u32>> {
        let parts = self.blocks.iter().flat_map(|block| match &block.kind {
            TextBlockKind::Table(index) => {
                let table = self.tables.get(*index as usize);
                table.map_or(&[][..], |table| &table.cells)
            }
            _ => std::slice::from_ref(&block.text),
        });
        let matches = parts.flat_map(|part| {
            let found = find(self.slice(part)).into_iter();
            found.map(|range| part.start + range.start as u32..part.start + range.end as u32)
        });
        matches.collect()
    }

    /// The blocks of code that name a language.
    pub fn code(&self) -> Vec<CodeBlock> {
        let blocks = self.blocks.iter().zip(0..);
        let code = blocks.filter_map(|(block, index)| match &block.kind {
            TextBlockKind::Code(language) if !language.is_empty() => Some(CodeBlock {
                block: index,
                language: language.to_string(),
                text: self.slice(&block.text).to_owned(),
            }),
            _ => None,
        });
        code.collect()
    }

    /// Gives a block of code its colours.
    pub fn paint(&mut self, block: u32, colours: &[(u32, Role)]) {
        let Some(block) = self.blocks.get(block as usize) else {
            return;
        };
        let (start, end) = (block.text.start, block.text.end);
        let first = self.spans.partition_point(|span| span.start < start);
        let after = self.spans.partition_point(|span| span.start < end);
        let span = |at, style| StyleSpan {
            start: at,
            style,
            link: None,
        };
        let painted = colours
            .iter()
            .map(|(at, role)| span(start + at, Style::of(*role)));
        let mut painted: Vec<_> = painted.filter(|span| span.start < end).collect();
        if self.spans.get(after).is_none_or(|next| next.start > end) {
            painted.push(span(end, Style::default()));
        }
        self.spans.splice(first..after, painted);
    }

    /// The number of pictures.
    pub fn figure_count(&self) -> usize {
        self.figures.len()
    }

    /// The file that a picture is in, relative to the text, by the picture's position. The same one may be named twice.
    pub fn figure(&self, index: u32) -> Option<&str> {
        let figure = self.figures.get(index as usize)?;
        Some(&figure.target)
    }

    /// Sets the state of a picture. Returns true if the document must be wrapped again.
    pub fn set_figure(&mut self, index: u32, content: Content) -> bool {
        let figure = self.figures.get_mut(index as usize);
        figure.is_some_and(|figure| {
            let changes = figure.content != content;
            figure.content = content;
            changes
        })
    }

    /// Takes a block out. What stood beside it in its item, or in items within, moves out of the item.
    pub(super) fn unwrap_block(&mut self, index: usize) {
        let TextBlock { frame, gap, .. } = self.blocks.remove(index);
        if let Some(next) = self.blocks.get_mut(index) {
            next.gap |= gap;
        }
        let Some(frame) = frame else { return };
        let outer = self.frames.get(frame as usize).and_then(|item| item.parent);
        let outwards = |around: &mut Option<u32>| {
            if *around == Some(frame) {
                *around = outer;
            }
        };
        self.blocks.iter_mut().for_each(|b| outwards(&mut b.frame));
        let inner = self.frames.iter_mut().skip(frame as usize + 1);
        // Outer frames have the smaller numbers.
        for inner in inner.take_while(|inner| inner.parent >= Some(frame)) {
            outwards(&mut inner.parent);
            if let Edge::Bullet(depth) = &mut inner.edge {
                *depth = depth.saturating_sub(1);
            }
        }
    }

    pub(super) fn push_span(&mut self, span: StyleSpan) {
        let same = |last: &StyleSpan| (last.style, last.link) == (span.style, span.link);
        if !self.spans.last().is_some_and(same) {
            self.spans.push(span);
        }
    }

    pub(super) fn slice(&self, range: &Range<u32>) -> &str {
        self.text
            .get(range.start as usize..range.end as usize)
            .unwrap_or("")
    }

    pub(super) fn end(&self) -> u32 {
        self.text.len() as u32
    }
}
