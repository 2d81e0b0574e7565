use std::{
    fs,
    path::{Path, PathBuf},
};

use backissue::store::{Request, Store, StoreEvent};

use super::{all, keeper, notice, saved, star, wait};

/// A file with so many marks, and no log beside it.
fn filled(path: &Path, marks: i64) {
    let mut store = Store::open(path).unwrap();
    let changes: Vec<_> = (0..marks)
        .map(|n| star(&format!("one\tfog.example/{n:06}"), n))
        .collect();
    store.save(&changes).unwrap();
}

/// Writes nonsense over a part of the file.
fn scribble(path: &Path, from: usize, len: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[from..from + len].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

fn set_aside(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.to_string_lossy().contains("-damaged-"))
        .collect();
    files.sort();
    files
}

#[test]
fn a_damaged_file_is_set_aside_and_the_reader_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    filled(&path, 10);
    scribble(&path, 0, 512);
    let damaged = fs::read(&path).unwrap();
    let (keeper, events) = keeper(&path);
    assert!(wait(&events, notice).contains("the marks were damaged"));
    keeper.ask(Request::Save(vec![star("two\tfog.example", 1)]));
    assert_eq!(wait(&events, saved), 1);
    assert_eq!(keeper.close(), None);
    assert_eq!(all(&path).len(), 1);
    let aside = set_aside(folder.path());
    assert_eq!(fs::read(&aside[0]).unwrap(), damaged, "nothing is deleted");
}

#[test]
fn what_can_be_read_of_a_damaged_file_lives_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    filled(&path, 3000);
    let length = fs::read(&path).unwrap().len();
    scribble(&path, length / 2, 4096);
    let (keeper, events) = keeper(&path);
    let text = wait(&events, notice);
    assert!(text.contains("could be read"), "{text}");
    assert_eq!(keeper.close(), None);
    let (kept, aside) = (all(&path).len(), set_aside(folder.path()));
    assert!((100..3000).contains(&kept), "{kept} marks live on");
    assert_eq!(aside.len(), 1);
}

#[test]
fn another_window_follows_to_the_new_file_with_its_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let (first, events) = keeper(&path);
    first.ask(Request::Save(vec![star("one\tfog.example", 1)]));
    wait(&events, saved);
    fs::rename(&path, folder.path().join("elsewhere.db")).unwrap();
    let (second, others) = keeper(&path);
    second.ask(Request::Save(vec![star("two\tfog.example", 1)]));
    wait(&others, saved);
    wait(&events, |event| match event {
        StoreEvent::News(news) => news
            .iter()
            .any(|n| n.subject.name().starts_with("two"))
            .then_some(()),
        _ => None,
    });
    assert_eq!((first.close(), second.close()), (None, None));
    assert_eq!(all(&path).len(), 2);
}
