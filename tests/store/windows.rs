use std::{sync::Barrier, thread};

use backissue::store::{Request, Store, StoreEvent};

use super::{all, keeper, saved, star, wait};

#[test]
fn a_window_sees_what_another_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let (one, first) = keeper(&path);
    let (two, second) = keeper(&path);
    let marks = |event| match event {
        StoreEvent::Marks(marks) => Some(marks.len()),
        _ => None,
    };
    wait(&first, marks);
    wait(&second, marks);
    let news = |event| match event {
        StoreEvent::News(news) => Some(news),
        _ => None,
    };
    for n in 1..=2 {
        let (here, there) = (star("one\tfog.example/a", n), star("one\tfog.example/b", n));
        one.ask(Request::Save(vec![here.clone()]));
        assert!(wait(&second, news).contains(&here));
        two.ask(Request::Save(vec![there.clone()]));
        assert!(wait(&first, news).contains(&there));
    }
    assert_eq!((one.close(), two.close()), (None, None));
    assert_eq!(all(&path).len(), 2);
}

#[test]
fn all_that_was_asked_before_closing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let (keeper, events) = keeper(&path);
    for n in 0..100 {
        keeper.ask(Request::Save(vec![star(
            &format!("one\tfog.example/{n}"),
            n,
        )]));
    }
    assert_eq!(keeper.close(), None);
    assert_eq!(events.iter().filter_map(saved).sum::<usize>(), 100);
    assert_eq!(all(&path).len(), 100);
}

#[test]
fn only_the_owner_may_look() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/down/marks.db");
    let (keeper, events) = keeper(&path);
    keeper.ask(Request::Save(vec![star("one\tfog.example", 1)]));
    wait(&events, saved);
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    for name in ["marks.db", "marks.db-wal", "marks.db-shm"] {
        assert_eq!(mode(&path.with_file_name(name)), 0o600, "{name}");
    }
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(keeper.close(), None);
}

#[test]
fn queries_are_remembered_once_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let (first, _) = keeper(&path);
    for query in ["redis", "#go", "redis"] {
        first.ask(Request::Remember(query.into()));
    }
    assert_eq!(first.close(), None);
    let (second, events) = keeper(&path);
    let history = wait(&events, |event| match event {
        StoreEvent::History(queries) => Some(queries),
        _ => None,
    });
    assert_eq!(history, ["#go", "redis"]);
    assert_eq!(second.close(), None);
}

#[test]
fn windows_that_start_together_on_a_new_file_all_keep_marks() {
    for _ in 0..200 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.db");
        let start = Barrier::new(4);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    start.wait();
                    Store::open(&path).unwrap();
                });
            }
        });
    }
}
