//! The one way to change an [`App`](super::App): a message in, effects out.

mod acting;
mod copying;
mod filtering;
mod going;
mod library;
mod links;
mod loading;
mod mark_commands;
mod marking;
mod mouse;
mod moving;
mod naming;
mod opening;
mod overlays;
mod remembering;
mod running;
mod searching;
mod statistics;

pub use remembering::Spot;

use super::{
    App, Effect, Load, Message,
    geometry::Size,
    key::{Key, KeyCap, NamedKey},
    keyboard,
    keymap::Resolved,
    overlay::{Overlay, PickerPage},
    screen::Reasons,
    status::Status,
};

/// The fewest rows of a terminal whose list says why a search found an article.
const REASONS: u16 = 30;

impl App {
    /// Takes a message, and says what the outside must do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        if self.requests.is_late(&message) {
            return Vec::new();
        }
        let tells_time = matches!(message, Message::Clock(_));
        let mut effects = self.take_message(message);
        if tells_time {
            return effects;
        }
        self.show_home();
        effects.extend(self.search());
        effects.extend(self.count());
        self.settle();
        effects.extend(self.ask_nearest());
        effects.extend(self.reader.plain_code());
        effects.extend(self.reader.ask_pictures());
        self.ask_to_leave(effects)
    }

    fn take_message(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        match message {
            Message::Key(key) => effects = self.press_and_read(key),
            Message::Mouse(pointer) => effects = self.point(pointer),
            Message::Paste(text) => effects = self.paste(&text),
            Message::Resize(size) => effects = self.resize(size),
            Message::Background(light) => self.screen.looks.set_background(light),
            Message::Batch(batch) => effects = self.take(batch),
            Message::Lost(why) => effects = self.lose(&why),
            Message::Loaded(result) => effects = self.end_load(result),
            Message::Opened(link, result) => effects = self.opened(link, result),
            Message::NotOpened(link, why) => effects = self.not_opened(&link, &why),
            Message::Clock(now) => self.controls.now = now,
            Message::Store(event) => effects = self.stored(event),
            Message::Edited(id, result) => effects = self.edited(id, result),
            Message::Copied(clip, result) => effects = self.copied(&clip, result),
            Message::Returned(result) => effects = self.returned(result),
            Message::Ran(name, result) => effects = self.ran(&name, result),
            Message::TagNamed(rule, kept) => self.take_tag_name(rule, kept),
            Message::Highlighted(subject, colours) => self.reader.paint(subject, &colours),
            Message::Painted(wanted, made) => effects = self.reader.take_picture(&wanted, made),
            Message::Cell(across, down) => self.reader.set_cell(Some((across, down))),
            Message::Matched(_, found) => self.matched(found),
            Message::Gathered(_, ids) => effects = self.gathered(&ids),
            Message::Counted(number, stats) => self.counted(number, *stats),
            Message::Library(rows) => effects = self.shelve(rows, true),
            Message::Shelved(rows) => effects = self.shelve(rows, false),
            Message::Fetched(result) => effects = self.fetched(result),
            Message::Related(number, found) => self.related(number, found),
            Message::Found(answer) => self.answered(*answer),
            Message::Offered(offer) => self.offered(*offer),
            Message::Tallied(tally) => self.tallied(*tally),
        }
        effects
    }

    /// A key, and its effect on the screen: the end of an article, perhaps.
    fn press_and_read(&mut self, key: Key) -> Vec<Effect> {
        let mut effects = self.press(key);
        self.settle();
        if self.overlay.is_none() {
            effects.extend(self.read_to_the_end(false));
        }
        effects
    }

    /// Letters over links would stand beside them.
    fn resize(&mut self, size: Size) -> Vec<Effect> {
        self.screen.size = size;
        if matches!(self.overlay, Some(Overlay::Hints(_))) {
            self.overlay = None;
        }
        Vec::new()
    }

    /// A key as bound, or else the keys it stands for on a Latin keyboard: a syllable may be several commands.
    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.screen.status = Status::default();
        self.controls.touched = true;
        if self.is_text(key) || self.resolves(key) {
            return self.press_one(key);
        }
        let keys = match keyboard::latin(key, self.controls.keyboard) {
            keys if key.alt && !keys.iter().any(|key| self.resolves(*key)) => escaped(key),
            keys => keys,
        };
        keys.into_iter()
            .flat_map(|key| self.press_one(key))
            .collect()
    }

    /// The question that is open after what happened.
    fn search(&mut self) -> Option<Effect> {
        let asked = matches!(self.overlay, Some(Overlay::Tags(_) | Overlay::Search(_)))
            || self.controls.wishing.is_some();
        if self.filter.is_stale() && self.filter.is_empty() {
            if !asked {
                self.filter.answer_itself(&mut self.requests);
            }
            self.show_found();
        }
        // While an archive is loaded, the counts show in an overlay only.
        let seen = self.screen.tag_bar.wanted && self.loading.state == Load::Done;
        let counts = seen || asked;
        let mut search = self.filter.ask(&self.archive, &mut self.requests, counts)?;
        if search.query.depends_on_marks() || self.overlay_counts_marks() {
            search.marks = Some(self.marks.snapshot());
        }
        Some(Effect::Search(search))
    }

    fn overlay_counts_marks(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Tags(picker)) if picker.page() == PickerPage::States)
    }

    fn is_text(&self, key: Key) -> bool {
        self.context().takes_text() && key.typed().is_some()
    }

    fn resolves(&self, key: Key) -> bool {
        let keys = [&*self.controls.pending, &[key]].concat();
        self.controls.keymap.resolve(self.context(), &keys) != Resolved::Unbound
    }

    /// A key becomes an action, waits for the rest of its sequence, or is text.
    fn press_one(&mut self, key: Key) -> Vec<Effect> {
        self.controls.pending.push(key);
        let context = self.context();
        match self
            .controls
            .keymap
            .resolve(context, &self.controls.pending)
        {
            Resolved::Pending => return Vec::new(),
            Resolved::Action(action) => {
                self.controls.pending.clear();
                return self.act(action);
            }
            Resolved::Unbound => self.controls.pending.clear(),
        }
        if context.takes_characters() {
            return self.type_in_overlay(key);
        }
        Vec::new()
    }

    /// True if the list has a second line for each article: why a search found it.
    fn shows_reasons(&self) -> bool {
        match self.screen.reasons {
            Reasons::Search => {
                self.screen.size.height >= REASONS && !self.filter.highlighter().is_empty()
            }
            Reasons::Always => self.filter.is_narrowed(),
            Reasons::Never => false,
        }
    }

    /// Restores what holds after every message: windows around their selections, and the reading pane in step with them.
    fn settle(&mut self) {
        self.screen.settle();
        let geometry = self.geometry();
        let height = |pane| usize::from(geometry.inside(pane).height);
        let (list, index) = (height(super::Pane::Articles), height(super::Pane::Issues));
        let lines = 1 + usize::from(self.shows_reasons());
        self.list.reveal(&self.archive, list, index, lines);
        self.list.count_unread(&self.marks);
        self.settle_overlay();
        let (subject, area) = (self.subject(), geometry.inside(super::Pane::Reader));
        self.reader
            .hide_pictures(self.screen.looks.is_plain(self.shown_theme()));
        self.reader.show(&self.archive, subject, area);
        let filter = &self.filter;
        self.reader
            .find_matches(filter.revision(), filter.highlighter());
    }
}

/// Esc and the next key, as they were pressed if a terminal sent them so fast that they look like one with Alt.
fn escaped(key: Key) -> Vec<Key> {
    let plain = Key { alt: false, ..key };
    vec![Key::new(KeyCap::NamedKey(NamedKey::Esc)), plain]
}
