//! The frame around a pane.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    symbols::border,
    widgets::{Block, Widget},
};

use super::{View, rect, row::Row, scrollbar::Window, theme::Part};
use crate::app::{geometry::Pane, list::List};

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
            let block = Block::bordered()
                .border_set(self.lines())
                .border_style(self.frame_look(pane))
                .title(format!(" {title} "));
            block.render(area, buffer);
        }
        Some(rect(geometry.inside(pane)))
    }

    /// Draws a pane with a list: frame, scrollbar, and the rows of its window by `draw`, which is told whether a row is the
    /// selected one.
    pub(super) fn list_pane<T: Copy + PartialEq>(
        &self,
        buffer: &mut Buffer,
        (pane, title): (Pane, &str),
        list: &List<T>,
        draw: impl Fn(&mut Row<'_>, T, bool),
    ) {
        let Some(area) = self.frame(buffer, pane, title) else {
            return;
        };
        if list.items().is_empty() {
            self.nothing(buffer, area);
        }
        self.pane_bar(buffer, pane, &Window::of(list));
        for ((at, item), y) in list.window(usize::from(area.height)).zip(0..) {
            draw(&mut self.row(buffer, area, y), item, at == list.position());
        }
    }

    /// Draws the bar of a pane's list.
    pub(super) fn pane_bar(&self, buffer: &mut Buffer, pane: Pane, window: &Window<'_>) {
        let geometry = self.app.geometry();
        let Some(frame) = geometry.pane(pane).filter(|_| geometry.framed) else {
            return;
        };
        let column = rect(frame).right().saturating_sub(1);
        let beside = (column, rect(geometry.inside(pane)));
        self.scrollbar(buffer, beside, self.frame_look(pane), window);
    }

    fn frame_look(&self, pane: Pane) -> Style {
        self.theme.part(if self.app.focus == pane {
            Part::Focused
        } else {
            Part::Border
        })
    }

    /// Draws the bar of a list within a box over the panes, whose frame is right beside it.
    pub(super) fn list_bar<T: Copy + PartialEq>(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        list: &List<T>,
    ) {
        let window = Window::of(list);
        let beside = (area.right(), area);
        self.scrollbar(buffer, beside, self.theme.part(Part::Focused), &window);
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
    pub(super) fn row_look(&self, pane: Pane, selected: bool) -> (&'static str, Style) {
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
