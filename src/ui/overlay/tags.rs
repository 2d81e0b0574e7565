//! The tag picker: a line to type in, and what articles have in common with counts.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{Painter, rect, row::CellRow, theme::ThemePart};
use crate::{
    app::overlay::{PickerPage, TagPicker},
    query::Choice,
};

impl Painter<'_> {
    pub(super) fn tags(&self, buffer: &mut Buffer, area: Rect, picker: &TagPicker) {
        let title: Vec<_> = picker
            .tabs(self.app.tab_columns())
            .into_iter()
            .map(|tab| tab.1)
            .collect();
        let inside = self.boxed(buffer, area, &title.join(" "));
        let sign = if picker.page() == PickerPage::Tags {
            " #"
        } else {
            "  "
        };
        let query = self.app.filter.query().to_string();
        let mut row = self.row(buffer, inside, 0);
        row.put(sign, self.theme.part(ThemePart::Key))
            .put(picker.input.value(), self.theme.base());
        if !query.is_empty() {
            row.put_right(
                &format!(" with {query} "),
                self.theme.part(ThemePart::Count),
            );
        }
        let list = rect(self.app.overlay_rows());
        if picker.list.items().is_empty() {
            let why = match picker.wished() {
                _ if !self.app.is_counting() => " none",
                None => " counting …",
                Some(_) => " counting … then it is chosen",
            };
            self.row(buffer, list, 0)
                .put(why, self.theme.part(ThemePart::Count));
        }
        self.list_bar(buffer, list, &picker.list);
        for ((at, entry), y) in picker.list.window(usize::from(list.height)).zip(0..) {
            let selected = at == picker.list.position();
            self.tag_row(&mut self.row(buffer, list, y), picker, entry, selected);
        }
    }

    fn tag_row(&self, row: &mut CellRow<'_>, picker: &TagPicker, entry: usize, selected: bool) {
        let Some((facet, count)) = picker.entry(entry) else {
            return;
        };
        let choice = self.app.filter.choice(facet);
        let style = match (selected, choice) {
            (true, _) => self.theme.part(ThemePart::Selected),
            (false, Some(_)) => self.theme.part(ThemePart::Chosen),
            (false, None) if *count == 0 => self.theme.part(ThemePart::Count),
            (false, None) => self.theme.base(),
        };
        row.fill(style).put(sign(choice), style);
        let count = if picker.is_all(*count) {
            " all ".to_owned()
        } else {
            format!(" {count} ")
        };
        row.put_right(&count, self.theme.over(style, ThemePart::Count));
        row.put(&facet.label(), style);
    }
}

fn sign(choice: Option<Choice>) -> &'static str {
    match choice {
        Some(Choice::All) => " ✓ ",
        Some(Choice::Any) => " | ",
        Some(Choice::Not) => " - ",
        None => "   ",
    }
}
