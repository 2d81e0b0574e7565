#![cfg(target_os = "linux")]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::Receiver,
};

use backissue::{
    model::{Change, Mark, Value},
    store::{Keeper, Keeping, Location, Opened, Request, Store, StoreEvent},
};

use super::{all, keeper, notice, saved, star, wait};

/// Names the file for [`fills_the_disk`].
const FULL: &str = "BACKISSUE_TEST_FULL";

#[test]
fn where_nothing_can_be_written_the_reader_says_so_and_goes_on() {
    // Nobody can make a file here, root included.
    let (keeper, events) = keeper(Path::new("/proc/backissue/marks.db"));
    let text = wait(&events, notice);
    assert!(
        text.starts_with("cannot keep marks in /proc/backissue/marks.db: "),
        "{text}"
    );
    assert!(text.ends_with("marks end with this session"), "{text}");
    keeper.ask(Request::Save(vec![star("one\tfog.example", 1)]));
    let lost = keeper.close().unwrap();
    let why = "1 marks could not be saved: cannot keep marks in /proc/backissue/marks.db: ";
    assert!(lost.starts_with(why), "{lost}");
}

#[test]
fn marks_on_a_read_only_disk_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks #1?.db");
    Store::open(&path)
        .unwrap()
        .save(&[star("one\tfog.example", 1)])
        .unwrap();
    let mut store = Store::open_read_only(&path).unwrap();
    assert_eq!(store.news().unwrap().len(), 1);
    let error = store.save(&[star("two\tfog.example", 1)]).unwrap_err();
    assert!(error.to_string().ends_with("it is read-only"), "{error}");
}

#[test]
fn marks_wait_for_a_disk_that_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    // A file where the folder should be.
    let parent = folder.path().join("state");
    fs::write(&parent, "").unwrap();
    let path = parent.join("marks.db");
    let opened = Opened::somehow(&Location::File(path.clone())).unwrap();
    assert_eq!(opened.keeping, Keeping::Later(path.clone()));
    let (keeper, events) = keeper(&path);
    wait(&events, notice);
    keeper.ask(Request::Save(vec![star("one\tfog.example", 1)]));
    fs::remove_file(&parent).unwrap();
    assert_eq!(wait(&events, notice), "marks are kept from now on");
    assert_eq!(keeper.close(), None);
    assert_eq!(all(&path).len(), 1);
}

#[test]
fn a_folder_that_is_removed_meanwhile_loses_no_mark() {
    let removed = Removed::new();
    removed.mark_another();
    removed.assert_both_kept();
}

#[test]
fn a_folder_that_cannot_be_made_again_yet_loses_no_mark() {
    let removed = Removed::new();
    fs::write(removed.parent(), "").unwrap();
    removed.mark_another();
    let text = wait(&removed.events, notice);
    assert!(text.ends_with("; trying again"), "{text}");
    fs::remove_file(removed.parent()).unwrap();
    let text = wait(&removed.events, notice);
    assert_eq!(text, "marks are kept from now on");
    removed.assert_both_kept();
}

/// A keeper that saved a mark, and whose folder is gone since.
struct Removed {
    folder: tempfile::TempDir,
    keeper: Keeper,
    events: Receiver<StoreEvent>,
}

impl Removed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (keeper, events) = keeper(&folder.path().join("state/marks.db"));
        keeper.ask(Request::Save(vec![star("one\tfog.example", 1)]));
        wait(&events, saved);
        fs::remove_dir_all(folder.path().join("state")).unwrap();
        Self {
            folder,
            keeper,
            events,
        }
    }

    fn parent(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn mark_another(&self) {
        let marks = vec![star("two\tfog.example", 2)];
        self.keeper.ask(Request::Save(marks));
    }

    fn assert_both_kept(self) {
        let path = self.parent().join("marks.db");
        assert_eq!(self.keeper.close(), None);
        assert_eq!(all(&path).len(), 2);
    }
}

#[test]
fn a_full_disk_loses_nothing_that_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    // No file may grow over 128 blocks of 512 bytes; without the trap the system would end the program at once.
    let script =
        "trap '' XFSZ; ulimit -f 128; exec \"$0\" --exact store::disk::fills_the_disk --nocapture";
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(FULL, &path)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let told = |word: &str| {
        let found = text.lines().find_map(|line| line.split_once(word));
        found
            .unwrap_or_else(|| panic!("no {word} in {text}"))
            .1
            .to_owned()
    };
    let saved: usize = told("saved ").parse().unwrap();
    assert!(told("notice ").ends_with("; trying again"), "{text}");
    // Where another file has room, they wait in it.
    assert!(told("lost ").contains(" marks wait in "), "{text}");
    assert!(saved > 0);
    assert!(all(&path).len() >= saved, "{saved} were saved");
    let mut store = Store::open(&path).unwrap();
    store.check().unwrap();
    store.save(&[star("after\tfog.example", 1)]).unwrap();
}

