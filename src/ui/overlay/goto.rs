//! The titles to go to, beside the article under the cursor.

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{Painter, rect, row::CellRow, theme::ThemePart};
use crate::{app::overlay::Goto, model::ArticleId, query};

impl Painter<'_> {
    pub(super) fn goto(&self, buffer: &mut Buffer, area: Rect, goto: &Goto) {
        let title = if goto.is_search() { "go to" } else { "related" };
        let inside = self.boxed(buffer, area, title);
        if goto.is_search() {
            self.row(buffer, inside, 0)
                .put(" > ", self.theme.part(ThemePart::Key))
                .put(goto.input.value(), self.theme.base());
        }
        let list = rect(self.app.overlay_rows());
        self.list_bar(buffer, list, &goto.list);
        for ((at, id), y) in goto.list.window(usize::from(list.height)).zip(0..) {
            let selected = at == goto.list.position();
            self.goto_row(&mut self.row(buffer, list, y), goto, id, selected);
        }
    }

    fn goto_row(&self, row: &mut CellRow<'_>, goto: &Goto, id: ArticleId, selected: bool) {
        let Some(article) = self.app.archive.article(id) else {
            return;
        };
        let style = self.overlay_row(selected);
        row.fill(style).put(" ", style);
        if let Some(reason) = goto.reason(&self.app.archive, id) {
            row.put_right(
                &format!(" {reason} "),
                self.theme.over(style, ThemePart::Count),
            );
        }
        let found = query::positions(goto.input.value(), article.title());
        row.put_marked(
            article.title(),
            &found,
            style,
            self.theme.part(ThemePart::Match),
        );
    }
}
