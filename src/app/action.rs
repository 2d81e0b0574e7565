//! Everything the user can ask for, each with the name that the keymap uses.

mod groups;

pub use groups::{Fitting, Marker, Motion, Way};

/// Something the user asks for. Most come from a key, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "ACTIONS below says what each does")]
pub enum Action {
    Move(Motion),
    Go(Way),
    Fit(Fitting),
    Mark(Marker),
    Enter,
    Escape,
    Back,
    Quit,
    Open,
    /// The number as on the screen, from 1.
    OpenLink(u32),
    AskLink,
    HintOpen,
    HintCopy,
    CopyUrl,
    CopyMarkdown,
    CopyMenu,
    Qr,
    Pipe,
    Edit,
    Tags,
    OwnTags,
    Find,
    GoTo,
    Related,
    Filter,
    NextMatch,
    PreviousMatch,
    Complete,
    Include,
    Exclude,
    Alternative,
    RenameTag,
    /// The row of the list, from 1.
    ChooseNth(u32),
    ClearFilter,
    Help,
    Commands,
    Warnings,
    Suspend,
    Redraw,
    Views,
    Themes,
    Statistics,
    Library,
    Update,
    PickArchive,
    RemoveArchive,
    /// The number of a command of the user's own, which is none of ACTIONS.
    Own(u16),
}

