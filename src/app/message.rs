//! Messages come in, effects go out.

use std::{path::PathBuf, sync::Arc};

use super::{
    geometry::Size,
    key::Key,
    mouse::Pointer,
    page_id::PageId,
    picture_request::PictureRequest,
    search::{
        CountRequest, GatherRequest, Offer, RelateRequest, SearchAnswer, SearchRequest, Tally,
        TitleRequest,
    },
};
use crate::{
    command::CommandRun,
    error::{Error, ProgramError},
    library::LibraryRow,
    load::Batch,
    model::{self, ArticleId, Link},
    page::highlight::{CodeBlock, Colours},
    picture::{Picture, PictureError},
    query::Reason,
    stats::Stats,
    store,
    topics::TagRule,
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
    Loaded(Result<(), Error>),
    /// The files of the archive cannot be read any more; the sentence says why.
    Lost(String),
    /// The result of an [`Effect::Open`].
    Opened(Link, Result<(), ProgramError>),
    /// The browser failed some seconds after it was [`Opened`](Self::Opened).
    NotOpened(Link, ProgramError),
    /// The time, in microseconds since 1970. It comes before whatever happened then.
    Clock(i64),
    /// News from the store.
    Store(store::StoreEvent),
    /// The result of an [`Effect::Edit`]: the text, or the reason for its lack. The article is named, since files may change while
    /// somebody writes.
    Edited(model::Subject, Result<String, ProgramError>),
    /// The articles found by an [`Effect::Search`].
    Found(Box<SearchAnswer>),
    /// The query that was probably meant, as that search found nothing.
    Offered(Box<Offer>),
    /// The facets of the articles found, if they were asked for.
    Tallied(Box<Tally>),
    /// The articles found by the [`Effect::Match`] of this number.
    Matched(u64, Vec<ArticleId>),
    /// The articles found by the [`Effect::Gather`] of this number.
    Gathered(u64, Vec<ArticleId>),
    /// The numbers counted by the [`Effect::Count`] of this number.
    Counted(u64, Box<Stats>),
    /// The articles found by the [`Effect::Relate`] of this number.
    Related(u64, Vec<(ArticleId, Reason)>),
    /// The result of an [`Effect::Copy`].
    Copied(Clip, Result<Copied, ProgramError>),
    /// The colours of blocks of code, found by an [`Effect::Highlight`].
    Highlighted(PageId, Vec<(u32, Colours)>),
    /// The result of an [`Effect::Paint`]: a picture, or a clause with the reason for its lack.
    Painted(Box<PictureRequest>, Result<Picture, PictureError>),
    /// The archives that have a name, as an [`Effect::Library`] asked for them.
    Library(Vec<LibraryRow>),
    /// The same, as they are since one changed.
    Shelved(Vec<LibraryRow>),
    /// The result of an [`Effect::Update`]: what is new, or why something could not be fetched.
    Fetched(Result<String, String>),
    /// The result of an [`Effect::Pipe`] or [`Effect::EditFile`]: nothing to tell, or why it failed.
    Returned(Result<(), ProgramError>),
    /// The end of an [`Effect::Run`], by the name of its command: true if it was waited for, or why it failed.
    Ran(String, Result<bool, ProgramError>),
    /// The result of an [`Effect::NameTag`]: nothing to tell, or why it was not kept.
    TagNamed(TagRule, Result<(), String>),
}

/// Text for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// Its name: `the title`.
    pub what: &'static str,
    /// Clean.
    pub text: String,
}

/// The place that copied text went to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Into the clipboard of this machine.
    Clipboard,
    /// To the terminal (OSC 52), which never confirms it.
    Terminal,
}

/// An article for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipe {
    /// As the user typed it, for the shell.
    pub command: String,
    /// The command's input: clean Markdown.
    pub text: String,
}

/// A place for an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// A file on disk.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u32,
}

/// The sequel of a reader that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Onward {
    /// These archives are read as one.
    Read(Vec<String>),
    /// A newsletter of the catalogue is added.
    Add(String),
}

/// Something that the outside must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open a link in the browser.
    Open(Link),
    /// Have the store do something.
    Store(store::Request),
    /// Let the user write a memo on an article, starting from the present one.
    Edit(model::Subject, String),
    /// Find the colours of code that is on the screen.
    Highlight(PageId, Vec<CodeBlock>),
    /// Make a picture. What was asked for another article is wanted no more.
    Paint(PictureRequest),
    /// Send the terminal something that it keeps, or word that this is over.
    Send(Arc<str>),
    /// Put text into the clipboard.
    Copy(Clip),
    /// Give the terminal to a command that reads the article.
    Pipe(Pipe),
    /// Run a command of the user's own.
    Run(Vec<CommandRun>),
    /// Give the terminal to an editor for a file.
    EditFile(FilePlace),
    /// Look for articles, and no more for those asked for before.
    Search(SearchRequest),
    /// Find the articles that an order is on.
    Gather(GatherRequest),
    /// Keep another name for a tag in the configuration.
    NameTag(TagRule),
    /// Put articles in numbers.
    Count(CountRequest),
    /// Look for letters in titles, and no more for those asked for before.
    Match(TitleRequest),
    /// Look for what has to do with an article, and no more for the one asked for before.
    Relate(RelateRequest),
    /// List the archives that have a name.
    Library,
    /// Fetch what is new in the clones of these archives; of all, if none is named.
    Update(Vec<String>),
    /// Take an archive's name and clone away.
    Remove(String),
    /// End the reader, and go on with something else in its place.
    GoOn(Onward),
    /// Draw every cell again.
    Redraw,
    /// Give the terminal back, stop, and go on when told to.
    Suspend,
    /// End the program.
    Quit,
}
