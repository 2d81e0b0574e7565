//! Writes the corpus of the benches to a folder: `cargo bench --bench corpus -- FOLDER [ISSUES]`.

#![allow(clippy::indexing_slicing, clippy::print_stdout, clippy::expect_used)]

use std::{env, fs, path::PathBuf};

#[allow(dead_code, reason = "each bench uses what it needs of it")]
#[path = "corpus.rs"]
mod corpus;

fn main() {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        println!("usage: cargo bench --bench corpus -- FOLDER [ISSUES]");
        return;
    };
    let count = arguments
        .next()
        .map_or(10_000, |n| n.parse().expect("ISSUES is a number"));
    let mut bytes = 0;
    for file in corpus::issues(corpus::SEED, count) {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("each issue lies in a folder"))
            .expect("the folder can be made");
        bytes += file.text.len();
        fs::write(path, file.text).expect("the folder can be written to");
    }
    println!("{count} issues, {bytes} bytes in {}", folder.display());
}
