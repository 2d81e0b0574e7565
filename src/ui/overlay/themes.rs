//! The themes by name. The one under the cursor is what all this is drawn with.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{Painter, theme::ThemePart};
use crate::app::list::ListState;

impl Painter<'_> {
    pub(super) fn themes(&self, buffer: &mut Buffer, area: Rect, list: &ListState<usize>) {
        let inside = self.boxed(buffer, area, "themes");
        self.list_bar(buffer, inside, list);
        for ((at, theme), y) in list.window(usize::from(inside.height)).zip(0..) {
            let style = if at == list.position() {
                self.theme.part(ThemePart::Selected)
            } else {
                self.theme.base()
            };
            let looks = &self.app.screen.looks;
            let sign = if theme == looks.theme { " ✓ " } else { "   " };
            let name = looks.themes.get(theme).map_or("", String::as_str);
            let mut row = self.row(buffer, inside, y);
            row.fill(style).put(sign, style).put(name, style);
        }
    }
}
