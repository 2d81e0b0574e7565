//! The shell around the reader: event loop, keys, browser::Browser, loader thread. The only place that knows the terminal.
//!
//! Four threads send events into one channel: the keyboard, signals, the loader, and the store. The loop takes what has come,
//! updates the state, carries out effects, and draws once. It sleeps while nothing comes.

mod answers;
mod background;
mod cells;
mod clipboard;
mod colouring;
mod disputed;
mod editor;
mod error;
mod events;
mod graphics;
mod guard;
mod keyboard;
mod library;
mod loader;
mod log;
#[cfg(test)]
mod model_terminal;
mod mounts;
mod multiplexer;
mod opening;
mod pictures;
mod programs;
#[cfg(test)]
mod redraw;
mod rows;
mod screen;
mod search;
mod setup;
mod signals;
mod store_link;
mod watcher;

use std::{
    io,
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Instant,
};

use crate::{
    app::{App, Effect, Load, Message, Onward},
    browser::Browser,
    config::{FirstScreen, ReaderOptions, Updates},
    error::ProgramError,
    library::catalogue,
    model::Subject,
    store::{Location, MemoDraft, Request},
    ui::{Painter, theme::Themes},
};
use colouring::Colouring;
pub use error::Error;
use events::Event;
pub use guard::guard;
use keyboard::Keyboard;
use library::Library;
use pictures::Pictures;
use screen::Screen;
use search::Searching;
use signals::Stage;
use store_link::{StoreLink, now};

/// Runs the reader until it is quit; returns what to go on with, if the user chose something. The terminal is given back as it was
/// found, whatever happens.
pub fn run(options: ReaderOptions) -> Result<Option<Onward>, Error> {
    let start = Instant::now();
    screen::restore_on_panic();
    let (sender, events) = mpsc::channel();
    // From here on, a signal finds somebody who gives the terminal back, even where it takes no frame.
    signals::listen(sender.clone())?;
    let mut screen = Screen::enter(options.config.mouse)?;
    let mut app = setup::app(&options, screen.size());
    let library = Library::new(&options);
    match options.first {
        FirstScreen::Archive => (),
        FirstScreen::Library => app.stay_in_library(library.names()),
        FirstScreen::Catalogue => app.stay_in_catalogue(catalogue()),
    }
    let hyperlinks = screen::knows_hyperlinks();
    // The first frame comes before everything else, the archive and the marks above all.
    draw(&mut screen, &app, &options.themes, hyperlinks)?;
    let shelved = (options.first == FirstScreen::Library).then(|| library.rows(None));
    let asks = app.screen.looks.follow_background() && screen::tells_background();
    if asks {
        screen::ask(background::QUESTION)?;
    }
    tracing::info!(size = ?app.screen.size, time = ?start.elapsed(), "first frame");
    let terminal = graphics::terminal(options.config.images, options.config.ambiguous_wide);
    app.reader.set_cell(terminal.map(graphics::cell));
    let paths = options.paths.clone();
    let memory = StoreLink::start(options.store.clone(), paths.clone(), sender.clone());
    let mut shell = Shell {
        app,
        themes: options.themes,
        browser: Browser::new(&options.config.opener),
        given: opening::GivenLinks::new(&options.config, &paths),
        hyperlinks,
        screen,
        keyboard: keyboard::listen(sender.clone(), asks)?,
        memory,
        store: options.store,
        searching: Searching::start(sender.clone()),
        colouring: Colouring::new(sender.clone()),
        pictures: terminal.map(|terminal| Pictures::new(paths, terminal, sender.clone())),
        library,
        next: None,
        sender,
    };
    if let Some(rows) = shelved {
        shell.answer(Message::Shelved(rows));
    }
    if options.first == FirstScreen::Archive {
        loader::start(options.paths, options.load, shell.sender.clone());
    }
    if options.config.update == Updates::Daily {
        shell.library.update_daily(&shell.sender);
    }
    let worked = shell.work(&events);
    let next = shell.next.take();
    shell.end().and(worked).map(|()| next)
}

/// Everything the loop works with.
struct Shell {
    app: App,
    themes: Themes,
    browser: Browser,
    given: opening::GivenLinks,
    /// True if the terminal knows links (OSC 8).
    hyperlinks: bool,
    screen: Screen,
    keyboard: Keyboard,
    memory: StoreLink,
    /// Where it keeps marks, and beside them memos that are being written.
    store: Location,
    searching: Searching,
    colouring: Colouring,
    /// `None` where pictures are not shown.
    pictures: Option<Pictures>,
    library: Library,
    /// The sequel, if the user chose one.
    next: Option<Onward>,
    sender: Sender<Event>,
}

