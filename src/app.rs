//! The state machine of the reader: key to action to state and effects. No I/O, no clock, no terminal.
//!
//! [`App`] is everything the screen shows. [`App::update`] is the only way to change it: it takes a [`Message`] and answers with
//! the [`Effect`]s that the outside must remap out. What they come to arrives as messages again.

pub mod action;
pub mod article_list;
mod away;
pub mod controls;
pub mod filter;
pub mod geometry;
pub mod help;
mod id_map;
pub mod input;
pub mod issue_names;
pub mod key;
pub mod keyboard;
pub mod keymap;
pub mod library;
pub mod list;
pub mod loading;
pub mod mark_command;
pub mod marks;
pub mod message;
pub mod mouse;
pub mod overlay;
pub mod page_id;
pub mod pane;
pub mod picture_request;
pub mod reader;
pub mod requests;
pub mod rows;
pub mod screen;
pub mod search;
pub mod split;
pub mod status;
pub mod tag_bar;
mod update;
pub mod view;

use crate::{
    model::{Archive, ArticleView},
    text::Ruler,
};
use article_list::ArticleList;
use controls::Controls;
use filter::Filter;
use geometry::Geometry;
use keymap::{KeyContext, Keymap};
use library::LibraryState;
use loading::Loading;
use marks::Marking;
use overlay::Overlay;
use page_id::PageId;
use pane::{Pane, Size};
use reader::Reader;
use requests::Requests;
use screen::ScreenState;

pub use loading::Load;
pub use message::{Effect, Message, Onward};
pub use update::Spot;

/// The whole state of the reader.
#[derive(Debug)]
pub struct App {
    /// The issues and articles there are.
    pub archive: Archive,
    /// The progress of the load.
    pub loading: Loading,
    /// The part of them that is shown.
    pub filter: Filter,
    /// The user's marks.
    pub marks: Marking,
    /// The list of articles, with the issues as its index.
    pub list: ArticleList,
    /// The reading pane.
    pub reader: Reader,
    /// The overlay over the panes.
    pub overlay: Option<Overlay>,
    /// Size, panes, colours and status line.
    pub screen: ScreenState,
    /// Keys and mouse.
    pub controls: Controls,
    /// The archives beside this one.
    pub library: LibraryState,
    /// Questions to the background.
    requests: Requests,
}

impl App {
    /// A reader with nothing loaded yet.
    pub fn new(name: &str, keymap: Keymap, size: Size) -> Self {
        Self {
            archive: Archive::new(name),
            loading: Loading::default(),
            filter: Filter::default(),
            marks: Marking::default(),
            list: ArticleList::default(),
            reader: Reader::default(),
            overlay: None,
            screen: ScreenState::new(size),
            controls: Controls::new(keymap),
            library: LibraryState::default(),
            requests: Requests::default(),
        }
    }

    /// The way the terminal counts columns.
    pub fn ruler(&self) -> Ruler {
        self.reader.ruler()
    }

    /// The areas of the screen now.
    pub fn geometry(&self) -> Geometry {
        self.screen.geometry()
    }

    /// The place that keys go to: the panes, or what lies over them.
    pub fn context(&self) -> KeyContext {
        self.overlay
            .as_ref()
            .map_or(KeyContext::Main, Overlay::context)
    }

    /// The position of the theme to draw with: the one under the cursor while they are looked through, else the chosen one.
    pub fn shown_theme(&self) -> usize {
        match &self.overlay {
            Some(Overlay::Themes(list)) => list.selected().unwrap_or(self.screen.looks.theme),
            _ => self.screen.looks.theme,
        }
    }

    /// The article that "open" would open: the one in the reading pane, or the selected one.
    pub fn current_article(&self) -> Option<ArticleView<'_>> {
        self.archive.article(self.list.article()?)
    }

    /// The page for the reading pane: the issue while issues are walked, else the article.
    fn subject(&self) -> Option<PageId> {
        if let Some(Overlay::Goto(goto)) = &self.overlay
            && let Some(article) = goto.list.selected()
        {
            return Some(PageId::Article(article));
        }
        match self.screen.focus {
            Pane::Issues => self.list.issue().map(PageId::Issue),
            Pane::Articles | Pane::Reader => self.list.selected(),
        }
    }
}
