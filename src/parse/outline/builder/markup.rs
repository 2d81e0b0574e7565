//! Raw HTML in an issue: its headings, links and text become blocks and pieces like any others.

use std::ops::Range;

use super::Builder;
use crate::{
    parse::outline::{BlockKind, OutlineBlock, Piece},
    text::html::{self, Token},
};

impl Builder<'_, '_> {
    /// A tag within a text.
    pub fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        let is = |name: &str, known: &str| name.eq_ignore_ascii_case(known);
        match html::tokens(tag).next() {
            Some((_, Token::Open { name, attributes })) if is(name, "a") => {
                self.open_html_link(attributes, range);
            }
            Some((_, Token::Close { name })) if is(name, "a") => {
                self.end_html_link(range.end);
            }
            Some((_, Token::Open { name, .. })) if is(name, "br") => {
                self.piece(Piece::Break, range);
            }
            Some((_, Token::Open { name, .. })) if is(name, "b") || is(name, "strong") => {
                self.piece(Piece::Strong, range);
            }
            Some((_, Token::Close { name })) if is(name, "b") || is(name, "strong") => {
                self.end(Piece::StrongEnd);
            }
            Some((_, Token::Open { name, attributes })) if is(name, "img") => {
                self.picture(attributes, range);
            }
            Some((_, Token::Open { name, attributes })) if is_player(name) => {
                self.player(attributes, range);
            }
            _ => (),
        }
    }

    fn open_html_link(&mut self, attributes: &str, range: &Range<usize>) {
        let url = html::attribute(attributes, "href");
        match url.filter(|_| self.links.is_empty()) {
            Some(url) => self.open_link(&url, range),
            None => self.links.push(None),
        }
    }

    /// An HTML link ends with its closing tag, not with its opening one.
    fn end_html_link(&mut self, end: usize) {
        let link = self.links.last().copied().flatten();
        self.end_link();
        let end = self.span(&(end..end)).end;
        if let Some(link) = link.and_then(|index| self.outline.links.get_mut(index as usize)) {
            link.span.end = end;
        }
    }

    /// A block of HTML.
    pub fn html(&mut self, range: &Range<usize>) {
        let html = self.text_of(range.clone());
        let mut tokens = html::tokens(html);
        if tokens.clone().all(|(_, token)| is_blank(&token)) {
            return self.lone(BlockKind::Comment, range);
        }
        self.open_leaf(BlockKind::Html, range);
        while let Some((at, token)) = tokens.next() {
            let token_range = range.start + at..range.start + tokens.position();
            self.html_token(&token, token_range, range.end);
        }
        self.close_leaf(range.end);
    }

    fn html_token(&mut self, token: &Token, range: Range<usize>, block_end: usize) {
        match *token {
            Token::Text(text) if text.contains('&') => self.decoded(&html::decode(text), &range),
            Token::Text(_) => self.text(range),
            Token::Open { name, .. } | Token::Close { name } if heading_level(name).is_some() => {
                let opens = matches!(token, Token::Open { .. });
                let kind = heading_level(name)
                    .filter(|_| opens)
                    .map_or(BlockKind::Html, BlockKind::Heading);
                let at = if opens { range.start } else { range.end };
                self.close_leaf(at);
                self.open_leaf(kind, &(at..block_end));
            }
            Token::Open { name, attributes } if name.eq_ignore_ascii_case("a") => {
                self.open_html_link(attributes, &range);
            }
            Token::Close { name } if name.eq_ignore_ascii_case("a") => {
                self.end_html_link(range.end);
            }
            Token::Open { name, attributes } if name.eq_ignore_ascii_case("img") => {
                self.picture(attributes, &range);
            }
            Token::Open { name, attributes } if is_player(name) => {
                self.player(attributes, &range);
                self.piece(Piece::Break, &range);
            }
            _ => self.piece(Piece::Break, &range),
        }
    }

    /// A picture, and what it says it shows.
    fn picture(&mut self, attributes: &str, range: &Range<usize>) {
        self.piece(Piece::Image, range);
        if let Some(shown) = html::attribute(attributes, "alt") {
            self.decoded(&shown, range);
        }
        self.end(Piece::ImageEnd);
    }

    /// Sound and video in a page are links of their article.
    fn player(&mut self, attributes: &str, range: &Range<usize>) {
        let source = html::attribute(attributes, "src");
        if let Some(source) = source.filter(|_| self.links.is_empty()) {
            let url = match source.strip_prefix("//") {
                Some(rest) => format!("https://{rest}"),
                None => source,
            };
            self.open_link(&url, range);
            self.end_html_link(range.end);
            // It is shown in the page, which has its source elsewhere or none.
            if let Some(film) = self.outline.links.last_mut() {
                film.web = false;
            }
        }
    }

    fn open_leaf(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.leaf = Some(self.push(kind, range));
    }

    /// Ends the leaf at `end`; one in which nothing stands goes.
    fn close_leaf(&mut self, end: usize) {
        let end = self.span(&(end..end)).end;
        if let Some(block) = self.leaf.and_then(|leaf| self.outline.blocks.get_mut(leaf)) {
            block.span.end = end;
        }
        self.end_leaf();
        let empty =
            |block: &mut OutlineBlock| block.kind == BlockKind::Html && block.span.is_empty();
        self.outline.blocks.pop_if(empty);
    }
}

/// True for a film, a sound, or a page within the page.
fn is_player(name: &str) -> bool {
    let players = ["iframe", "video", "audio", "source"];
    players.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_blank(token: &Token) -> bool {
    matches!(token, Token::Text(text) if text.trim().is_empty())
}

/// The level of `h1` to `h6`.
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}
