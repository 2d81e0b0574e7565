//! One pass over an issue's Markdown: blocks, their inline pieces and links, each with its byte range in the source.
//!
//! Structure that readers see but CommonMark leaves as text or raw HTML is found here too, so that layouts need not
//! care how a heading or link was written: bare URLs, `<a href>`, `<h3>`, headings glued to the line before.

mod builder;
mod events;
mod patch;
mod shown;
mod split_links;
mod urls;

use std::ops::Range;

use crate::model::{Definition, Span};

pub use shown::{one_line, without_stray_marks};

/// Blocks in document order, parents before children.
#[derive(Debug, Default, PartialEq)]
pub struct Outline<'a> {
    /// The whole text of the issue.
    pub source: &'a str,
    /// All blocks; those in a block follow it.
    pub blocks: Vec<OutlineBlock>,
    /// Inline content of all blocks.
    pub pieces: Vec<Piece>,
    /// All links, in document order.
    pub links: Vec<RawLink>,
    /// Link reference definitions.
    pub definitions: Vec<Definition>,
    /// Text that differs from its source: decoded entities.
    decoded: String,
}

/// A block of Markdown.
#[derive(Debug, PartialEq)]
pub struct OutlineBlock {
    /// Its kind.
    pub kind: BlockKind,
    /// The number of blocks it stands in.
    pub depth: u16,
    /// Where it is in the source, without white space around it.
    pub span: Span,
    /// Its inline content.
    pub pieces: PieceRun,
    /// The position of the first block after it that is not in it.
    pub next: u32,
}

/// Kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph, a table cell, or the text of a list item.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A block quote.
    Quote,
    /// A code block.
    Code,
    /// A table.
    Table,
    /// Raw HTML that is more than a comment.
    Html,
    /// A comment, not shown.
    Comment,
    /// `---`.
    Rule,
}

/// A run of pieces: positions in [`Outline::pieces`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PieceRun {
    /// The first.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl PieceRun {
    /// So many pieces of this run, from its `from`th on.
    pub fn part(self, from: usize, length: usize) -> Self {
        let start = self.start + from as u32;
        let end = start + length as u32;
        Self { start, end }
    }
}

/// A piece of inline content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands in the source.
    Text(Span),
    /// Text that stands in [`Outline::decoded`].
    Decoded(Span),
    /// The content of a code span.
    Code(Span),
    /// A line break of any kind.
    Break,
    /// A link begins: its position in [`Outline::links`].
    Link(u32),
    /// The innermost link ends.
    LinkEnd,
    /// Bold text begins.
    Strong,
    /// Bold text ends.
    StrongEnd,
    /// An image begins; what follows is its description.
    Image,
    /// The innermost image ends.
    ImageEnd,
}

/// A link as written, of any scheme.
#[derive(Debug, PartialEq)]
pub struct RawLink {
    url: Target,
    /// The whole link.
    pub span: Span,
    /// Its text.
    pub pieces: PieceRun,
    /// True if it leads to the web.
    pub web: bool,
    /// True if a blog's editor made it of the host name in another link's text: it is ignored.
    pub artefact: bool,
}

/// Where the URL of a link is, entities decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Source(Span),
    Decoded(Span),
}

/// Outlines `body`, a range of `source`.
pub fn outline(source: &str, body: Range<usize>) -> Outline<'_> {
    let text = source.get(body.clone()).unwrap_or("");
    let mut outline = events::outline(source, &patch::patch(text), body.start);
    split_links::join(&mut outline);
    outline
}

/// Outlines a text, all of which is body.
#[cfg(test)]
pub fn outline_of(source: &str) -> Outline<'_> {
    outline(source, 0..source.len())
}

