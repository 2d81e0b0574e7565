//! What comes in, and what goes out.

use super::{geometry::Size, key::Key};
use crate::{
    load::Batch,
    model::{ArticleId, Link},
    store,
};

/// Something that happened outside.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. It is text, never keys.
    Paste(String),
    /// The terminal has another size.
    Resize(Size),
    /// A part of the archive was loaded.
    Batch(Batch),
    /// The loader is through; the sentence says what stopped it, if something did.
    Loaded(Result<(), String>),
    /// The files of the archive cannot be read any more; the sentence says why.
    Lost(String),
    /// What an [`Effect::Open`] came to.
    Opened(Link, Result<(), String>),
    /// The time, in microseconds since 1970. It comes before whatever happened then.
    Clock(i64),
    /// What the store tells.
    Store(store::Event),
    /// What came of an [`Effect::Edit`]: the text, or why there is none.
    Edited(ArticleId, Result<String, String>),
}

/// Something that the outside must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open a link in the browser.
    Open(Link),
    /// Have the store do something.
    Store(store::Request),
    /// Let the user write a memo on an article, from what it is now.
    Edit(ArticleId, String),
    /// Draw every cell again.
    Redraw,
    /// Give the terminal back, stop, and go on when told to.
    Suspend,
    /// End the program.
    Quit,
}
