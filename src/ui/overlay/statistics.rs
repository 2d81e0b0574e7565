//! Charts of the articles shown: the part of the board in the window.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{
    Painter, chart::Ink, rect, row::CellRow, scrollbar::ScrollWindow, theme::ThemePart,
};
use crate::app::overlay::{Cell, CellLook, CellText, CellTone, Statistics};

impl Painter<'_> {
    pub(super) fn statistics(&self, buffer: &mut Buffer, area: Rect, statistics: &Statistics) {
        let framed = self.boxed(buffer, area, "statistics");
        let inside = rect(self.app.overlay_rows());
        let board = statistics.board();
        if board.cells.is_empty() {
            let why = statistics
                .stats()
                .map_or("counting …", |_| "nothing to count");
            self.row(buffer, inside, 0)
                .put(why, self.theme.part(ThemePart::Count));
            return;
        }
        let window = ScrollWindow {
            top: statistics.top(),
            lines: board.height,
            matches: &[],
        };
        let (beside, look) = (
            (framed.right(), framed),
            self.theme.part(ThemePart::Focused),
        );
        self.scrollbar(buffer, beside, look, &window);
        for text in &board.texts {
            if let Some(place) = seen(inside, statistics, text.x, text.y) {
                self.label(&mut self.row(buffer, place, 0), text);
            }
        }
        for cell in &board.cells {
            self.cell(buffer, inside, statistics, cell);
        }
        self.said(buffer, area, statistics);
    }

    fn label(&self, row: &mut CellRow<'_>, text: &CellText) {
        match text.tone {
            CellTone::Heading => row.put(&text.text, self.theme.part(ThemePart::Name)),
            CellTone::Label => row.put(&text.text, self.theme.part(ThemePart::Count)),
            CellTone::Empty => {
                let points = text.text.replace('.', self.ink().empty());
                row.put(&points, self.theme.part(ThemePart::Count))
            }
        };
    }

    fn cell(&self, buffer: &mut Buffer, inside: Rect, statistics: &Statistics, cell: &Cell) {
        let selected = statistics.is_selected(cell);
        for row in 0..cell.height {
            let y = cell.y + usize::from(row);
            if let Some(place) = seen(inside, statistics, cell.x, y) {
                let width = cell.width.min(place.width);
                let above = usize::from(cell.height - 1 - row);
                let mut row = self.row(buffer, Rect { width, ..place }, 0);
                self.look(&mut row, statistics, cell, (above, selected));
            }
        }
        let below = cell.y + usize::from(cell.height);
        let place = seen(inside, statistics, cell.x, below);
        if let (Some(place), CellLook::Column { .. }) = (place.filter(|_| selected), &cell.look) {
            self.row(buffer, place, 0)
                .put(self.ink().cursor(), self.theme.part(ThemePart::Filter));
        }
    }

    /// A row of a cell, counted from its lowest. Bars are never reversed: they would look empty.
    fn look(
        &self,
        row: &mut CellRow<'_>,
        statistics: &Statistics,
        cell: &Cell,
        (above, selected): (usize, bool),
    ) {
        let (ink, bar) = (self.ink(), self.theme.part(ThemePart::Bar));
        match &cell.look {
            CellLook::Shade(_) if selected => {
                let mark = ink.mark().repeat(cell.width.into());
                row.put(&mark, self.theme.part(ThemePart::Selected));
            }
            CellLook::Shade(dark) => {
                row.put(&ink.shade(*dark).repeat(cell.width.into()), bar);
            }
            CellLook::Column { high, most } => {
                let part = ink.column(*high, *most, cell.height.into(), above);
                let bar = if selected {
                    self.theme.part(ThemePart::Filter)
                } else {
                    bar
                };
                row.put(&part.repeat(cell.width.into()), bar);
            }
            CellLook::Spark { name, count, over } => {
                self.margins(row, statistics, (name, count), selected);
                row.put(&ink.spark(over), bar);
            }
            CellLook::Bar {
                name,
                count,
                filled,
                long,
                most,
            } => {
                self.margins(row, statistics, (name, count), selected);
                let columns = row.left();
                let whole = ink.bar(*long, *most, columns);
                let full = ink.bar(*filled, *most, columns);
                row.put(&full, bar);
                let (whole, full) = (whole.chars().count(), full.chars().count());
                row.put(&ink.rest().repeat(whole.saturating_sub(full)), bar);
            }
        }
    }

    /// The name of a bar, and its count.
    fn margins(
        &self,
        row: &mut CellRow<'_>,
        statistics: &Statistics,
        (name, count): (&str, &str),
        selected: bool,
    ) {
        let style = if selected {
            self.theme.part(ThemePart::Selected)
        } else {
            self.theme.base()
        };
        let (names, counts) = statistics.board().margins();
        let ruler = self.app.ruler();
        let name = ruler.truncate(name, usize::from(names).saturating_sub(1));
        let pad = usize::from(names).saturating_sub(ruler.width(&name));
        let counts = usize::from(counts).saturating_sub(1);
        let look = self.theme.over(style, ThemePart::Count);
        row.put(&name, style)
            .put(&" ".repeat(pad), style)
            .put(&format!("{count:>counts$}"), look)
            .put(" ", self.theme.base());
    }

    /// The legend of the cell under the cursor, in the frame below.
    fn said(&self, buffer: &mut Buffer, area: Rect, statistics: &Statistics) {
        let Some(cell) = statistics.selected() else {
            return;
        };
        let corner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        let text = format!(" {} ", cell.said);
        self.row(buffer, corner, area.height.saturating_sub(1))
            .put(&text, self.theme.part(ThemePart::Filter));
    }

    fn ink(&self) -> Ink {
        Ink {
            ascii: self.app.ruler().ambiguous_wide,
        }
    }
}

/// The cells of the screen from a column on, in a row of the board; `None` if it is not in the window.
fn seen(inside: Rect, statistics: &Statistics, x: u16, y: usize) -> Option<Rect> {
    let row = y.checked_sub(statistics.top())?;
    let row = u16::try_from(row).ok().filter(|row| *row < inside.height)?;
    let x = x.min(inside.width);
    Some(Rect {
        x: inside.x + x,
        y: inside.y + row,
        width: inside.width - x,
        height: 1,
    })
}
