//! The thread that searches. It drops a search as soon as another of its kind is asked for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Instant,
};

use tracing::info;

use super::events::Event;
use crate::{
    app::{
        Message,
        search::{CountRequest, GatherRequest, RelateRequest, SearchRequest, TitleRequest},
    },
    query::Searcher,
};

/// A sign that ends work whose result is no longer wanted.
type Cancel = Arc<AtomicBool>;

/// The thread that searches, as the loop holds it.
pub(super) struct Searching {
    questions: Sender<Asked>,
    search: Cancel,
    /// Ends the last search for an article to go to.
    goal: Cancel,
    counting: Cancel,
}

enum Question {
    Search(SearchRequest),
    Match(TitleRequest),
    Relate(RelateRequest),
    Gather(GatherRequest),
    Count(CountRequest),
}

/// The number of kinds of questions.
const KINDS: usize = 4;

struct Asked {
    question: Question,
    cancel: Cancel,
}

impl Question {
    /// Its kind. The first are answered first.
    fn kind(&self) -> usize {
        match self {
            Self::Search(_) => 0,
            Self::Match(_) | Self::Relate(_) => 1,
            Self::Gather(_) => 2,
            Self::Count(_) => 3,
        }
    }
}

impl Searching {
    /// Starts the thread, which sends its results to `events`.
    pub fn start(events: Sender<Event>) -> Self {
        let (questions, asked) = mpsc::channel();
        thread::spawn(move || answer_all(&asked, &events));
        Self {
            questions,
            search: Cancel::default(),
            goal: Cancel::default(),
            counting: Cancel::default(),
        }
    }

    /// Starts this search, and ends the one before.
    pub fn ask(&mut self, search: SearchRequest) {
        renew(&mut self.counting);
        let cancel = renew(&mut self.search);
        self.put(Question::Search(search), cancel);
    }

    /// Searches for letters in titles, and ends the earlier search for an article to go to.
    pub fn match_titles(&mut self, matching: TitleRequest) {
        renew(&mut self.counting);
        let cancel = renew(&mut self.goal);
        self.put(Question::Match(matching), cancel);
    }

    /// Searches for related articles, and ends the earlier search for an article to go to.
    pub fn relate(&mut self, relate: RelateRequest) {
        renew(&mut self.counting);
        let cancel = renew(&mut self.goal);
        self.put(Question::Relate(relate), cancel);
    }

    /// Finds the articles for a command. Nothing cancels that.
    pub fn gather(&mut self, gathering: GatherRequest) {
        renew(&mut self.counting);
        self.put(Question::Gather(gathering), Cancel::default());
    }

    /// Puts articles in numbers, when nothing is looked for. What is counted already is counted to its end: while an archive is
    /// loaded, it is asked for again and again.
    pub fn count(&mut self, counting: CountRequest) {
        let cancel = Arc::clone(&self.counting);
        self.put(Question::Count(counting), cancel);
    }

    fn put(&mut self, question: Question, cancel: Cancel) {
        // The thread lives as long as the loop listens.
        let _ = self.questions.send(Asked { question, cancel });
    }
}

/// Ends the work in progress, and returns the sign that ends the next.
fn renew(cancel: &mut Cancel) -> Cancel {
    cancel.store(true, Ordering::Relaxed);
    *cancel = Cancel::default();
    Arc::clone(cancel)
}

/// Of each kind, the last question that waits.
#[derive(Default)]
struct Backlog([Option<Asked>; KINDS]);

impl Backlog {
    fn put(&mut self, asked: Asked) {
        if let Some(slot) = self.0.get_mut(asked.question.kind()) {
            *slot = Some(asked);
        }
    }

    /// The next question, after taking all that have arrived; waits if there is none.
    fn next(&mut self, questions: &Receiver<Asked>) -> Option<Asked> {
        if self.0.iter().all(Option::is_none) {
            self.put(questions.recv().ok()?);
        }
        for asked in questions.try_iter() {
            self.put(asked);
        }
        self.0.iter_mut().find_map(Option::take)
    }
}

fn answer_all(questions: &Receiver<Asked>, events: &Sender<Event>) {
    let mut searcher = Searcher::default();
    let mut waiting = Backlog::default();
    let send = |message| events.send(Event::Message(message)).is_ok();
    while let Some(asked) = waiting.next(questions) {
        let go_on = match (&asked.question, &asked.cancel) {
            (Question::Search(search), cancel) => find(search, &mut searcher, cancel, send),
            (question, cancel) => answer(question, cancel).is_none_or(send),
        };
        if !go_on {
            return;
        }
    }
}

/// Sends the articles of a search, then a suggestion if there are none, then the counts: the list does not wait for these
/// two. Returns false if the receiver is gone.
fn find(
    search: &SearchRequest,
    searcher: &mut Searcher,
    cancel: &AtomicBool,
    send: impl Fn(Message) -> bool,
) -> bool {
    let (today, start) = (jiff::Zoned::now().date(), Instant::now());
    let Some(answer) = search.answer(searcher, today, cancel) else {
        return true;
    };
    if !search.is_of_everything() {
        let articles = answer.found.ids.len();
        info!(query = %search.query, articles, time = ?start.elapsed(), "search");
    }
    let found = answer.found.clone();
    if !send(Message::Found(Box::new(answer))) {
        return false;
    }
    let offer = search.offer(&found, today, cancel);
    if !offer.is_none_or(|offer| send(Message::Offered(Box::new(offer)))) {
        return false;
    }
    if cancel.load(Ordering::Relaxed) {
        return true;
    }
    let tally = search.tally(&found.ids, cancel);
    tally.is_none_or(|tally| send(Message::Tallied(Box::new(tally))))
}

fn answer(question: &Question, cancel: &AtomicBool) -> Option<Message> {
    match question {
        Question::Search(_) => None, // comes to several messages: see `find`
        Question::Match(matching) => {
            let start = Instant::now();
            let found = matching.answer(cancel)?;
            info!(text = matching.text, articles = found.len(), time = ?start.elapsed(), "match titles");
            Some(Message::Matched(matching.number, found))
        }
        Question::Relate(relate) => {
            let found = relate.answer(cancel)?;
            Some(Message::Related(relate.number, found))
        }
        Question::Gather(gathering) => {
            let today = jiff::Zoned::now().date();
            let found = gathering.answer(today, cancel)?;
            Some(Message::Gathered(gathering.number, found))
        }
        Question::Count(counting) => {
            let stats = counting.answer(cancel)?;
            Some(Message::Counted(counting.number, Box::new(stats)))
        }
    }
}
