//! Text to rows, white space collapsed.

use std::ops::Range;

use super::{TokenReader, style::CssStyle};
use crate::{
    parse::format::html::{
        element::Element,
        sheet::{Face, Matter, Row, RowKind, Stretch},
    },
    text::html::decode,
};

/// Text smaller than this is hidden from readers.
const LEAST: f32 = 2.5;

impl TokenReader<'_> {
    pub(super) fn line_break(&mut self) {
        let style = self.style();
        if style.hidden {
            return;
        }
        if style.pre {
            self.push("\n", style);
            return;
        }
        // Of two line breaks, the second finds an empty row.
        let empty = self.start == self.sheet.stretches.len();
        self.end_row(empty);
    }

    pub(super) fn text(&mut self, text: &str) {
        if self
            .open
            .last()
            .is_some_and(|open| open.element == Element::Title)
        {
            self.head.title(text);
            return;
        }
        let style = self.style();
        if style.hidden || style.size < LEAST {
            return;
        }
        let text = decode(text);
        if style.pre {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let empty = self.start == self.sheet.stretches.len();
            let text = if empty {
                text.strip_prefix('\n').unwrap_or(&text)
            } else {
                &text
            };
            self.push(text, style);
        } else {
            self.collapsed(&text, style);
        }
    }

    /// Adds text, white space collapsed.
    fn collapsed(&mut self, text: &str, style: CssStyle) {
        let start = self.sheet.text.len();
        let empty = self.start == self.sheet.stretches.len();
        if text.is_ascii() {
            self.words(text, empty);
        } else {
            self.signs(text, empty);
        }
        if self.sheet.text.len() > start {
            self.add(start, style, Matter::Text);
        }
    }

    /// Adds text sign by sign, without those that only pad. It may be the first of an empty row.
    fn signs(&mut self, text: &str, mut empty: bool) {
        for c in text.chars() {
            if c.is_whitespace() || is_padding(c, self.space || empty) {
                self.space |= c.is_whitespace();
                continue;
            }
            if !matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}' | '\u{feff}') {
                if self.space && !empty {
                    self.sheet.text.push(' ');
                }
                (self.space, empty) = (false, false);
                self.sheet.text.push(c);
            }
        }
    }

    /// Adds words of ASCII, in which nothing pads. They may be the first of an empty row.
    fn words(&mut self, text: &str, mut empty: bool) {
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            if self.space && !empty {
                self.sheet.text.push(' ');
            }
            self.sheet.text.push_str(word);
            (self.space, empty) = (true, false);
        }
        if !empty {
            self.space &= text.is_empty() || text.ends_with(char::is_whitespace);
        }
    }

    /// Adds text unchanged.
    pub(super) fn push(&mut self, text: &str, style: CssStyle) {
        if text.is_empty() {
            return;
        }
        let start = self.sheet.text.len();
        self.sheet.text.push_str(text);
        self.add(start, style, Matter::Text);
    }

    /// Adds the text from `start` to the row, to its last piece if that looks the same.
    pub(super) fn add(&mut self, start: usize, style: CssStyle, matter: Matter) {
        let face = Face {
            size: whole(style.size),
            bold: style.bold,
            italic: style.italic,
            code: style.code,
        };
        let text = start..self.sheet.text.len();
        let row = self
            .sheet
            .stretches
            .get_mut(self.start..)
            .unwrap_or_default();
        if let Some(last) = row.last_mut()
            && (last.face, last.link, last.matter, matter)
                == (face, style.link, Matter::Text, Matter::Text)
            && last.text.end == start
        {
            last.text.end = text.end;
            return;
        }
        self.sheet.stretches.push(Stretch {
            text,
            face,
            link: style.link,
            matter,
        });
    }

    pub(super) fn end_row(&mut self, fresh: bool) {
        self.end_row_of(self.style(), fresh);
    }

    /// Ends the row, which stands in an element of a style, and says whether the next begins a block.
    pub(super) fn end_row_of(&mut self, style: CssStyle, fresh: bool) {
        self.space = false;
        let stretches = self.start..self.sheet.stretches.len();
        if stretches.is_empty() {
            self.fresh |= fresh;
            return;
        }
        self.start = stretches.end;
        self.sheet.rows.push(Row {
            kind: self.kind(style, &stretches),
            stretches,
            depth: self.lists.len().min(usize::from(u8::MAX)) as u8,
            marker: self.marker.take(),
            quote: self.quote,
            caption: style.caption,
            fresh: self.fresh,
        });
        self.fresh = fresh;
    }

    pub(super) fn kind(&self, style: CssStyle, stretches: &Range<usize>) -> RowKind {
        if style.pre && self.is_code(stretches) {
            return RowKind::Code;
        }
        style.heading.map_or(RowKind::Text, RowKind::Heading)
    }

    /// True if text that keeps its spaces needs them.
    pub(super) fn is_code(&self, stretches: &Range<usize>) -> bool {
        let row = self
            .sheet
            .stretches
            .get(stretches.clone())
            .unwrap_or_default();
        let text = || row.iter().map(|stretch| self.sheet.text_of(stretch));
        let spaced = text().any(|text| text.contains("  ") || text.trim_end().contains('\n'));
        row.iter().all(|stretch| stretch.face.code)
            || (spaced && row.iter().all(|stretch| stretch.link.is_none()))
    }
}

/// A size in whole pixels.
#[allow(clippy::cast_sign_loss, reason = "sizes are between 0 and 999")]
fn whole(size: f32) -> u16 {
    size.clamp(0.0, 999.0).round() as u16
}

/// Characters that only push the text after a preheader out of sight.
fn is_padding(c: char, after_space: bool) -> bool {
    matches!(c, '\u{34f}' | '\u{ad}' | '\u{200b}' | '\u{feff}')
        || after_space && matches!(c, '\u{200c}' | '\u{200d}' | '\u{2007}')
}
