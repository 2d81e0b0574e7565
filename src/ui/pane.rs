//! The frame around a pane.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    symbols::border,
    widgets::{Block, Widget},
};

use super::{Painter, rect, row::CellRow, scrollbar::ScrollWindow, theme::ThemePart};
use crate::app::{geometry::Pane, list::ListState};

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

impl Painter<'_> {
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
        list: &ListState<T>,
        draw: impl Fn(&mut CellRow<'_>, T, bool),
    ) {
        let Some(area) = self.frame(buffer, pane, title) else {
            return;
        };
        if list.items().is_empty() {
            self.nothing(buffer, area);
        }
        self.pane_bar(buffer, pane, &ScrollWindow::of(list));
        for ((at, item), y) in list.window(usize::from(area.height)).zip(0..) {
            draw(&mut self.row(buffer, area, y), item, at == list.position());
        }
    }

    /// Draws the bar of a pane's list.
    pub(super) fn pane_bar(&self, buffer: &mut Buffer, pane: Pane, window: &ScrollWindow<'_>) {
        let geometry = self.app.geometry();
        let Some(frame) = geometry.pane(pane).filter(|_| geometry.framed) else {
            return;
        };
        let column = rect(frame).right().saturating_sub(1);
        let beside = (column, rect(geometry.inside(pane)));
        self.scrollbar(buffer, beside, self.frame_look(pane), window);
    }

    fn frame_look(&self, pane: Pane) -> Style {
        self.theme.part(if self.app.screen.focus == pane {
            ThemePart::Focused
        } else {
            ThemePart::Border
        })
    }

    /// Draws the bar of a list within a box over the panes, whose frame is right beside it.
    pub(super) fn list_bar<T: Copy + PartialEq>(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        list: &ListState<T>,
    ) {
        let window = ScrollWindow::of(list);
        let beside = (area.right(), area);
        self.scrollbar(buffer, beside, self.theme.part(ThemePart::Focused), &window);
    }

    /// The lines of frames: ASCII where the terminal would draw lines over two columns.
    pub(super) fn lines(&self) -> border::Set<'static> {
        if self.app.ruler().ambiguous_wide {
            ASCII
        } else {
            border::PLAIN
        }
    }

    /// The style of a row of a pane's list, and the sign at its left.
    pub(super) fn row_look(&self, pane: Pane, selected: bool) -> (&'static str, Style) {
        let sign = if self.app.ruler().ambiguous_wide {
            "|"
        } else {
            "▌"
        };
        match (selected, self.app.screen.focus == pane) {
            (true, true) => (sign, self.theme.part(ThemePart::Selected)),
            (true, false) => (sign, self.theme.part(ThemePart::Chosen)),
            (false, _) => (" ", self.theme.base()),
        }
    }
}
