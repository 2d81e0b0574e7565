//! Marks last: whatever is done to the program, the file or the disk.

mod damage;
mod disk;
mod merge;
mod migration;
mod torture;
mod visits;
mod windows;

use std::{
    path::Path,
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use backissue::{
    model::{Change, Mark, Subject, Value},
    store::{Keeper, Location, Store, StoreEvent},
};

fn star(subject: &str, at: i64) -> Change {
    Change {
        subject: Subject::from_name(subject),
        mark: Mark::Starred,
        value: Value::Number(1),
        at,
    }
}

/// All marks of a file, by subject.
fn all(path: &Path) -> Vec<Change> {
    let mut marks = Store::open(path).unwrap().all().unwrap();
    marks.sort_by(|a, b| (&a.subject, a.mark).cmp(&(&b.subject, b.mark)));
    marks
}

/// A keeper, and what it tells.
fn keeper(path: &Path) -> (Keeper, Receiver<StoreEvent>) {
    let (sender, events) = mpsc::channel();
    let location = Location::File(path.to_owned());
    let keeper = Keeper::start(location, move |event| drop(sender.send(event)));
    (keeper, events)
}

/// Waits for the first event that `wanted` picks.
fn wait<T>(events: &Receiver<StoreEvent>, wanted: impl Fn(StoreEvent) -> Option<T>) -> T {
    loop {
        let event = events.recv_timeout(Duration::from_secs(20)).unwrap();
        if let Some(found) = wanted(event) {
            return found;
        }
    }
}

fn notice(event: StoreEvent) -> Option<String> {
    match event {
        StoreEvent::Notice(text) => Some(text),
        _ => None,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as `wait` hands events out")]
fn saved(event: StoreEvent) -> Option<usize> {
    match event {
        StoreEvent::Saved(count) => Some(count),
        _ => None,
    }
}
