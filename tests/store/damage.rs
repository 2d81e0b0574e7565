use std::{
    fs,
    path::{Path, PathBuf},
};

use backissue::store::{Place, Request, Seen, Store, StoreEvent};

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
    assert!((2800..3000).contains(&kept), "{kept} marks live on");
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

/// Bytes of a page.
const PAGE: usize = 4096;

/// The number of rows on each page that holds nothing but rows of marks (SQLite file format, 1.6).
fn leaves(path: &Path) -> Vec<(usize, usize)> {
    let bytes = fs::read(path).unwrap();
    let pages = bytes.chunks(PAGE).enumerate().skip(1);
    let leaves = pages.filter(|(_, page)| page[0] == 0x0a);
    let rows = |page: &[u8]| usize::from(u16::from_be_bytes([page[3], page[4]]));
    leaves
        .map(|(at, page)| (at, rows(page)))
        .filter(|(_, rows)| *rows > 8)
        .collect()
}

/// How many marks SQLite reads from one end until it meets damage.
fn alone(path: &Path) -> usize {
    let db = rusqlite::Connection::open(path).unwrap();
    let from = |order: &str| -> Vec<String> {
        let sql = format!("SELECT subject FROM mark ORDER BY subject {order}");
        let mut query = db.prepare(&sql).unwrap();
        let mut rows = query.query([]).unwrap();
        let mut found = Vec::new();
        while let Ok(Some(row)) = rows.next() {
            found.push(row.get(0).unwrap());
        }
        found
    };
    let found: std::collections::HashSet<_> = from("ASC").into_iter().chain(from("DESC")).collect();
    found.len()
}

#[test]
fn a_damaged_page_costs_no_marks_but_its_own() {
    const MARKS: i64 = 20_000;
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound.db");
    filled(&sound, MARKS);
    let leaves = leaves(&sound);
    assert!(leaves.len() > 200, "{}", leaves.len());
    let mut random = 7_usize;
    let mut next = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    for count in [1, 1, 2, 3, 5, 9, 20, 60] {
        let home = folder.path().join(format!("{count}-{}", next(1 << 30)));
        fs::create_dir(&home).unwrap();
        let path = home.join("marks.db");
        fs::copy(&sound, &path).unwrap();
        let mut damaged: Vec<_> = (0..count).map(|_| leaves[next(leaves.len())]).collect();
        damaged.sort_unstable();
        damaged.dedup();
        for (page, _) in &damaged {
            scribble(&path, page * PAGE, PAGE);
        }
        let alone = alone(&path);
        let (keeper, events) = keeper(&path);
        wait(&events, notice);
        assert_eq!(keeper.close(), None);
        let kept = all(&path).len();
        // Between two damaged pages that are neighbours stands a row that no place leads to, and a page at times.
        let lost: usize = damaged.iter().map(|(_, rows)| rows + rows / 20).sum();
        println!("{count} pages: {kept} kept, {alone} by SQLite alone");
        assert!(kept >= alone, "{kept} of {alone}");
        assert!(kept + lost > 20_000, "{kept} kept, at most {lost} lost");
    }
}

#[test]
fn what_else_is_in_the_file_outlives_damaged_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let (roots, query) = ([folder.path().to_owned()], "is:starred");
    let place = Place {
        issue: "1.md".to_owned(),
        pane: "reader".to_owned(),
        ..Place::default()
    };
    let seen = Seen {
        key: "1.md".to_owned(),
        name: "1 - ~x".to_owned(),
        title: "One".to_owned(),
    };
    let mut store = Store::open(&path).unwrap();
    store.remember(query).unwrap();
    store.arrive(&roots, &[seen], 7).unwrap();
    store.leave(&roots, &place).unwrap();
    drop(store);
    filled(&path, 3000);
    for (page, _) in leaves(&path) {
        scribble(&path, page * PAGE, PAGE);
    }
    let (keeper, events) = keeper(&path);
    wait(&events, notice);
    assert_eq!(keeper.close(), None);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.history().unwrap(), [query]);
    let visit = store.visit(&roots).unwrap().unwrap();
    assert_eq!(visit.place, Some(place));
    assert!(visit.seen.contains("1.md") && visit.seen.contains("1 - ~x"));
}

#[test]
fn a_window_is_asked_for_the_marks_it_knows_when_its_file_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let (keeper, events) = keeper(&path);
    keeper.ask(Request::Save(vec![star("one\tfog.example", 1)]));
    wait(&events, saved);
    fs::rename(&path, folder.path().join("elsewhere.db")).unwrap();
    wait(&events, |event| {
        (event == StoreEvent::Replaced).then_some(())
    });
    assert_eq!(keeper.close(), None);
}
