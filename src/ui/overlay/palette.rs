//! Help and command palette: a line to type in, and actions with their keys.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{View, rect, row::Row, theme::Part};
use crate::app::overlay::{Entry, Palette};

/// Columns that keys take at most, so that what they do stands near them.
const KEYS: usize = 20;

impl View<'_> {
    pub(super) fn palette(&self, buffer: &mut Buffer, area: Rect, palette: &Palette) {
        let inside = self.boxed(buffer, area, palette.title);
        self.row(buffer, inside, 0)
            .put(" :", self.theme.part(Part::Key))
            .put(palette.input.value(), self.theme.base());
        let list = rect(self.app.overlay_rows());
        if palette.list.items().is_empty() {
            self.row(buffer, list, 0)
                .put(" nothing is called so", self.theme.part(Part::Count));
        }
        self.list_bar(buffer, list, &palette.list);
        for ((at, entry), y) in palette.list.window(usize::from(list.height)).zip(0..) {
            if let Some(entry) = palette.entry(entry) {
                let selected = at == palette.list.position();
                self.palette_row(&mut self.row(buffer, list, y), entry, selected);
            }
        }
    }

    fn palette_row(&self, row: &mut Row<'_>, entry: &Entry, selected: bool) {
        let style = if selected {
            self.theme.part(Part::Selected)
        } else {
            self.theme.base()
        };
        let quiet = style.patch(self.theme.part(Part::Count));
        let keys = self.app.ruler().truncate(&entry.keys, KEYS);
        let pad = " ".repeat(KEYS.saturating_sub(self.app.ruler().width(&keys)) + 1);
        let place = entry.place.map_or("", |place| place.name());
        row.fill(style)
            .put(if selected { "▌" } else { " " }, style)
            .put(&keys, style.patch(self.theme.part(Part::Key)))
            .put(&pad, style);
        row.put_right(&format!(" {place} "), quiet);
        if row.left() > 44 {
            row.put_right(&format!("  {}", entry.action.name()), quiet);
        }
        row.put(entry.action.help(), style);
    }
}
