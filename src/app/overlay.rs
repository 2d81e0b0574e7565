//! Overlays lie over the panes, one at a time, and keep the state under them.

mod area;
mod catalogue;
mod confirm;
mod goto;
mod hints;
mod library;
mod menu;
mod pager;
mod palette;
mod prompt;
mod search;
mod statistics;
mod tags;
mod views;

pub use area::TypedLine;
pub use catalogue::CatalogueScreen;
pub use confirm::{Confirm, Consent, Reply};
pub use goto::Goto;
pub use hints::{Hint, Hints, LinkUse};
pub use library::LibraryScreen;
pub use menu::{Menu, MenuChoice};
pub use pager::Pager;
pub use palette::{CommandScope, Palette, PaletteChoice, PaletteCommand, PaletteEntry};
pub use prompt::{Prompt, Purpose};
pub use search::{QueryScope, SearchPrompt};
pub use statistics::{Cell, CellLook, CellText, CellTone, ChartFilter, Statistics};
pub use tags::{PickerPage, TagPicker};
pub use views::ViewMenu;

use tui_input::Input;

use super::{keymap::KeyContext, list::ListState, rows::Rows};
use crate::model::Link;

/// Something that lies over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// Keys or commands.
    Palette(Palette),
    /// Warnings about the archive.
    Warnings(Pager),
    /// A URL that no browser could be started for, to be copied by hand, and why.
    Url(Link, String),
    /// Tags to filter by.
    Tags(TagPicker),
    /// Views to choose from.
    Views(ViewMenu),
    /// Themes, by position, to choose from. The one under the cursor is seen on the whole screen.
    Themes(ListState<usize>),
    /// Charts of the articles shown.
    Statistics(Statistics),
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
    /// The archives that have a name.
    Library(LibraryScreen),
    /// Newsletters to add.
    Catalogue(CatalogueScreen),
}

impl Overlay {
    /// The keys that hold while this overlay is on the screen.
    pub fn context(&self) -> KeyContext {
        match self {
            Self::Warnings(_)
            | Self::Statistics(_)
            | Self::Url(..)
            | Self::Views(_)
            | Self::Themes(_)
            | Self::Qr(_)
            | Self::Confirm(_) => KeyContext::List,
            Self::Tags(_) => KeyContext::Picker,
            Self::Library(_) => KeyContext::Library,
            Self::Menu(_) | Self::Hints(_) => KeyContext::Letters,
            Self::Search(_)
            | Self::Goto(_)
            | Self::Prompt(_)
            | Self::Palette(_)
            | Self::Catalogue(_) => KeyContext::Prompt,
        }
    }
    /// Its rows, if one of them is under a cursor.
    pub fn rows(&self) -> Option<&Rows> {
        Some(match self {
            Self::Palette(palette) => palette.list.rows(),
            Self::Tags(picker) => picker.list.rows(),
            Self::Views(menu) => menu.list.rows(),
            Self::Themes(list) => list.rows(),
            Self::Library(library) => library.list.rows(),
            Self::Catalogue(catalogue) => catalogue.list.rows(),
            Self::Goto(goto) => goto.list.rows(),
            _ => return None,
        })
    }

    /// The same, to be moved in.
    pub fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(match self {
            Self::Palette(palette) => palette.list.rows_mut(),
            Self::Tags(picker) => picker.list.rows_mut(),
            Self::Views(menu) => menu.list.rows_mut(),
            Self::Themes(list) => list.rows_mut(),
            Self::Library(library) => library.list.rows_mut(),
            Self::Catalogue(catalogue) => catalogue.list.rows_mut(),
            Self::Goto(goto) => goto.list.rows_mut(),
            _ => return None,
        })
    }

    /// The line that is typed in, and the columns before its text.
    fn input(&self) -> Option<(&Input, u16)> {
        Some(match self {
            Self::Search(prompt) => (&prompt.input, 1),
            Self::Tags(picker) => (&picker.input, 2),
            Self::Palette(palette) => (&palette.input, 2),
            Self::Goto(goto) if goto.is_search() => (&goto.input, 3),
            Self::Prompt(prompt) => (&prompt.input, 3),
            Self::Catalogue(catalogue) => (&catalogue.input, 3),
            _ => return None,
        })
    }

    /// The line that is typed in.
    pub fn input_mut(&mut self) -> Option<&mut Input> {
        Some(match self {
            Self::Search(prompt) => &mut prompt.input,
            Self::Tags(picker) => &mut picker.input,
            Self::Palette(palette) => &mut palette.input,
            Self::Goto(goto) if goto.is_search() => &mut goto.input,
            Self::Prompt(prompt) => &mut prompt.input,
            Self::Catalogue(catalogue) => &mut catalogue.input,
            _ => return None,
        })
    }
}
