//! Letters over the links in sight.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{Painter, rect, theme::ThemePart};
use crate::app::{geometry::Pane, overlay::Hints};

impl Painter<'_> {
    pub(super) fn hints(&self, buffer: &mut Buffer, hints: &Hints) {
        let pane = rect(self.app.geometry().inside(Pane::Reader));
        for (hint, rest) in hints.open() {
            let place = Rect {
                x: pane.x.saturating_add(hint.column),
                width: pane.width.saturating_sub(hint.column),
                ..pane
            };
            self.row(buffer, place, hint.row)
                .put(rest, self.theme.part(ThemePart::Hint));
        }
    }
}
