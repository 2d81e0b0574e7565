use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use backissue::store::{Request, StoreEvent};
use rusqlite::Connection;

use super::{keeper, star};

/// Names the file and the first part of the subjects for [`marks_until_killed`].
const FILE: &str = "BACKISSUE_TEST_FILE";
const NAME: &str = "BACKISSUE_TEST_NAME";

/// A window that saves nothing for so long has given up: it ends, and the test tells what it said.
const LONG: Duration = Duration::from_mins(1);

/// So many marks may wait for the disk: enough for batches of every size.
const AHEAD: usize = 8;

#[test]
fn what_was_said_to_be_saved_survives_200_kills() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..200 {
        // A file of its own now and then: killed while it is made, too.
        let path = folder.path().join(format!("{}.db", round / 20));
        let name = format!("round {round}");
        let child = start(&path, &name);
        let saved = kill_after(child, round % 7);
        assert_saved(&path, &name, saved);
    }
}

#[test]
fn two_windows_killed_at_once_keep_what_they_said_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..40 {
        let path = folder.path().join(format!("{}.db", round / 4));
        let names = [format!("left {round}"), format!("right {round}")];
        let children = names.each_ref().map(|name| start(&path, name));
        let saved = children.map(|child| kill_after(child, round % 5));
        for (name, saved) in names.iter().zip(saved) {
            assert_saved(&path, name, saved);
        }
    }
}

fn start(path: &Path, name: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::torture::marks_until_killed",
            "--nocapture",
        ])
        .env(FILE, path)
        .env(NAME, name)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills the child after so many of its reports, in the middle of whatever it does then. Returns how many marks it reported
/// as saved by the end.
fn kill_after(mut child: Child, reports: usize) -> usize {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = Vec::new();
    let (mut saved, mut met) = (0, 0);
    while met < reports {
        let Some(line) = lines.next() else {
            panic!("the window ended by itself: {told:#?}");
        };
        told.push(line.unwrap());
        if let Some(count) = told.last().and_then(|line| report(line)) {
            (saved, met) = (count, met + 1);
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    lines
        .filter_map(|line| report(&line.unwrap()))
        .last()
        .unwrap_or(saved)
}

/// How many marks were saved when a child wrote this line, if it is a report.
fn report(line: &str) -> Option<usize> {
    line.strip_prefix("saved ")?.parse().ok()
}

fn assert_saved(path: &Path, name: &str, saved: usize) {
    if !path.exists() {
        return assert_eq!(saved, 0);
    }
    let db = Connection::open(path).unwrap();
    let sound: String = db
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    let tables: u32 = db
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .unwrap();
    if tables == 0 {
        return assert_eq!(saved, 0);
    }
    // Marks are asked for in order, so those saved are the first ones.
    let mut look = db
        .prepare("SELECT value FROM mark WHERE subject = ?1")
        .unwrap();
    for n in 0..saved {
        let there = look.query_row([format!("{name}\t{n}")], |row| row.get(0));
        assert_eq!(there, Ok(1), "mark {n} of {saved}");
    }
}

/// Run by the tests above, in a process of its own: marks, and reports what is saved, until it is killed.
#[test]
fn marks_until_killed() {
    let (Some(path), Ok(name)) = (
        std::env::var_os(FILE).map(PathBuf::from),
        std::env::var(NAME),
    ) else {
        return;
    };
    let (keeper, events) = keeper(&path);
    let (mut asked, mut saved) = (0, 0);
    tell("");
    loop {
        while asked < saved + AHEAD {
            keeper.ask(Request::Save(vec![star(&format!("{name}\t{asked}"), 1)]));
            asked += 1;
        }
        match events.recv_timeout(LONG) {
            Ok(StoreEvent::Saved(count)) => {
                saved += count;
                tell(&format!("saved {saved}"));
            }
            Ok(StoreEvent::Notice(text)) => tell(&format!("notice: {text}")),
            Ok(_) => {}
            Err(error) => return tell(&format!("nothing was saved for {LONG:?}: {error}")),
        }
    }
}

fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap();
}
