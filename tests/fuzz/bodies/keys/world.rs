use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, LazyLock, atomic::AtomicBool},
    thread,
};

use backissue::{
    app::{
        App, Effect, Message, keymap::Keymap, message::Copied, overlay::Overlay, view::SavedView,
    },
    error::ProgramError,
    library::LibraryRow,
    load::{ArchiveChange as Changed, Batch},
    model::{ArticleId, Change, Identity, Issue, Ledger, Subject, identities},
    page::highlight::{self, CodeBlock},
    parse,
    picture::{PictureError, PictureFault},
    query::{Query, Searcher},
    store::{Place, Request, Shelf, StoreEvent, Visit},
};

use super::{
    super::choices::Choices,
    steps::{self, Step},
};

static KEYMAP: LazyLock<Keymap> = LazyLock::new(Keymap::builtin);

static SAVED: LazyLock<Vec<SavedView>> = LazyLock::new(|| {
    let view = |name: &str, query: &str| SavedView {
        name: name.to_owned(),
        query: Query::parse(query).unwrap(),
    };
    vec![view("Fog", "fog"), view("Unread fog", "fog is:unread")]
});

type Read = HashMap<(String, usize), Option<Arc<Issue>>>;

thread_local! {
    /// Issues by their names and texts, kept from run to run: to read them is the dearest of all that happens.
    static READ: RefCell<Read> = RefCell::default();
}

/// The reader, and all that is outside of it: files, the store, whoever answers what it asks.
pub struct World {
    pub app: App,
    /// What the reader asked for that came to nothing yet.
    pub asked: Vec<Effect>,
    /// Every mark that the reader had kept or was told of.
    pub kept: Ledger,
    pub now: i64,
    searcher: Searcher,
    files: BTreeMap<String, Arc<Issue>>,
    /// What happened last, for whoever looks for the reason of a failure.
    last: VecDeque<String>,
}

impl World {
    /// A reader on an archive at random, that may or may not be loaded wholly.
    pub fn new(choices: &mut Choices<'_>) -> Self {
        let mut world = Self {
            app: App::new("random", KEYMAP.clone(), steps::size(choices)),
            asked: Vec::new(),
            kept: Ledger::default(),
            now: 1_000_000_000_000_000,
            searcher: Searcher::default(),
            files: BTreeMap::new(),
            last: VecDeque::new(),
        };
        world.app.screen.looks.themes = ["terminal".to_owned(), "dark".to_owned()].into();
        world.app.filter.saved.clone_from(&SAVED);
        if choices.once_in(2) {
            world.tell(Message::Store(StoreEvent::Visited(visit())));
        }
        for _ in 0..choices.below(8) {
            let (name, text) = (steps::name(choices), choices.below(steps::TEXTS));
            if !world.files.contains_key(&name) {
                let issues = world.write(&name, text);
                world.tell(Message::Batch(Batch::Issues(issues)));
            }
        }
        if !choices.once_in(8) {
            world.tell(Message::Loaded(Ok(())));
        }
        world
    }

    pub fn log(&mut self, step: &Step) {
        self.last.push_back(format!("{step:?}"));
        if self.last.len() > 24 {
            self.last.pop_front();
        }
    }

    pub fn take(&mut self, step: Step, choices: &mut Choices<'_>) {
        match step {
            Step::Keys(keys) => {
                for key in keys {
                    self.tell(Message::Key(key));
                }
            }
            Step::Mouse(pointer) => self.tell(Message::Mouse(pointer)),
            Step::Paste(text) => self.tell(Message::Paste(text.to_owned())),
            Step::Resize(size) => self.tell(Message::Resize(size)),
            Step::Write(name, text) => self.change(&name, Some(text)),
            Step::Remove(name) => self.change(&name, None),
            Step::Lose => self.tell(Message::Lost("the disk is away".to_owned())),
            Step::Answer(at, well) => self.answer(at, well, choices),
            Step::News(change) => {
                self.kept.apply(&change);
                self.tell(Message::Store(StoreEvent::News(vec![change])));
            }
            Step::Wait(time) => self.now += time,
        }
    }

