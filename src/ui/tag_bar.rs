//! The line of tags above the lists.

use ratatui::buffer::Buffer;

use super::{Painter, rect, theme::ThemePart};
use crate::page::{Role, Style};

impl Painter<'_> {
    pub(super) fn tag_bar(&self, buffer: &mut Buffer) {
        let Some(area) = self.app.geometry().tag_bar else {
            return;
        };
        let tag = self.theme.text(Style::of(Role::Tag));
        for (entry, place) in self.app.screen.tag_bar.places(self.app.ruler(), area) {
            let look = if entry.choice.is_some() {
                self.theme.part(ThemePart::Filter)
            } else {
                tag
            };
            self.row(buffer, rect(place), 0)
                .put(&entry.label(), look)
                .put(
                    &format!(" {}", entry.count),
                    self.theme.part(ThemePart::Count),
                );
        }
    }
}
