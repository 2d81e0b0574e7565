//! The areas of overlays.

use tui_input::Input;

use super::Overlay;
use crate::{
    app::{
        App,
        geometry::{Area, Pane},
        rows::Rows,
    },
    model::Link,
};

/// The width that text over the panes is read at.
const COLUMNS: u16 = 64;
/// The width of a list of short names, which leaves most of the screen in sight.
const NARROW: u16 = 30;
/// The width of keys with what they do.
const PALETTE: u16 = 84;

/// The fewest columns with which the keys and their help stand beside the list of articles.
const BESIDE: u16 = 120;
/// The same for the tags, which are short.
const TAGS_BESIDE: u16 = 76;

/// A line that is typed in, and the cells of its text.
#[derive(Clone, Copy, Debug)]
pub struct TypedLine<'a> {
    /// The typed text.
    pub input: &'a Input,
    /// Its cells, to the end of the line.
    pub area: Area,
}

impl App {
    /// The area of the overlay, frame included; `None` without one.
    pub fn overlay_area(&self) -> Option<Area> {
        let geometry = self.geometry();
        let height = geometry.screen.height;
        // Where there is room, the list stays in sight: it follows the choices.
        let beside = |from: u16| {
            let reader = geometry.pane(Pane::Reader).filter(|reader| reader.x > 0);
            reader.filter(|_| geometry.screen.width >= from)
        };
        let rows = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        Some(match self.overlay.as_ref()? {
            Overlay::Tags(_) => {
                beside(TAGS_BESIDE).unwrap_or_else(|| geometry.over(COLUMNS, height))
            }
            Overlay::Palette(_) => beside(BESIDE).unwrap_or_else(|| geometry.over(PALETTE, height)),
            Overlay::Hints(_) | Overlay::Search(_) => return None,
            Overlay::Goto(_) => geometry.beside_reader(),
            Overlay::Themes(_) => geometry.over(NARROW, rows(self.overlay_lines())),
            Overlay::Qr(_)
            | Overlay::Statistics(_)
            | Overlay::Library(_)
            | Overlay::Catalogue(_) => geometry.over(u16::MAX, u16::MAX),
            Overlay::Warnings(_) => geometry.over(u16::MAX, rows(self.overlay_lines())),
            Overlay::Url(link, _) => self.url_area(link),
            _ => geometry.over(COLUMNS, rows(self.overlay_lines())),
        })
    }

    /// The area of a URL to be copied by hand: the whole width, as the terminal's own selection takes whole lines.
    pub fn url_area(&self, link: &Link) -> Area {
        let columns = usize::from(self.screen.size.width).max(1);
        let rows = self.ruler().width(link.url()).div_ceil(columns);
        let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(4);
        self.geometry().over(u16::MAX, height)
    }

    /// The cells of what the overlay lists: all within its frame, but for the line that is typed in.
    pub fn overlay_rows(&self) -> Area {
        let margin = u16::from(matches!(self.overlay, Some(Overlay::Statistics(_))));
        let inside = self.overlay_area().unwrap_or_default();
        let inside = inside.shrunk(1 + margin, 1);
        let typed = self.overlay.as_ref().and_then(Overlay::input);
        let titled = matches!(self.overlay, Some(Overlay::Library(_)));
        let above = u16::from(typed.is_some() || titled).min(inside.height);
        Area {
            y: inside.y + above,
            height: inside.height - above,
            ..inside
        }
    }

    /// The columns of the overlay's upper border between its corners and the spaces there.
    pub fn tab_columns(&self) -> usize {
        let area = self.overlay_area().unwrap_or_default();
        usize::from(area.width).saturating_sub(4)
    }

    /// The line that is typed in; `None` where nothing can be.
    pub fn line(&self) -> Option<TypedLine<'_>> {
        let overlay = self.overlay.as_ref()?;
        let (input, before) = overlay.input()?;
        let row = match overlay {
            Overlay::Search(_) => self.geometry().footer,
            _ => self.overlay_area()?.shrunk(1, 1),
        };
        let area = Area {
            x: row.x.saturating_add(before),
            width: row.width.saturating_sub(before),
            height: row.height.min(1),
            ..row
        };
        Some(TypedLine { input, area })
    }

    /// The number of lines that the overlay has to show.
    pub(in crate::app) fn overlay_lines(&self) -> usize {
        let rows = self.overlay.as_ref().and_then(Overlay::rows);
        match &self.overlay {
            Some(Overlay::Warnings(_)) => self.archive.warnings.len().max(1),
            Some(Overlay::Confirm(_)) => 4,
            Some(Overlay::Menu(menu)) => menu.choices.len(),
            Some(Overlay::Prompt(_)) => 1,
            _ => rows.map_or(0, Rows::count),
        }
    }
}
