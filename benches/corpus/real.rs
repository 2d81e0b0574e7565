//! Real archives, where they lie on this machine.

use std::{env, fs, path::PathBuf};

/// The collection beside the checkout: `archives`, and `whole.json`, which names those that are whole.
const COLLECTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/accuracy");

/// The archives to measure, by name: all folders of `BACKISSUE_BENCH_ARCHIVES`, else those of the collection that are whole.
/// Says so if there are none.
pub fn archives() -> Vec<PathBuf> {
    let mut all = match env::var_os("BACKISSUE_BENCH_ARCHIVES") {
        Some(folder) => folders(&PathBuf::from(folder)),
        None => whole(),
    };
    all.sort();
    if all.is_empty() {
        println!("no real archives: set BACKISSUE_BENCH_ARCHIVES to a folder of some");
    }
    all
}

fn folders(folder: &PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.is_dir()).collect()
}

fn whole() -> Vec<PathBuf> {
    let collection = PathBuf::from(COLLECTION);
    let list = fs::read(collection.join("whole.json")).unwrap_or_default();
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap_or_default();
    let names = list.as_object().into_iter().flat_map(|list| list.keys());
    names
        .map(|name| collection.join("archives").join(name))
        .collect()
}
