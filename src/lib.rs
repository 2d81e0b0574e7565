//! backissue reads newsletter archives: issues full of short articles, each with a summary and a link to its source.
//!
//! # The map
//!
//! Lowest first; a module names only modules of lower rows (`tests/layering.rs` holds this).
//!
//! | row | module | what it is |
//! |---|---|---|
//! | 1 | [`model`] | archive, issue, article, section, link, tag, date, warning: plain data |
//!
//! # Invariants
//!
//! - Bad content is a [`model::Warning`] with file and line; bad use is an error in one sentence. Nothing panics.
//! - Text from an archive reaches the outside only through `text::clean`, after Markdown and entities are decoded.
//! - Only `http`, `https` and, after a question, `mailto` are opened, and never through a shell.
//! - `app::update` has no I/O, no clock and no terminal; `ui::draw` never changes state.
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

pub mod model;
