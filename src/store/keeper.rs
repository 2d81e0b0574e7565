//! The store on a thread of its own.

mod work;

use std::{
    mem,
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use crate::model::Change;

use super::{Location, Place, Seen, Shelf, Visit, journal};

/// A request to the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Keep these marks.
    Save(Vec<Change>),
    /// Remember a query.
    Remember(String),
    /// Tell of the last visit to the archive at these paths; places left are its places from now on.
    Visit(Vec<PathBuf>),
    /// The archive is loaded, with these issues, at this time (microseconds since 1970).
    Arrive(Vec<Seen>, i64),
    /// Reading is here now. The last such place is kept.
    Leave(Place),
    /// The archive has these counts now.
    Note(Shelf),
}

/// News from the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreEvent {
    /// All marks there are; the first event.
    Marks(Vec<Change>),
    /// The queries asked before, the latest last.
    History(Vec<String>),
    /// So many changes are on the disk now.
    Saved(usize),
    /// The last visit to the archive: at once by its paths, or by its issues when they arrived.
    Visited(Visit),
    /// No archive but the embedded one was ever read.
    First,
    /// Another window set these marks.
    News(Vec<Change>),
    /// A new file stands in for one that was damaged or is gone: all who know marks save them again.
    Replaced,
    /// Something the user should know, as a sentence.
    Notice(String),
}

/// The time for the last writes; the rest goes into a journal.
const END: Duration = Duration::from_millis(1500);

/// A store on a thread of its own.
#[derive(Debug)]
pub struct Keeper {
    requests: Sender<Request>,
    ended: Receiver<()>,
    waiting: Waiting,
    location: Location,
}

/// The changes that are not on the disk yet, and the last reason for that.
#[derive(Clone, Debug, Default)]
struct Waiting(Arc<Mutex<(Vec<Change>, Option<String>)>>);

impl Waiting {
    fn lock(&self) -> MutexGuard<'_, (Vec<Change>, Option<String>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many changes, the first ones, wait no more.
    fn done(&self, count: usize) {
        let mut waiting = self.lock();
        let count = count.min(waiting.0.len());
        waiting.0.drain(..count);
        waiting.1 = None;
    }
}

impl Keeper {
    /// Starts the thread, which opens the store and calls `tell` with all that happens.
    pub fn start(location: Location, tell: impl FnMut(StoreEvent) + Send + 'static) -> Self {
        let (requests, inbox) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let waiting = Waiting::default();
        let (theirs, place) = (waiting.clone(), location.clone());
        thread::spawn(move || {
            work::run(&place, &inbox, theirs, tell);
            end.send(())
        });
        Self {
            requests,
            ended,
            waiting,
            location,
        }
    }

    /// Asks for something. It is done in order, after whatever was asked before.
    pub fn ask(&self, request: Request) {
        if let Request::Save(changes) = &request {
            self.waiting.lock().0.extend_from_slice(changes);
        }
        // The thread ends only when this sender does, or when no store can be opened at all, which it told.
        let _ = self.requests.send(request);
    }

    /// Waits until all is written, but not for long. Returns a sentence if something was not.
    pub fn close(self) -> Option<String> {
        drop(self.requests);
        let ended = self.ended.recv_timeout(END);
        let (changes, reason) = mem::take(&mut *self.waiting.lock());
        if changes.is_empty() {
            return None;
        }
        let silent = || "the file of marks does not answer".to_owned();
        let reason = reason.or_else(|| ended.is_err().then(silent));
        let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
        let journal = self
            .location
            .path()
            .map(|path| journal::write(path, &changes));
        let lost = changes.len();
        Some(match journal {
            Some(Ok(path)) => format!(
                "{lost} marks wait in {} for the next start{reason}",
                path.display()
            ),
            _ => format!("{lost} marks could not be saved{reason}"),
        })
    }
}
