//! Actions of one kind, each kind carried out in one place.

/// Moves up and down in the pane, or in the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "ACTIONS says what each does")]
pub enum Motion {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    First,
    Last,
}

impl Motion {
    /// The number of lines to move where `height` of them fit.
    pub fn distance(self, height: usize) -> isize {
        let height = isize::try_from(height).unwrap_or(isize::MAX);
        match self {
            Self::Up => -1,
            Self::Down => 1,
            // One line of the last page stays in sight, as in less.
            Self::PageUp => -(height - 1).max(1),
            Self::PageDown => (height - 1).max(1),
            Self::HalfUp => -(height / 2).max(1),
            Self::HalfDown => (height / 2).max(1),
            Self::First => isize::MIN,
            Self::Last => isize::MAX,
        }
    }
}

/// Ways from pane to pane, and from article to article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "ACTIONS says what each does")]
pub enum Way {
    In,
    Out,
    NextPane,
    PreviousPane,
    NextArticle,
    PreviousArticle,
    NextUnread,
    PreviousUnread,
    NextIssue,
    PreviousIssue,
    NextSection,
    PreviousSection,
}

/// Changes to the room that panes and text take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "ACTIONS says what each does")]
pub enum Fitting {
    ShrinkPane,
    GrowPane,
    WholeWidth,
    Narrower,
    Wider,
    Fold,
    FoldList,
    Alone,
}

/// Changes of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "ACTIONS says what each does")]
pub enum Marker {
    ToggleRead,
    ToggleStar,
    ToggleQueue,
    Memo,
    MarkAllRead,
    Undo,
    Redo,
    Pick,
    QueueUp,
    QueueDown,
    OpenQueue,
}
