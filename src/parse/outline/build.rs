//! From pulldown-cmark's events to an [`Outline`].

mod markup;

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Block, Kind, Outline, Piece, RawLink, patch::Patched, urls::Urls};
use crate::{
    model::{Definition, Span},
    text::html,
};

/// The extensions that newsletters use. Rendering uses the same.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Outlines `patched`, whose text stands at `offset` of `source`.
pub fn build(source: &str, patched: &Patched, offset: usize) -> Outline {
    let events = Parser::new_ext(&patched.text, OPTIONS).into_offset_iter();
    let mut builder = Builder {
        source,
        patched,
        offset,
        outline: Outline::default(),
        open: Vec::new(),
        leaf: None,
        links: Vec::new(),
        linked_to: 0,
        urls: Urls::new(&patched.text),
        html: None,
    };
    let definitions = events.reference_definitions().iter();
    builder.outline.definitions = definitions
        .map(|(label, definition)| Definition {
            label: label.into(),
            url: definition.dest.as_ref().into(),
        })
        .collect();
    for (event, range) in events {
        builder.event(event, range);
    }
    builder.outline
}

struct Builder<'a> {
    source: &'a str,
    patched: &'a Patched<'a>,
    offset: usize,
    outline: Outline,
    /// Open blocks, outermost first.
    open: Vec<usize>,
    /// The open block that takes inline content.
    leaf: Option<usize>,
    /// Open links, `None` for such as are no links to us.
    links: Vec<Option<u32>>,
    /// Text up to here is part of a bare URL already found.
    linked_to: usize,
    urls: Urls<'a>,
    /// The open HTML block.
    html: Option<Range<usize>>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak | Event::HardBreak => self.piece(Piece::Break, &range),
            Event::Rule => {
                let block = self.push(Kind::Rule, &range);
                self.close(block);
            }
            _ => (),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Strong => self.piece(Piece::Strong, &range),
            Tag::Image { .. } => self.piece(Piece::Image, &range),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url, range),
            Tag::HtmlBlock => self.html = Some(range),
            _ => {
                if let Some(kind) = kind_of(&tag) {
                    self.end_leaf();
                    let block = self.push(kind, &range);
                    self.leaf = takes_text(kind).then_some(block);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.outline.pieces.push(Piece::StrongEnd),
            TagEnd::Image => self.outline.pieces.push(Piece::ImageEnd),
            TagEnd::Link => self.end_link(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Item => {
                self.end_leaf();
                self.end_block();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.end_leaf(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::CodeBlock | TagEnd::Table => {
                self.end_block();
            }
            _ => (),
        }
    }

    fn push(&mut self, kind: Kind, range: &Range<usize>) -> usize {
        let pieces = self.outline.pieces.len();
        self.outline.blocks.push(Block {
            kind,
            depth: u16::try_from(self.open.len()).unwrap_or(u16::MAX),
            span: self.span(range),
            pieces: pieces..pieces,
        });
        let block = self.outline.blocks.len() - 1;
        self.open.push(block);
        block
    }

    fn end_block(&mut self) {
        if let Some(block) = self.open.pop() {
            self.finish(block);
        }
    }

    fn close(&mut self, block: usize) {
        self.open.pop();
        self.finish(block);
    }

    fn finish(&mut self, block: usize) {
        let end = self.outline.pieces.len();
        if let Some(block) = self.outline.blocks.get_mut(block)
            && takes_text(block.kind)
        {
            block.pieces.end = end;
        }
    }

    /// The text of a tight item has no paragraph of its own in pulldown-cmark; it has one here.
    fn leaf(&mut self, range: &Range<usize>) -> usize {
        self.leaf.unwrap_or_else(|| {
            let block = self.push(Kind::Paragraph, range);
            self.leaf = Some(block);
            block
        })
    }

    /// Ends the block that takes inline content, and the links that were never closed in it.
    fn end_leaf(&mut self) {
        while !self.links.is_empty() {
            self.end_link();
        }
        if let Some(block) = self.leaf.take() {
            self.close(block);
        }
    }

    fn piece(&mut self, piece: Piece, range: &Range<usize>) {
        let span = self.span(range);
        let leaf = self.leaf(range);
        self.outline.pieces.push(piece);
        if let Some(block) = self.outline.blocks.get_mut(leaf) {
            block.span.end = block.span.end.max(span.end);
        }
    }

    fn text(&mut self, text: &CowStr, range: Range<usize>) {
        if self
            .open
            .iter()
            .next_back()
            .is_some_and(|&block| self.is_code(block))
            || self.html.is_some()
        {
            return;
        }
        if range.start < self.linked_to {
            let rest = self.linked_to..range.end.max(self.linked_to);
            return self.plain(rest);
        }
        if text.len() != range.len() {
            return self.decoded(text, &range);
        }
        self.plain(range);
    }

    fn is_code(&self, block: usize) -> bool {
        self.outline
            .blocks
            .get(block)
            .is_some_and(|block| block.kind == Kind::Code)
    }

    /// Text as it stands in the source, bare URLs made links.
    fn plain(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while self.links.is_empty() {
            let Some(url) = self.urls.next_in(&(from..range.end)) else {
                break;
            };
            self.raw_text(from..url.start);
            self.bare_url(url.clone());
            from = url.end;
        }
        self.raw_text(from..range.end.max(from));
    }

    fn raw_text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let span = self.span(&range);
            self.piece(Piece::Text(span), &range);
        }
    }

    fn decoded(&mut self, text: &str, range: &Range<usize>) {
        let start = self.outline.decoded.len();
        self.outline.decoded.push_str(text);
        let span = Span::new(start..self.outline.decoded.len());
        self.piece(Piece::Decoded(span), range);
    }

    fn code(&mut self, code: &CowStr, range: Range<usize>) {
        let inside = self
            .patched
            .text
            .get(range.clone())
            .and_then(|text| text.find(code.as_ref()));
        match inside {
            Some(at) => {
                let start = range.start + at;
                let span = self.span(&(start..start + code.len()));
                self.piece(Piece::Code(span), &range);
            }
            None => self.decoded(code, &range),
        }
    }

    fn link(&mut self, link_type: LinkType, url: &str, range: Range<usize>) {
        let url = match link_type {
            LinkType::Email => format!("mailto:{url}"),
            _ => url.to_owned(),
        };
        self.open_link(url.into(), range);
    }

    fn open_link(&mut self, url: Box<str>, range: Range<usize>) {
        let index = self.outline.links.len() as u32;
        let span = self.span(&range);
        self.piece(Piece::Link(index), &range);
        let pieces = self.outline.pieces.len();
        self.outline.links.push(RawLink {
            url,
            span,
            pieces: pieces..pieces,
            artefact: false,
        });
        self.links.push(Some(index));
    }

    fn end_link(&mut self) {
        let end = self.outline.pieces.len();
        if let Some(Some(index)) = self.links.pop() {
            if let Some(link) = self.outline.links.get_mut(index as usize) {
                link.pieces.end = end;
            }
            self.outline.pieces.push(Piece::LinkEnd);
        }
    }

    fn bare_url(&mut self, range: Range<usize>) {
        let patched = self.patched;
        let written = patched.text.get(range.clone()).unwrap_or("");
        let url = html::decode(written);
        self.linked_to = range.end;
        self.open_link(url.as_ref().into(), range.clone());
        match url {
            Cow::Borrowed(_) => self.raw_text(range),
            Cow::Owned(url) => self.decoded(&url, &range),
        }
        self.end_link();
    }

    fn span(&self, range: &Range<usize>) -> Span {
        let origin = |at| self.offset + self.patched.origin(at);
        Span::new(origin(range.start)..origin(range.end))
    }
}

fn takes_text(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Heading(_) | Kind::Html)
}

fn kind_of(tag: &Tag) -> Option<Kind> {
    Some(match tag {
        Tag::Paragraph | Tag::TableCell => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(*level as u8),
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(_) => Kind::Code,
        Tag::List(_) => Kind::List,
        Tag::Item => Kind::Item,
        Tag::Table(_) => Kind::Table,
        _ => return None,
    })
}
