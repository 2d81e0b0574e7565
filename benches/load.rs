//! What it costs to load a folder, beside a bare parse of the same bytes: `cargo bench --bench load`.
//!
//! `BACKISSUE_BENCH_ISSUES=10000` is the full size, 300 MB.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used
)]

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use backissue::load;
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;

#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "corpus/corpus.rs"]
mod corpus;

/// How often each is timed.
const ROUNDS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = Vec::new();
    for file in corpus::issues(corpus::SEED, corpus::size()) {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
        texts.push(file.text);
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} issues, {bytes} bytes", texts.len());
    let drain = median(|| drain(&texts));
    let load = median(|| load(folder.path()));
    let ratio = load.as_secs_f64() / drain.as_secs_f64();
    println!("pulldown-cmark drain {drain:.1?}, load {load:.1?}, ratio {ratio:.2}");
}

fn drain(texts: &[String]) -> usize {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events = |text: &String| Parser::new_ext(text, extensions).count();
    texts.par_iter().map(events).sum()
}

fn load(folder: &Path) -> usize {
    let options = load::Options::default();
    let mut articles = 0;
    load::stream(&[folder.to_owned()], &options, &mut |batch| {
        if let load::Batch::Issues(issues) = &batch {
            articles += issues
                .iter()
                .map(|issue| issue.articles.len())
                .sum::<usize>();
        }
    })
    .unwrap();
    articles
}

fn median(work: impl Fn() -> usize) -> Duration {
    let timed = || {
        let start = Instant::now();
        divan::black_box(work());
        start.elapsed()
    };
    let mut all: Vec<Duration> = std::iter::repeat_with(timed).take(ROUNDS).collect();
    all.sort();
    all[ROUNDS / 2]
}