impl Outline<'_> {
    /// The pieces of a run.
    pub fn pieces(&self, run: PieceRun) -> &[Piece] {
        let range = run.start as usize..run.end as usize;
        self.pieces.get(range).unwrap_or_default()
    }

    /// The target of a link, entities decoded.
    pub fn url(&self, link: &RawLink) -> &str {
        match link.url {
            Target::Source(span) => span.of(self.source),
            Target::Decoded(span) => span.of(&self.decoded),
        }
    }

    /// The blocks that stand in block `parent`, however deep.
    pub fn inside(&self, parent: usize) -> impl Iterator<Item = &OutlineBlock> {
        let end = self
            .blocks
            .get(parent)
            .map_or(0, |block| block.next as usize);
        self.blocks.get(parent + 1..end).unwrap_or_default().iter()
    }

    /// The blocks that stand directly in block `parent`, with their positions.
    pub fn children(&self, parent: usize) -> impl Iterator<Item = (usize, &OutlineBlock)> + Clone {
        let end = self
            .blocks
            .get(parent)
            .map_or(0, |block| block.next as usize);
        let mut at = parent + 1;
        std::iter::from_fn(move || {
            let block = self.blocks.get(at).filter(|_| at < end)?;
            let child = (at, block);
            at = block.next as usize;
            Some(child)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> Vec<String> {
        let outline = outline_of(source);
        let row = |block: &OutlineBlock| {
            let text = outline.text(block.pieces);
            format!("{}{:?} {text}", ".".repeat(block.depth.into()), block.kind)
        };
        outline.blocks.iter().map(row).collect()
    }

    fn urls(source: &str) -> Vec<String> {
        let outline = outline_of(source);
        let row = |link: &RawLink| format!("{} <{}>", outline.text(link.pieces), outline.url(link));
        outline.links.iter().map(row).collect()
    }

    #[test]
    fn blocks_nest() {
        let source = "# A &amp; `b`\n\ntext\n\n- one\n  - two\n\n---\n\n> quote\n";
        let want = [
            "Heading(1) A & b",
            "Paragraph text",
            "List ",
            ".Item ",
            "..Paragraph one",
            "..List ",
            "...Item ",
            "....Paragraph two",
            "Rule ",
            "Quote ",
            ".Paragraph quote",
        ];
        assert_eq!(shape(source), want);
    }

    #[test]
    fn headings_of_all_makes() {
        let source = "the end.## Glued\n\nSetext\n======\n\n<h3 id=\"x\"><a href=\"#x\"><span>Raw</span></a></h3>\n\n#no heading\n";
        let want = [
            "Paragraph the end.",
            "Heading(2) Glued",
            "Heading(1) Setext",
            "Heading(3) Raw",
            "Paragraph #no heading",
        ];
        assert_eq!(shape(source), want);
    }

    #[test]
    fn links_of_all_makes() {
        let source = "[a](https://a.example) [b][B] <https://c.example> see https://d.example/x_y_z, or \
                      <a href=\"https://e.example?x=1&amp;y=2\">e</a> (https://f.example/g_(h)).\n\n[b]: https://b.example\n";
        let want = [
            "a <https://a.example>",
            "b <https://b.example>",
            "https://c.example <https://c.example>",
            "https://d.example/x_y_z <https://d.example/x_y_z>",
            "e <https://e.example?x=1&y=2>",
            "https://f.example/g_(h) <https://f.example/g_(h)>",
        ];
        assert_eq!(urls(source), want);
    }

    #[test]
    fn links_in_raw_html_blocks() {
        let source = "<ul>\n<li><a href='https://a.example'>A</a></li>\n</ul>\n\n<!-- <a href=\"https://no.example\">no</a> -->\n";
        assert_eq!(urls(source), ["A <https://a.example>"]);
        assert_eq!(shape(source), ["Html A", "Comment "]);
    }

    #[test]
    fn indented_bullets_are_bullets() {
        let source = "## News\n\n    * [a](https://a.example)\n    * [b](https://b.example)\n";
        assert_eq!(urls(source).len(), 2);
    }

    #[test]
    fn code_holds_no_structure() {
        let source = "```\n# no\n[x](https://x.example)\n```\n\n`https://y.example`\n";
        assert_eq!(shape(source), ["Code ", "Paragraph https://y.example"]);
        assert!(urls(source).is_empty());
    }
}
