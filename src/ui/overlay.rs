//! Drawing what lies over the panes.

mod catalogue;
mod goto;
mod hints;
mod library;
mod line;
mod palette;
mod qr;
mod statistics;
mod tags;
mod themes;
mod views;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    widgets::{Block, Borders, Widget},
};

use super::{Painter, cover::cover, rect, scrollbar::ScrollWindow, theme::ThemePart};
use crate::{
    app::overlay::{Confirm, Overlay, Pager},
    model::Link,
    text::clean,
};

impl Painter<'_> {
    pub(super) fn overlay(&self, buffer: &mut Buffer) {
        if let Some(overlay) = &self.app.overlay {
            self.show(buffer, overlay);
        }
    }

    /// Apart from where it is asked whether there is one: what all of them together have on the stack is pages of memory that
    /// the first frame would wait for.
    #[inline(never)]
    fn show(&self, buffer: &mut Buffer, overlay: &Overlay) {
        let area = rect(self.app.overlay_area().unwrap_or_default());
        match overlay {
            Overlay::Palette(palette) => self.palette(buffer, area, palette),
            Overlay::Warnings(pager) => self.warnings(buffer, area, *pager),
            Overlay::Statistics(statistics) => self.statistics(buffer, area, statistics),
            Overlay::Tags(picker) => self.tags(buffer, area, picker),
            Overlay::Views(menu) => self.views(buffer, area, menu),
            Overlay::Library(screen) => self.library(buffer, area, screen),
            Overlay::Catalogue(screen) => self.catalogue(buffer, area, screen),
            Overlay::Themes(list) => self.themes(buffer, area, list),
            Overlay::Goto(goto) => self.goto(buffer, area, goto),
            Overlay::Search(prompt) => self.query_line(buffer, prompt),
            Overlay::Url(link, why) => self.url(buffer, link, why),
            Overlay::Prompt(prompt) => self.prompt(buffer, area, prompt),
            Overlay::Menu(menu) => self.menu(buffer, area, menu),
            Overlay::Hints(hints) => self.hints(buffer, hints),
            Overlay::Qr(link) => self.qr(buffer, area, link),
            Overlay::Confirm(confirm) => {
                let inside = self.boxed(buffer, area, "question");
                self.row(buffer, inside, 0)
                    .put(&confirm.question, self.theme.base());
                let mut row = self.row(buffer, inside, 1);
                for (_, answer) in Confirm::ANSWERS {
                    row.put(answer, self.theme.part(ThemePart::Count));
                }
            }
        }
    }

    /// The style of a row, which may be the one under the cursor.
    pub(super) fn overlay_row(&self, selected: bool) -> Style {
        self.theme.part(if selected {
            ThemePart::Selected
        } else {
            ThemePart::Overlay
        })
    }

    /// An empty box with a title; the area inside.
    pub(super) fn boxed(&self, buffer: &mut Buffer, area: Rect, title: &str) -> Rect {
        cover(buffer, area);
        let block = Block::bordered()
            .border_set(self.lines())
            .style(self.theme.base().patch(self.theme.part(ThemePart::Overlay)))
            .border_style(self.theme.part(ThemePart::Focused))
            .title(format!(" {title} "));
        let inside = block.inner(area);
        block.render(area, buffer);
        inside
    }

    fn warnings(&self, buffer: &mut Buffer, area: Rect, pager: Pager) {
        let inside = self.boxed(buffer, area, "warnings");
        let warnings = &self.app.archive.warnings;
        if warnings.is_empty() {
            self.row(buffer, inside, 0)
                .put(" none", self.theme.part(ThemePart::Count));
        }
        let window = ScrollWindow {
            top: pager.top,
            lines: warnings.len(),
            matches: &[],
        };
        let (beside, look) = (
            (inside.right(), inside),
            self.theme.part(ThemePart::Focused),
        );
        self.scrollbar(buffer, beside, look, &window);
        for (warning, y) in warnings.iter().skip(pager.top).zip(0..inside.height) {
            let text = warning.to_string();
            self.row(buffer, inside, y)
                .put(&clean::line(&text), self.theme.base());
        }
    }

    /// The URL alone on its lines from edge to edge, so that the terminal's own selection takes it whole.
    fn url(&self, buffer: &mut Buffer, link: &Link, why: &str) {
        let area = rect(self.app.url_area(link));
        cover(buffer, area);
        let block = Block::new()
            .style(self.theme.base())
            .borders(Borders::TOP | Borders::BOTTOM)
            .border_set(self.lines())
            .border_style(self.theme.part(ThemePart::Focused))
            .title(" open this yourself ");
        let inside = block.inner(area);
        block.render(area, buffer);
        let refused = self.theme.part(ThemePart::Refused);
        self.row(buffer, inside, 0).put(why, refused);
        let mut y = 1;
        let mut row = String::new();
        for (grapheme, columns) in self.app.ruler().graphemes(&clean::url(link.url())) {
            if self.app.ruler().width(&row) + usize::from(columns) > usize::from(inside.width) {
                self.row(buffer, inside, y).put(&row, self.theme.base());
                row.clear();
                y += 1;
            }
            row.push_str(grapheme);
        }
        self.row(buffer, inside, y).put(&row, self.theme.base());
    }
}
