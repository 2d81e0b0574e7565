//! An issue's outline seen as sections: headings with what stands under them.

mod lines;
mod links;
mod nesting;

use std::{borrow::Cow, cell::OnceCell, iter, ops::Range};

use super::{
    outline::{BlockKind, Outline, OutlineBlock, PieceRun},
    words,
};
use crate::model::{SectionKind, Span};

pub use nesting::without_id;

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
    /// The text of each link, likewise.
    link_texts: Vec<OnceCell<Cow<'a, str>>>,
    /// The length of the longest line, once it was asked for.
    width: OnceCell<usize>,
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
    /// The title to compare: see [`words::key`].
    pub key: String,
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
        !self.outline.says(run, char::is_alphanumeric) && self.text(run).is_empty()
    }

    /// The kind of section that the text of a block names, if it names one, but for the id that a heading may have.
    pub fn names(&self, index: usize) -> Option<SectionKind> {
        words::section(self.block_text(index))
    }

    /// The text of some pieces.
    pub fn text(&self, run: PieceRun) -> Cow<'a, str> {
        self.outline.text(run)
    }

    /// The offset of the line that holds `at`.
    pub fn row_start(&self, at: u32) -> u32 {
        let before = self.source.get(..at as usize).unwrap_or("");
        before.rfind('\n').map_or(0, |newline| newline as u32 + 1)
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
