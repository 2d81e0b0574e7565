//! What it costs to read: `cargo bench --bench render`. It prints first how an article's rendering compares to a bare drain of
//! the parser's events: at most six to one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

use std::time::{Duration, Instant};

use backissue::{
    model::Issue,
    page::{self, WrapOptions, WrappedText},
};
use divan::{Bencher, counter::BytesCount};
use pulldown_cmark::{Options as Extensions, Parser};

/// How often each is timed for the ratio.
const ROUNDS: usize = 100;

fn main() {
    print_ratio();
    divan::main();
}

fn print_ratio() {
    let (source, issue) = (article(40_000), Issue::default());
    // By turns, so that both meet the same machine.
    let (drains, renders): (Vec<_>, Vec<_>) = (0..ROUNDS)
        .map(|_| (time(|| drain(&source)), time(|| render(&source, &issue))))
        .unzip();
    // On a busy machine, only the fastest rounds are without what others took.
    for (name, at) in [("fastest", 0), ("median", ROUNDS / 2)] {
        let (drain, render) = (nth(&drains, at), nth(&renders, at));
        let ratio = render.as_secs_f64() / drain.as_secs_f64();
        println!("{name}: drain {drain:.1?}, render {render:.1?}, ratio {ratio:.2} (limit 6)");
    }
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    divan::black_box(work());
    start.elapsed()
}

fn nth(times: &[Duration], at: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[at]
}

fn drain(source: &str) -> usize {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS;
    Parser::new_ext(source, extensions).count()
}

fn render(source: &str, issue: &Issue) -> WrappedText {
    page::markdown(source, issue, &[]).wrap(&WrapOptions::width(100))
}

const PIECES: [&str; 2] = [
    include_str!("../tests/fixtures/reading/korean.md"),
    include_str!("../tests/fixtures/reading/english.md"),
];

/// An article of `size` bytes in two languages, with everything in it.
fn article(size: usize) -> String {
    let pieces = PIECES.iter().cycle();
    let mut source = String::new();
    for piece in pieces {
        if source.len() > size {
            break;
        }
        source.push_str(piece);
        source.push('\n');
    }
    source
}

#[divan::bench]
fn drain_40_kb(bencher: Bencher) {
    let source = article(40_000);
    let bencher = bencher.counter(BytesCount::of_str(&source));
    bencher.bench(|| drain(&source));
}

#[divan::bench]
fn render_40_kb(bencher: Bencher) {
    let (source, issue) = (article(40_000), Issue::default());
    let bencher = bencher.counter(BytesCount::of_str(&source));
    bencher.bench(|| render(&source, &issue));
}

#[divan::bench]
fn wrap_40_kb(bencher: Bencher) {
    let document = page::markdown(&article(40_000), &Issue::default(), &[]);
    bencher.bench(|| document.wrap(&WrapOptions::width(100)));
}

#[divan::bench(sample_count = 5)]
fn render_10_mb(bencher: Bencher) {
    let (source, issue) = (article(10_000_000), Issue::default());
    let bencher = bencher.counter(BytesCount::of_str(&source));
    bencher.bench(|| render(&source, &issue));
}

/// What a screen costs far down in a long article.
#[divan::bench]
fn screen_of_10_mb(bencher: Bencher) {
    let page =
        page::markdown(&article(10_000_000), &Issue::default(), &[]).wrap(&WrapOptions::width(100));
    let runs = |first| {
        page.lines_from(first)
            .take(50)
            .flat_map(page::StyledLine::runs)
            .map(|run| run.text.len())
    };
    bencher.bench(|| runs(page.len() / 2).sum::<usize>());
}
