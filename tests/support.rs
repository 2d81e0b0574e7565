//! The reader without a terminal: keys in, effects and screens out.

mod snippets;

use std::{
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use backissue::{
    app::{App, Effect, Message, geometry::Size, keymap::Keymap, search::SearchRequest},
    error::ProgramError,
    load::{self, Batch},
    model::{Archive, Link},
    query::Searcher,
    ui::{Painter, theme::Theme},
};
use ratatui::{buffer::Buffer, layout::Rect};

pub use snippets::SNIPPETS;

/// A folder under tests/fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// A reader on an archive that is wholly loaded. What it asks of the archive is answered at once.
pub struct Reader {
    pub app: App,
    searcher: Searcher,
}

impl Reader {
    pub fn open(paths: &[PathBuf], width: u16, height: u16) -> Self {
        let mut reader = Self::empty(&load::name(paths), width, height);
        let mut batches = Vec::new();
        load::stream(paths, &load::Options::default(), &mut |batch| {
            batches.push(batch);
        })
        .unwrap();
        reader.load(batches);
        reader
    }

    pub fn on(archive: &Archive, width: u16, height: u16) -> Self {
        let mut reader = Self::empty(&archive.name, width, height);
        let issues = archive.issues().map(|(_, issue)| issue.clone());
        reader.load(vec![Batch::Issues(issues.collect())]);
        reader
    }

    /// Nothing is loaded yet.
    pub fn empty(name: &str, width: u16, height: u16) -> Self {
        Self {
            app: App::new(name, Keymap::builtin(), Size { width, height }),
            searcher: Searcher::default(),
        }
    }

    fn load(&mut self, batches: Vec<Batch>) {
        for batch in batches {
            self.send(Message::Batch(batch));
        }
        self.send(Message::Loaded(Ok(())));
    }

    /// The effects of a message, but for searches, whose answers go back in.
    pub fn send(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        for effect in self.app.update(message) {
            match effect {
                Effect::Search(search) => effects.extend(self.answer(&search)),
                Effect::Match(matching) => {
                    let found = matching.answer(&AtomicBool::new(false)).unwrap();
                    effects.extend(self.send(Message::Matched(matching.number, found)));
                }
                Effect::Gather(gathering) => {
                    let cancel = AtomicBool::new(false);
                    let today = jiff::civil::date(2024, 10, 1);
                    let found = gathering.answer(today, &cancel).unwrap();
                    effects.extend(self.send(Message::Gathered(gathering.number, found)));
                }
                Effect::Count(counting) => {
                    let stats = counting.answer(&AtomicBool::new(false));
                    let stats = Box::new(stats.unwrap());
                    effects.extend(self.send(Message::Counted(counting.number, stats)));
                }
                Effect::Relate(relate) => {
                    let found = relate.answer(&AtomicBool::new(false)).unwrap();
                    effects.extend(self.send(Message::Related(relate.number, found)));
                }
                effect => effects.push(effect),
            }
        }
        effects
    }

    pub fn answer(&mut self, search: &SearchRequest) -> Vec<Effect> {
        let today = jiff::civil::date(2024, 10, 1);
        let answer = search.answer(&mut self.searcher, today, &AtomicBool::new(false));
        let answer = answer.unwrap();
        let never = AtomicBool::new(false);
        let offer = search.offer(&answer.found, today, &never);
        let tally = search.tally(&answer.found.ids, &never);
        let mut effects = self.send(Message::Found(Box::new(answer)));
        if let Some(offer) = offer {
            effects.extend(self.send(Message::Offered(Box::new(offer))));
        }
        if let Some(tally) = tally {
            effects.extend(self.send(Message::Tallied(Box::new(tally))));
        }
        effects
    }

    pub fn sized(width: u16, height: u16) -> Self {
        Self::open(&[fixture("reader")], width, height)
    }

    pub fn wide() -> Self {
        Self::sized(160, 40)
    }

    pub fn narrow() -> Self {
        Self::sized(40, 12)
    }

    /// Presses keys, as the keymap writes them, and answers with the effects of the last one, but for what the store keeps.
    pub fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = self.press_all(keys);
        effects.retain(|effect| !matches!(effect, Effect::Store(_)));
        effects
    }

    /// Presses keys, and answers with all effects of the last one.
    pub fn press_all(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for key in keys.split(' ') {
            effects = self.send(Message::Key(key.parse().unwrap()));
        }
        effects
    }

    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.press(&if c == ' ' {
                "space".to_owned()
            } else {
                c.to_string()
            });
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.send(Message::Paste(text.to_owned()));
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.send(Message::Resize(Size { width, height }));
    }

    pub fn opened(&mut self, link: Link, result: Result<(), ProgramError>) {
        self.send(Message::Opened(link, result));
    }

    /// The title of the selected article.
    pub fn title(&self) -> String {
        self.app
            .current_article()
            .map_or_else(String::new, |article| article.title().to_owned())
    }

    /// The titles that the filter lets through.
    pub fn shown(&self) -> Vec<String> {
        let archive = &self.app.archive;
        let ids = self.app.list.ids().into_iter();
        ids.map(|id| archive.article(id).unwrap().title().to_owned())
            .collect()
    }

    /// The first line of text in the reading pane.
    pub fn first_line(&self) -> String {
        let reader = &self.app.reader;
        reader.page().line(reader.top()).unwrap().text().to_owned()
    }

    pub fn buffer(&self) -> Buffer {
        let Size { width, height } = self.app.screen.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        Painter {
            app: &self.app,
            theme: &Theme::builtin(true),
        }
        .draw(&mut buffer);
        buffer
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        text(&self.buffer())
    }
}

/// A screen as text. The cell behind a wide character is no character.
pub fn text(buffer: &Buffer) -> String {
    let mut screen = String::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        let mut line = String::new();
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += unicode_width::UnicodeWidthStr::width(symbol).max(1) as u16;
        }
        screen.push_str(line.trim_end());
        screen.push('\n');
    }
    screen
}
