//! backissue reads newsletter archives: issues full of short articles, each with a summary and a link to its source.
//!
//! # The map
//!
//! Lowest first; a module names only modules of lower rows (`tests/layering.rs` holds this).
//!
//! | row | module | what it is |
//! |---|---|---|
//! | 1 | [`text`] | clean, width, HTML, bare URLs: primitives that name no other module |
//! | 1 | [`error`] | the errors that stop the program |
//! | 2 | [`model`] | archive, issue, article, section, link, tag, date, warning: plain data |
//! | 2 | [`program`] | programs that are started: looked for, started apart, fed |
//! | 3 | [`json`] | an article as JSON, for other programs |
//! | 3 | [`page`] | the display of an article: Markdown to styled text, wrapped |
//! | 3 | [`topics`] | the topics that articles are tagged with: vocabulary, and where words count |
//! | 4 | [`browser`] | a link to the browser: the one place that starts it |
//! | 4 | [`command`] | commands of the user's own: words, placeholders, runs |
//! | 4 | [`git`] | the user's git: clones, and brings them up to date |
//! | 4 | [`parse`] | bytes to an issue and warnings: formats, front matter, date, outline, units, sections, links |
//! | 4 | [`query`] | the query language, matching, counts |
//! | 4 | [`source`] | bytes in: folder, zip, tar, mbox, Maildir, feed, single file, standard input, sample |
//! | 4 | [`store`] | marks in SQLite |
//! | 5 | [`load`] | source and parse to an archive, in parallel, in batches; reload |
//! | 5 | [`picture`] | a file's bytes to a picture in the terminal |
//! | 5 | [`stats`] | articles in numbers, for the statistics screen and `backissue stats` |
//! | 6 | [`library`] | archives by name: the catalogue, and clones |
//! | 7 | [`app`] | the state machine: action, effect, update, keymap |
//! | 8 | [`ui`] | drawing |
//! | 9 | [`config`] | the user's configuration: text to values, and the table of settings |
//! | 10 | [`tui`] | the shell: event loop, effects, loader thread |
//! | 10 | [`cli`] | arguments and the commands that print |
//!
//! # Invariants
//!
//! - Bad content is a [`model::Warning`] with file and line; bad use is an error in one sentence. Nothing panics.
//! - Text from an archive reaches the outside only through `text::clean`, after Markdown and entities are decoded.
//! - Only `http`, `https` and, after a question, `mailto` are opened, and never through a shell.
//! - `app::update` has no I/O, no clock and no terminal; `ui::draw` never changes state.
//! - Nothing stands before the first frame but what it shows: no thread but the one that hears signals, no query to the terminal,
//!   no parser of the command line where there are only paths, and no database but for the library's counts. `cargo bench --bench
//!   terminal` measures it.
//! - The terminal is given back as it was found: on quit, error, panic, SIGTERM, SIGHUP and Ctrl-Z.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

pub mod app;
pub mod browser;
pub mod cli;
pub mod command;
pub mod config;
pub mod error;
pub mod git;
pub mod json;
pub mod library;
pub mod load;
pub mod model;
pub mod page;
pub mod parse;
pub mod picture;
pub mod program;
pub mod query;
pub mod source;
pub mod stats;
pub mod store;
pub mod text;
pub mod topics;
pub mod tui;
pub mod ui;
