//! The tag picker: a line to type in, and the tags with their counts.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{View, row::Row, theme::Part};
use crate::app::overlay::TagPicker;

impl View<'_> {
    pub(super) fn tags(&self, buffer: &mut Buffer, area: Rect, picker: &TagPicker) {
        let inside = self.boxed(buffer, area, "tags");
        Row::new(buffer, inside, 0)
            .put(" #", self.theme.part(Part::Key))
            .put(picker.input.value(), self.theme.base());
        let list = Rect {
            y: inside.y + 1,
            height: inside.height.saturating_sub(1),
            ..inside
        };
        if picker.list.items().is_empty() {
            Row::new(buffer, list, 0).put(" no such tag", self.theme.part(Part::Count));
        }
        for ((at, entry), y) in picker.list.window(usize::from(list.height)).zip(0..) {
            self.tag_row(
                &mut Row::new(buffer, list, y),
                picker,
                entry,
                at == picker.list.position(),
            );
        }
    }

    fn tag_row(&self, row: &mut Row<'_>, picker: &TagPicker, entry: usize, selected: bool) {
        let Some((tag, count)) = picker.entry(entry) else {
            return;
        };
        let asked = self.app.filter.tags().contains(tag);
        let style = match (selected, asked) {
            (true, _) => self.theme.part(Part::Selected),
            (false, true) => self.theme.part(Part::Chosen),
            (false, false) => self.theme.base(),
        };
        row.fill(style)
            .put(if asked { " ✓ " } else { "   " }, style);
        row.put_right(&format!(" {count} "), self.theme.over(style, Part::Count));
        row.put(tag.display(), style);
    }
}