/// Run by the test above, in a process of its own.
#[test]
fn fills_the_disk() {
    let Some(path) = std::env::var_os(FULL).map(PathBuf::from) else {
        return;
    };
    let (keeper, events) = keeper(&path);
    let mut total = 0;
    let problem = 'full: loop {
        let batch = (0..50).map(|n| star(&format!("one\tfog.example/{total}/{n}"), 1));
        keeper.ask(Request::Save(batch.collect()));
        loop {
            match events.recv().unwrap() {
                StoreEvent::Saved(count) => break total += count,
                StoreEvent::Notice(text) => break 'full text,
                _ => {}
            }
        }
    };
    let mut out = std::io::stdout().lock();
    let lost = keeper.close().unwrap();
    write!(out, "\nsaved {total}\nnotice {problem}\nlost {lost}\n").unwrap();
}

#[test]
fn the_end_does_not_wait_for_a_locked_file_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    drop(Store::open(&path).unwrap());
    let other = rusqlite::Connection::open(&path).unwrap();
    let (keeper, events) = keeper(&path);
    wait(&events, |event| {
        matches!(event, StoreEvent::Marks(_)).then_some(())
    });
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let memo = Change {
        mark: Mark::Memo,
        value: Value::Text("안개\n\"fog\"".into()),
        ..star("two\tfog.example", 2)
    };
    keeper.ask(Request::Save(vec![
        star("one\tfog.example", 1),
        memo.clone(),
    ]));
    let start = std::time::Instant::now();
    let told = keeper.close().unwrap();
    assert!(start.elapsed() < std::time::Duration::from_secs(3));
    assert!(told.starts_with("2 marks wait in "), "{told}");
    // The thread that still waits for the file is gone with its program, elsewhere; here its marks may come, too.
    other.execute_batch("ROLLBACK").unwrap();
    let (again, events) = self::keeper(&path);
    let marks = wait(&events, |event| match event {
        StoreEvent::Marks(marks) => Some(marks),
        _ => None,
    });
    assert_eq!(marks.len(), 2);
    assert!(marks.contains(&memo));
    assert_eq!(again.close(), None);
    let left = std::fs::read_dir(folder.path()).unwrap().flatten();
    let mut left = left.map(|file| file.file_name().to_string_lossy().into_owned());
    assert!(!left.any(|name| name.contains("pending")));
}

#[test]
fn the_end_does_not_wait_for_a_file_that_never_answers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    let (keeper, _events) = keeper(&path);
    keeper.ask(Request::Save(vec![star("one\tfog.example", 1)]));
    let start = std::time::Instant::now();
    let told = keeper.close().unwrap();
    assert!(start.elapsed() < std::time::Duration::from_secs(3));
    assert!(told.starts_with("1 marks wait in "), "{told}");
    fs::remove_file(&path).unwrap();
    let (again, events) = self::keeper(&path);
    let marks = wait(&events, |event| match event {
        StoreEvent::Marks(marks) => Some(marks),
        _ => None,
    });
    assert_eq!(marks.len(), 1);
    assert_eq!(again.close(), None);
}

/// Names the file for [`marks_without_locks`].
const UNLOCKED: &str = "BACKISSUE_TEST_UNLOCKED";

#[test]
fn the_end_does_not_wait_where_files_have_no_locks() {
    let folder = tempfile::tempdir().unwrap();
    let (path, library) = (
        folder.path().join("marks.db"),
        folder.path().join("no_locks.so"),
    );
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store/no_locks.c");
    let mut compiler = Command::new("cc");
    compiler
        .args(["-shared", "-fPIC", "-o"])
        .args([&library, &source]);
    if !compiler.status().is_ok_and(|status| status.success()) {
        println!("left out: there is no C compiler, or it makes no library of this kind");
        return;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::disk::marks_without_locks", "--nocapture"])
        .env("LD_PRELOAD", &library)
        .env(UNLOCKED, &path)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("its file system has no locks"), "{text}");
    assert!(text.contains("lost 1 marks"), "{text}");
    // They wait for a better day, or for the file to lie elsewhere.
    let (again, events) = keeper(&path);
    let marks = wait(&events, |event| match event {
        StoreEvent::Marks(marks) => Some(marks),
        _ => None,
    });
    assert_eq!(marks.len(), 1);
    assert_eq!(again.close(), None);
}

/// Run by the test above, in a process of its own.
#[test]
fn marks_without_locks() {
    let Some(path) = std::env::var_os(UNLOCKED).map(PathBuf::from) else {
        return;
    };
    let (keeper, events) = keeper(&path);
    println!("notice {}", wait(&events, notice));
    keeper.ask(Request::Save(vec![star("one\tfog.example", 1)]));
    let start = std::time::Instant::now();
    let lost = keeper.close().unwrap();
    assert!(start.elapsed() < std::time::Duration::from_secs(3));
    println!("lost {lost}");
}
