//! Clears room over cells that are drawn already.

use ratatui::{
    buffer::{Buffer, CellWidth as _},
    layout::Rect,
    widgets::{Clear, Widget},
};

/// Clears an area. Wide characters that its edges cut are taken away whole: of one at the left edge, a terminal would draw the
/// other half over the frame, and the cell behind one at the right edge was never given a look of its own.
pub(super) fn cover(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.y..area.bottom() {
        if let Some(x) = area.x.checked_sub(1) {
            blank_wide(buffer, x, y, x);
        }
        if let Some(x) = area.right().checked_sub(1) {
            blank_wide(buffer, x, y, area.right());
        }
    }
    Clear.render(area, buffer);
}

/// If a wide character begins in column `x`, makes column `at` a space with the same style.
fn blank_wide(buffer: &mut Buffer, x: u16, y: u16, at: u16) {
    let wide = buffer.cell((x, y)).filter(|cell| cell.cell_width() > 1);
    let Some(style) = wide.map(ratatui::buffer::Cell::style) else {
        return;
    };
    if let Some(cell) = buffer.cell_mut((at, y)) {
        cell.reset();
        cell.set_style(style);
    }
}
