//! A bar on the right side of a frame shows the place of a window, with a sign where a search has matches.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::{Painter, theme::ThemePart};
use crate::app::list::ListState;

/// A window on lines.
pub(super) struct ScrollWindow<'a> {
    /// The first line in it.
    pub top: usize,
    /// All lines.
    pub lines: usize,
    /// Lines with matches, in order.
    pub matches: &'a [usize],
}

impl ScrollWindow<'_> {
    /// The window of a list, without matches.
    pub fn of<T: Copy + PartialEq>(list: &ListState<T>) -> Self {
        Self {
            top: list.top(),
            lines: list.items().len(),
            matches: &[],
        }
    }
}

impl Painter<'_> {
    /// Draws the bar beside `area`, in column `x`; nothing where all is in sight.
    pub(super) fn scrollbar(
        &self,
        buffer: &mut Buffer,
        (x, area): (u16, Rect),
        style: Style,
        window: &ScrollWindow<'_>,
    ) {
        let rows = usize::from(area.height);
        if window.lines <= rows || rows == 0 {
            return;
        }
        let (bar, sign) = if self.app.ruler().ambiguous_wide {
            ("#", "*")
        } else {
            ("█", "•")
        };
        let thumb = thumb(window.top, window.lines, rows);
        for row in thumb.clone() {
            put(buffer, x, area, row, bar, style);
        }
        for line in window.matches {
            let row = line * rows / window.lines;
            let found = self
                .theme
                .part(ThemePart::Match)
                .add_modifier(Modifier::BOLD);
            put(buffer, x, area, row, sign, style.patch(found));
        }
    }
}

/// The rows of the bar that stand for the window.
fn thumb(top: usize, lines: usize, rows: usize) -> Range<usize> {
    let size = (rows * rows / lines.max(1)).clamp(1, rows);
    let lowest = lines.saturating_sub(rows).max(1);
    let start = top.min(lowest) * (rows - size) / lowest;
    start..start + size
}

fn put(buffer: &mut Buffer, x: u16, area: Rect, row: usize, sign: &str, style: Style) {
    let y = area
        .y
        .saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
    if let Some(cell) = buffer.cell_mut((x, y)).filter(|_| y < area.bottom()) {
        cell.set_symbol(sign).set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use super::thumb;

    #[test]
    fn the_bar_stands_at_the_ends_when_the_window_does() {
        assert_eq!(thumb(0, 100, 10), 0..1);
        assert_eq!(thumb(90, 100, 10), 9..10);
        assert_eq!(thumb(0, 20, 10), 0..5);
        assert_eq!(thumb(10, 20, 10), 5..10);
        assert_eq!(thumb(usize::MAX, 11, 10), 1..10);
    }
}
