//! The state machine of the reader: key to action to state and effects. No I/O, no clock, no terminal.
//!
//! [`App`] is everything the screen shows. [`App::update`] is the only way to change it: it takes a [`Message`] and answers with
//! the [`Effect`]s that the outside must carry out. What they come to arrives as messages again.

pub mod action;
pub mod browse;
pub mod filter;
pub mod geometry;
pub mod help;
pub mod input;
pub mod key;
pub mod keyboard;
pub mod keymap;
pub mod list;
pub mod marks;
pub mod message;
pub mod mouse;
mod moves;
pub mod order;
pub mod overlay;
pub mod reader;
pub mod rows;
pub mod search;
pub mod split;
pub mod status;
pub mod tag_bar;
mod update;
pub mod view;

use std::collections::HashSet;

use crate::{
    model::{Archive, ArticleId, ArticleView},
    query::Query,
    store::Place,
    text::Ruler,
};
use browse::Browse;
use filter::Filter;
use geometry::{Geometry, Pane, Size};
use keymap::{Context, Keymap};
use marks::{Marking, ReadPolicy};
use overlay::Overlay;
use reader::{Reader, Subject};
use status::Status;
use view::{Saved, Viewing};

pub use message::{Effect, Message};
pub use update::Spot;

/// Where the archive is on its way into memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load {
    /// Issues are still coming.
    Running {
        /// Files read so far.
        done: usize,
        /// Files found; 0 until that is known.
        total: usize,
    },
    /// All are here.
    Done,
    /// It ended early, with issues or without; the sentence says why.
    Failed(String),
}

/// The whole state of the reader.
#[derive(Debug)]
pub struct App {
    /// What there is to read.
    pub archive: Archive,
    /// How far it is loaded.
    pub load: Load,
    /// What is shown of it.
    pub filter: Filter,
    /// What the reader marked.
    pub marks: Marking,
    /// The part of the archive that is shown, by marks.
    pub view: Viewing,
    /// The user's own views.
    pub saved: Vec<Saved>,
    /// The names of the themes there are.
    pub themes: Vec<String>,
    /// The position of the one that was chosen.
    pub theme: usize,
    /// Whether it is to be the one for the terminal's background.
    pub auto_theme: bool,
    /// When an article counts as read.
    pub policy: ReadPolicy,
    /// Articles selected to be worked on together, in the order they were.
    pub picked: Vec<ArticleId>,
    /// How many changes of marks are not on the disk yet.
    pub unsaved: usize,
    /// The two lists.
    pub browse: Browse,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The reading pane.
    pub reader: Reader,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What just happened.
    pub status: Status,
    /// The keys.
    pub keymap: Keymap,
    /// The terminal's size.
    pub size: Size,
    /// Queries asked before, the latest last.
    pub history: Vec<String>,
    /// The number of the last search through titles.
    matching: u64,
    /// The number of the last question for statistics.
    counting: u64,
    /// The number of the last question for articles to do something with, and what.
    gathering: u64,
    ordered: Option<(&'static order::Order, Query)>,
    /// The number of the last question for related articles.
    relating: u64,
    /// The article that they are asked for.
    related_to: Option<ArticleId>,
    pending: Vec<key::Key>,
    touched: bool,
    now: i64,
    /// The last click, and when it was.
    clicked: Option<(mouse::Pointer, i64)>,
    /// The border that the mouse has hold of, and how far it is to the right of the pointer.
    dragged: Option<(split::Border, u16)>,
    split: split::Split,
    /// Whether the most frequent tags stand above the lists.
    pub tag_bar: bool,
    /// Those tags.
    pub bar: tag_bar::TagBar,
    /// Where to go when it is loaded.
    resume: Option<Place>,
    /// The issues that were there last time, by key.
    seen: Option<HashSet<String>>,
    /// The article that was taken for read last, or that the reader decided on.
    considered: Option<ArticleId>,
}

impl App {
    /// A reader with nothing loaded yet.
    pub fn new(name: &str, keymap: Keymap, size: Size) -> Self {
        Self {
            archive: Archive::new(name),
            load: Load::Running { done: 0, total: 0 },
            filter: Filter::default(),
            marks: Marking::default(),
            view: Viewing::default(),
            saved: Vec::new(),
            themes: Vec::new(),
            theme: 0,
            auto_theme: false,
            policy: ReadPolicy::default(),
            picked: Vec::new(),
            unsaved: 0,
            browse: Browse::default(),
            focus: Pane::Articles,
            reader: Reader::default(),
            overlay: None,
            status: Status::default(),
            keymap,
            size,
            history: Vec::new(),
            matching: 0,
            counting: 0,
            gathering: 0,
            ordered: None,
            relating: 0,
            related_to: None,
            pending: Vec::new(),
            touched: false,
            now: 0,
            clicked: None,
            dragged: None,
            split: split::Split::default(),
            tag_bar: true,
            bar: tag_bar::TagBar::default(),
            resume: None,
            seen: None,
            considered: None,
        }
    }

    /// How the terminal counts columns.
    pub fn ruler(&self) -> Ruler {
        self.reader.ruler()
    }

    /// Where the panes are now.
    pub fn geometry(&self) -> Geometry {
        Geometry::new(self.size, self.focus, self.split, self.has_tag_bar())
    }

    /// Where keys go: to the panes, or to what lies over them.
    pub fn context(&self) -> Context {
        self.overlay
            .as_ref()
            .map_or(Context::Main, Overlay::context)
    }

    /// The position of the theme to draw with: the one under the cursor while they are looked through, else the chosen one.
    pub fn shown_theme(&self) -> usize {
        match &self.overlay {
            Some(Overlay::Themes(list)) => list.selected().unwrap_or(self.theme),
            _ => self.theme,
        }
    }

    /// Whether the looks depend on what the terminal's background is.
    pub fn follows_background(&self) -> bool {
        self.auto_theme && self.themes.len() > 1
    }

    /// The article that "open" would open: the one in the reading pane, or the selected one.
    pub fn current_article(&self) -> Option<ArticleView<'_>> {
        self.archive.article(self.browse.articles.selected()?)
    }

    /// What the reading pane should show: the issue while issues are walked, else the article.
    fn subject(&self) -> Option<Subject> {
        if let Some(Overlay::Goto(goto)) = &self.overlay
            && let Some(article) = goto.list.selected()
        {
            return Some(Subject::Article(article));
        }
        match (self.focus, self.browse.articles.selected()) {
            (Pane::Articles | Pane::Reader, Some(article)) => Some(Subject::Article(article)),
            _ => self.browse.issues.selected().map(Subject::Issue),
        }
    }
}
