//! What it costs to read: `cargo bench --bench render`. The first two rows are to be compared: at most six to one.
#![allow(clippy::unwrap_used)]

use backissue::{
    model::Issue,
    text::{self, Options},
};
use divan::{Bencher, counter::BytesCount};
use pulldown_cmark::{Options as Extensions, Parser};

fn main() {
    divan::main();
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
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS;
    let bencher = bencher.counter(BytesCount::of_str(&source));
    bencher.bench(|| Parser::new_ext(&source, extensions).count());
}

#[divan::bench]
fn render_40_kb(bencher: Bencher) {
    let (source, issue) = (article(40_000), Issue::default());
    let bencher = bencher.counter(BytesCount::of_str(&source));
    bencher.bench(|| text::markdown(&source, &issue, &[]).wrap(&Options::width(100)));
}

#[divan::bench]
fn wrap_40_kb(bencher: Bencher) {
    let document = text::markdown(&article(40_000), &Issue::default(), &[]);
    bencher.bench(|| document.wrap(&Options::width(100)));
}

#[divan::bench(sample_count = 5)]
fn render_10_mb(bencher: Bencher) {
    let (source, issue) = (article(10_000_000), Issue::default());
    let bencher = bencher.counter(BytesCount::of_str(&source));
    bencher.bench(|| text::markdown(&source, &issue, &[]).wrap(&Options::width(100)));
}

/// What a screen costs far down in a long article.
#[divan::bench]
fn screen_of_10_mb(bencher: Bencher) {
    let page =
        text::markdown(&article(10_000_000), &Issue::default(), &[]).wrap(&Options::width(100));
    let runs = |first| {
        page.lines_from(first)
            .take(50)
            .flat_map(text::Line::runs)
            .map(|run| run.text.len())
    };
    bencher.bench(|| runs(page.len() / 2).sum::<usize>());
}
