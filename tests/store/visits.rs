use std::{fs, path::PathBuf};

use backissue::{
    app::Message,
    model::Subject,
    store::{Place, Request, Seen, Store, StoreEvent, Visit},
};

use super::{keeper, wait};
use crate::{containers::zip, support::Reader};

fn issues(keys: &[&str]) -> Vec<Seen> {
    let seen = |key: &&str| Seen {
        key: (*key).to_owned(),
        name: format!("{key} - ~x"),
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
    let seen = visit.seen.iter().map(String::as_str);
    let mut keys: Vec<_> = seen.filter(|key| !key.contains('~')).collect();
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
    others[1..].iter_mut().for_each(|seen| seen.name.push('!'));
    assert_eq!(store.arrive(&elsewhere, &others, 3).unwrap(), None);
}

#[test]
fn an_archive_has_one_place_by_whatever_path_it_is_read() {
    let (folder, mut store, [repo, ..]) = setting();
    let posts = repo[0].join("content/posts");
    fs::create_dir_all(&posts).unwrap();
    let mut members = Vec::new();
    for n in 1..=4 {
        let text = format!(
            "---\ntitle: Fog {n}\ndate: 2031-02-0{n}\n---\n## [Horn {n}](https://horn.example/{n})\n\nx\n"
        );
        fs::write(posts.join(format!("{n}.md")), &text).unwrap();
        members.push((format!("fog-main/{n}.md"), text));
    }
    let zipped = folder.path().join("fog.zip");
    let members: Vec<_> = members
        .iter()
        .map(|(path, text)| (&**path, text.as_bytes()))
        .collect();
    fs::write(&zipped, zip(&members)).unwrap();
    let roots = [repo, vec![posts.clone()], vec![zipped]];
    let mut title: Option<String> = None;
    // Twice, so that each is known already the second time.
    for (at, roots) in (0..).zip(roots.iter().chain(&roots)) {
        let mut reader = Reader::open(roots, 120, 20);
        let issues: Vec<Seen> = reader
            .app
            .archive
            .issues()
            .map(|(_, issue)| Seen::of(issue))
            .collect();
        let visit = store.visit(roots).unwrap();
        let arrived = store.arrive(roots, &issues, 10 + at).unwrap();
        if let Some(visit) = visit.or(arrived) {
            reader.send(Message::Store(StoreEvent::Visited(visit)));
            let new = reader.app.archive.order().iter();
            assert_eq!(new.filter(|id| reader.app.is_new(**id)).count(), 0);
        }
        if let Some(title) = title {
            assert_eq!(reader.title(), title, "{roots:?}");
        }
        reader.press(if at == 3 { "G" } else { "}" });
        title = Some(reader.title());
        store.leave(roots, &reader.app.place().unwrap()).unwrap();
    }
    // One file of it is another archive, and leaves the place alone.
    let file = vec![posts.join("1.md")];
    store.arrive(&file, &issues(&["1.md"]), 30).unwrap();
    store.leave(&file, &place("1.md")).unwrap();
    let visit = store.visit(&roots[0]).unwrap().unwrap();
    assert_ne!(visit.place, Some(place("1.md")));
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

#[test]
fn several_that_are_read_together_for_the_first_time_have_nothing_new() {
    let (_folder, mut store, [here, there, _]) = setting();
    store.arrive(&here, &issues(&["a", "b"]), 1).unwrap();
    store.leave(&here, &place("b")).unwrap();
    let both = [&here[..], &there].concat();
    let visit = store.arrive(&both, &issues(&["a", "b", "x"]), 2).unwrap();
    let visit = visit.unwrap();
    assert_eq!(
        (visit.place.clone(), keys(&visit)),
        (Some(place("b")), vec!["a", "b", "x"])
    );
    // What one of them gains from then on is new.
    store.arrive(&both, &issues(&["a", "b", "x"]), 3).unwrap();
    assert_eq!(keys(&store.visit(&both).unwrap().unwrap()), ["a", "b", "x"]);
}
