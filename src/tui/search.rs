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
    app::{
        Message,
        search::{Match, Search},
    },
    query::Searcher,
};

/// Ends a search that nobody waits for any more.
type Cancel = Arc<AtomicBool>;

/// The thread that searches, as the loop holds it.
pub(super) struct Searching {
    questions: Sender<(Question, Cancel)>,
    /// Ends the search that was asked for last.
    cancel: Cancel,
}

enum Question {
    Search(Search),
    Match(Match),
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
        self.put(Question::Search(search));
    }

    /// Looks for letters in titles, and no more for what was asked before.
    pub fn match_titles(&mut self, matching: Match) {
        self.put(Question::Match(matching));
    }

    fn put(&mut self, question: Question) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        // The thread lives as long as the loop listens.
        let _ = self.questions.send((question, Arc::clone(&self.cancel)));
    }
}

fn answer_all(questions: &Receiver<(Question, Cancel)>, events: &Sender<Event>) {
    let mut searcher = Searcher::default();
    while let Ok(question) = questions.recv() {
        let (latest, cancel) = questions.try_iter().last().unwrap_or(question);
        let Some(message) = answer(&latest, &mut searcher, &cancel) else {
            continue;
        };
        if events.send(Event::Message(message)).is_err() {
            return;
        }
    }
}

fn answer(question: &Question, searcher: &mut Searcher, cancel: &AtomicBool) -> Option<Message> {
    match question {
        Question::Search(search) => {
            let today = jiff::Zoned::now().date();
            let answer = search.answer(searcher, today, cancel)?;
            Some(Message::Found(Box::new(answer)))
        }
        Question::Match(matching) => {
            let found = matching.answer(cancel)?;
            Some(Message::Matched(matching.number, found))
        }
    }
}
