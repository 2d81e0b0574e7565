//! The one way to change an [`App`](super::App): a message in, effects out.

mod copying;
mod filtering;
mod going;
mod links;
mod loading;
mod marking;
mod mouse;
mod moving;
mod opening;
mod ordering;
mod overlays;
mod remembering;
mod searching;
mod statistics;

pub use remembering::Spot;

use super::{
    App, Effect, Load, Message,
    action::Action,
    geometry::Size,
    key::Key,
    keyboard,
    keymap::Resolved,
    overlay::{Choice, Overlay, Page, Scope},
    status::Status,
};

impl App {
    /// Takes a message, and says what the outside must do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = match message {
            Message::Key(key) => self.press_and_read(key),
            Message::Mouse(pointer) => self.point(pointer),
            Message::Paste(text) => self.paste(&text),
            Message::Resize(size) => self.resize(size),
            Message::Background(light) => {
                self.follow_background(light);
                Vec::new()
            }
            Message::Batch(batch) => self.take(batch),
            Message::Lost(why) => self.lose(&why),
            Message::Loaded(result) => self.end_load(result),
            Message::Opened(link, result) => self.opened(link, result),
            Message::NotOpened(link, why) => self.not_opened(&link, &why),
            Message::Clock(now) => {
                self.now = now;
                return Vec::new();
            }
            Message::Store(event) => self.stored(event),
            Message::Edited(id, result) => self.edited(id, result),
            Message::Copied(clip, result) => self.copied(&clip, result),
            Message::Returned(result) => self.returned(result),
            Message::Highlighted(subject, colours) => {
                self.reader.paint(subject, &colours);
                Vec::new()
            }
            Message::Painted(wanted, made) => self.reader.take_picture(&wanted, made),
            Message::Cell(across, down) => {
                self.reader.set_cell(Some((across, down)));
                Vec::new()
            }
            Message::Matched(number, found) => {
                self.matched(number, found);
                Vec::new()
            }
            Message::Gathered(number, ids) => self.gathered(number, &ids),
            Message::Counted(number, stats) => {
                self.counted(number, *stats);
                Vec::new()
            }
            Message::Related(number, found) => {
                self.related(number, found);
                Vec::new()
            }
            Message::Found(answer) => {
                self.answered(*answer);
                Vec::new()
            }
            Message::Offered(offer) => {
                self.offered(*offer);
                Vec::new()
            }
            Message::Tallied(tally) => {
                self.tallied(*tally);
                Vec::new()
            }
        };
        effects.extend(self.search());
        effects.extend(self.count());
        self.settle();
        effects.extend(self.reader.plain_code());
        effects.extend(self.reader.ask_pictures());
        effects
    }

    /// A key, and what it brought to the screen: the end of an article, perhaps.
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
        self.size = size;
        if matches!(self.overlay, Some(Overlay::Hints(_))) {
            self.overlay = None;
        }
        Vec::new()
    }

    /// A key as bound, or else the keys it stands for on a Latin keyboard: a syllable may be several commands.
    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.status = Status::default();
        self.touched = true;
        if self.is_text(key) || self.resolves(key) {
            return self.press_one(key);
        }
        let keys = keyboard::latin(key);
        keys.into_iter()
            .flat_map(|key| self.press_one(key))
            .collect()
    }

    /// The question that is open after what happened.
    fn search(&mut self) -> Option<Effect> {
        let asked = matches!(self.overlay, Some(Overlay::Tags(_) | Overlay::Search(_)));
        if self.filter.is_stale() && self.filter.is_empty() {
            if !asked {
                self.filter.answer_itself();
            }
            self.show_found();
        }
        // While an archive is loaded, nobody sees the counts but in an overlay.
        let seen = self.tag_bar && self.load == Load::Done;
        let counts = seen || asked;
        let mut search = self.filter.ask(&self.archive, counts)?;
        if search.query.depends_on_marks() || self.overlay_counts_marks() {
            search.marks = Some(self.marks.snapshot());
        }
        Some(Effect::Search(search))
    }

    fn overlay_counts_marks(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Tags(picker)) if picker.page() == Page::States)
    }

    fn is_text(&self, key: Key) -> bool {
        self.context().takes_text() && key.typed().is_some()
    }

    fn resolves(&self, key: Key) -> bool {
        let keys = [&*self.pending, &[key]].concat();
        self.keymap.resolve(self.context(), &keys) != Resolved::Unbound
    }

    /// What was pressed becomes an action, waits for the rest of its sequence, or is text.
    fn press_one(&mut self, key: Key) -> Vec<Effect> {
        self.pending.push(key);
        let context = self.context();
        match self.keymap.resolve(context, &self.pending) {
            Resolved::Pending => return Vec::new(),
            Resolved::Action(action) => {
                self.pending.clear();
                return self.act(action);
            }
            Resolved::Unbound => self.pending.clear(),
        }
        if context.takes_characters() {
            return self.type_in_overlay(key);
        }
        Vec::new()
    }

    /// Carries out an action, in the overlay if there is one.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::ClearFilter => self.clear_filter(),
            _ if self.overlay.is_some() => return self.act_in_overlay(action),
            Action::Open => return self.open_reference(),
            Action::OpenLink(number) => return self.open_link(number),
            Action::AskLink => return self.ask_link(),
            Action::HintOpen => return self.hint(Choice::Open),
            Action::HintCopy => return self.hint(Choice::Copy),
            Action::CopyUrl => return self.copy_reference(),
            Action::CopyMarkdown => return self.copy_markdown(),
            Action::CopyMenu => return self.copy_menu(),
            Action::Qr => return self.show_qr(),
            Action::Pipe => return self.ask_pipe(),
            Action::Edit => return self.edit(),
            Action::Back => return self.back(),
            Action::Escape => self.escape(),
            Action::Tags => self.pick_tags(),
            Action::OwnTags => self.pick_own_tags(),
            Action::GoTo => return self.go_to(),
            Action::Related => return self.relate(),
            Action::Find => self.open_query(Scope::Within),
            Action::Filter => self.open_query(Scope::Whole),
            Action::NextMatch if self.filter.highlighter().is_empty() => {
                return self.act(Action::NextUnread);
            }
            Action::PreviousMatch if self.filter.highlighter().is_empty() => {
                return self.act(Action::PreviousUnread);
            }
            Action::NextMatch => self.next_match(true),
            Action::PreviousMatch => self.next_match(false),
            Action::Help => self.show_help(),
            Action::Commands => self.show_commands(),
            Action::Warnings => self.show_warnings(),
            Action::Views => self.show_views(),
            Action::Themes => self.show_themes(),
            Action::Statistics => self.show_statistics(),
            Action::Pick => return self.pick(),
            Action::ToggleRead
            | Action::ToggleStar
            | Action::ToggleQueue
            | Action::Memo
            | Action::MarkAllRead
            | Action::Undo
            | Action::Redo
            | Action::QueueUp
            | Action::QueueDown
            | Action::OpenQueue => return self.mark(action),
            Action::NextArticle | Action::NextUnread => {
                let effects = self.read_to_the_end(true);
                self.go(action);
                return effects;
            }
            _ => self.go(action),
        }
        Vec::new()
    }

    /// Whether there are to be no colours.
    fn is_plain(&self) -> bool {
        let theme = self.themes.get(self.shown_theme());
        theme.is_some_and(|name| name == "plain")
    }

    /// What must hold after every message: windows around their selections, and the reading pane in step with them.
    fn settle(&mut self) {
        let geometry = self.geometry();
        let height = |pane| usize::from(geometry.inside(pane).height);
        self.browse.issues.reveal(height(super::Pane::Issues));
        self.browse.articles.reveal(height(super::Pane::Articles));
        self.browse.follow();
        self.browse.remember();
        self.settle_overlay();
        let (subject, area) = (self.subject(), geometry.inside(super::Pane::Reader));
        self.reader.hide_pictures(self.is_plain());
        self.reader.show(&self.archive, subject, area);
        let filter = &self.filter;
        self.reader
            .find_matches(filter.revision(), filter.highlighter());
    }
}
