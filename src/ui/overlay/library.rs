//! The library: an archive a row.
//!
//! ```text
//! ┌ library ──────────────────────────────────────────────────────────────────────────┐
//! │   name       newsletter          issues  unread  starred  queued      newest      │
//! │   twir       This Week in Rust      669   41210       12       3  2031-01-06 ▂▅▇▅ │
//! │ ✓ fog        Fog letter              12       4        0       0 ~2030-12-20 ▁ ▁▁ │
//! └───────────────────────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::{Painter, chart::Ink, rect, row::CellRow, theme::ThemePart};
use crate::{app::overlay::LibraryScreen, library::LibraryRow, text::clean};

/// The widest name that is not cut.
const NAME: usize = 24;
/// On a screen this wide, the newsletter has a column of its own.
const ROOMY: u16 = 100;
/// On a screen this wide, the months have one.
const CHARTED: u16 = 84;
/// On a screen this wide, all numbers are shown; on a narrower one issues, unread articles and the newest date.
const WHOLE: u16 = 68;
const HALF: u16 = 44;
/// Numbers, each under its title.
const TITLES: [&str; 4] = ["issues", "unread", "starred", "queued"];
/// The sign before an archive that is selected to be read with others, and the blank before any other.
const PICKED: &str = " ✓ ";
const NO_SIGN: &str = "   ";
/// The columns of a date with its sign.
const DATE: usize = 11;

impl Painter<'_> {
    pub(super) fn library(&self, buffer: &mut Buffer, area: Rect, screen: &LibraryScreen) {
        let inside = self.boxed(buffer, area, "library");
        if screen.rows().is_empty() {
            self.row(buffer, inside, 0).put(
                " no archive has a name yet: `backissue add` fetches a newsletter",
                self.theme.part(ThemePart::Count),
            );
            return;
        }
        let columns = Columns::of(self, screen, inside.width);
        let titles = LibraryCells {
            sign: NO_SIGN,
            name: "name",
            newsletter: "newsletter",
            numbers: TITLES.map(str::to_owned),
            newest: "newest",
        };
        let style = self.theme.part(ThemePart::Count);
        self.library_cells(&mut self.row(buffer, inside, 0), &columns, style, &titles);
        let rows = rect(self.app.overlay_rows());
        self.list_bar(buffer, rows, &screen.list);
        for ((at, position), y) in screen.list.window(usize::from(rows.height)).zip(0..) {
            let Some(archive) = screen.row(position) else {
                continue;
            };
            let selected = at == screen.list.position();
            let sign = if screen.is_picked(&archive.name) {
                PICKED
            } else {
                NO_SIGN
            };
            let look = (sign, self.overlay_row(selected));
            self.library_row(&mut self.row(buffer, rows, y), &columns, archive, look);
        }
    }

    fn library_row(
        &self,
        row: &mut CellRow<'_>,
        columns: &Columns,
        archive: &LibraryRow,
        (sign, style): (&str, Style),
    ) {
        row.fill(style);
        let counts = archive.shelf.as_ref();
        let numbers = counts.map_or(TITLES.map(|_| "–".to_owned()), |counts| {
            [counts.issues, counts.unread, counts.starred, counts.queued].map(|n| n.to_string())
        });
        let cells = LibraryCells {
            sign,
            name: &archive.name,
            newsletter: counts.map_or("", |counts| &counts.newsletter),
            numbers,
            newest: counts
                .and_then(|counts| counts.newest.as_deref())
                .unwrap_or_default(),
        };
        self.library_cells(row, columns, style, &cells);
        if let Some(counts) = counts.filter(|_| columns.months) {
            let ink = Ink {
                ascii: self.app.ruler().ambiguous_wide,
            };
            let bar = self.theme.over(style, ThemePart::Bar);
            row.put(" ", style).put(&ink.spark(&counts.months), bar);
        }
    }

    /// The cells of a row, up to the months.
    fn library_cells(
        &self,
        row: &mut CellRow<'_>,
        columns: &Columns,
        style: Style,
        cells: &LibraryCells<'_>,
    ) {
        let count = self.theme.over(style, ThemePart::Count);
        row.put(cells.sign, style);
        self.padded(row, cells.name, columns.name, style);
        if let Some(width) = columns.newsletter {
            self.padded(row, cells.newsletter, width, count);
        }
        let numbers = cells.numbers.iter().zip(TITLES);
        for (number, title) in numbers.skip(columns.skipped).take(columns.numbers) {
            let width = title.len();
            row.put(&format!("{number:>width$}  "), count);
        }
        if columns.newest {
            let newest = format!("{:>DATE$}", cells.newest);
            row.put(&newest, self.theme.over(style, ThemePart::Date));
        }
    }

    pub(super) fn padded(&self, row: &mut CellRow<'_>, text: &str, width: usize, style: Style) {
        let text = clean::line(text);
        let text = self.app.ruler().shorten(&text, width);
        let pad = (width + 2).saturating_sub(self.app.ruler().width(&text));
        row.put(&text, style).put(&" ".repeat(pad), style);
    }
}

/// The texts of a row.
struct LibraryCells<'a> {
    sign: &'a str,
    name: &'a str,
    newsletter: &'a str,
    numbers: [String; 4],
    newest: &'a str,
}

/// The widths of the columns that vary.
struct Columns {
    name: usize,
    newsletter: Option<usize>,
    /// Of the numbers, so many are passed over, and so many are shown.
    skipped: usize,
    numbers: usize,
    newest: bool,
    months: bool,
}

impl Columns {
    fn of(painter: &Painter<'_>, screen: &LibraryScreen, width: u16) -> Self {
        let ruler = painter.app.ruler();
        let widest = |names: &mut dyn Iterator<Item = &str>| {
            let widths = names.map(|name| ruler.width(name));
            widths.max().unwrap_or_default().clamp(10, NAME)
        };
        let rows = || screen.rows().iter();
        let shelves = || rows().filter_map(|row| row.shelf.as_ref());
        let (skipped, numbers) = match width {
            WHOLE.. => (0, TITLES.len()),
            HALF.. => (0, 2),
            _ => (1, 1),
        };
        Self {
            skipped,
            numbers,
            newest: width >= HALF,
            name: widest(&mut rows().map(|row| &*row.name)),
            newsletter: (width >= ROOMY)
                .then(|| widest(&mut shelves().map(|shelf| &*shelf.newsletter))),
            months: width >= CHARTED,
        }
    }
}
