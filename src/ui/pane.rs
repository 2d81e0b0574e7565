//! The frame around a pane.

use ratatui::{
    buffer::Buffer,
    layout::{Margin, Rect},
    style::Style,
    symbols::{border, merge::MergeStrategy},
    widgets::{Block, Widget},
};

use super::{Painter, rect, scrollbar::ScrollWindow, theme::ThemePart};
use crate::{
    app::{geometry::Pane, list::ListState, page_id::PageId},
    text::counted,
};

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
    /// Draws the frames of all panes with what stands in them. Neighbours share a border; the pane with the keys comes last.
    pub(super) fn frames(&self, buffer: &mut Buffer) {
        let geometry = self.app.geometry();
        let mut panes = Pane::ALL.map(|pane| (pane == self.app.screen.focus, pane));
        panes.sort_unstable();
        let shown = panes.map(|(_, pane)| (pane, geometry.pane(pane)));
        for (pane, area) in shown.into_iter().filter(|_| geometry.framed) {
            let Some(area) = area.map(rect) else { continue };
            Block::bordered()
                .border_set(self.lines())
                .merge_borders(MergeStrategy::Exact)
                .border_style(self.frame_look(pane))
                .render(area, buffer);
        }
        for (pane, area) in shown.into_iter().filter(|_| geometry.framed) {
            if let Some(area) = area.map(rect) {
                self.frame_texts(buffer, pane, area.inner(Margin::new(1, 0)));
            }
        }
    }

    /// The title in the upper border, and in that of the list the place below.
    fn frame_texts(&self, buffer: &mut Buffer, pane: Pane, border: Rect) {
        let look = self.frame_look(pane);
        let ruler = self.app.ruler();
        let title = self.pane_title(pane);
        let title = ruler.shorten(&title, usize::from(border.width).saturating_sub(2));
        self.row(buffer, border, 0).put(&format!(" {title} "), look);
        if pane == Pane::Articles && !self.app.list.items().is_empty() {
            let bottom = border.height.saturating_sub(1);
            self.row(buffer, border, bottom)
                .put_right(&self.list_place(), look);
        }
    }

    fn pane_title(&self, pane: Pane) -> String {
        match (pane, self.app.list.issue()) {
            (Pane::Issues, _) => "issues".to_owned(),
            (Pane::Articles, None) => "articles".to_owned(),
            (Pane::Articles, Some(id)) => {
                let new = if self.app.is_new(id) { "new · " } else { "" };
                let issue = self.app.archive.issue(id);
                format!("{new}{}", issue.map_or("", |issue| &issue.title))
            }
            (Pane::Reader, _) => match self.app.reader.subject() {
                Some(PageId::Issue(_)) => "issue".to_owned(),
                _ => "article".to_owned(),
            },
        }
    }

    /// ` 12/431 in 278 issues `
    fn list_place(&self) -> String {
        let list = &self.app.list;
        let issues = counted(list.issue_count(), "issue", "issues");
        format!(" {}/{} in {issues} ", list.place(), list.article_count())
    }

    /// The area inside a pane's frame; `None` if the pane is not on the screen.
    pub(super) fn inside(&self, pane: Pane) -> Option<Rect> {
        let geometry = self.app.geometry();
        geometry.pane(pane).map(|_| rect(geometry.inside(pane)))
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
