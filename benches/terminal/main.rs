//! The reader in a real pseudo-terminal of 200x50: first frames, keys, memory, and doing nothing.
//!
//! `cargo bench --bench terminal -- [FOLDER | ISSUES]` takes a folder, or makes that many issues of the corpus
//! (`BACKISSUE_BENCH_ISSUES`, else 1,000).
//! `-- 10000` is the full size, 300 MB; `-- compare` puts other programs beside it; `-- mail` reads a mailbox of
//! `BACKISSUE_BENCH_MAIL` MB, else 30.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

mod compare;
#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "../corpus/corpus.rs"]
mod corpus;
mod hello;
#[allow(dead_code, reason = "links are not opened here")]
#[path = "../../tests/terminal/home.rs"]
mod home;
mod keys;
mod mail;
mod pty;
mod rest;
mod start;
mod table;

/// What a frame of the reader ends with.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// Issues of a small archive, of some 3,000 articles.
const FEW: &str = "100";

/// Archives in the library, and issues in each: 100,000 articles together.
const ARCHIVES: usize = 10;
const EACH: &str = "334";

/// Megabytes of mail that are read where nothing else is asked for.
const MAIL: usize = 30;

/// What the issue that stands for a small archive is nearest to, in bytes.
const ONE_ISSUE: usize = 39_000;

fn main() {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let mut argument = arguments.next();
    if argument.as_deref() == Some(hello::ARGUMENT) {
        return hello::run();
    }
    let compares = argument.as_deref() == Some("compare");
    if compares {
        argument = arguments.next();
    }
    let scratch = tempfile::tempdir().expect("a temporary folder");
    if argument.as_deref() == Some("mail") {
        table::head();
        return mail::measure(&home::Home::new(), scratch.path(), megabytes());
    }
    let folder = archive(argument.as_deref(), scratch.path());
    let one = scratch.path().join("one.md");
    fs::write(&one, one_issue()).expect("a file");
    let (issues, markdown) = size(&folder);
    println!("{issues} issues, {markdown} bytes");
    let home = home::Home::new();
    if compares {
        return compare::measure(&home, &one, &folder);
    }
    table::head();
    start::measure(&home, &one, &folder);
    start::library(&library(scratch.path()));
    let few = archive(Some(FEW), &scratch.path().join("few"));
    keys::measure(&home, &few, &folder);
    rest::measure(&home, &folder, markdown);
    if argument.is_none() {
        mail::measure(&home, scratch.path(), megabytes());
    }
}

/// The size of a mailbox.
fn megabytes() -> usize {
    let size = env::var("BACKISSUE_BENCH_MAIL");
    size.ok().and_then(|size| size.parse().ok()).unwrap_or(MAIL)
}

/// The folder that was named, or a new one with so many issues.
fn archive(argument: Option<&str>, scratch: &Path) -> PathBuf {
    let count = match argument.map(str::parse) {
        Some(Ok(count)) => count,
        Some(Err(_)) => return fs::canonicalize(argument.unwrap_or_default()).expect("a folder"),
        None => corpus::size(),
    };
    let folder = scratch.join("corpus");
    for file in corpus::issues(corpus::SEED, count) {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file.text).expect("a file");
    }
    folder
}

/// The home of a person who has added several archives, so that their counts are known: without a path, the reader opens its library.
fn library(scratch: &Path) -> home::Home {
    let home = home::Home::new();
    for number in 0..ARCHIVES {
        let folder = archive(Some(EACH), &scratch.join(format!("library-{number}")));
        let mut add = home.command(env!("CARGO_BIN_EXE_backissue"));
        add.args(["add", "--name", &format!("fog-{number}")]);
        add.arg(folder);
        pty::Pty::start(add).wait_for(b"read it: ", 0);
    }
    home
}

fn one_issue() -> String {
    let issues = corpus::issues(corpus::SEED, 100).map(|file| file.text);
    let nearest = issues.min_by_key(|text| text.len().abs_diff(ONE_ISSUE));
    nearest.unwrap_or_default()
}

/// How many files are in a folder, and how many bytes.
fn size(folder: &Path) -> (u64, u64) {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(file) if file.is_file() => (1, file.len()),
        Ok(folder) if folder.is_dir() => size(&entry.path()),
        _ => (0, 0),
    });
    sizes.fold((0, 0), |(files, bytes), more| {
        (files + more.0, bytes + more.1)
    })
}

/// Waits until the header tells of no more files to come, and the counts stand.
fn wait_until_loaded(pty: &pty::Pty) {
    pty.wait_for_quiet(Duration::from_secs(1));
    while pty
        .screen()
        .lines()
        .take(1)
        .any(|header| header.contains("loading") || header.contains(" files"))
    {
        pty.wait_for_quiet(Duration::from_secs(1));
    }
}
