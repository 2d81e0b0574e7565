//! The input line of a query, in place of the footer; its error or its completions stand above.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Painter, rect, row::CellRow, theme::ThemePart};
use crate::app::overlay::SearchPrompt;

impl Painter<'_> {
    pub(super) fn query_line(&self, buffer: &mut Buffer, prompt: &SearchPrompt) {
        let area = rect(self.app.geometry().footer);
        let mut row = self.row(buffer, area, 0);
        row.fill(self.theme.base());
        row.put_right(&self.place(), self.theme.part(ThemePart::Count));
        row.put(prompt.scope.sign(), self.theme.part(ThemePart::Key));
        row.put(prompt.input.value(), self.theme.base());
        let pad = " ".repeat(row.left());
        row.put(&pad, self.theme.base());
        if area.y > 1 {
            let above = Rect {
                y: area.y - 1,
                ..area
            };
            self.hint(&mut self.row(buffer, above, 0), prompt);
        }
    }

    /// Draws the error, else the suggestion, else completions, else nothing.
    fn hint(&self, row: &mut CellRow<'_>, prompt: &SearchPrompt) {
        if let Some(error) = &prompt.error {
            return fill(
                row,
                &format!(" {error}"),
                self.theme.part(ThemePart::Refused),
            );
        }
        if let Some((query, count)) = self.app.filter.offer() {
            let text = format!(" nothing found; Tab for {query}, which finds {count}");
            return fill(row, &text, self.theme.part(ThemePart::Refused));
        }
        let (ways, taken) = prompt.completions(self.app.filter.facets());
        if ways.is_empty() {
            return;
        }
        row.put(SearchPrompt::BEFORE_WAYS, self.theme.part(ThemePart::Key));
        for (at, way) in ways.iter().enumerate() {
            let part = if taken == Some(at) {
                ThemePart::Selected
            } else {
                ThemePart::Overlay
            };
            row.put(&way.text, self.theme.part(part)).put(
                SearchPrompt::BETWEEN_WAYS,
                self.theme.part(ThemePart::Overlay),
            );
        }
        fill(row, "", self.theme.part(ThemePart::Overlay));
    }
}

fn fill(row: &mut CellRow<'_>, text: &str, style: ratatui::style::Style) {
    row.put(text, style);
    let pad = " ".repeat(row.left());
    row.put(&pad, style);
}
