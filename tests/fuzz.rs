//! The fuzzers' work, for a moment: with the seeds that are kept, and with bytes at random. The long run is in CONTRIBUTING.md.

pub mod bodies;

use std::{fs, path::Path};

use proptest::{prelude::*, test_runner::FileFailurePersistence};

use bodies::{keys, letters, loader, query, renderer};

fn each_seed(target: &str, run: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/seeds")
        .join(target);
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        println!("{}", path.display());
        run(&fs::read(path).unwrap());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn seeds_of_the_loader() {
    each_seed("loader", loader::run);
}

#[test]
fn seeds_of_pages() {
    each_seed("html", letters::html);
}

#[test]
fn seeds_of_mails() {
    each_seed("mail", letters::mail);
}

#[test]
fn seeds_of_mailboxes() {
    each_seed("mbox", letters::mbox);
}

#[test]
fn seeds_of_queries() {
    each_seed("query", query::run);
}

#[test]
fn seeds_of_the_renderer() {
    each_seed("renderer", renderer::run);
}

#[test]
fn seeds_of_keys() {
    each_seed("keys", |bytes| drop(keys::run(bytes)));
}

fn bytes(longest: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..longest)
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 100,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_an_issue(bytes in bytes(300)) {
        loader::run(&bytes);
    }

    #[test]
    fn any_bytes_are_a_page_and_a_mail(bytes in bytes(300)) {
        letters::html(&bytes);
        letters::mail(&bytes);
    }

    #[test]
    fn any_bytes_are_a_query(bytes in bytes(40)) {
        query::run(&bytes);
    }

    #[test]
    fn any_bytes_are_an_article(bytes in bytes(200)) {
        renderer::run(&bytes);
    }
}
