//! The list of articles of the selected issue.

use ratatui::buffer::Buffer;

use super::{View, row::Row, scrollbar::Window, theme::Part};
use crate::{app::geometry::Pane, model::ArticleId};

impl View<'_> {
    pub(super) fn articles(&self, buffer: &mut Buffer) {
        let list = &self.app.browse.articles;
        let title = match list.items().len() {
            0 => "articles".to_owned(),
            all => format!("articles {}/{all}", list.position() + 1),
        };
        let Some(area) = self.frame(buffer, Pane::Articles, &title) else {
            return;
        };
        if list.items().is_empty() {
            self.nothing(buffer, area);
        }
        let window = Window {
            top: list.top(),
            lines: list.items().len(),
            matches: &[],
        };
        self.pane_bar(buffer, Pane::Articles, &window);
        for ((at, id), y) in list.window(usize::from(area.height)).zip(0..) {
            self.article_row(&mut self.row(buffer, area, y), id, at == list.position());
        }
    }

    fn article_row(&self, row: &mut Row<'_>, id: ArticleId, selected: bool) {
        let Some(article) = self.app.archive.article(id) else {
            return;
        };
        let (sign, style) = self.row_look(Pane::Articles, selected);
        row.fill(style).put(sign, style);
        self.signs(row, id, style);
        let matches = self.app.filter.highlighter().in_title(article.title());
        let (look, mark) = (self.title_look(id, style), self.theme.part(Part::Match));
        row.put_marked(article.title(), &matches, look, mark);
    }
}
