//! Text into cells: one row at a time, cut where there is no more room.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::text::Ruler;

/// A row of cells that is filled from the left and from the right.
pub(super) struct Row<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
}

impl<'a> Row<'a> {
    /// Row `y` of an area, counted from its top; empty if the area has no such row.
    pub fn new(buffer: &'a mut Buffer, area: Rect, y: u16) -> Self {
        let row = Rect {
            y: area.y.saturating_add(y),
            height: 1,
            ..area
        };
        let inside = if y < area.height {
            row.intersection(buffer.area)
        } else {
            Rect::default()
        };
        Self {
            buffer,
            area: inside,
        }
    }

    /// How many cells are left.
    pub fn left(&self) -> usize {
        usize::from(self.area.width)
    }

    /// Puts text at the left of what is free.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let shown = Ruler::default().truncate(text, self.left());
        let (end, _) =
            self.buffer
                .set_stringn(self.area.x, self.area.y, &shown, self.left(), style);
        let used = end.saturating_sub(self.area.x);
        self.area.x = end;
        self.area.width = self.area.width.saturating_sub(used);
        self
    }

    /// Puts text at the left of what is free, with another look on these ranges of bytes, which are in order.
    pub fn put_marked(&mut self, text: &str, ranges: &[Range<usize>], style: Style, mark: Style) {
        let mut at = 0;
        for range in ranges {
            self.put(text.get(at..range.start).unwrap_or_default(), style);
            self.put(
                text.get(range.clone()).unwrap_or_default(),
                style.patch(mark),
            );
            at = range.end;
        }
        self.put(text.get(at..).unwrap_or_default(), style);
    }

    /// Puts text at the right of what is free, or nothing if it does not fit whole.
    pub fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let width = Ruler::default().width(text);
        if width <= self.left() && width > 0 {
            self.area.width -= width as u16;
            self.buffer
                .set_stringn(self.area.right(), self.area.y, text, width, style);
        }
        self
    }

    /// Gives what is free a style.
    pub fn fill(&mut self, style: Style) -> &mut Self {
        self.buffer.set_style(self.area, style);
        self
    }
}
