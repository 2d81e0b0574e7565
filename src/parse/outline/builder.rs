//! Puts an outline together, one block and one piece after the other.

mod markup;

use std::{borrow::Cow, ops::Range};

use super::{
    BlockKind, Outline, OutlineBlock, Piece, PieceRun, RawLink, Target, patch::Patched, urls,
};
use crate::{model::Span, text::html};

/// An outline in the making. Offsets are those of the patched text, which stands at `offset` of the source.
pub struct Builder<'s, 'p> {
    pub outline: Outline<'s>,
    patched: &'p Patched<'p>,
    offset: usize,
    /// Open blocks, outermost first.
    open: Vec<usize>,
    /// The open block that takes inline content.
    leaf: Option<usize>,
    /// Open links, `None` for such as are no links to us.
    links: Vec<Option<u32>>,
    /// Text up to here is part of a bare URL already found.
    linked_to: usize,
}

impl<'s, 'p> Builder<'s, 'p> {
    /// A builder for `patched`, which stands at `offset` of `source`.
    pub fn new(source: &'s str, patched: &'p Patched<'p>, offset: usize) -> Self {
        Self {
            outline: Outline {
                source,
                ..Outline::default()
            },
            patched,
            offset,
            open: Vec::new(),
            leaf: None,
            links: Vec::new(),
            linked_to: 0,
        }
    }

