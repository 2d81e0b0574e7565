//! Help and command palette: a line to type in, and actions with their keys.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::{Painter, rect, row::CellRow, theme::ThemePart};
use crate::app::overlay::{CommandScope, Palette, PaletteEntry};

/// Columns that keys take at most, so that what they do stands near them.
const KEYS: usize = 20;

impl Painter<'_> {
    pub(super) fn palette(&self, buffer: &mut Buffer, area: Rect, palette: &Palette) {
        let inside = self.boxed(buffer, area, palette.title);
        self.row(buffer, inside, 0)
            .put(" :", self.theme.part(ThemePart::Key))
            .put(palette.input.value(), self.theme.base());
        let list = rect(self.app.overlay_rows());
        if palette.list.items().is_empty() {
            self.row(buffer, list, 0)
                .put(" nothing has this name", self.theme.part(ThemePart::Count));
        }
        self.list_bar(buffer, list, &palette.list);
        for ((at, entry), y) in palette.list.window(usize::from(list.height)).zip(0..) {
            let selected = at == palette.list.position();
            let row = &mut self.row(buffer, list, y);
            match (palette.scope(), palette.entry(entry)) {
                (Some(scope), _) => self.scope_row(row, scope, entry, selected),
                (None, Some(entry)) => self.palette_row(row, entry, selected),
                (None, None) => {}
            }
        }
    }

    /// The command that is typed, or a way to go on with its query.
    fn scope_row(&self, row: &mut CellRow<'_>, scope: &CommandScope, at: usize, selected: bool) {
        let style = self.row_style(selected);
        row.fill(style).put(if selected { "▌" } else { " " }, style);
        if let Some(way) = at.checked_sub(1).and_then(|at| scope.ways.get(at)) {
            row.put(&format!("  {}", way.text), style);
            return;
        }
        match &scope.query {
            Ok(Some(query)) => row.put(&format!("{}: {query}", scope.command.help), style),
            Ok(None) => row.put(
                &format!("{}; without one, those selected", scope.command.help),
                style,
            ),
            Err(error) => row.put(
                &error.to_string(),
                self.theme.over(style, ThemePart::Refused),
            ),
        };
    }

    fn row_style(&self, selected: bool) -> Style {
        if selected {
            self.theme.part(ThemePart::Selected)
        } else {
            self.theme.base()
        }
    }

    fn palette_row(&self, row: &mut CellRow<'_>, entry: &PaletteEntry, selected: bool) {
        let style = self.row_style(selected);
        let quiet = style.patch(self.theme.part(ThemePart::Count));
        let keys = self.app.ruler().truncate(&entry.keys, KEYS);
        let pad = " ".repeat(KEYS.saturating_sub(self.app.ruler().width(&keys)) + 1);
        let place = entry.place.map_or("", |place| place.name());
        row.fill(style)
            .put(if selected { "▌" } else { " " }, style)
            .put(&keys, style.patch(self.theme.part(ThemePart::Key)))
            .put(&pad, style);
        row.put_right(&format!(" {place} "), quiet);
        if row.left() > 44 {
            row.put_right(&format!("  {}", entry.name), quiet);
        }
        row.put(&entry.help, style);
    }
}