    /// The names of all articles there are, as marks know them.
    pub fn subjects(&self) -> Vec<Subject> {
        let issues = self.app.archive.issues();
        let names = issues.flat_map(|(_, issue)| identities(issue));
        names
            .flat_map(|Identity { article, source }| [article, source])
            .collect()
    }

    /// What there is to see beside the panes.
    pub fn on_the_screen(&self) -> impl Iterator<Item = &'static str> {
        let overlay = self.app.overlay.as_ref().map(|overlay| match overlay {
            Overlay::Palette(_) => "palette",
            Overlay::Warnings(_) => "warnings",
            Overlay::Url(..) => "url",
            Overlay::Tags(_) => "tags",
            Overlay::Views(_) => "views",
            Overlay::Themes(_) => "themes",
            Overlay::Statistics(_) => "statistics",
            Overlay::Search(_) => "search",
            Overlay::Goto(_) => "goto",
            Overlay::Confirm(_) => "confirm",
            Overlay::Prompt(_) => "prompt",
            Overlay::Menu(_) => "menu",
            Overlay::Hints(_) => "hints",
            Overlay::Qr(_) => "qr",
            Overlay::Library(_) => "library",
            Overlay::Catalogue(_) => "catalogue",
        });
        let bar = self.app.geometry().tag_bar.is_some();
        overlay.into_iter().chain(bar.then_some("tag bar"))
    }

    fn tell(&mut self, message: Message) {
        self.now += 1;
        self.app.update(Message::Clock(self.now));
        let effects = self.app.update(message);
        for effect in &effects {
            if let Effect::Store(Request::Save(changes)) = effect {
                self.keep(changes);
            }
        }
        self.asked.extend(effects);
    }

    fn keep(&mut self, changes: &[Change]) {
        for change in changes {
            self.kept.apply(change);
        }
    }

    fn write(&mut self, name: &str, text: usize) -> Vec<Arc<Issue>> {
        let read = || {
            let text = steps::text(text);
            parse::issue(name, None, text.as_bytes()).0.map(Arc::new)
        };
        let issue = READ.with_borrow_mut(|known| {
            let key = (name.to_owned(), text);
            known.entry(key).or_insert_with(read).clone()
        });
        if let Some(issue) = &issue {
            self.files.insert(name.to_owned(), Arc::clone(issue));
        }
        issue.into_iter().collect()
    }

    fn change(&mut self, name: &str, text: Option<usize>) {
        let known = self.files.remove(name).is_some();
        let issues = text.map_or_else(Vec::new, |text| self.write(name, text));
        let gone = known && issues.is_empty();
        let before = Names::of(&self.app);
        self.tell(Message::Batch(Batch::Changed(Changed {
            issues,
            gone: gone.then(|| name.to_owned()).into_iter().collect(),
            warnings: Vec::new(),
            ..Changed::default()
        })));
        before.assert_stay(&Names::of(&self.app));
    }

    /// What was asked for comes to something, or fails.
    fn answer(&mut self, at: usize, well: bool, choices: &mut Choices<'_>) {
        if at >= self.asked.len() {
            return;
        }
        let result = if well {
            Ok(())
        } else {
            Err(ProgramError::NoProgram)
        };
        let message = match self.asked.remove(at) {
            Effect::Open(link) if choices.once_in(4) => {
                Message::NotOpened(link, ProgramError::NoProgram)
            }
            Effect::Open(link) => Message::Opened(link, result),
            Effect::Store(Request::Save(changes)) if well => {
                Message::Store(StoreEvent::Saved(changes.len()))
            }
            Effect::Store(Request::Save(changes)) => {
                // It stays to be saved.
                self.asked.push(Effect::Store(Request::Save(changes)));
                Message::Store(StoreEvent::Notice("the disk is full".to_owned()))
            }
            Effect::Store(_) => Message::Store(StoreEvent::First),
            Effect::Edit(article, memo) => {
                Message::Edited(article, result.map(|()| memo + "noted\n\u{1b}[2J"))
            }
            Effect::Highlight(subject, code) => {
                let colours =
                    |code: CodeBlock| Some((code.block, highlight::highlight(&code, &|| true)?));
                Message::Highlighted(subject, code.into_iter().filter_map(colours).collect())
            }
            Effect::Copy(clip) => Message::Copied(clip, result.map(|()| Copied::Terminal)),
            Effect::Run(_) => Message::Ran("fog".to_owned(), result.map(|()| well)),
            Effect::Pipe(_) | Effect::EditFile(_) => Message::Returned(result),
            Effect::Search(search) => {
                let today = jiff::civil::date(2031, 3, 1);
                let never = AtomicBool::new(false);
                let answer = search.answer(&mut self.searcher, today, &never).unwrap();
                let offer = search.offer(&answer.found, today, &never);
                let tally = search.tally(&answer.found.ids, &never);
                self.tell(Message::Found(Box::new(answer)));
                if let Some(offer) = offer {
                    self.tell(Message::Offered(Box::new(offer)));
                }
                match tally {
                    Some(tally) => Message::Tallied(Box::new(tally)),
                    None => return,
                }
            }
            Effect::NameTag(rule) => Message::TagNamed(rule, Ok(())),
            Effect::Gather(gathering) => {
                let (today, never) = (jiff::civil::date(2031, 3, 1), AtomicBool::new(false));
                let found = gathering.answer(today, &never);
                Message::Gathered(gathering.number, found.unwrap())
            }
            Effect::Count(counting) => {
                let stats = counting.answer(&AtomicBool::new(false));
                Message::Counted(counting.number, Box::new(stats.unwrap()))
            }
            Effect::Match(matching) => {
                let found = matching.answer(&AtomicBool::new(false)).unwrap();
                Message::Matched(matching.number, found)
            }
            Effect::Relate(relate) => {
                let found = relate.answer(&AtomicBool::new(false)).unwrap();
                Message::Related(relate.number, found)
            }
            // Pictures are made of files, and there are none here.
            Effect::Paint(wanted) => {
                let (target, fault) = (wanted.target.clone(), PictureFault::Empty);
                Message::Painted(Box::new(wanted), Err(PictureError { target, fault }))
            }
            Effect::Library => Message::Library(shelves()),
            Effect::Update(names) if well => Message::Fetched(Ok(names.join("; "))),
            Effect::Update(names) => Message::Fetched(Err(names.join("; "))),
            Effect::Remove(_) => Message::Shelved(Vec::new()),
            Effect::Send(_) | Effect::Redraw | Effect::Suspend | Effect::Quit | Effect::GoOn(_) => {
                return;
            }
        };
        self.tell(message);
    }
}

