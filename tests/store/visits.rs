use std::{fs, path::PathBuf};

use backissue::{
    model::Subject,
    store::{Place, Request, Seen, Store, StoreEvent, Visit},
};

use super::{keeper, wait};

fn issues(keys: &[&str]) -> Vec<Seen> {
    let seen = |key: &&str| Seen {
        key: (*key).to_owned(),
        title: format!("Issue {key}"),
    };
    keys.iter().map(seen).collect()
}

fn place(issue: &str) -> Place {
    Place {
        issue: issue.into(),
        article: Some(Subject::from_name("a\tfog.example")),
        pane: "reader".into(),
        anchor: 1234,
    }
}

fn keys(visit: &Visit) -> Vec<&str> {
    let mut keys: Vec<_> = visit.seen.iter().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// A store, and three folders that are there.
fn setting() -> (tempfile::TempDir, Store, [Vec<PathBuf>; 3]) {
    let folder = tempfile::tempdir().unwrap();
    let roots = ["here", "there", "elsewhere"].map(|name| {
        let path = folder.path().join(name);
        fs::create_dir(&path).unwrap();
        vec![path]
    });
    let store = Store::open(&folder.path().join("marks.db")).unwrap();
    (folder, store, roots)
}

#[test]
fn an_archive_is_found_where_it_was_left() {
    let (_folder, mut store, [here, there, _]) = setting();
    assert_eq!(store.visit(&here).unwrap(), None);
    assert_eq!(store.arrive(&here, &issues(&["a", "b"]), 1).unwrap(), None);
    store.leave(&here, &place("b")).unwrap();
    store.arrive(&there, &issues(&["x"]), 2).unwrap();
    let visit = store.visit(&here).unwrap().unwrap();
    assert_eq!(visit.place, Some(place("b")));
    assert_eq!(keys(&visit), ["a", "b"]);
    assert_eq!(store.visit(&there).unwrap().unwrap().place, None);
    assert_eq!(store.last().unwrap(), Some(there));
    store.arrive(&here, &issues(&["a", "b", "c"]), 3).unwrap();
    assert_eq!(store.last().unwrap(), Some(here));
}

#[test]
fn a_moved_archive_is_recognised_by_its_issues() {
    let (_folder, mut store, [here, there, elsewhere]) = setting();
    store.arrive(&here, &issues(&["a", "b", "c"]), 1).unwrap();
    store.leave(&here, &place("b")).unwrap();
    let visit = store
        .arrive(&there, &issues(&["b", "c", "new"]), 2)
        .unwrap();
    let visit = visit.unwrap();
    assert_eq!(visit.place, Some(place("b")));
    assert_eq!(keys(&visit), ["a", "b", "c"], "one of its issues is new");
    assert_eq!(
        store.visit(&there).unwrap().unwrap().place,
        Some(place("b"))
    );
    // Other issues under the same names are another archive.
    let mut others = issues(&["a", "b", "c"]);
    others[1..].iter_mut().for_each(|seen| seen.title.push('!'));
    assert_eq!(store.arrive(&elsewhere, &others, 3).unwrap(), None);
}

#[test]
fn the_keeper_tells_of_the_last_visit_and_writes_the_last_place() {
    let (folder, store, [here, ..]) = setting();
    drop(store);
    let path = folder.path().join("marks.db");
    let (first, _) = keeper(&path);
    first.ask(Request::Visit(here.clone()));
    first.ask(Request::Arrive(issues(&["a", "b"]), 1));
    first.ask(Request::Leave(place("a")));
    first.ask(Request::Leave(place("b")));
    assert_eq!(first.close(), None);
    let (second, events) = keeper(&path);
    second.ask(Request::Visit(here));
    let visit = wait(&events, |event| match event {
        StoreEvent::Visited(visit) => Some(visit),
        _ => None,
    });
    assert_eq!(visit.place, Some(place("b")));
    assert_eq!(second.close(), None);
}

#[test]
fn only_who_never_read_an_archive_is_new() {
    let (_folder, mut store, [here, there, _]) = setting();
    let path = here[0].parent().unwrap().join("marks.db");
    let first = |roots: &[PathBuf]| {
        let (keeper, events) = keeper(&path);
        keeper.ask(Request::Visit(roots.to_vec()));
        keeper.close();
        events.iter().any(|event| event == StoreEvent::First)
    };
    assert!(first(&here));
    store.arrive(&here, &issues(&["a"]), 1).unwrap();
    assert!(!first(&here));
    assert!(!first(&there));
}
