//! One pass over an issue's Markdown: blocks, their inline pieces and links, each with its byte range in the source.
//!
//! What CommonMark leaves as text or raw HTML but readers take for structure is found here too, so that layouts need not
//! care how a heading or link was written: bare URLs, `<a href>`, `<h3>`, headings glued to the line before.

mod build;
mod patch;
mod split_links;
mod urls;

use std::ops::Range;

use crate::{
    model::{Definition, Span},
    text::clean,
};

/// Blocks in document order, parents before children.
#[derive(Debug, Default)]
pub struct Outline {
    /// All blocks; the children of a block follow it with greater depth.
    pub blocks: Vec<Block>,
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
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// How many blocks it stands in.
    pub depth: u16,
    /// Where it is in the source.
    pub span: Span,
    /// Its inline content: positions in [`Outline::pieces`].
    pub pieces: Range<usize>,
}

/// Kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// A comment: nobody shall read it.
    Comment,
    /// `---`.
    Rule,
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
#[derive(Debug)]
pub struct RawLink {
    /// The target, entities decoded.
    pub url: Box<str>,
    /// The whole link.
    pub span: Span,
    /// Its text: positions in [`Outline::pieces`].
    pub pieces: Range<usize>,
    /// Whether a blog's editor made it of the host name in another link's text: it counts for nothing.
    pub artefact: bool,
}

/// Outlines `body`, a range of `source`.
pub fn outline(source: &str, body: Range<usize>) -> Outline {
    let text = source.get(body.clone()).unwrap_or("");
    let patched = patch::patch(text);
    let mut outline = build::build(source, &patched, body.start);
    split_links::join(source, &mut outline);
    outline
}

impl Outline {
    /// The text of `pieces` without markup and images, clean and in one line.
    pub fn text(&self, source: &str, pieces: Range<usize>) -> String {
        let mut text = String::new();
        let mut images = 0_usize;
        for piece in self.pieces.get(pieces).unwrap_or_default() {
            match *piece {
                Piece::Image => images += 1,
                Piece::ImageEnd => images = images.saturating_sub(1),
                _ if images > 0 => (),
                Piece::Text(span) | Piece::Code(span) => text.push_str(span.of(source)),
                Piece::Decoded(span) => text.push_str(span.of(&self.decoded)),
                Piece::Break => text.push(' '),
                _ => (),
            }
        }
        one_line(&text)
    }

    /// The blocks that stand directly in block `parent`, with their positions.
    pub fn children(&self, parent: usize) -> impl Iterator<Item = (usize, &Block)> {
        let depth = self.blocks.get(parent).map_or(0, |block| block.depth);
        let inside = self.blocks.iter().enumerate().skip(parent + 1);
        inside
            .take_while(move |(_, block)| block.depth > depth)
            .filter(move |(_, block)| block.depth == depth + 1)
    }
}

impl RawLink {
    /// Whether the target is on the web.
    pub fn is_web(&self) -> bool {
        let starts = |scheme: &str| {
            let head = self.url.trim_start().get(..scheme.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        };
        starts("https://") || starts("http://")
    }
}

/// Clean text, white space collapsed.
pub fn one_line(text: &str) -> String {
    let spaced = |pair: &[u8]| pair == b"  ";
    let plain = text.bytes().all(|byte| (b' '..0x7f).contains(&byte));
    if plain && !text.as_bytes().windows(2).any(spaced) {
        return text.trim().to_owned();
    }
    let clean = clean::line(text);
    let mut words = clean.split_whitespace();
    let mut line = String::with_capacity(clean.len());
    line.push_str(words.next().unwrap_or(""));
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> Vec<String> {
        let outline = outline(source, 0..source.len());
        let row = |block: &Block| {
            let text = outline.text(source, block.pieces.clone());
            format!("{}{:?} {text}", ".".repeat(block.depth.into()), block.kind)
        };
        outline.blocks.iter().map(row).collect()
    }

    fn urls(source: &str) -> Vec<String> {
        let outline = outline(source, 0..source.len());
        let text = |link: &RawLink| outline.text(source, link.pieces.clone());
        outline
            .links
            .iter()
            .map(|link| format!("{} <{}>", text(link), link.url))
            .collect()
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
