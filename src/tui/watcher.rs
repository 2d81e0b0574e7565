//! The archive's files, watched: what changes on disk is read again, and nothing else.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    time::{Duration, Instant},
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tracing::{info, warn};

use super::{events::Event, mounts};
use crate::{
    app::Message,
    load::{Batch, Loaded},
};

/// Writing is over when nothing was written for so long.
const QUIET: Duration = Duration::from_millis(120);
/// The longest delay before changes are shown, while files are still being written.
const PATIENCE: Duration = Duration::from_secs(3);
/// The pause between looks where changes are not reported: watching is not possible, or the files are away.
const POLL: Duration = Duration::from_secs(2);

/// Keeps the archive up to date until the reader ends, or nothing in it can change.
pub(super) fn watch(mut loaded: Loaded, events: &Sender<Event>) {
    let (signs, seen) = channel();
    let disks = signs.clone();
    mounts::watch(move || disks.send(Sign::Disk).is_ok());
    let mut watched = Watched::new(Vec::new(), &signs);
    let mut away = false;
    while look(&mut loaded, &mut away, events) {
        let folders = if away { Vec::new() } else { loaded.folders() };
        if folders.is_empty() && !away {
            return;
        }
        if folders != watched.folders {
            // The next look finds what changed before the new watcher stood.
            watched = Watched::new(folders, &signs);
        } else if watched.wait(&seen) == Sign::Disk {
            // What is watched may be on a disk that went.
            watched = Watched::new(Vec::new(), &signs);
        }
    }
}

/// A sign of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A file is another.
    File,
    /// A disk came or went.
    Disk,
}

/// Reads what changed, and tells of it. Whether anybody still listens.
fn look(loaded: &mut Loaded, away: &mut bool, events: &Sender<Event>) -> bool {
    let was_away = *away;
    let start = Instant::now();
    let mut heard = true;
    let mut send = |message| heard &= events.send(Event::Message(message)).is_ok();
    let result = loaded.refresh(&mut |change| {
        let (issues, gone) = (change.issues.len(), change.gone.len());
        info!(issues, gone, time = ?start.elapsed(), "read again");
        send(Message::Batch(Batch::Changed(change)));
    });
    *away = result.is_err();
    if let Err(error) = result
        && !was_away
    {
        warn!(%error, "the files are away");
        send(Message::Lost(error.to_string()));
    }
    heard
}

/// The folders that are watched, and the watcher that reports changes in them.
struct Watched {
    folders: Vec<PathBuf>,
    /// `None` where watching is not possible.
    watcher: Option<RecommendedWatcher>,
}

impl Watched {
    fn new(folders: Vec<PathBuf>, signs: &Sender<Sign>) -> Self {
        let watcher = if folders.is_empty() {
            None
        } else {
            watcher(&folders, signs.clone()).ok()
        };
        Self { folders, watcher }
    }

    /// Sleeps until something has changed and writing seems to be over; for a while where changes are not reported.
    fn wait(&self, seen: &Receiver<Sign>) -> Sign {
        if self.watcher.is_none() {
            std::thread::sleep(POLL);
            return Sign::File;
        }
        let mut sign = seen.recv().unwrap_or(Sign::File);
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match seen.recv_timeout(QUIET) {
                Ok(Sign::Disk) => sign = Sign::Disk,
                Ok(Sign::File) => {}
                Err(_) => break,
            }
        }
        sign
    }
}

/// Watches each folder separately: a recursive watch would go down into `.git` too.
fn watcher(folders: &[PathBuf], signs: Sender<Sign>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Our own reading is no change.
        if !matches!(
            event,
            Ok(notify::Event {
                kind: EventKind::Access(_),
                ..
            })
        ) {
            let _ = signs.send(Sign::File);
        }
    })?;
    for folder in folders {
        watcher.watch(Path::new(folder), RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_came_or_went_is_not_lost_among_files() {
        let (signs, seen) = channel();
        let folder = tempfile::TempDir::new().unwrap();
        let watched = Watched::new(vec![folder.path().to_owned()], &signs);
        for sign in [Sign::File, Sign::Disk, Sign::File] {
            signs.send(sign).unwrap();
        }
        assert_eq!(watched.wait(&seen), Sign::Disk);
        signs.send(Sign::File).unwrap();
        assert_eq!(watched.wait(&seen), Sign::File);
    }
}
