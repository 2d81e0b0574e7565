//! Links that the terminal itself knows (OSC 8): it shows where they lead and opens them with the mouse.
//!
//! Each cell is a whole link with an id that all cells of the link share, so that a frame that draws only some of them
//! leaves none open.

use std::num::NonZeroU16;

use ratatui::{
    buffer::{Buffer, CellDiffOption, CellWidth as _},
    layout::Rect,
};

use super::{Painter, rect};
use crate::{app::geometry::Pane, page::StyledLine};

/// Longer ones are not made links: terminals drop them, or worse (VTE takes 2083 bytes).
const LONGEST: usize = 2000;

impl Painter<'_> {
    /// Makes terminal links of the links in the reading pane, once they are drawn. What lies over the panes has none.
    pub fn hyperlinks(&self, buffer: &mut Buffer) {
        let (reader, geometry) = (&self.app.reader, self.app.geometry());
        if self.app.overlay.is_some() || geometry.too_small() {
            return;
        }
        let area = rect(geometry.inside(Pane::Reader)).intersection(buffer.area);
        let lines = reader.page().lines_from(reader.top());
        for (line, row) in lines.zip(area.rows()) {
            self.link_row(buffer, row, line);
        }
    }

    fn link_row(&self, buffer: &mut Buffer, row: Rect, line: StyledLine<'_>) {
        let mut x = row.x;
        for run in line.runs() {
            let end = x
                .saturating_add(self.app.ruler().width(run.text) as u16)
                .min(row.right());
            let target = run
                .link
                .and_then(|index| Some((index, self.app.reader.link(index)?.ascii()?)));
            if let Some((index, url)) = target.filter(|(_, url)| url.len() < LONGEST) {
                let open = format!("\x1b]8;id=backissue-{index};{url}\x1b\\");
                wrap_cells(buffer, x..end, row.y, &open);
            }
            x = end;
        }
    }
}

fn wrap_cells(buffer: &mut Buffer, columns: std::ops::Range<u16>, y: u16, open: &str) {
    let mut x = columns.start;
    while x < columns.end {
        let Some(cell) = buffer.cell_mut((x, y)) else {
            return;
        };
        let width = NonZeroU16::new(cell.cell_width()).unwrap_or(NonZeroU16::MIN);
        let linked = format!("{open}{}\x1b]8;;\x1b\\", cell.symbol());
        cell.set_symbol(&linked)
            .set_diff_option(CellDiffOption::ForcedWidth(width));
        x = x.saturating_add(width.get());
    }
}