/// Every action by name, and what it does in a few words.
///
/// `open-link` is listed with a number of 0: the digit pressed takes its place.
pub const ACTIONS: &[(&str, Action, &str)] = &[
    ("up", Action::Move(Motion::Up), "up one line"),
    ("down", Action::Move(Motion::Down), "down one line"),
    ("page-up", Action::Move(Motion::PageUp), "up one page"),
    ("page-down", Action::Move(Motion::PageDown), "down one page"),
    ("half-up", Action::Move(Motion::HalfUp), "up half a page"),
    (
        "half-down",
        Action::Move(Motion::HalfDown),
        "down half a page",
    ),
    ("first", Action::Move(Motion::First), "to the top"),
    ("last", Action::Move(Motion::Last), "to the bottom"),
    ("in", Action::Go(Way::In), "right, or into the pane there"),
    (
        "out",
        Action::Go(Way::Out),
        "left, or out to the pane there",
    ),
    ("next-pane", Action::Go(Way::NextPane), "next pane"),
    (
        "previous-pane",
        Action::Go(Way::PreviousPane),
        "previous pane",
    ),
    ("enter", Action::Enter, "go in, or choose"),
    (
        "escape",
        Action::Escape,
        "close, clear the filter, or go out",
    ),
    ("back", Action::Back, "go back; quit at the root"),
    ("quit", Action::Quit, "quit"),
    (
        "next-article",
        Action::Go(Way::NextArticle),
        "next article, from anywhere",
    ),
    (
        "previous-article",
        Action::Go(Way::PreviousArticle),
        "previous article, from anywhere",
    ),
    (
        "next-issue",
        Action::Go(Way::NextIssue),
        "next issue, from anywhere",
    ),
    (
        "previous-issue",
        Action::Go(Way::PreviousIssue),
        "previous issue, from anywhere",
    ),
    ("open", Action::Open, "open the source in the browser"),
    (
        "open-link",
        Action::OpenLink(0),
        "open the link with this number",
    ),
    (
        "ask-link",
        Action::AskLink,
        "open the link with the number you type",
    ),
    (
        "hint-open",
        Action::HintOpen,
        "open a link in sight by its letters",
    ),
    (
        "hint-copy",
        Action::HintCopy,
        "copy a link in sight by its letters",
    ),
    ("copy-url", Action::CopyUrl, "copy the source's URL"),
    (
        "copy-markdown",
        Action::CopyMarkdown,
        "copy the source as a Markdown link",
    ),
    (
        "copy",
        Action::CopyMenu,
        "copy title, summary or the whole article",
    ),
    ("qr", Action::Qr, "show the source's URL as a QR code"),
    ("pipe", Action::Pipe, "pipe the article to a command"),
    ("edit", Action::Edit, "open the article's file in $EDITOR"),
    (
        "next-section",
        Action::Go(Way::NextSection),
        "to the next section",
    ),
    (
        "previous-section",
        Action::Go(Way::PreviousSection),
        "to the previous section",
    ),
    (
        "shrink-pane",
        Action::Fit(Fitting::ShrinkPane),
        "make the pane narrower",
    ),
    (
        "grow-pane",
        Action::Fit(Fitting::GrowPane),
        "make the pane wider",
    ),
    (
        "whole-width",
        Action::Fit(Fitting::WholeWidth),
        "text over the whole width, or not",
    ),
    ("narrower", Action::Fit(Fitting::Narrower), "shorter lines"),
    ("wider", Action::Fit(Fitting::Wider), "longer lines"),
    (
        "fold",
        Action::Fit(Fitting::Fold),
        "fold long code, or show it all",
    ),
    (
        "fold-list",
        Action::Fit(Fitting::FoldList),
        "show the issues alone, or the list again",
    ),
    (
        "alone",
        Action::Fit(Fitting::Alone),
        "give the article the whole screen, or not",
    ),
    ("tags", Action::Tags, "filter by tags, domains, years …"),
    (
        "own-tags",
        Action::OwnTags,
        "filter by a tag of this article",
    ),
    (
        "rename-tag",
        Action::RenameTag,
        "give a tag another name, or hide it",
    ),
    ("go-to", Action::GoTo, "go to any article by its title"),
    ("related", Action::Related, "articles related to this one"),
    (
        "find",
        Action::Find,
        "search as you type, within what is shown",
    ),
    (
        "filter",
        Action::Filter,
        "write the whole filter as a query",
    ),
    (
        "next-match",
        Action::NextMatch,
        "next match, or unread article",
    ),
    (
        "previous-match",
        Action::PreviousMatch,
        "previous match, or unread article",
    ),
    (
        "complete",
        Action::Complete,
        "complete the word, or turn the page",
    ),
    ("include", Action::Include, "must have it"),
    ("exclude", Action::Exclude, "must not have it"),
    (
        "alternative",
        Action::Alternative,
        "must have it or the one chosen before",
    ),
    (
        "choose-nth",
        Action::ChooseNth(0),
        "choose the row with this number",
    ),
    ("clear-filter", Action::ClearFilter, "clear the filter"),
    ("help", Action::Help, "show the keys"),
    ("commands", Action::Commands, "do any action by its name"),
    ("warnings", Action::Warnings, "show the archive's warnings"),
    ("suspend", Action::Suspend, "suspend"),
    ("redraw", Action::Redraw, "draw the screen again"),
    (
        "toggle-read",
        Action::Mark(Marker::ToggleRead),
        "mark read or unread",
    ),
    (
        "toggle-star",
        Action::Mark(Marker::ToggleStar),
        "star, or take the star away",
    ),
    (
        "toggle-queue",
        Action::Mark(Marker::ToggleQueue),
        "put into the queue, or take out",
    ),
    (
        "memo",
        Action::Mark(Marker::Memo),
        "write a memo in your editor",
    ),
    (
        "mark-all-read",
        Action::Mark(Marker::MarkAllRead),
        "mark the issue, or all that is shown, read",
    ),
    (
        "undo",
        Action::Mark(Marker::Undo),
        "undo the last change of marks",
    ),
    (
        "redo",
        Action::Mark(Marker::Redo),
        "redo the change that was undone",
    ),
    (
        "pick",
        Action::Mark(Marker::Pick),
        "select several, for o y r s a",
    ),
    (
        "next-unread",
        Action::Go(Way::NextUnread),
        "next unread article",
    ),
    (
        "previous-unread",
        Action::Go(Way::PreviousUnread),
        "previous unread article",
    ),
    (
        "views",
        Action::Views,
        "choose a view: all, unread, starred, queue",
    ),
    ("themes", Action::Themes, "choose a theme"),
    (
        "statistics",
        Action::Statistics,
        "show statistics of the articles here",
    ),
    (
        "library",
        Action::Library,
        "show your archives: read, update, remove",
    ),
    ("update", Action::Update, "fetch what is new, with git"),
    (
        "pick-archive",
        Action::PickArchive,
        "select several, to read as one archive",
    ),
    (
        "remove-archive",
        Action::RemoveArchive,
        "remove the archive and its clone, keep its marks",
    ),
    (
        "queue-up",
        Action::Mark(Marker::QueueUp),
        "move up in the queue",
    ),
    (
        "queue-down",
        Action::Mark(Marker::QueueDown),
        "move down in the queue",
    ),
    (
        "open-queue",
        Action::Mark(Marker::OpenQueue),
        "open the next five of the queue",
    ),
];

impl Action {
    /// The action with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        ACTIONS
            .iter()
            .find(|(known, ..)| *known == name)
            .map(|row| row.1)
    }

    /// The name that the keymap uses.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.0)
    }

    /// A few words on its effect.
    pub fn help(self) -> &'static str {
        self.row().map_or("", |row| row.2)
    }

    /// The action as ACTIONS lists it, without the digit that was pressed.
    #[must_use]
    pub fn listed(self) -> Self {
        match self {
            Self::OpenLink(_) => Self::OpenLink(0),
            Self::ChooseNth(_) => Self::ChooseNth(0),
            action => action,
        }
    }

    fn row(self) -> Option<&'static (&'static str, Self, &'static str)> {
        let listed = self.listed();
        ACTIONS.iter().find(|row| row.1 == listed)
    }
}
