//! The list of articles of the selected issue.

use ratatui::buffer::Buffer;

use super::{Painter, row::CellRow, theme::ThemePart};
use crate::{app::geometry::Pane, model::ArticleId};

impl Painter<'_> {
    pub(super) fn articles(&self, buffer: &mut Buffer) {
        let list = &self.app.browse.articles;
        let title = match list.items().len() {
            0 => "articles".to_owned(),
            all => format!("articles {}/{all}", list.position() + 1),
        };
        self.list_pane(
            buffer,
            (Pane::Articles, &title),
            list,
            |row, id, selected| {
                self.article_row(row, id, selected);
            },
        );
    }

    fn article_row(&self, row: &mut CellRow<'_>, id: ArticleId, selected: bool) {
        let Some(article) = self.app.archive.article(id) else {
            return;
        };
        let (sign, style) = self.row_look(Pane::Articles, selected);
        row.fill(style).put(sign, style);
        self.signs(row, id, style);
        let matches = self.app.filter.highlighter().in_title(article.title());
        let (look, mark) = (
            self.title_look(id, style),
            self.theme.part(ThemePart::Match),
        );
        row.put_marked(article.title(), &matches, look, mark);
    }
}
