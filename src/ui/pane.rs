//! The frame around a pane.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    symbols::border,
    widgets::{Block, Widget},
};

use super::{View, rect, theme::Part};
use crate::app::geometry::Pane;

const ASCII: border::Set<'_> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl View<'_> {
    /// Draws a pane's frame and answers with the area inside; `None` if the pane is not on the screen.
    pub(super) fn frame(&self, buffer: &mut Buffer, pane: Pane, title: &str) -> Option<Rect> {
        let geometry = self.app.geometry();
        let area = rect(geometry.pane(pane)?);
        if geometry.framed {
            let part = if self.app.focus == pane {
                Part::Focused
            } else {
                Part::Border
            };
            let block = Block::bordered()
                .border_set(self.lines())
                .border_style(self.theme.part(part))
                .title(format!(" {title} "));
            block.render(area, buffer);
        }
        Some(rect(geometry.inside(pane)))
    }

    /// What frames are drawn with: ASCII where the terminal would draw lines over two columns.
    pub(super) fn lines(&self) -> border::Set<'static> {
        if self.app.ruler().ambiguous_wide {
            ASCII
        } else {
            border::PLAIN
        }
    }

    /// How a row of a pane's list looks, and the sign at its left.
    pub(super) fn row_look(
        &self,
        pane: Pane,
        selected: bool,
    ) -> (&'static str, ratatui::style::Style) {
        let sign = if self.app.ruler().ambiguous_wide {
            "|"
        } else {
            "▌"
        };
        match (selected, self.app.focus == pane) {
            (true, true) => (sign, self.theme.part(Part::Selected)),
            (true, false) => (sign, self.theme.part(Part::Chosen)),
            (false, _) => (" ", self.theme.base()),
        }
    }
}
