//! The screen but for its contents: size, panes, colours, and the line that says what just happened.

use super::{
    geometry::{Arrangement, Geometry},
    pane::{Pane, Size},
    split::Split,
    status::Status,
    tag_bar::TagBar,
};

/// The look of the screen, whatever it shows.
#[derive(Debug)]
pub struct ScreenState {
    /// The terminal's size.
    pub size: Size,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The borders that were moved.
    pub(super) split: Split,
    /// True while the index takes the place of the list, even where both have room.
    pub folded: bool,
    /// True while the article has the whole screen.
    pub alone: bool,
    /// The tags above the lists.
    pub tag_bar: TagBar,
    /// The themes.
    pub looks: Looks,
    /// The message of the last action.
    pub status: Status,
    /// The lists that show the reason for each article.
    pub reasons: Reasons,
}

/// When a second line below a title says why an article is in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reasons {
    /// While words are searched for, in a window that is high enough.
    #[default]
    Search,
    /// Whenever a filter or a view leaves articles out.
    Always,
    /// Not at all.
    Never,
}

/// The themes there are, and the one to draw with.
#[derive(Debug, Default)]
pub struct Looks {
    /// Their names.
    pub themes: Vec<String>,
    /// The position of the chosen one.
    pub theme: usize,
    /// True if the theme follows the terminal's background.
    pub follows: bool,
}

impl ScreenState {
    /// A screen of a size, with the default panes.
    pub(super) fn new(size: Size) -> Self {
        Self {
            size,
            focus: Pane::Articles,
            split: Split::default(),
            folded: false,
            alone: false,
            tag_bar: TagBar::default(),
            looks: Looks::default(),
            status: Status::default(),
            reasons: Reasons::default(),
        }
    }
}

impl ScreenState {
    /// The areas of the screen now.
    pub(super) fn geometry(&self) -> Geometry {
        Geometry::new(
            self.size,
            Arrangement {
                focus: self.focus,
                split: self.split,
                tags: self.tag_bar.is_shown(),
                folded: self.folded,
                alone: self.alone,
            },
        )
    }

    /// Ends what only holds while a pane has the keys: the folded list and the article alone.
    pub(super) fn settle(&mut self) {
        self.folded &= self.focus == Pane::Issues;
        self.alone &= self.focus == Pane::Reader;
    }
}

impl Looks {
    /// True if the colours depend on the terminal's background.
    pub fn follow_background(&self) -> bool {
        self.follows && self.themes.len() > 1
    }

    /// True if a theme, by its position, is the one without colours.
    pub(super) fn is_plain(&self, theme: usize) -> bool {
        self.themes.get(theme).is_some_and(|name| name == "plain")
    }

    /// Takes the theme for a light or a dark background, unless the user chose one.
    pub(super) fn set_background(&mut self, light: bool) {
        let name = if light { "light" } else { "dark" };
        let named = self.themes.iter().position(|theme| theme == name);
        if let Some(theme) = named.filter(|_| self.follow_background()) {
            self.theme = theme;
        }
    }

    /// Keeps a theme for the session. Returns its name.
    pub(super) fn choose(&mut self, theme: usize) -> Option<&str> {
        (self.follows, self.theme) = (false, theme);
        self.themes.get(theme).map(String::as_str)
    }
}
