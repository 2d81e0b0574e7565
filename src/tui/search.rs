//! The thread that searches. It drops what it looks for as soon as something else is asked.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use super::events::Event;
use crate::{
    app::{Message, search::Search},
    query::Searcher,
};

/// The thread that searches, as the loop holds it.
pub(super) struct Searching {
    questions: Sender<Question>,
    /// Ends the search that was asked for last.
    cancel: Arc<AtomicBool>,
}

struct Question {
    search: Search,
    cancel: Arc<AtomicBool>,
}

impl Searching {
    /// Starts the thread, which sends what it finds to `events`.
    pub fn start(events: Sender<Event>) -> Self {
        let (questions, asked) = mpsc::channel();
        thread::spawn(move || answer_all(&asked, &events));
        Self {
            questions,
            cancel: Arc::default(),
        }
    }

    /// Looks for this, and no more for what was asked before.
    pub fn ask(&mut self, search: Search) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        let cancel = Arc::clone(&self.cancel);
        // The thread lives as long as the loop listens.
        let _ = self.questions.send(Question { search, cancel });
    }
}

fn answer_all(questions: &Receiver<Question>, events: &Sender<Event>) {
    let mut searcher = Searcher::default();
    while let Ok(question) = questions.recv() {
        let latest = questions.try_iter().last().unwrap_or(question);
        let today = jiff::Zoned::now().date();
        let answer = latest.search.answer(&mut searcher, today, &latest.cancel);
        let Some(answer) = answer else { continue };
        if events
            .send(Event::Message(Message::Found(Box::new(answer))))
            .is_err()
        {
            return;
        }
    }
}
