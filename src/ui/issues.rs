//! The list of issues: date, title, number of articles.

use ratatui::buffer::Buffer;

use super::{View, row::Row, theme::Part};
use crate::{
    app::{Load, geometry::Pane},
    model::IssueId,
};

impl View<'_> {
    pub(super) fn issues(&self, buffer: &mut Buffer) {
        let Some(area) = self.frame(buffer, Pane::Issues, "issues") else {
            return;
        };
        let list = &self.app.browse.issues;
        if list.items().is_empty() {
            Row::new(buffer, area, 0).put(self.nothing(), self.theme.part(Part::Count));
        }
        for ((at, id), y) in list.window(usize::from(area.height)).zip(0..) {
            self.issue_row(&mut Row::new(buffer, area, y), id, at == list.position());
        }
    }

    fn issue_row(&self, row: &mut Row<'_>, id: IssueId, selected: bool) {
        let Some(issue) = self.app.archive.issue(id) else {
            return;
        };
        let (sign, style) = self.row_look(Pane::Issues, selected);
        let count = format!(" {:>3} ", self.app.browse.count(&self.app.archive, id));
        let date = issue
            .date
            .map_or_else(|| " ".repeat(10), |date| format!("{date:<10}"));
        row.fill(style);
        row.put(sign, style)
            .put_right(&count, style.patch(self.theme.part(Part::Count)));
        row.put(&date, style.patch(self.theme.part(Part::Date)))
            .put(" ", style)
            .put(&issue.title, style);
    }

    /// Why a list is empty.
    pub(super) fn nothing(&self) -> &'static str {
        match (&self.app.load, self.app.filter.is_empty()) {
            (Load::Running, true) => " loading …",
            (_, true) => " nothing here",
            (_, false) => " nothing matches: Ctrl-T clears",
        }
    }
}