impl Shell {
    fn work(&mut self, events: &Receiver<Event>) -> Result<(), Error> {
        while let Ok(event) = events.recv() {
            // What has piled up is worth one frame.
            for event in std::iter::once(event).chain(events.try_iter()) {
                if self.take(event)? == Flow::End {
                    return self.verdict();
                }
            }
            // The frame comes first: to follow wakes another thread.
            self.draw()?;
            self.colouring.keep_to(self.app.reader.subject());
            self.memory.follow(&self.app);
        }
        Ok(())
    }

    /// Leaves nothing unwritten, and nothing in the terminal.
    fn end(mut self) -> Result<(), Error> {
        signals::set(Stage::Ending);
        tracing::info!("ended");
        self.keyboard.hear_out();
        // A terminal that is gone needs no word of it.
        let _ = screen::send(&self.app.reader.forget_pictures());
        self.memory.follow(&self.app);
        self.library.end();
        if let Some(shelf) = self.app.shelf() {
            self.memory.ask(Request::Note(shelf));
        }
        self.memory
            .close()
            .map_or(Ok(()), |lost| Err(Error::Unsaved(lost)))
    }

    fn take(&mut self, event: Event) -> io::Result<Flow> {
        match event {
            Event::Message(message) => {
                log::message(&message);
                self.app.update(Message::Clock(now()));
                for effect in self.app.update(message) {
                    if let Effect::GoOn(onward) = effect {
                        self.next = Some(onward);
                        return Ok(Flow::End);
                    }
                    if effect == Effect::Quit {
                        return Ok(Flow::End);
                    }
                    self.carry_out(effect)?;
                }
            }
            Event::Resized => self.measure()?,
            Event::Stop => self.suspend()?,
            Event::Continued => {
                self.screen.reenter()?;
                self.send_again()?;
            }
            Event::End => return Ok(Flow::End),
        }
        // With nothing to read, the reason is told on the screen that the user came from.
        let failed = matches!(self.app.loading.state, Load::Failed(_))
            && self.app.archive.order().is_empty();
        Ok(if failed { Flow::End } else { Flow::On })
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<()> {
        log::effect(&effect);
        match effect {
            Effect::Open(link) if self.browser.wants_terminal() => {
                let browser = self.browser.clone();
                let opened = self.given.link(&self.app.archive, &link);
                let result = self.lend(|| browser.show(&opened))?;
                self.answer(Message::Opened(link, result));
            }
            Effect::Copy(clip) => {
                let sender = self.sender.clone();
                thread::spawn(move || {
                    let result = clipboard::copy(&clip.text, &mut io::stdout().lock());
                    sender.send(Event::Message(Message::Copied(clip, result)))
                });
            }
            Effect::Pipe(pipe) => {
                let result = self.lend(|| programs::pipe(&pipe))?;
                self.answer(Message::Returned(result));
            }
            Effect::Run(runs) if runs.iter().any(|run| run.terminal) => {
                let result = self.lend(|| programs::run_on_terminal(&runs))?;
                self.answer(Message::Returned(result));
            }
            Effect::Run(runs) => programs::run_apart(runs, &self.sender),
            Effect::EditFile(place) => {
                let result = self.lend(|| programs::edit(&place))?;
                self.answer(Message::Returned(result));
            }
            Effect::Edit(article, memo) => return self.edit(article, &memo),
            Effect::Send(sequences) => return screen::send(&sequences),
            Effect::Redraw => self.screen.clear(),
            Effect::Suspend => return self.suspend(),
            Effect::Library => self.answer(Message::Library(
                self.library.rows(self.app.shelf().as_ref()),
            )),
            Effect::Update(names) => self.library.update(names, &self.sender),
            Effect::Remove(name) => {
                let removed = self.library.remove(&name);
                self.answer(Message::Library(
                    self.library.rows(self.app.shelf().as_ref()),
                ));
                self.answer(Message::Fetched(
                    removed.map(|()| format!("removed {name}")),
                ));
            }
            Effect::Quit | Effect::GoOn(_) => (),
            Effect::Open(link) => {
                let (sender, archive) = (self.sender.clone(), self.app.archive.clone());
                let (browser, given) = (self.browser.clone(), self.given.clone());
                thread::spawn(move || opening::open(link, &archive, (&browser, &given), &sender));
            }
            Effect::Highlight(page, code) => self.colouring.ask(page, code),
            Effect::Paint(wanted) => {
                if let Some(pictures) = &mut self.pictures {
                    pictures.ask(wanted);
                }
            }
            Effect::Store(request) => self.memory.ask(request),
            Effect::Match(matching) => self.searching.match_titles(matching),
            Effect::Relate(relate) => self.searching.relate(relate),
            Effect::Search(search) => self.searching.ask(search),
            Effect::NameTag(rule) => {
                let kept = self.library.name_tag(&rule);
                self.answer(Message::TagNamed(rule, kept));
            }
            Effect::Gather(gathering) => self.searching.gather(gathering),
            Effect::Count(counting) => self.searching.count(counting),
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.keyboard.pause();
        screen::restore();
        signals::stop()?;
        self.take_back()
    }

    /// Takes the terminal back from another program.
    fn take_back(&mut self) -> io::Result<()> {
        self.screen.reenter()?;
        self.keyboard.resume();
        self.send_again()?;
        self.measure()
    }

    /// Hands over what the terminal kept, which it may have forgotten.
    fn send_again(&self) -> io::Result<()> {
        let mut sendings = self.app.reader.sendings();
        sendings.try_for_each(|sequences| screen::send(&sequences))
    }

    /// Takes the size of the terminal, and of its cells.
    fn measure(&mut self) -> io::Result<()> {
        let cell = self.pictures.as_ref().map(|pictures| {
            let (across, down) = graphics::cell(pictures.terminal);
            Message::Cell(across, down)
        });
        let size = Message::Resize(self.screen.measure());
        let mut messages = cell.into_iter().chain([size]);
        messages.try_for_each(|message| self.update(message))
    }

    fn update(&mut self, message: Message) -> io::Result<()> {
        log::message(&message);
        let mut effects = self.app.update(message).into_iter();
        effects.try_for_each(|effect| self.carry_out(effect))
    }

    /// Lends the terminal to the user's editor. The memo comes before whoever waits in the channel, which may be the end, and
    /// before the terminal, which may be gone.
    fn edit(&mut self, article: Subject, memo: &str) -> io::Result<()> {
        let draft = MemoDraft::begin(&self.store, &article, memo);
        let (edited, back) = self.lend_out(|| editor::edit(&draft.map_err(ProgramError::NoFile)?));
        if let Some(edited) = edited.transpose() {
            self.app.update(Message::Clock(now()));
            self.update(Message::Edited(article, edited))?;
        }
        back
    }

    /// Lends the terminal to another program.
    fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        let (result, back) = self.lend_out(run);
        back.map(|()| result)
    }

    /// Lends the terminal to another program, and says whether it could be taken back.
    fn lend_out<T>(&mut self, run: impl FnOnce() -> T) -> (T, io::Result<()>) {
        self.keyboard.pause();
        screen::restore();
        signals::set(Stage::Lent);
        let result = run();
        signals::set(Stage::Running);
        (result, self.take_back())
    }

    /// Queues the outcome of an effect, behind the events that wait already.
    fn answer(&self, message: Message) {
        let _ = self.sender.send(Event::Message(message));
    }

    fn draw(&mut self) -> io::Result<()> {
        draw(&mut self.screen, &self.app, &self.themes, self.hyperlinks)
    }

    fn verdict(&mut self) -> Result<(), Error> {
        match &self.app.loading.state {
            Load::Failed(why) if self.app.archive.order().is_empty() => {
                Err(Error::Load(why.clone()))
            }
            _ => Ok(()),
        }
    }
}

/// Draws a frame.
fn draw(screen: &mut Screen, app: &App, themes: &Themes, hyperlinks: bool) -> io::Result<()> {
    let Some(theme) = themes.get(app.shown_theme()) else {
        return Ok(());
    };
    let view = Painter { app, theme };
    let paint = |buffer: &mut _| {
        view.draw(buffer);
        if hyperlinks {
            view.hyperlinks(buffer);
        }
    };
    screen.draw(paint, view.cursor())
}

/// The fate of the loop.
#[derive(PartialEq, Eq)]
enum Flow {
    On,
    End,
}
