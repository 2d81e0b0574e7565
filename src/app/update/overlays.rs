//! Keys and actions while something lies over the panes.

use super::super::{
    App, Effect, Onward,
    action::{Action, Motion},
    input,
    key::Key,
    list::ListState,
    overlay::{Overlay, Pager, Palette, PaletteChoice, Purpose, ViewMenu},
    status::Status,
};
use super::naming;
use crate::{library::slug, query};

impl App {
    pub(super) fn show_help(&mut self) {
        let keys = Palette::keys(&self.controls.keymap, self.context());
        self.overlay = Some(Overlay::Palette(keys));
    }

    pub(super) fn show_commands(&mut self) {
        self.overlay = Some(Overlay::Palette(Palette::commands(&self.controls.keymap)));
    }

    pub(super) fn show_warnings(&mut self) {
        self.overlay = Some(Overlay::Warnings(Pager::default()));
    }

    pub(super) fn show_views(&mut self) {
        let views = self.views().into_iter();
        let counted = views.map(|view| (view, self.members(view).len()));
        let menu = ViewMenu::new(counted.collect(), self.filter.view.view());
        self.overlay = Some(Overlay::Views(menu));
    }

    pub(super) fn show_themes(&mut self) {
        if self.screen.looks.themes.len() < 2 {
            self.screen.status = Status::refused("colours are off");
            return;
        }
        let mut list = ListState::default();
        list.set((0..self.screen.looks.themes.len()).collect());
        list.select(self.screen.looks.theme);
        self.overlay = Some(Overlay::Themes(list));
    }

    /// Keeps a theme for the session, and says how to keep it longer.
    fn take_theme(&mut self, chosen: usize) {
        self.overlay = None;
        if let Some(name) = self.screen.looks.choose(chosen) {
            self.screen.status =
                Status::done(format!("for good: theme = \"{name}\" in config.toml"));
        }
    }

