//! The line above: what is being looked at.

use ratatui::buffer::Buffer;

use super::{Painter, rect, theme::ThemePart};
use crate::{
    app::{self, Load},
    text::counted,
};

/// The columns of the gauge that shows how far the archive is loaded.
const GAUGE: usize = 10;

impl Painter<'_> {
    pub(super) fn header(&self, buffer: &mut Buffer) {
        let (app, plain) = (self.app, self.theme.part(ThemePart::Header));
        let mut row = self.row(buffer, rect(app.geometry().header), 0);
        row.put(" backissue · ", plain)
            .put(&app.archive.name, self.theme.part(ThemePart::Name))
            .put(" · ", plain);
        row.put_right(&self.place(), self.theme.part(ThemePart::Count));
        row.put(&self.counts(), plain).put(&self.progress(), plain);
        let unread = self.app.marks.unread();
        row.put_right(&format!(" {unread} unread "), plain);
        if app.filter.view.view() != app::view::View::All {
            row.put(" · ", plain).put(
                app.view_name(app.filter.view.view()),
                self.theme.part(ThemePart::Filter),
            );
        }
        if !app.filter.is_empty() {
            row.put(" · ", plain).put(
                &app.filter.query().to_string(),
                self.theme.part(ThemePart::Filter),
            );
        }
    }

    /// `37 issues, 486 articles`, of what is shown.
    fn counts(&self) -> String {
        let app = self.app;
        let issues = counted(app.browse.issues.items().len(), "issue", "issues");
        let articles = counted(app.browse.total(), "article", "articles");
        format!("{issues}, {articles}")
    }

    /// The progress of the load, as a gauge and counts; empty when all is there.
    fn progress(&self) -> String {
        match self.app.loading.state {
            Load::Running { total: 0, .. } => " · loading …".to_owned(),
            Load::Running { done, total } => {
                let full = (done * GAUGE / total).min(GAUGE);
                let (filled, free) = if self.app.ruler().ambiguous_wide {
                    ("#", "-")
                } else {
                    ("█", "░")
                };
                let gauge = filled.repeat(full) + &free.repeat(GAUGE - full);
                format!(" · {gauge} {done}/{total} files")
            }
            Load::Done | Load::Failed(_) => String::new(),
        }
    }

    /// The place of the selected article among those found: `3/17`; empty while everything is shown.
    pub(super) fn place(&self) -> String {
        match self.app.browse.place() {
            Some((at, all)) => format!(" {at}/{all} "),
            None => String::new(),
        }
    }
}
