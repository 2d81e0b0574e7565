//! The thread that has the store: it carries requests out and tells what happened.

use std::{
    mem,
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use super::{Request, StoreEvent, Waiting};
use crate::model::Change;
use crate::store::{
    Location, Opened, Place, Seen, Shelf, Store, StoreError, draft, journal,
    rescue::{self, Keeping},
    salvage::Salvaged,
};

/// The time between two looks for marks of another window: twice in the second after which it must show here. Each look reads a few
/// bytes of shared memory, 10 µs; a watch on the file would tell no sooner, and not at all on network disks.
const LOOK: Duration = Duration::from_millis(500);

/// Opens the store and serves it until the last sender of requests is gone.
pub(super) fn run(
    location: &Location,
    inbox: &Receiver<Request>,
    waiting: Waiting,
    mut tell: impl FnMut(StoreEvent),
) {
    let opened = match Opened::somehow(location) {
        Ok(opened) => opened,
        Err(error) => return tell(StoreEvent::Notice(error.to_string())),
    };
    let mut work = Work {
        store: opened.store,
        keeping: opened.keeping,
        unsaved: Vec::new(),
        asked: 0,
        waiting,
        failing: opened.notice.is_some(),
        roots: Vec::new(),
        place: None,
        tell: &mut tell,
    };
    work.begin(opened.notice);
    let mut looked = Instant::now();
    loop {
        match inbox.recv_timeout(LOOK.saturating_sub(looked.elapsed())) {
            Ok(first) => work.take(std::iter::once(first).chain(inbox.try_iter())),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return work.end(),
        }
        if looked.elapsed() >= LOOK {
            work.look();
            looked = Instant::now();
        }
    }
}

/// The thread's state.
struct Work<'a> {
    store: Store,
    keeping: Keeping,
    /// Asked to be saved, and not yet on the disk.
    unsaved: Vec<Change>,
    /// So many of them were asked for, and wait as others can see.
    asked: usize,
    waiting: Waiting,
    /// The user was told that marks are not saved.
    failing: bool,
    /// The archive that is read.
    roots: Vec<PathBuf>,
    /// The place of reading, if it is not written yet.
    place: Option<Place>,
    tell: &'a mut dyn FnMut(StoreEvent),
}

