//! What comes in, and what goes out.

use std::{path::PathBuf, sync::Arc};

use super::{
    geometry::Size,
    key::Key,
    mouse::Pointer,
    reader::{Subject, Wanted},
    search::{Answer, Counting, Gathering, Match, Offer, Relate, Search, Tally},
};
use crate::{
    load::Batch,
    model::{self, ArticleId, Link},
    page::highlight::{CodeBlock, Colours},
    picture::Picture,
    query::Reason,
    stats::Stats,
    store,
};

/// Something that happened outside.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Pointer),
    /// Text was pasted. It is text, never keys.
    Paste(String),
    /// The terminal has another size.
    Resize(Size),
    /// The terminal says whether its background is light.
    Background(bool),
    /// A cell of the terminal has another size, in pixels across and down.
    Cell(u16, u16),
    /// A part of the archive was loaded.
    Batch(Batch),
    /// The loader is through; the sentence says what stopped it, if something did.
    Loaded(Result<(), String>),
    /// The files of the archive cannot be read any more; the sentence says why.
    Lost(String),
    /// What an [`Effect::Open`] came to.
    Opened(Link, Result<(), String>),
    /// The browser failed some seconds after it was [`Opened`](Self::Opened); the clause says how.
    NotOpened(Link, String),
    /// The time, in microseconds since 1970. It comes before whatever happened then.
    Clock(i64),
    /// What the store tells.
    Store(store::Event),
    /// What came of an [`Effect::Edit`]: the text, or why there is none. The article is named, since files may change while
    /// somebody writes.
    Edited(model::Subject, Result<String, String>),
    /// What an [`Effect::Search`] came to.
    Found(Box<Answer>),
    /// What was probably meant, as that found nothing.
    Offered(Box<Offer>),
    /// What was counted of it, where that was asked for.
    Tallied(Box<Tally>),
    /// What the [`Effect::Match`] of this number came to.
    Matched(u64, Vec<ArticleId>),
    /// What the [`Effect::Gather`] of this number found.
    Gathered(u64, Vec<ArticleId>),
    /// What the [`Effect::Count`] of this number came to.
    Counted(u64, Box<Stats>),
    /// What the [`Effect::Relate`] of this number came to.
    Related(u64, Vec<(ArticleId, Reason)>),
    /// What an [`Effect::Copy`] came to.
    Copied(Clip, Result<Copied, String>),
    /// What an [`Effect::Highlight`] found: the colours of blocks of code.
    Highlighted(Subject, Vec<(u32, Colours)>),
    /// What an [`Effect::Paint`] came to: a picture, or a clause that says why there is none.
    Painted(Box<Wanted>, Result<Picture, String>),
    /// What an [`Effect::Pipe`] or [`Effect::EditFile`] came to: nothing to tell, or why it failed.
    Returned(Result<(), String>),
}

/// Text for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// What it is: `the title`.
    pub what: &'static str,
    /// Clean.
    pub text: String,
}

/// Where copied text went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Into the clipboard of this machine.
    Clipboard,
    /// To the terminal (OSC 52), which never says what it did with it.
    Terminal,
}

/// An article for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipe {
    /// As the user typed it, for the shell.
    pub command: String,
    /// What the command reads: clean Markdown.
    pub text: String,
}

/// A place for an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// A file on disk.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u32,
}

/// Something that the outside must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open a link in the browser.
    Open(Link),
    /// Have the store do something.
    Store(store::Request),
    /// Let the user write a memo on an article, from what it is now.
    Edit(model::Subject, String),
    /// Find the colours of code that is on the screen.
    Highlight(Subject, Vec<CodeBlock>),
    /// Make a picture. What was asked for another article is wanted no more.
    Paint(Wanted),
    /// Send the terminal something that it keeps, or word that this is over.
    Send(Arc<str>),
    /// Put text into the clipboard.
    Copy(Clip),
    /// Give the terminal to a command that reads the article.
    Pipe(Pipe),
    /// Give the terminal to an editor for a file.
    EditFile(Edit),
    /// Look for articles, and no more for those asked for before.
    Search(Search),
    /// Find the articles that an order is on.
    Gather(Gathering),
    /// Put articles in numbers.
    Count(Counting),
    /// Look for letters in titles, and no more for those asked for before.
    Match(Match),
    /// Look for what has to do with an article, and no more for the one asked for before.
    Relate(Relate),
    /// Draw every cell again.
    Redraw,
    /// Give the terminal back, stop, and go on when told to.
    Suspend,
    /// End the program.
    Quit,
}
