//! Small boxes: a line to type in, a choice by letter.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{Painter, theme::ThemePart};
use crate::app::overlay::{Menu, Prompt};

impl Painter<'_> {
    pub(super) fn prompt(&self, buffer: &mut Buffer, area: Rect, prompt: &Prompt) {
        let inside = self.boxed(buffer, area, prompt.purpose.title());
        self.row(buffer, inside, 0)
            .put(" ", self.theme.base())
            .put(prompt.purpose.sign(), self.theme.part(ThemePart::Key))
            .put(" ", self.theme.base())
            .put(prompt.input.value(), self.theme.base());
    }

    pub(super) fn menu(&self, buffer: &mut Buffer, area: Rect, menu: &Menu) {
        let inside = self.boxed(buffer, area, menu.title);
        for (choice, y) in menu.choices.iter().zip(0..inside.height) {
            self.row(buffer, inside, y)
                .put(
                    &format!(" {} ", choice.key),
                    self.theme.part(ThemePart::Key),
                )
                .put(&format!(" {}", choice.label), self.theme.base());
        }
    }
}