/// What must not move to another article when files change.
///
/// An article whose file is away for a moment draws the selection back when it returns, so nothing is selected for good until then.
struct Names {
    there: Vec<Subject>,
    selected: Option<Subject>,
    picked: Vec<Subject>,
}

impl Names {
    fn of(app: &App) -> Self {
        let name = |id: &ArticleId| {
            let names = identities(app.archive.issue(id.issue)?);
            Some(names.get(id.index as usize)?.article.clone())
        };
        let there = app.archive.articles();
        Self {
            there: there.filter_map(|article| name(&article.id)).collect(),
            selected: app
                .list
                .article()
                .as_ref()
                .filter(|_| !app.holds_a_place())
                .and_then(name),
            picked: app.marks.picked.iter().filter_map(name).collect(),
        }
    }

    fn assert_stay(mut self, after: &Self) {
        let stays = |name: &Subject| after.there.contains(name);
        if let Some(selected) = self.selected.filter(stays) {
            assert_eq!(after.selected, Some(selected), "the selection moved");
        }
        self.picked.retain(stays);
        assert_eq!(after.picked, self.picked, "picked");
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if thread::panicking() {
            println!("at {:?}, after:", self.app.screen.size);
            for step in &self.last {
                println!("  {step}");
            }
        }
    }
}

/// Two archives, one of which was never read.
fn shelves() -> Vec<LibraryRow> {
    let row = |name: &str, shelf| LibraryRow {
        name: name.to_owned(),
        paths: Vec::new(),
        is_clone: true,
        is_open: false,
        shelf,
    };
    vec![row("안개", Some(Shelf::default())), row("sea", None)]
}

fn visit() -> Visit {
    Visit {
        place: Some(Place {
            issue: "2031-02-03.md".to_owned(),
            article: None,
            pane: "reader".to_owned(),
            anchor: 40,
        }),
        seen: ["2031-02-03.md".to_owned()].into(),
    }
}
