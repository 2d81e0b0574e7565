//! The line above: the newsletter, what narrows it, and how much is shown. The filter is the last thing to go.

use ratatui::{buffer::Buffer, style::Style};

use super::{Painter, rect, theme::ThemePart};
use crate::{
    app::{Load, overlay::Overlay, view::View},
    text::counted,
};

/// The columns of the gauge that shows how far the archive is loaded.
const GAUGE: usize = 10;
/// The columns that a filter must have left before the rest of the line gets any.
const FILTER: usize = 16;
/// The name of the program, where there is room for it.
const PROGRAM: &str = " backissue ·";

impl Painter<'_> {
    pub(super) fn header(&self, buffer: &mut Buffer) {
        let (app, plain) = (self.app, self.theme.part(ThemePart::Header));
        let mut row = self.row(buffer, rect(app.geometry().header), 0);
        let ruler = app.ruler();
        let narrowing = self.narrowing();
        let needed = ruler.width(&narrowing).min(FILTER.max(row.left() / 2));
        let title = self.archive_title();
        let name = ruler.width(title) + 2;
        let progress = self.progress();
        // What is counted gives way to the name, and both to the filter.
        for text in [self.counts(), self.unread()] {
            if row.left() > needed + name + ruler.width(&progress) + ruler.width(&text) {
                row.put_right(&text, plain);
                break;
            }
        }
        if row.left() > needed + ruler.width(&progress) {
            row.put_right(&progress, plain);
        }
        if row.left() > needed + name + ruler.width(PROGRAM) {
            row.put(PROGRAM, plain);
        }
        let room = row.left().saturating_sub(needed + 2);
        if room > 2 {
            let name = ruler.shorten(title, room);
            row.put(" ", plain)
                .put(&name, self.theme.part(ThemePart::Name));
        }
        self.put_narrowing(&mut row, plain);
    }

    /// The newsletter's name, once its issues tell it.
    fn archive_title(&self) -> &str {
        match self.app.list.names.archive() {
            "" => &self.app.archive.name,
            title => title,
        }
    }

    /// The view and the query, as they are drawn.
    fn narrowing(&self) -> String {
        self.narrowing_parts().concat()
    }

    fn narrowing_parts(&self) -> Vec<String> {
        let filter = &self.app.filter;
        let mut parts = Vec::new();
        if filter.view.view() != View::All {
            parts.push(" · ".to_owned());
            parts.push(self.app.view_name(filter.view.view()).to_owned());
        }
        if !filter.is_empty() {
            parts.push(" · ".to_owned());
            parts.push(format!("{} ×", filter.query()));
        }
        parts
    }

    fn put_narrowing(&self, row: &mut super::row::CellRow<'_>, plain: Style) {
        for (part, at) in self.narrowing_parts().iter().zip(0..) {
            let between = at % 2 == 0;
            let look = if between {
                plain
            } else {
                self.theme.part(ThemePart::Filter)
            };
            row.put(part, look);
        }
    }

    /// ` 12 of 431 unread `, of the articles shown; of all archives, where one is to be chosen.
    fn unread(&self) -> String {
        let list = &self.app.list;
        if let Some(archives) = self.app.library.archives() {
            let known = archives.iter().filter_map(|archive| archive.shelf.as_ref());
            let unread = known.map(|counts| counts.unread).reduce(|a, b| a + b);
            return unread.map_or_else(String::new, |unread| format!(" {unread} unread "));
        }
        match (list.unread(), list.article_count()) {
            _ if matches!(self.app.overlay, Some(Overlay::Catalogue(_))) => String::new(),
            (_, 0) if self.is_loading() => String::new(),
            (_, 0) => " 0 articles ".to_owned(),
            (unread, all) if unread == all => format!(" {all} unread "),
            (unread, all) => format!(" {unread} of {all} unread "),
        }
    }

    /// The same, and the number of issues or archives.
    fn counts(&self) -> String {
        let all = match self.app.library.archives() {
            Some(archives) => counted(archives.len(), "archive", "archives"),
            None => counted(self.app.list.issue_count(), "issue", "issues"),
        };
        match self.unread() {
            unread if unread.is_empty() && self.app.library.is_home() => format!(" {all} "),
            unread if unread.is_empty() => unread,
            unread => format!("{unread}· {all} "),
        }
    }

    fn is_loading(&self) -> bool {
        matches!(self.app.loading.state, Load::Running { .. })
    }

    /// The progress of the load, as a gauge and counts; empty at its end.
    fn progress(&self) -> String {
        match self.app.loading.state {
            Load::Running { total: 0, .. } => " loading … ".to_owned(),
            Load::Running { done, total } => {
                let full = (done * GAUGE / total).min(GAUGE);
                let (filled, free) = if self.app.ruler().ambiguous_wide {
                    ("#", "-")
                } else {
                    ("█", "░")
                };
                let gauge = filled.repeat(full) + &free.repeat(GAUGE - full);
                format!(" {gauge} {done}/{total} files ")
            }
            Load::Done | Load::Failed(_) => String::new(),
        }
    }

    /// The place of the selected article among those found: `3/17`; empty while everything is shown.
    pub(super) fn place(&self) -> String {
        let list = &self.app.list;
        if list.is_narrowed() {
            format!(" {}/{} ", list.place(), list.article_count())
        } else {
            String::new()
        }
    }
}
