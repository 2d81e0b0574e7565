//! Search keystrokes beside a bare memmem sweep over the same bytes: `cargo bench --bench search`.
//!
//! `BACKISSUE_BENCH_ISSUES=10000` is the full size, 300 MB.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used
)]

use std::{
    sync::{Arc, LazyLock, atomic::AtomicBool},
    time::{Duration, Instant},
};

use backissue::{
    model::{Archive, Issue, NoMarks},
    parse,
    query::{AsOf, Facets, Matches, Query, Searcher},
};
use rayon::prelude::*;

#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "corpus/corpus.rs"]
mod corpus;

/// What is typed, and the same with a letter more: the widest first keystrokes, words of either kind of case, a phrase,
/// initials.
const QUERIES: &[(&str, &str)] = &[
    ("e", "en"),
    ("이", "이론"),
    ("r", "re"),
    ("redis", "redis l"),
    ("성", "성능"),
    ("성능", "성능이"),
    ("absent-word", "absent-words"),
    ("없는말", "없는말이"),
    ("\"분산 락\"", "\"분산 락이\""),
    ("ㄹ", "ㄹㅅ"),
    ("ㄹㅅㅌ", "ㄹㅅㅌㅇ"),
    ("#redis", "#redis #go"),
];

/// How often each is timed for the ratios.
const ROUNDS: usize = 9;

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let files: Vec<_> = corpus::issues(corpus::SEED, corpus::size()).collect();
    let parsed = files
        .par_iter()
        .map(|file| parse::issue(&file.path, None, file.text.as_bytes()).0);
    let issues: Vec<Arc<Issue>> = parsed.flatten().map(Arc::new).collect();
    let mut archive = Archive::new("corpus");
    archive.extend(issues);
    archive
});

const AS_OF: AsOf<'_> = AsOf {
    today: jiff::civil::date(2024, 10, 1),
    marks: &NoMarks,
};

fn main() {
    ratios();
    divan::main();
}

fn find(searcher: &mut Searcher, query: &Query) -> Matches {
    searcher
        .run(&ARCHIVE, query, &AS_OF, &AtomicBool::new(false))
        .unwrap()
}

/// The reference: one pass of memmem over every byte, one thread.
fn sweep() -> usize {
    let finder = memchr::memmem::Finder::new("absent-word");
    let sources = ARCHIVE.issues().map(|(_, issue)| issue.source.as_bytes());
    sources
        .filter(|source| finder.find(source).is_some())
        .count()
}

fn ratios() {
    let bytes: usize = ARCHIVE.issues().map(|(_, issue)| issue.source.len()).sum();
    let articles = ARCHIVE.article_count();
    println!(
        "{} issues, {articles} articles, {bytes} bytes",
        ARCHIVE.order().len()
    );
    let mut searcher = Searcher::default();
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let reference = median(|| {
        let start = Instant::now();
        divan::black_box(sweep());
        start.elapsed()
    });
    println!("memmem sweep: {reference:.1?}");
    println!(
        "{:<16}{:>8}{:>12}{:>8}{:>12}{:>8}{:>12}{:>8}",
        "query", "found", "1 thread", "ratio", "all cores", "ratio", "next letter", "ratio"
    );
    for (first, longer) in QUERIES {
        let (first, longer) = (typed(first), typed(longer));
        let single = one.install(|| keystroke(&mut searcher, &Query::everything(), &first));
        let wall = keystroke(&mut searcher, &Query::everything(), &first);
        let next = keystroke(&mut searcher, &first, &longer);
        let ratio = |time: Duration| time.as_secs_f64() / reference.as_secs_f64();
        let found = find(&mut searcher, &first).ids.len();
        let first = first.to_string();
        println!(
            "{first:<16}{found:>8}{single:>12.1?}{:>8.2}{wall:>12.1?}{:>8.2}{next:>12.1?}{:>8.2}",
            ratio(single),
            ratio(wall),
            ratio(next)
        );
    }
}

fn typed(text: &str) -> Query {
    Query::parse(text).unwrap().typing()
}

/// The time from one query to the next.
fn keystroke(searcher: &mut Searcher, before: &Query, after: &Query) -> Duration {
    median(|| {
        find(searcher, before);
        let start = Instant::now();
        divan::black_box(find(searcher, after));
        start.elapsed()
    })
}

fn median(work: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = std::iter::repeat_with(work).take(ROUNDS).collect();
    times.sort();
    times[ROUNDS / 2]
}

#[divan::bench(args = ["e", "redis", "성능"])]
fn first_keystroke(bencher: divan::Bencher, text: &str) {
    let query = typed(text);
    bencher.bench_local(|| find(&mut Searcher::default(), &query));
}

#[divan::bench]
fn tag_toggle(bencher: divan::Bencher) {
    let query = typed("#redis");
    bencher.bench_local(|| find(&mut Searcher::default(), &query));
}

#[divan::bench]
fn counts_of_everything(bencher: divan::Bencher) {
    let ids = find(&mut Searcher::default(), &Query::everything()).ids;
    bencher.bench_local(|| Facets::count(&ARCHIVE, &ids, &NoMarks, &AtomicBool::new(false)));
}

#[divan::bench]
fn reference_sweep() -> usize {
    sweep()
}