    /// The text of a range.
    pub fn text_of(&self, range: Range<usize>) -> &'p str {
        self.patched.text.get(range).unwrap_or("")
    }

    /// Begins a block, and ends the one that takes inline content.
    pub fn open(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.end_leaf();
        let block = self.push(kind, range);
        self.leaf = takes_text(kind).then_some(block);
    }

    /// A block with nothing in it. It ends the one that takes inline content.
    pub fn lone(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.end_leaf();
        self.push(kind, range);
        self.end_block();
    }

    /// The number of open blocks.
    fn depth(&self) -> u16 {
        u16::try_from(self.open.len()).unwrap_or(u16::MAX)
    }

    fn push(&mut self, kind: BlockKind, range: &Range<usize>) -> usize {
        let pieces = self.outline.pieces.len() as u32;
        let span = self.span(range);
        let text = span.of(self.outline.source);
        let start = span.start + (text.len() - text.trim_start_matches(' ').len()) as u32;
        let index = self.outline.blocks.len();
        self.outline.blocks.push(OutlineBlock {
            kind,
            depth: self.depth(),
            span: Span { start, ..span },
            pieces: PieceRun {
                start: pieces,
                end: pieces,
            },
            next: index as u32 + 1,
        });
        self.open.push(index);
        index
    }

    /// Ends the innermost block that is open.
    pub fn end_block(&mut self) {
        let (blocks, pieces) = (self.outline.blocks.len(), self.outline.pieces.len());
        let block = self.open.pop();
        let Some(block) = block.and_then(|block| self.outline.blocks.get_mut(block)) else {
            return;
        };
        block.next = blocks as u32;
        if takes_text(block.kind) {
            block.pieces.end = pieces as u32;
        }
        let text = block.span.of(self.outline.source).trim_end();
        block.span.end = block.span.start + text.len() as u32;
    }

    /// The text of a tight item has no paragraph of its own in pulldown-cmark; it has one here.
    fn leaf(&mut self, range: &Range<usize>) -> usize {
        self.leaf.unwrap_or_else(|| {
            let block = self.push(BlockKind::Paragraph, range);
            self.leaf = Some(block);
            block
        })
    }

    /// Ends the block that takes inline content, and the links that were never closed in it.
    pub fn end_leaf(&mut self) {
        while !self.links.is_empty() {
            self.end_link();
        }
        if self.leaf.take().is_some() {
            self.end_block();
        }
    }

    /// Makes the leaf reach over a range, which holds something that is no piece.
    pub fn reach(&mut self, range: &Range<usize>) {
        let end = self.span(range).end;
        let leaf = self.leaf(range);
        if let Some(block) = self.outline.blocks.get_mut(leaf) {
            block.span.end = block.span.end.max(end);
        }
    }

    pub fn piece(&mut self, piece: Piece, range: &Range<usize>) {
        self.reach(range);
        self.outline.pieces.push(piece);
    }

    /// A piece that ends what an earlier one began.
    pub fn end(&mut self, piece: Piece) {
        self.outline.pieces.push(piece);
    }

    /// True if the innermost open block is code.
    pub fn is_in_code(&self) -> bool {
        let innermost = self
            .open
            .last()
            .and_then(|&block| self.outline.blocks.get(block));
        innermost.is_some_and(|block| block.kind == BlockKind::Code)
    }

    /// True if a bare URL found before reaches to `at`.
    pub fn is_linked(&self, at: usize) -> bool {
        at < self.linked_to
    }

    /// Text as it stands in the source, bare URLs made links.
    pub fn text(&mut self, range: Range<usize>) {
        let mut from = range.start.max(self.linked_to.min(range.end));
        while self.links.is_empty() {
            let Some(url) = urls::first_in(&self.patched.text, &(from..range.end)) else {
                break;
            };
            self.raw_text(from..url.start);
            self.bare_url(url.clone());
            from = url.end;
        }
        self.raw_text(from..range.end);
    }

    fn raw_text(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let span = self.text_span(&range);
        let leaf = self.leaf(&range);
        let Some(block) = self.outline.blocks.get_mut(leaf) else {
            return;
        };
        block.span.end = block.span.end.max(span.end);
        let first = block.pieces.start as usize;
        let here = self.outline.pieces.get_mut(first..).unwrap_or_default();
        match here.last_mut() {
            Some(Piece::Text(before)) if before.end == span.start => before.end = span.end,
            _ => self.outline.pieces.push(Piece::Text(span)),
        }
    }

    /// Text that stands for a range of the source.
    pub fn decoded(&mut self, text: &str, range: &Range<usize>) {
        let span = self.decode(text);
        self.piece(Piece::Decoded(span), range);
    }

    fn decode(&mut self, text: &str) -> Span {
        let decoded = &mut self.outline.decoded;
        let start = decoded.len();
        decoded.push_str(text);
        Span::new(start..decoded.len())
    }

    /// A code span; `code` is what it says.
    pub fn code(&mut self, code: &str, range: &Range<usize>) {
        match self.text_of(range.clone()).find(code) {
            Some(at) => {
                let start = range.start + at;
                let span = self.span(&(start..start + code.len()));
                self.piece(Piece::Code(span), range);
            }
            None => self.decoded(code, range),
        }
    }

    /// Begins a link to `url`.
    pub fn open_link(&mut self, url: &str, range: &Range<usize>) {
        let url = mended(url);
        let index = self.outline.links.len() as u32;
        self.piece(Piece::Link(index), range);
        let pieces = self.outline.pieces.len() as u32;
        let link = RawLink {
            url: self.target(url),
            span: self.span(range),
            pieces: PieceRun {
                start: pieces,
                end: pieces,
            },
            web: is_web(url),
            artefact: false,
        };
        self.outline.links.push(link);
        self.links.push(Some(index));
    }

    fn target(&mut self, url: &str) -> Target {
        let within = Span::within(&self.patched.text, url);
        let within = within.map(|span| self.span(&span.range()));
        match within.filter(|span| span.of(self.outline.source) == url) {
            Some(span) => Target::Source(span),
            None => Target::Decoded(self.decode(url)),
        }
    }

    /// Ends the innermost link.
    pub fn end_link(&mut self) {
        let end = self.outline.pieces.len() as u32;
        if let Some(Some(index)) = self.links.pop() {
            if let Some(link) = self.outline.links.get_mut(index as usize) {
                link.pieces.end = end;
            }
            self.outline.pieces.push(Piece::LinkEnd);
        }
    }

    fn bare_url(&mut self, range: Range<usize>) {
        let url = html::decode(self.text_of(range.clone()));
        self.linked_to = range.end;
        self.open_link(&url, &range);
        match url {
            Cow::Borrowed(_) => self.raw_text(range),
            Cow::Owned(url) => self.decoded(&url, &range),
        }
        self.end_link();
    }

    /// Where a text stands: what was cut out behind it is no part of it.
    fn text_span(&self, range: &Range<usize>) -> Span {
        let last = self.text_of(range.clone()).chars().next_back();
        let width = last.map_or(0, char::len_utf8);
        let last = self.span(&(range.end - width..range.end));
        let start = self.span(range).start;
        Span {
            start,
            end: (last.start + width as u32).max(start),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        let origin = |at| self.offset + self.patched.origin(at);
        Span::new(origin(range.start)..origin(range.end))
    }
}

/// The target in what was meant as one: `[link](https://fog.example)`, `(https://fog.example)`.
fn mended(url: &str) -> &str {
    if url.starts_with(['[', '('])
        && let Some(at) = url.find("(http")
    {
        let inside = url.get(at + 1..).unwrap_or(url);
        return inside.trim_end_matches(')');
    }
    url
}

fn is_web(url: &str) -> bool {
    if url.starts_with("https://") {
        return true;
    }
    let url = url.trim_start();
    let starts = |scheme: &str| {
        let head = url.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    starts("https://") || starts("http://")
}

fn takes_text(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Html
    )
}
