//! Text into cells: one row at a time, cut where there is no more room.

use std::{num::NonZeroU16, ops::Range};

use ratatui::{
    buffer::{Buffer, CellDiffOption},
    layout::Rect,
    style::Style,
};

use super::Painter;
use crate::text::Ruler;

/// A row of cells that is filled from the left and from the right.
pub(super) struct CellRow<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    ruler: Ruler,
}

impl Painter<'_> {
    /// Row `y` of an area, counted from its top; empty if the area has no such row.
    pub(super) fn row<'b>(&self, buffer: &'b mut Buffer, area: Rect, y: u16) -> CellRow<'b> {
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
        CellRow {
            buffer,
            area: inside,
            ruler: self.app.ruler(),
        }
    }
}

impl CellRow<'_> {
    /// The number of cells left.
    pub fn left(&self) -> usize {
        usize::from(self.area.width)
    }

    /// Puts text at the left of the free room.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let shown = self.ruler.truncate(text, self.left());
        let used = self.ruler.width(&shown).min(self.left()) as u16;
        self.place(self.area.x, &shown, style);
        self.area.x += used;
        self.area.width -= used;
        self
    }

    /// Puts text at the left of the free room, with another look on these ranges of bytes, which are in order.
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

    /// Puts text at the right of the free room, or nothing if it does not fit whole.
    pub fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let width = self.ruler.width(text);
        if width <= self.left() && width > 0 {
            self.area.width -= width as u16;
            self.place(self.area.right(), text, style);
        }
        self
    }

    /// Text that fits, from column `x` on. Where the terminal draws a character wider than ratatui takes it to be, the cell
    /// is told so.
    fn place(&mut self, x: u16, text: &str, style: Style) {
        let y = self.area.y;
        let right = self.buffer.area.right();
        let mut x = x;
        for (grapheme, columns) in self.ruler.graphemes(text) {
            let Some(width) =
                NonZeroU16::new(columns).filter(|_| !grapheme.contains(char::is_control))
            else {
                continue;
            };
            let end = x.saturating_add(columns);
            if end > right {
                return;
            }
            for hidden in x + 1..end {
                if let Some(cell) = self.buffer.cell_mut((hidden, y)) {
                    cell.reset();
                    if self.ruler.ambiguous_wide {
                        cell.set_style(style);
                    }
                }
            }
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_symbol(grapheme).set_style(style);
                if self.ruler.ambiguous_wide {
                    cell.set_diff_option(CellDiffOption::ForcedWidth(width));
                }
            }
            x = end;
        }
    }

    /// Gives the free room a style.
    pub fn fill(&mut self, style: Style) -> &mut Self {
        self.buffer.set_style(self.area, style);
        self
    }
}
