//! What lies over the panes: one at a time, and never losing what is under it.

mod confirm;
mod goto;
mod hints;
mod menu;
mod pager;
mod palette;
mod prompt;
mod search;
mod tags;
mod views;

pub use confirm::{Confirm, Consent};
pub use goto::Goto;
pub use hints::{Choice, Hint, Hints};
pub use menu::{Menu, MenuChoice};
pub use pager::Pager;
pub use palette::{Entry, Palette};
pub use prompt::{Prompt, Purpose};
pub use search::{Scope, SearchPrompt};
pub use tags::{Page, TagPicker};
pub use views::ViewMenu;

use super::{App, geometry::Area, keymap::Context, list::List};
use crate::model::Link;

/// What lies over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// Keys or commands.
    Palette(Palette),
    /// What was odd in the archive.
    Warnings(Pager),
    /// A URL that no browser could be started for, to be copied by hand, and why.
    Url(Link, String),
    /// Tags to filter by.
    Tags(TagPicker),
    /// Views to choose from.
    Views(ViewMenu),
    /// Themes, by position, to choose from. The one under the cursor is seen on the whole screen.
    Themes(List<usize>),
    /// A query that is typed, in the line below.
    Search(SearchPrompt),
    /// Articles to go to.
    Goto(Goto),
    /// A question.
    Confirm(Confirm),
    /// A line to type in.
    Prompt(Prompt),
    /// A choice by letter.
    Menu(Menu),
    /// Letters over the links in sight.
    Hints(Hints),
    /// A link as a QR code.
    Qr(Link),
}

impl Overlay {
    /// The keys that hold while this overlay is on the screen.
    pub fn context(&self) -> Context {
        match self {
            Self::Warnings(_)
            | Self::Url(..)
            | Self::Views(_)
            | Self::Themes(_)
            | Self::Qr(_)
            | Self::Confirm(_) => Context::List,
            Self::Tags(_) => Context::Picker,
            Self::Menu(_) | Self::Hints(_) => Context::Letters,
            Self::Search(_) | Self::Goto(_) | Self::Prompt(_) | Self::Palette(_) => Context::Prompt,
        }
    }
}

/// The width that text over the panes is read at.
const COLUMNS: u16 = 64;
/// The width of a list of short names, which leaves most of the screen in sight.
const NARROW: u16 = 30;
/// The width of keys with what they do.
const PALETTE: u16 = 84;

impl App {
    /// Where the overlay is, frame included; `None` without one.
    pub fn overlay_area(&self) -> Option<Area> {
        let geometry = self.geometry();
        let rows = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        Some(match self.overlay.as_ref()? {
            Overlay::Tags(_) => geometry.over(COLUMNS, geometry.screen.height),
            Overlay::Palette(_) => geometry.over(PALETTE, geometry.screen.height),
            Overlay::Hints(_) | Overlay::Search(_) => return None,
            Overlay::Goto(_) => geometry.beside_reader(),
            Overlay::Themes(_) => geometry.over(NARROW, rows(self.overlay_lines())),
            Overlay::Qr(_) => geometry.over(u16::MAX, u16::MAX),
            Overlay::Warnings(_) => geometry.over(u16::MAX, rows(self.overlay_lines())),
            _ => geometry.over(COLUMNS, rows(self.overlay_lines())),
        })
    }

    /// How many rows the overlay has for what it lists.
    pub(super) fn overlay_height(&self) -> usize {
        let taken = match self.overlay {
            Some(Overlay::Tags(_) | Overlay::Goto(_) | Overlay::Palette(_)) => 3,
            _ => 2,
        };
        self.overlay_area()
            .map_or(0, |area| usize::from(area.height.saturating_sub(taken)))
    }

    /// How many lines the overlay has to show.
    pub(super) fn overlay_lines(&self) -> usize {
        match &self.overlay {
            Some(Overlay::Palette(palette)) => palette.list.items().len(),
            Some(Overlay::Warnings(_)) => self.archive.warnings.len().max(1),
            Some(Overlay::Tags(picker)) => picker.list.items().len(),
            Some(Overlay::Goto(goto)) => goto.list.items().len(),
            Some(Overlay::Views(menu)) => menu.list.items().len(),
            Some(Overlay::Themes(list)) => list.items().len(),
            Some(Overlay::Url(..) | Overlay::Confirm(_)) => 4,
            Some(Overlay::Menu(menu)) => menu.choices.len(),
            Some(Overlay::Prompt(_)) => 1,
            Some(Overlay::Hints(_) | Overlay::Qr(_) | Overlay::Search(_)) | None => 0,
        }
    }
}
