//! What marking costs: `cargo bench --bench store`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use backissue::{
    model::{Change, Mark, Subject, Value},
    store::Store,
};

fn main() {
    divan::main();
}

/// As many articles as the largest archives hold, their sources in no order.
fn all_read() -> Vec<Change> {
    let articles = 0..300_000_u64;
    articles
        .map(|n| Change {
            subject: Subject::from_name(&format!(
                "fog{}.example/articles/{}-a-title-of-some-length",
                n % 700,
                n * 7919
            )),
            mark: Mark::Read,
            value: Value::Text("cm4k2v9xq000108l2b7s3h5dq".into()),
            at: 1,
        })
        .collect()
}

/// A file with all of them, and its folder, which lives as long.
fn filled() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("marks.db")).unwrap();
    store.save(&all_read()).unwrap();
    (folder, store)
}

/// `A` on everything: to be done within a second.
#[divan::bench(sample_count = 5)]
fn mark_300_000_read(bencher: divan::Bencher) {
    bencher
        .with_inputs(|| {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::open(&folder.path().join("marks.db")).unwrap();
            (folder, store, all_read())
        })
        .bench_values(|(folder, mut store, changes)| {
            store.save(&changes).unwrap();
            (folder, store, changes)
        });
}

/// The start of a reader that marked everything.
#[divan::bench(sample_count = 5)]
fn load_300_000(bencher: divan::Bencher) {
    bencher
        .with_inputs(filled)
        .bench_values(|(folder, mut store)| (store.all().unwrap(), store, folder));
}

/// The look for damage, in the background of each start.
#[divan::bench(sample_count = 5)]
fn check_300_000(bencher: divan::Bencher) {
    bencher
        .with_inputs(filled)
        .bench_values(|(folder, mut store)| {
            store.check().unwrap();
            (folder, store)
        });
}

/// One key, `r`, with the disk's sync.
#[divan::bench]
fn mark_one(bencher: divan::Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("marks.db")).unwrap();
    let mut one = all_read();
    one.truncate(1);
    bencher.bench_local(|| {
        one[0].at += 1;
        store.save(&one).unwrap();
    });
}
