//! The left margin of wrapped lines: bars and markers.

use super::WrapOptions;
use crate::page::{
    lines::WrappedText,
    rich_text::{Edge, Frame, RichText},
    style::{Role, Style},
};

/// The left margin of a block: bars of quotations, markers of list items, and the room below the markers.
pub(super) struct Margins<'a> {
    doc: &'a RichText,
    options: WrapOptions,
    /// The frames of the running block that have room, outermost first.
    frames: Vec<u32>,
    /// Frames below this have shown their marker.
    shown: u32,
}

impl<'a> Margins<'a> {
    pub fn new(doc: &'a RichText, options: WrapOptions) -> Self {
        Self {
            doc,
            options,
            frames: Vec::new(),
            shown: 0,
        }
    }

    /// Begins a block in `frame`; returns the columns left for its text, at least one.
    ///
    /// Frames get up to half of the width, the innermost ones first.
    pub fn begin(&mut self, frame: Option<u32>) -> u16 {
        self.frames.clear();
        let mut room = self.options.width.max(1) / 2;
        let mut next = frame;
        while let Some(index) = next {
            let Some(frame) = self.doc.frames.get(index as usize) else {
                break;
            };
            let Some(left) = room.checked_sub(self.columns(frame)) else {
                break;
            };
            room = left;
            self.frames.push(index);
            next = frame.parent;
        }
        self.frames.reverse();
        let taken = self.options.width.max(1) / 2 - room;
        self.options.width.max(1) - taken
    }

    /// The innermost frame that holds both.
    pub fn shared(&self, a: Option<u32>, b: Option<u32>) -> Option<u32> {
        let (mut a, mut b) = (a, b);
        while a != b {
            // Outer frames have the smaller numbers.
            let deeper = if a > b { &mut a } else { &mut b };
            let frame = deeper.and_then(|index| self.doc.frames.get(index as usize));
            *deeper = frame.and_then(|frame| frame.parent);
        }
        a
    }

    /// Prints the margin of a line of the block that [`begin`](Self::begin) began.
    pub fn print(&mut self, page: &mut WrappedText) {
        for &index in &self.frames {
            if let Some(frame) = self.doc.frames.get(index as usize) {
                self.print_edge(page, &frame.edge, index >= self.shown);
            }
        }
        if let Some(last) = self.frames.last() {
            self.shown = self.shown.max(last + 1);
        }
    }

    /// Prints the margin of a blank line: bars only.
    pub fn print_blank(&self, page: &mut WrappedText) {
        let is_quote = |&&index: &&u32| {
            let frame = self.doc.frames.get(index as usize);
            frame.is_some_and(|frame| frame.edge == Edge::Quote)
        };
        let bars = self
            .frames
            .iter()
            .rposition(|index| is_quote(&index))
            .map_or(0, |last| last + 1);
        for index in self.frames.iter().take(bars) {
            if let Some(frame) = self.doc.frames.get(*index as usize) {
                self.print_edge(page, &frame.edge, false);
            }
        }
    }

    fn print_edge(&self, page: &mut WrappedText, edge: &Edge, first: bool) {
        let mark = self.mark(edge);
        let style = Style::of(Role::Marker);
        if first || *edge == Edge::Quote {
            page.push_run(mark, style, None);
        } else {
            let blank = " ".repeat(self.options.ruler.width(mark));
            page.push_run(&blank, style, None);
        }
    }

    fn columns(&self, frame: &Frame) -> u16 {
        self.options
            .ruler
            .width(self.mark(&frame.edge))
            .min(u16::MAX.into()) as u16
    }

    fn mark<'e>(&self, edge: &'e Edge) -> &'e str {
        let ascii = self.options.ascii || self.options.ruler.ambiguous_wide;
        match edge {
            Edge::Quote if ascii => "| ",
            Edge::Quote => "│ ",
            Edge::Bullet(_) if ascii => "- ",
            Edge::Bullet(depth) if depth % 2 == 0 => "• ",
            Edge::Bullet(_) => "◦ ",
            Edge::Label(label) => label,
        }
    }
}