impl Work<'_> {
    /// Sends the marks, and only then checks the file for damage: the marks must not wait for it.
    fn begin(&mut self, notice: Option<String>) {
        if let Some(notice) = notice {
            (self.tell)(StoreEvent::Notice(notice));
        }
        if self.keeping == Keeping::Now {
            let marks = self.store.path();
            let taken = journal::take_in(marks).and_then(|()| draft::take_in(marks));
            if let Err(error) = taken {
                self.fail(&error);
            }
        }
        let marks = self.store.news();
        let checked = marks.and_then(|marks| {
            (self.tell)(StoreEvent::Marks(marks));
            self.store.check()
        });
        if let Err(error) = checked {
            self.recover(&error);
        }
        if let Ok(history) = self.store.history() {
            (self.tell)(StoreEvent::History(history));
        }
    }

    /// Carries out all requests so far, all marks in one transaction.
    fn take(&mut self, requests: impl Iterator<Item = Request>) {
        for request in requests {
            match request {
                Request::Save(changes) => {
                    self.asked += changes.len();
                    self.unsaved.extend(changes);
                }
                Request::Remember(query) => self.remember(&query),
                Request::Visit(roots) => self.visit(roots),
                Request::Arrive(issues, now) => self.arrive(&issues, now),
                Request::Leave(place) => self.place = Some(place),
                Request::Note(counts) => self.note(&counts),
            }
        }
        self.save();
    }

    // A failure here needs no notice: marks that fail will name the fault of the disk.

    fn remember(&mut self, query: &str) {
        let _ = self.store.remember(query);
    }

    fn visit(&mut self, roots: Vec<PathBuf>) {
        match self.store.visit(&roots) {
            Ok(Some(visit)) => (self.tell)(StoreEvent::Visited(visit)),
            Ok(None) if matches!(self.store.last(), Ok(None)) => (self.tell)(StoreEvent::First),
            _ => {}
        }
        self.roots = roots;
    }

    fn arrive(&mut self, issues: &[Seen], now: i64) {
        if let Ok(Some(visit)) = self.store.arrive(&self.roots, issues, now) {
            (self.tell)(StoreEvent::Visited(visit));
        }
    }

    fn note(&mut self, counts: &Shelf) {
        let _ = self.store.note_shelf(&self.roots, counts);
    }

    /// Writes where reading is, once in a while: places change with every key.
    fn leave(&mut self) {
        if let Some(place) = self.place.take() {
            let _ = self.store.leave(&self.roots, &place);
        }
    }

    fn save(&mut self) {
        if self.unsaved.is_empty() {
            return;
        }
        self.move_on();
        match self.keeping {
            Keeping::Never => {
                self.unsaved.clear();
                self.settle();
            }
            Keeping::Later(_) => self.retry(),
            Keeping::Now => match self.store.save(&self.unsaved) {
                Ok(()) => self.saved(),
                Err(error) => self.recover(&error),
            },
        }
    }

    /// Leaves a file that was removed or set aside: its writes would be lost.
    fn move_on(&mut self) {
        if self.store.is_displaced() {
            self.replace();
        }
    }

    /// Opens a file that could not be opened before.
    fn retry(&mut self) {
        let Keeping::Later(path) = &self.keeping else {
            return;
        };
        match Store::open(path) {
            Ok(store) => {
                (self.store, self.keeping, self.failing) = (store, Keeping::Now, false);
                (self.tell)(StoreEvent::Notice("marks are kept from now on".into()));
                self.fetch();
                self.save();
            }
            Err(error) => self.waiting.lock().1 = Some(error.to_string()),
        }
    }

    fn fetch(&mut self) {
        match self.store.news() {
            Ok(news) if news.is_empty() => {}
            Ok(news) => (self.tell)(StoreEvent::News(news)),
            Err(error) => self.recover(&error),
        }
    }

    fn saved(&mut self) {
        draft::settle(self.store.path(), &self.unsaved);
        (self.tell)(StoreEvent::Saved(self.unsaved.len()));
        self.unsaved.clear();
        self.settle();
        if mem::take(&mut self.failing) {
            (self.tell)(StoreEvent::Notice("marks are saved again".into()));
        }
    }

    /// Fetches what another window wrote, and tries again what could not be saved.
    fn look(&mut self) {
        self.move_on();
        self.retry();
        self.save();
        if self.store.has_news().unwrap_or(false) {
            self.fetch();
        }
        self.leave();
    }

    /// Puts a new file in the place of a damaged one. Any other failure is told, once, and tried again.
    fn recover(&mut self, error: &StoreError) {
        if error.is_damage() && self.keeping == Keeping::Now {
            self.replace();
        } else {
            self.fail(error);
        }
    }

    /// Marks the changes in hand as done.
    fn settle(&mut self) {
        self.waiting.done(mem::take(&mut self.asked));
    }

    fn fail(&mut self, error: &StoreError) {
        self.waiting.lock().1 = Some(error.to_string());
        if !mem::replace(&mut self.failing, true) {
            (self.tell)(StoreEvent::Notice(format!("{error}; trying again")));
        }
    }

    /// Goes on with a new file that holds all that could be read of this one. Until it exists, that waits to be saved.
    fn replace(&mut self) {
        let path = self.store.path().to_owned();
        let mut held = Vec::new();
        if self.store.is_displaced() {
            held = Salvaged::of(&self.store).marks;
        }
        let replaced = Store::in_memory()
            .and_then(|memory| rescue::set_aside(&path, mem::replace(&mut self.store, memory)));
        match replaced {
            Ok(opened) => self.go_on(opened),
            Err(error) => {
                self.unsaved.splice(0..0, held);
                self.keeping = Keeping::Later(path);
                self.fail(&error);
            }
        }
    }

    fn go_on(&mut self, opened: Opened) {
        (self.store, self.keeping) = (opened.store, opened.keeping);
        if let Some(notice) = opened.notice {
            (self.tell)(StoreEvent::Notice(notice));
        }
        self.fetch();
        (self.tell)(StoreEvent::Replaced);
    }

    /// A last try, and one more for a file that the first found damaged.
    fn end(&mut self) {
        self.move_on();
        self.save();
        self.save();
        self.leave();
    }
}