    /// Enter: toggles a tag, says yes to a question, takes the input, closes anything else.
    pub(super) fn choose(&mut self) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Prompt(prompt)) => {
                let (purpose, text) = (prompt.purpose.clone(), prompt.input.value().to_owned());
                self.overlay = None;
                self.take_typed(purpose, text)
            }
            Some(Overlay::Tags(_)) => {
                self.choose_facet(query::Choice::All);
                Vec::new()
            }
            Some(Overlay::Search(_)) => self.end_prompt(),
            Some(Overlay::Goto(_)) => {
                self.arrive_at_choice();
                Vec::new()
            }
            Some(Overlay::Confirm(confirm)) => {
                let consent = confirm.yes.clone();
                self.overlay = None;
                self.consented(consent)
            }
            Some(Overlay::Palette(_)) => self.choose_command(),
            Some(Overlay::Catalogue(catalogue)) => {
                let chosen = catalogue.selected().map(|row| slug(&row.name));
                let add = |name| Effect::GoOn(Onward::Add(name));
                chosen.map(add).into_iter().collect()
            }
            Some(Overlay::Statistics(_)) => {
                self.open_cell();
                Vec::new()
            }
            Some(Overlay::Themes(list)) => {
                self.take_theme(list.selected().unwrap_or(self.screen.looks.theme));
                Vec::new()
            }
            Some(Overlay::Views(menu)) => {
                let view = menu.list.selected();
                self.overlay = None;
                self.enter_view(view.unwrap_or_default());
                Vec::new()
            }
            _ => {
                self.overlay = None;
                Vec::new()
            }
        }
    }

    pub(super) fn complete_command(&mut self) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.complete(self.filter.all_facets());
        }
    }

    /// Carries out the action chosen by name. A link has no number yet.
    fn choose_command(&mut self) -> Vec<Effect> {
        let Some(Overlay::Palette(palette)) = &mut self.overlay else {
            return Vec::new();
        };
        let chosen = palette.choose(self.filter.all_facets());
        if chosen == PaletteChoice::More {
            return Vec::new();
        }
        self.overlay = None;
        match chosen {
            PaletteChoice::Act(Action::OpenLink(_)) => self.act(Action::AskLink),
            PaletteChoice::Act(action) => self.act(action),
            PaletteChoice::Mark(command, query) => self.command(command, query),
            PaletteChoice::More | PaletteChoice::Nothing => Vec::new(),
        }
    }

    /// A line was typed to its end.
    fn take_typed(&mut self, purpose: Purpose, text: String) -> Vec<Effect> {
        match purpose {
            Purpose::Pipe => self.pipe(text),
            Purpose::TagName(tag) => naming::name_tag(&tag, &text),
            Purpose::Link => match text.trim().parse() {
                Ok(number) => self.open_link(number),
                Err(_) => self.refuse(&format!("`{text}` is not a number")),
            },
        }
    }

    /// Esc: what a query that was being typed has changed is undone.
    pub(super) fn close_overlay(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Search(prompt)) => self.leave_prompt(prompt),
            Some(Overlay::Tags(picker)) => self.leave_picker(picker),
            _ => {}
        }
    }

    pub(super) fn move_in_overlay(&mut self, motion: Motion) {
        let by = motion.distance(usize::from(self.overlay_rows().height));
        match self.overlay.as_mut().and_then(Overlay::rows_mut) {
            Some(rows) => drop(rows.move_by(by)),
            None => self.scroll_overlay(by),
        }
    }

    /// Moves the overlay's window alone.
    pub(super) fn scroll_overlay(&mut self, by: isize) {
        let (lines, height) = (
            self.overlay_lines(),
            usize::from(self.overlay_rows().height),
        );
        if let Some(rows) = self.overlay.as_mut().and_then(Overlay::rows_mut) {
            rows.scroll(by, height);
            return;
        }
        match &mut self.overlay {
            Some(Overlay::Warnings(pager)) => pager.scroll(by, lines, height),
            Some(Overlay::Statistics(statistics)) => statistics.scroll(by, height),
            _ => {}
        }
    }

    /// A key that no binding wanted is text for the overlay.
    pub(super) fn type_in_overlay(&mut self, key: Key) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Tags(picker)) => picker.type_key(key),
            Some(Overlay::Goto(goto)) => {
                let changed = goto.type_key(key);
                return self.match_again(changed);
            }
            Some(Overlay::Search(prompt)) => {
                let changed = prompt.type_key(key);
                self.typed(changed);
            }
            Some(Overlay::Palette(palette)) if palette.is_left_by(key) => self.overlay = None,
            Some(Overlay::Palette(palette)) => palette.type_key(key, self.filter.all_facets()),
            Some(Overlay::Prompt(prompt)) => drop(input::type_key(&mut prompt.input, key)),
            Some(Overlay::Catalogue(catalogue)) => catalogue.type_key(key),
            Some(Overlay::Menu(menu)) => {
                let choice = key.typed().and_then(|key| menu.choice(key));
                if let Some(effect) = choice.map(|choice| choice.effect.clone()) {
                    self.overlay = None;
                    return vec![effect];
                }
            }
            Some(Overlay::Hints(hints)) => {
                let choice = hints.choice;
                if let Some(link) = key.typed().and_then(|letter| hints.type_letter(letter)) {
                    return self.follow(link, choice);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Pasted text is text for the overlay, and nothing elsewhere.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Tags(picker)) => picker.paste(text),
            Some(Overlay::Palette(palette)) => palette.paste(text, self.filter.all_facets()),
            Some(Overlay::Goto(goto)) => {
                goto.paste(text);
                return self.match_titles();
            }
            Some(Overlay::Prompt(prompt)) => input::paste(&mut prompt.input, text),
            Some(Overlay::Catalogue(catalogue)) => catalogue.paste(text),
            Some(Overlay::Search(prompt)) => {
                prompt.paste(text);
                self.try_out();
            }
            _ => {}
        }
        Vec::new()
    }

    /// Keeps the overlay's window where there is something to see.
    pub(super) fn settle_overlay(&mut self) {
        let area = self.overlay_rows();
        let height = usize::from(area.height);
        match &mut self.overlay {
            Some(Overlay::Statistics(statistics)) => {
                statistics.fit(area.width);
                statistics.reveal(height);
            }
            Some(Overlay::Warnings(_)) => self.scroll_overlay(0),
            other => {
                if let Some(rows) = other.as_mut().and_then(Overlay::rows_mut) {
                    rows.reveal(height);
                }
            }
        }
    }
}
