//! The thread that colours code. It starts with the first block of code, and drops pages that are no longer read.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use super::events::Event;
use crate::{
    app::{Message, page_id::PageId},
    page::highlight::{CodeBlock, highlight},
};

/// Code of one page that takes longer stays plain: it was generated, or written to take long.
const LONGEST: Duration = Duration::from_millis(500);

/// The code of a page, and a sign that it is no longer read.
struct Wish {
    page: PageId,
    code: Vec<CodeBlock>,
    is_left: Arc<AtomicBool>,
}

/// The thread that colours code, as the loop holds it.
pub(super) struct Colouring {
    events: Sender<Event>,
    work: Option<Sender<Wish>>,
    /// The page asked for, and the sign to end the work on it.
    asked: Option<(PageId, Arc<AtomicBool>)>,
}

impl Colouring {
    /// Sends colours to `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self {
            events,
            work: None,
            asked: None,
        }
    }

    /// Has the code of a page coloured, and that of no other.
    pub fn ask(&mut self, page: PageId, code: Vec<CodeBlock>) {
        self.keep_to(None);
        let is_left = Arc::default();
        self.asked = Some((page, Arc::clone(&is_left)));
        let work = self.work.get_or_insert_with(|| start(self.events.clone()));
        // If the thread is gone, code stays plain.
        let _ = work.send(Wish {
            page,
            code,
            is_left,
        });
    }

    /// Ends the work for any other page than the one that is read.
    pub fn keep_to(&mut self, page: Option<PageId>) {
        if let Some((_, is_left)) = self.asked.take_if(|(asked, _)| Some(*asked) != page) {
            is_left.store(true, Ordering::Relaxed);
        }
    }
}

fn start(events: Sender<Event>) -> Sender<Wish> {
    let (work, wishes) = mpsc::channel();
    thread::spawn(move || colour_all(&wishes, &events));
    work
}

fn colour_all(wishes: &Receiver<Wish>, events: &Sender<Event>) {
    for wish in wishes {
        let start = Instant::now();
        let goes_on = || !wish.is_left.load(Ordering::Relaxed) && start.elapsed() < LONGEST;
        let coloured = |code: &CodeBlock| Some((code.block, highlight(code, &goes_on)?));
        let colours: Vec<_> = wish.code.iter().filter_map(coloured).collect();
        let message = Message::Highlighted(wish.page, colours);
        if events.send(Event::Message(message)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        load::{self, Options},
        model::ArticleId,
    };

    /// More than can be coloured within the limit.
    const ENDLESS: usize = 100_000;

    fn page(index: u32) -> PageId {
        let sample = load::archive(&[], &Options::default()).unwrap();
        let issue = sample.order()[0];
        PageId::Article(ArticleId { issue, index })
    }

    fn code(lines: usize) -> Vec<CodeBlock> {
        vec![CodeBlock {
            block: 0,
            language: "rust".into(),
            text: "let fog = |sea: &[u8]| sea.len();\n".repeat(lines),
        }]
    }

    /// The next page that is done, and whether it has colours.
    fn next(events: &Receiver<Event>) -> (PageId, bool) {
        match events.recv() {
            Ok(Event::Message(Message::Highlighted(page, colours))) => (page, !colours.is_empty()),
            _ => panic!("no colours"),
        }
    }

    #[test]
    fn code_that_takes_too_long_stays_plain() {
        let (sender, events) = mpsc::channel();
        let mut colouring = Colouring::new(sender);
        colouring.ask(page(1), code(1));
        assert_eq!(next(&events), (page(1), true));
        let start = Instant::now();
        colouring.ask(page(2), code(ENDLESS));
        assert_eq!(next(&events), (page(2), false));
        assert!(start.elapsed() < 10 * LONGEST);
    }

    #[test]
    fn nobody_waits_for_the_code_of_pages_that_were_left() {
        let (sender, events) = mpsc::channel();
        let mut colouring = Colouring::new(sender);
        let (long, start) = (code(ENDLESS), Instant::now());
        for n in 1..=20 {
            colouring.ask(page(n), long.clone());
        }
        colouring.ask(page(21), code(1));
        let done: Vec<_> = (1..=21).map(|_| next(&events)).collect();
        assert_eq!(done.last(), Some(&(page(21), true)));
        assert!(done.iter().take(20).all(|(_, coloured)| !coloured));
        assert!(start.elapsed() < 10 * LONGEST);
    }
}
