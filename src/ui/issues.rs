//! The list of issues: date, title, how many of its articles are unread.

use ratatui::buffer::Buffer;

use super::{Painter, row::CellRow, theme::ThemePart};
use crate::{app::geometry::Pane, model::IssueId};

/// From so many columns on, a row has room for a whole date.
const ROOMY: usize = 36;

impl Painter<'_> {
    pub(super) fn issues(&self, buffer: &mut Buffer) {
        let list = &self.app.browse.issues;
        self.list_pane(
            buffer,
            (Pane::Issues, "issues"),
            list,
            |row, id, selected| {
                self.issue_row(row, id, selected);
            },
        );
    }

    fn issue_row(&self, row: &mut CellRow<'_>, id: IssueId, selected: bool) {
        let Some(issue) = self.app.archive.issue(id) else {
            return;
        };
        let (sign, style) = self.row_look(Pane::Issues, selected);
        let count = format!(" {} ", self.unread_of(id));
        let date = issue.date.map_or_else(String::new, |date| date.to_string());
        // Where there is little room, the century has to go.
        let (date, columns) = if row.left() < ROOMY {
            (date.get(2..).unwrap_or(""), 8)
        } else {
            (&*date, 10)
        };
        row.fill(style);
        row.put(sign, style)
            .put_right(&count, self.theme.over(style, ThemePart::Count));
        row.put(
            &format!("{date:<columns$} "),
            self.theme.over(style, ThemePart::Date),
        );
        if self.app.is_new(id) {
            row.put("new ", self.theme.over(style, ThemePart::New));
        }
        row.put(&issue.title, style);
    }

    /// `26`, or `12/26` once some of them were read.
    fn unread_of(&self, issue: IssueId) -> String {
        let shown = self.app.browse.articles_of(&self.app.archive, issue);
        match (self.app.marks.unread_of(issue, &shown), shown.len()) {
            (unread, all) if unread == all => format!("{all:>3}"),
            (unread, all) => format!("{unread}/{all}"),
        }
    }
}
