//! The menu of views, each with its count.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{Painter, theme::ThemePart};
use crate::app::overlay::ViewMenu;

impl Painter<'_> {
    pub(super) fn views(&self, buffer: &mut Buffer, area: Rect, menu: &ViewMenu) {
        let inside = self.boxed(buffer, area, "views");
        self.list_bar(buffer, inside, &menu.list);
        for ((at, view), y) in menu.list.window(usize::from(inside.height)).zip(0..) {
            let style = if at == menu.list.position() {
                self.theme.part(ThemePart::Selected)
            } else {
                self.theme.base()
            };
            let sign = if view == self.app.filter.view.view() {
                " ✓ "
            } else {
                "   "
            };
            let count = menu.count(at);
            let mut row = self.row(buffer, inside, y);
            row.fill(style).put(sign, style);
            let counted = self.theme.over(style, ThemePart::Count);
            row.put_right(&format!(" {count} "), counted)
                .put(self.app.view_name(view), style);
        }
    }
}
