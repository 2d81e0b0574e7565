//! The configuration: text to values. `cli` reads files and variables.
//!
//! The table [`SETTINGS`] has the name, the purpose, the reader and the writer of every setting. The annotated file, the checks
//! and the README come from it.

mod check_kind;
mod commands;
mod edit;
mod fault;
mod file;
mod item;
mod keys;
pub mod nearest;
mod oddity;
mod problem;
mod read;
mod reader;
mod settings;
mod show;

pub use check_kind::CheckKind;
pub use edit::{with_archive, with_tag, without_archive};
pub use fault::SettingError;
pub use file::edit_file;
pub use oddity::oddities;
pub use problem::Problem;
pub use reader::{FirstScreen, ReaderOptions};
pub use settings::{SETTINGS, Setting, SettingValue};
pub use show::annotated;

pub use crate::app::keyboard::KeyboardKind;
pub use crate::app::{marks::ReadPolicy, screen::Reasons};
use crate::picture::Protocol;
use crate::{app::keymap::Keymap, topics::TagRule};

/// Everything that can be configured.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the archive to open without a path; empty for the built-in one.
    pub archive: String,
    /// Archives by name.
    pub archives: Vec<NamedArchive>,
    /// The words of the command that opens links; none for the desktop's browser.
    pub opener: Vec<String>,
    /// The address that is opened of a link that leads on.
    pub redirects: Redirects,
    /// Addresses and hosts whose mails are newsletters, even if they were sent to no list.
    pub senders: Vec<String>,
    /// The name of a theme, or `auto` for dark or light.
    pub theme: String,
    /// The longest line of text, in columns.
    pub measure: u16,
    /// True if the terminal draws characters of ambiguous width over two columns.
    pub ambiguous_wide: bool,
    /// The kind of keyboard.
    pub keyboard: KeyboardKind,
    /// The way pictures are shown.
    pub images: Images,
    /// True if clicks and the wheel are for the reader.
    pub mouse: bool,
    /// True if the most frequent tags stand in a line above the lists.
    pub tag_bar: bool,
    /// When a line below a title says why an article is in the list.
    pub reasons: Reasons,
    /// A file of topics beside the built-in ones; empty for none.
    pub topics: String,
    /// Wishes for tags, each with the archive that it is for, if it is for one.
    pub tags: Vec<(Option<String>, TagRule)>,
    /// When an article counts as read.
    pub read: ReadPolicy,
    /// Findings that `check` leaves out.
    pub unchecked: Vec<CheckKind>,
    /// Queries by name.
    pub views: Vec<NamedQuery>,
    /// When clones are brought up to date by themselves.
    pub update: Updates,
    /// The built-in keys with the user's over them, and the user's own commands.
    pub keymap: Keymap,
}

/// The address that is opened of a link that leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirects {
    /// Where it leads.
    Target,
    /// As it stands in the newsletter.
    Given,
}

/// The way pictures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Images {
    /// The best way that the terminal's variables promise.
    Auto,
    /// Not at all.
    Off,
    /// In one way, whatever the variables say.
    As(Protocol),
}

/// When the reader brings clones up to date by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Updates {
    /// Only when it is asked to.
    #[default]
    Off,
    /// When it starts, at most once in a day.
    Daily,
}

/// An archive with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedArchive {
    /// Its name on the command line.
    pub name: String,
    /// Its paths as written: `~` is not resolved yet.
    pub paths: Vec<String>,
}

/// A query with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// Its name in the menu of views.
    pub name: String,
    /// The query as written; it is a valid one.
    pub query: String,
}

/// Names, beside the built-in ones, that a setting may refer to.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    /// Themes, built in or the user's own.
    pub themes: Vec<String>,
}

impl Config {
    /// The name of the archive that is meant where none is named: the one that was set, else the only one there is.
    pub fn default_archive(&self) -> Option<&str> {
        let only = match &self.archives[..] {
            [only] => Some(&*only.name),
            _ => None,
        };
        Some(&*self.archive)
            .filter(|name| !name.is_empty())
            .or(only)
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            archive: String::new(),
            archives: Vec::new(),
            opener: Vec::new(),
            redirects: Redirects::Target,
            senders: Vec::new(),
            theme: "terminal".to_owned(),
            measure: 88,
            ambiguous_wide: false,
            keyboard: KeyboardKind::default(),
            images: Images::Auto,
            mouse: true,
            tag_bar: true,
            reasons: Reasons::default(),
            topics: String::new(),
            tags: Vec::new(),
            read: ReadPolicy::default(),
            unchecked: Vec::new(),
            views: Vec::new(),
            update: Updates::default(),
            keymap: Keymap::builtin(),
        }
    }
}
