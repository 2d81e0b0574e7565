//! Every integration test, as one program: it links once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod cases;
mod cli;
mod commands;
mod completions;
mod config;
mod containers;
mod customs;
mod dependencies;
mod docs;
mod every_key;
mod exchange;
mod export;
mod exports;
mod formats;
mod fuzz;
mod habits;
mod hostile;
mod identity;
mod ime;
mod keys;
mod layering;
mod layouts;
mod library;
mod links;
mod loading;
mod log;
mod machine;
mod marks;
mod monkey;
mod mouse;
mod newsletters;
mod one_list;
mod orders;
mod own_commands;
mod packaging;
mod pictures;
mod queries;
mod reading;
mod reload;
mod reports;
mod screens;
mod searching;
mod statistics;
mod store;
mod support;
mod tag_names;
mod terminal;
mod themes;
mod topic_titles;
mod topics;
mod topics_of_archives;
