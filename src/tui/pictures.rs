//! The thread that makes pictures. It starts with the first one, and drops its requests as soon as something else is
//! read.

use std::{
    panic,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use super::events::Event;
use crate::{
    app::{Message, page_id::PageId, picture_request::PictureRequest},
    load,
    picture::{self, MOST_BYTES, Picture, PictureError, PictureFault, Terminal},
    source::Siblings,
};

/// The name of the thread. A panic on it is the end of one picture, not of the program: what decodes them is fed by strangers.
pub(super) const THREAD: &str = "pictures";

/// The thread that makes pictures, as the loop holds it.
pub(super) struct Pictures {
    paths: Vec<PathBuf>,
    /// The terminal that shows them.
    pub terminal: Terminal,
    events: Sender<Event>,
    work: Option<Sender<(PictureRequest, Cancel)>>,
    subject: Option<PageId>,
    cancel: Cancel,
}

/// A sign that ends work whose result is no longer wanted.
type Cancel = Arc<AtomicBool>;

impl Pictures {
    /// Pictures of the archive at these paths.
    pub fn new(paths: Vec<PathBuf>, terminal: Terminal, events: Sender<Event>) -> Self {
        Self {
            paths,
            terminal,
            events,
            work: None,
            subject: None,
            cancel: Arc::default(),
        }
    }

    /// Has a picture made, and no more of those of another subject.
    pub fn ask(&mut self, wanted: PictureRequest) {
        if self.subject.replace(wanted.subject) != Some(wanted.subject) {
            self.cancel.store(true, Ordering::Relaxed);
            self.cancel = Arc::default();
        }
        let start = || start(self.paths.clone(), self.terminal, self.events.clone());
        let work = self.work.get_or_insert_with(start);
        // If the thread is gone, there are no more pictures.
        let _ = work.send((wanted, Arc::clone(&self.cancel)));
    }
}

fn start(
    paths: Vec<PathBuf>,
    terminal: Terminal,
    events: Sender<Event>,
) -> Sender<(PictureRequest, Cancel)> {
    let (work, asked) = mpsc::channel();
    let mut studio = Studio {
        files: Siblings::of(paths),
        terminal,
        events,
    };
    let named = thread::Builder::new().name(THREAD.to_owned());
    // Without another thread, there are no pictures.
    let _ = named.spawn(move || studio.run(&asked));
    work
}

/// All that making a picture needs.
struct Studio {
    files: Siblings,
    terminal: Terminal,
    events: Sender<Event>,
}

impl Studio {
    fn run(&mut self, asked: &Receiver<(PictureRequest, Cancel)>) {
        // Other programs in the same window count their pictures from one.
        let ids = (std::process::id() << 8 & 0x00ff_ff00 | 1..0x0100_0000).cycle();
        for ((wanted, cancel), id) in asked.iter().zip(ids) {
            if cancel.load(Ordering::Relaxed) {
                continue;
            }
            let attempt = panic::AssertUnwindSafe(|| self.make(&wanted, id));
            let made = panic::catch_unwind(attempt);
            let target = wanted.target.clone();
            let made = made.unwrap_or(Err(PictureFault::Panic));
            let made = made.map_err(|fault| PictureError { target, fault });
            let message = Message::Painted(Box::new(wanted), made);
            if self.events.send(Event::Message(message)).is_err() {
                return;
            }
        }
    }

    fn make(&mut self, wanted: &PictureRequest, id: u32) -> Result<Picture, PictureFault> {
        let read = load::named(&mut self.files, &wanted.origin, &wanted.target, MOST_BYTES);
        let room = (wanted.canvas, wanted.columns);
        picture::paint(&read?, room, self.terminal, id)
    }
}
