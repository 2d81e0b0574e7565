//! The catalogue: a newsletter a row, narrowed by what is typed.
//!
//! ```text
//! ┌ add a newsletter: 32 ──────────────────────────────────────────────────────────┐
//! │ > rust                                                                         │
//! │ This Week in Rust             English     the Rust language and its community  │
//! │ Embedded Rust newsletter      English     Rust on microcontrollers             │
//! └────────────────────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::{Painter, rect, row::CellRow, theme::ThemePart};
use crate::{app::overlay::CatalogueScreen, library::CatalogueRow};

/// The widest name that is not cut.
const NAME: usize = 36;
/// The columns of a language.
const LANGUAGE: usize = 10;
/// On a screen this wide, the language and the subject have columns of their own.
const TOLD: usize = 50;
const ROOMY: usize = 70;

impl Painter<'_> {
    pub(super) fn catalogue(&self, buffer: &mut Buffer, area: Rect, screen: &CatalogueScreen) {
        let found = screen.list.rows().count();
        let inside = self.boxed(buffer, area, &format!("add a newsletter: {found}"));
        let count = self.theme.part(ThemePart::Count);
        self.row(buffer, inside, 0)
            .put(" > ", self.theme.part(ThemePart::Key))
            .put(screen.input.value(), self.theme.base());
        let rows = rect(self.app.overlay_rows());
        if found == 0 {
            let why = " none has these words; `backissue add` takes any address or path, too";
            self.row(buffer, rows, 0).put(why, count);
        }
        self.list_bar(buffer, rows, &screen.list);
        let ruler = self.app.ruler();
        let names = screen.rows().iter().map(|row| ruler.width(&row.name));
        let name = names.max().unwrap_or_default().min(NAME);
        for ((at, position), y) in screen.list.window(usize::from(rows.height)).zip(0..) {
            let Some(newsletter) = screen.row(position) else {
                continue;
            };
            let style = self.overlay_row(at == screen.list.position());
            self.catalogue_row(&mut self.row(buffer, rows, y), newsletter, name, style);
        }
    }

    fn catalogue_row(&self, row: &mut CellRow<'_>, of: &CatalogueRow, name: usize, style: Style) {
        let count = self.theme.over(style, ThemePart::Count);
        let width = row.left();
        row.fill(style).put(" ", style);
        if width < TOLD {
            row.put(&of.name, style);
            return;
        }
        self.padded(row, &of.name, name, style);
        self.padded(row, &of.language, LANGUAGE, count);
        if width >= ROOMY {
            row.put(&of.subject, count);
        }
    }
}
