//! The list of articles: the issue's date where the issue changes, marks, title, and below it the reason that a search found it.
//!
//! ```text
//!  26-03-11 ● Leptodon 1.0.0: UI toolkit for the Leptos WASM framework
//!             … an accessible component kit for leptos …
//!           ● A title of the same issue
//!             Project Updates
//! ```

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Painter, row::CellRow, scrollbar::ScrollWindow, theme::ThemePart};
use crate::{
    app::{geometry::Pane, page_id::PageId},
    model::{ArticleId, ArticleView, Issue, IssueId},
};

/// The fewest columns of a list whose dates have their century.
const ROOMY: u16 = 72;
/// The fewest columns of a list with an article's tags at the right end.
const TAGGED: u16 = 100;
/// The columns of the first sign.
const SIGN: &str = "  ";

impl Painter<'_> {
    pub(super) fn articles(&self, buffer: &mut Buffer) {
        let Some(area) = self.inside(Pane::Articles) else {
            return;
        };
        let (list, archive) = (&self.app.list, &self.app.archive);
        if list.items().is_empty() {
            return self.nothing(buffer, area);
        }
        let lines = list.lines();
        let window = ScrollWindow {
            top: list.rows().top() * lines,
            lines: list.items().len() * lines,
            matches: &[],
        };
        self.pane_bar(buffer, Pane::Articles, &window);
        let mut above = None;
        for (at, line) in list.window(archive, usize::from(area.height)) {
            let (Some(item), Ok(y)) = (list.items().get(at), u16::try_from(line)) else {
                continue;
            };
            let mut area = below(area, y);
            let mut label = above != Some(item.issue());
            above = Some(item.issue());
            if list.begins_group(archive, at) {
                self.group_row(buffer, area, *item, label);
                (area, label) = (below(area, 1), false);
            }
            self.item_rows(buffer, area, *item, (at == list.position(), label));
        }
    }

    /// The row of an article, and the reason below it; or the row of an issue without articles.
    fn item_rows(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        item: PageId,
        (selected, label): (bool, bool),
    ) {
        let (sign, style) = self.row_look(Pane::Articles, selected);
        let mut row = self.row(buffer, area, 0);
        row.fill(style).put(sign, style);
        self.issue_label(&mut row, item.issue(), label, style);
        match item {
            PageId::Issue(issue) => self.empty_issue(&mut row, issue, style),
            PageId::Article(id) => {
                if let Some(article) = self.app.archive.article(id) {
                    self.article_row(&mut row, &article, style);
                }
            }
        }
        if self.app.list.lines() > 1 {
            let mut row = self.row(buffer, area, 1);
            row.fill(style).put(sign, style);
            self.issue_label(&mut row, item.issue(), false, style);
            if let Some(id) = item.article() {
                self.reason(&mut row, id, style);
            }
        }
    }

    fn article_row(&self, row: &mut CellRow<'_>, article: &ArticleView<'_>, style: Style) {
        let wide = row.left() >= usize::from(TAGGED);
        self.signs(row, article.id, style);
        if wide {
            self.tags_at_right(row, article, style);
        }
        let matches = self.app.filter.highlighter().in_title(article.title());
        let look = self.title_look(article.id, style);
        let mark = self.theme.part(ThemePart::Match);
        row.put_marked(article.title(), &matches, look, mark);
    }

    /// The tags that leave the title whole.
    fn tags_at_right(&self, row: &mut CellRow<'_>, article: &ArticleView<'_>, style: Style) {
        let title = self.app.ruler().width(article.title());
        let look = self.theme.over(style, ThemePart::Count);
        let tags: Vec<_> = article
            .tags()
            .map(|tag| format!(" #{}", tag.display()))
            .collect();
        for tag in tags.iter().rev() {
            if title + 2 + self.app.ruler().width(tag) <= row.left() {
                row.put_right(tag, look);
            }
        }
    }

    fn empty_issue(&self, row: &mut CellRow<'_>, issue: IssueId, style: Style) {
        if let Some(issue) = self.app.archive.issue(issue) {
            let own = self.app.list.names.own(issue);
            row.put(SIGN, style)
                .put(own, self.theme.over(style, ThemePart::Count));
        }
    }

    fn group_row(&self, buffer: &mut Buffer, area: Rect, item: PageId, label: bool) {
        let article = item.article().and_then(|id| self.app.archive.article(id));
        let Some(group) = article.and_then(|article| article.group()) else {
            return;
        };
        let mut row = self.row(buffer, area, 0);
        row.put(" ", self.theme.base());
        self.issue_label(&mut row, item.issue(), label, self.theme.base());
        row.put(group, self.theme.part(ThemePart::Count));
    }

    /// The column of the issue's date or number, filled or empty.
    fn issue_label(&self, row: &mut CellRow<'_>, issue: IssueId, filled: bool, style: Style) {
        let names = &self.app.list.names;
        let roomy = row.left() >= usize::from(ROOMY);
        let width = names.width(roomy);
        if width == 0 {
            return;
        }
        let found = self.app.archive.issue(issue).filter(|_| filled);
        let text = found.map_or_else(String::new, |issue| names.label(issue, roomy));
        let part = if self.app.is_new(issue) {
            ThemePart::New
        } else {
            ThemePart::Date
        };
        let look = self.theme.over(style, part);
        row.put(&format!("{text:>width$} "), look);
        if let Some(issue) = self.app.archive.issue(issue).filter(|_| roomy) {
            self.newsletter(row, issue, filled, style);
        }
    }

    /// The column of the newsletter's name, where there are several.
    pub(super) fn newsletter(
        &self,
        row: &mut CellRow<'_>,
        issue: &Issue,
        filled: bool,
        style: Style,
    ) {
        let names = &self.app.list.names;
        let width = names.newsletter_width();
        let name = if filled {
            names.newsletter(issue)
        } else {
            String::new()
        };
        let rest = width.saturating_sub(self.app.ruler().width(&name));
        row.put(
            &format!("{name}{:rest$}", ""),
            self.theme.over(style, ThemePart::Count),
        );
    }

    /// The line that matched, else the beginning of the text.
    fn reason(&self, row: &mut CellRow<'_>, id: ArticleId, style: Style) {
        let Some(article) = self.app.archive.article(id) else {
            return;
        };
        row.put(SIGN, style);
        let excerpt = self.excerpt(article, row.left());
        let look = self.theme.over(style, ThemePart::Count);
        let matches = self.app.filter.highlighter().in_text(&excerpt);
        row.put_marked(&excerpt, &matches, look, self.theme.part(ThemePart::Match));
    }
}

/// The area without its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}
