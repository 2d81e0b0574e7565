//! The line of tags above the lists.

use ratatui::buffer::Buffer;

use super::{View, rect, theme::Part};
use crate::page::{Role, Style};

impl View<'_> {
    pub(super) fn tag_bar(&self, buffer: &mut Buffer) {
        let Some(area) = self.app.geometry().tag_bar else {
            return;
        };
        let tag = self.theme.text(Style::of(Role::Tag));
        for (entry, place) in self.app.bar.places(self.app.ruler(), area) {
            let look = if entry.choice.is_some() {
                self.theme.part(Part::Filter)
            } else {
                tag
            };
            self.row(buffer, rect(place), 0)
                .put(&entry.label(), look)
                .put(&format!(" {}", entry.count), self.theme.part(Part::Count));
        }
    }
}
