//! Pictures of the reading pane: the rows of them that are in the window.

use std::num::NonZeroU16;

use ratatui::{
    buffer::{Buffer, Cell, CellDiffOption},
    layout::Rect,
    style::Color,
};

use super::Painter;
use crate::{
    page::Placed,
    picture::{self, Drawing, HalfBlock, Picture, Rgb},
};

impl Painter<'_> {
    /// Draws the pictures of the page into the pane, which is `area`.
    pub(super) fn pictures(&self, buffer: &mut Buffer, area: Rect) {
        let reader = &self.app.reader;
        for placed in reader.page().figures() {
            let picture = reader.picture(placed.figure);
            let picture = picture.filter(|picture| picture.extent.columns <= placed.room);
            if let Some(picture) = picture.filter(|picture| self.can_show(picture)) {
                self.picture(buffer, area, placed, picture);
            }
        }
    }

    /// Pictures that the terminal draws would also cover an overlay.
    fn can_show(&self, picture: &Picture) -> bool {
        self.app.overlay.is_none() || !matches!(picture.drawing, Drawing::Rows(_))
    }

    fn picture(&self, buffer: &mut Buffer, area: Rect, placed: &Placed, picture: &Picture) {
        let (first, top) = (placed.line as usize, self.app.reader.top());
        for row in 0..placed.rows.min(picture.extent.rows) {
            let line = first + usize::from(row);
            let y = line.checked_sub(top).map(|y| y as u16);
            if let Some(y) = y.filter(|y| *y < area.height) {
                let place = Rect {
                    x: area.x.saturating_add(placed.column),
                    y: area.y + y,
                    width: picture.extent.columns,
                    height: 1,
                };
                draw(buffer, place.intersection(area), picture, row);
            }
        }
    }
}

/// Draws a row of a picture into cells.
fn draw(buffer: &mut Buffer, place: Rect, picture: &Picture, row: u16) {
    let first = usize::from(row) * usize::from(picture.extent.columns);
    for (x, column) in (place.x..place.right()).zip(0..) {
        let Some(cell) = buffer.cell_mut((x, place.y)) else {
            return;
        };
        match &picture.drawing {
            Drawing::Blocks(cells) => {
                let block = cells.get(first + usize::from(column)).copied();
                set_block(cell, block.unwrap_or_default());
            }
            Drawing::Kept { id, .. } => set_part(cell, *id, row, column),
            Drawing::Rows(rows) => set_row(cell, rows.get(usize::from(row)), column),
        }
    }
}

fn set_block(cell: &mut Cell, block: HalfBlock) {
    let (symbol, fore, back) = match (block.upper, block.lower) {
        (None, None) => return,
        (None, Some(lower)) => ("▄", Some(lower), None),
        (upper, None) => ("▀", upper, None),
        (upper, lower) if upper == lower => (" ", None, upper),
        (upper, lower) => ("▀", upper, lower),
    };
    cell.set_symbol(symbol);
    if let Some(colour) = fore {
        cell.set_fg(color(colour));
    }
    if let Some(colour) = back {
        cell.set_bg(color(colour));
    }
}

fn color(colour: Rgb) -> Color {
    match colour {
        Rgb::True(red, green, blue) => Color::Rgb(red, green, blue),
        Rgb::Indexed(index) => Color::Indexed(index),
    }
}

/// A cell that stands for a part of a picture: its colour is the picture's number.
fn set_part(cell: &mut Cell, id: u32, row: u16, column: u16) {
    if let Some(symbol) = picture::symbol(row, column) {
        let [_, red, green, blue] = id.to_be_bytes();
        cell.set_symbol(&symbol)
            .set_fg(Color::Rgb(red, green, blue));
    }
}

/// The first cell of a row draws all of it, and the others are skipped.
fn set_row(cell: &mut Cell, drawing: Option<&String>, column: u16) {
    match drawing {
        Some(drawing) if column == 0 => cell
            .set_symbol(drawing)
            .set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN)),
        _ => cell.set_diff_option(CellDiffOption::Skip),
    };
}
