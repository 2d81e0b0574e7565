//! Rich text wrapped to a width.

mod code;
mod figure;
mod fragments;
mod margin;
mod table;

use std::ops::Range;

use self::{fragments::Fragments, margin::Margins};
use super::{
    figure::Canvas,
    lines::WrappedText,
    rich_text::{RichText, StyleSpan, TextBlock, TextBlockKind},
    style::{Role, Style},
};
use crate::text::Ruler;

/// The width to wrap at, and the means of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrapOptions {
    /// Columns of the longest line; at least one.
    pub width: u16,
    /// The columns that the terminal gives each character.
    pub ruler: Ruler,
    /// Draw bullets, bars and rules with ASCII characters.
    pub ascii: bool,
    /// The most lines shown of a block of code; all without it.
    pub fold: Option<u16>,
    /// The surface for pictures; without it none are shown.
    pub canvas: Option<Canvas>,
}

impl WrapOptions {
    /// A width in columns, for a terminal with Unicode and narrow ambiguous characters.
    pub fn width(width: u16) -> Self {
        Self {
            width,
            ruler: Ruler::default(),
            ascii: false,
            fold: None,
            canvas: None,
        }
    }
}

impl RichText {
    /// The document as lines of at most `options.width` columns.
    pub fn wrap(&self, options: &WrapOptions) -> WrappedText {
        let mut setter = Setter {
            doc: self,
            options: *options,
            page: WrappedText::default(),
            margins: Margins::new(self, *options),
            fragments: Fragments::new(options.ruler),
            span: 0,
        };
        let mut before = None;
        for block in &self.blocks {
            setter.gap(before, block);
            setter.block(block);
            before = Some(block);
        }
        setter.page
    }
}

/// Sets a document's blocks on a page, one after another.
struct Setter<'a> {
    doc: &'a RichText,
    options: WrapOptions,
    page: WrappedText,
    margins: Margins<'a>,
    fragments: Fragments,
    /// The span that holds the last byte printed: bytes are printed in order, nearly always.
    span: usize,
}

impl Setter<'_> {
    /// The blank line before a block, with the bars of the quotations that go on over it.
    fn gap(&mut self, before: Option<&TextBlock>, block: &TextBlock) {
        let Some(before) = before.filter(|_| block.gap) else {
            return;
        };
        let shared = self.margins.shared(before.frame, block.frame);
        self.margins.begin(shared);
        self.margins.print_blank(&mut self.page);
        self.page.end_line(block.text.start);
    }

    fn block(&mut self, block: &TextBlock) {
        let inner = self.margins.begin(block.frame);
        match &block.kind {
            TextBlockKind::Text => self.text(&block.text, inner),
            TextBlockKind::Section => {
                self.page.mark_section();
                self.text(&block.text, inner);
            }
            TextBlockKind::Code(_) => self.code(&block.text, inner),
            TextBlockKind::Rule => self.rule(block, inner),
            TextBlockKind::Table(index) => self.table(*index, inner),
            TextBlockKind::Figure(index) => self.figure(*index, block.text.start, inner),
        }
    }

    fn text(&mut self, range: &Range<u32>, width: u16) {
        let (doc, mut start) = (self.doc, range.start);
        for line in doc.slice(range).split('\n') {
            for part in self.fragments.lines(line, width) {
                self.line(start + part.start..start + part.end, width);
            }
            start += line.len() as u32 + 1;
        }
    }

    fn line(&mut self, part: Range<u32>, width: u16) {
        let anchor = part.start;
        self.margins.print(&mut self.page);
        self.print(part, width);
        self.page.end_line(anchor);
    }

    fn rule(&mut self, block: &TextBlock, width: u16) {
        let line = if self.plain() { "-" } else { "─" };
        self.margins.print(&mut self.page);
        let line = line.repeat(width.min(RULE).into());
        self.page.push_run(&line, Style::of(Role::Rule), None);
        self.page.end_line(block.text.start);
    }

    /// True if lines are drawn with ASCII characters.
    fn plain(&self) -> bool {
        self.options.ascii || self.options.ruler.ambiguous_wide
    }

    /// Prints a part of the document in its styles; a sign for each grapheme that is wider than a whole line.
    fn print(&mut self, part: Range<u32>, width: u16) {
        let doc = self.doc;
        let mut at = part.start;
        while at < part.end {
            let (span, end) = self.span_at(at);
            let end = self.grapheme_end(end.clamp(at + 1, part.end), part.end);
            let piece = doc.slice(&(at..end));
            if width < WIDEST
                && self
                    .options
                    .ruler
                    .graphemes(piece)
                    .any(|(_, columns)| columns > width)
            {
                self.print_narrow(piece, span, width);
            } else {
                self.page.push_text(piece, at, span.style, span.link);
            }
            at = end;
        }
    }

    fn print_narrow(&mut self, piece: &str, span: StyleSpan, width: u16) {
        let ruler = self.options.ruler;
        for (grapheme, columns) in ruler.graphemes(piece) {
            let shown = if columns > width {
                ruler.ellipsis()
            } else {
                grapheme
            };
            self.page.push_run(shown, span.style, span.link);
        }
    }

    /// The first end of a grapheme from `at` on: a style that changes within one changes after it.
    fn grapheme_end(&self, at: u32, limit: u32) -> u32 {
        let is_end = |at: &u32| self.options.ruler.is_boundary(&self.doc.text, *at as usize);
        (at..limit).find(is_end).unwrap_or(limit)
    }

    /// The span that holds the byte at `at`, and its end.
    fn span_at(&mut self, at: u32) -> (StyleSpan, u32) {
        let spans = &self.doc.spans;
        let holds = |index: usize| {
            let next = spans.get(index + 1);
            spans.get(index).is_some_and(|span| span.start <= at)
                && next.is_none_or(|next| at < next.start)
        };
        if !holds(self.span) {
            // A table shown as records names its head again in each of them, far from the value.
            let after = || spans.partition_point(|span| span.start <= at);
            let next = Some(self.span + 1).filter(|next| holds(*next));
            self.span = next.unwrap_or_else(|| after().saturating_sub(1));
        }
        let next = spans.get(self.span + 1);
        let end = next.map_or(self.doc.end(), |next| next.start);
        let plain = StyleSpan {
            start: at,
            style: Style::default(),
            link: None,
        };
        (spans.get(self.span).copied().unwrap_or(plain), end)
    }
}

/// Columns of the longest thematic break.
const RULE: u16 = 24;

/// A line at least this wide holds every grapheme that `clean` leaves alone.
const WIDEST: u16 = 16;
