//! The library: archives are chosen, fetched and removed.

use super::super::{
    App, Effect, Load, Onward,
    action::Action,
    overlay::{CatalogueScreen, Consent, LibraryScreen, Overlay},
    status::Status,
};
use crate::{
    library::{CatalogueRow, LibraryRow, shelf},
    store::Shelf,
};

impl App {
    /// Shows the archives as they are now: in the library that is open, else in a new one.
    pub(super) fn shelve(&mut self, rows: Vec<LibraryRow>, open: bool) -> Vec<Effect> {
        if self.library.is_home() {
            self.library.stay(rows.clone());
        }
        match &mut self.overlay {
            Some(Overlay::Library(screen)) => screen.set(rows),
            _ if open => self.overlay = Some(Overlay::Library(LibraryScreen::new(rows))),
            _ => {}
        }
        Vec::new()
    }

    /// Lets an archive be chosen: nothing is loaded, and nothing lies under the library.
    pub fn stay_in_library(&mut self, rows: Vec<LibraryRow>) {
        self.loading.state = Load::Done;
        self.library.stay(rows);
        self.show_home();
    }

    /// Lets a newsletter be chosen that is to be added: nothing is loaded, and nothing lies under the catalogue.
    pub fn stay_in_catalogue(&mut self, rows: Vec<CatalogueRow>) {
        self.loading.state = Load::Done;
        self.overlay = Some(Overlay::Catalogue(CatalogueScreen::new(rows)));
    }

    /// The counts of the archive, when it is all there.
    pub fn shelf(&self) -> Option<Shelf> {
        let whole = self.loading.state == Load::Done && !self.archive.order().is_empty();
        whole.then(|| shelf(&self.archive, &self.marks))
    }

    /// Where nothing lies under the library, it is there whenever nothing lies over it.
    pub(super) fn show_home(&mut self) {
        if self.overlay.is_none()
            && let Some(screen) = self.library.screen()
        {
            self.overlay = Some(Overlay::Library(screen));
        }
    }

    /// The meaning of an action in the library; `None` if it means the same as over all panes.
    pub(super) fn act_in_library(&mut self, action: Action) -> Option<Vec<Effect>> {
        let Some(Overlay::Library(screen)) = &mut self.overlay else {
            return None;
        };
        let chosen = screen.chosen();
        Some(match action {
            Action::Escape | Action::Back if self.library.is_home() => vec![Effect::Quit],
            Action::Library => {
                self.close_overlay();
                Vec::new()
            }
            Action::Enter if chosen.is_empty() => Vec::new(),
            Action::Enter => vec![Effect::GoOn(Onward::Read(chosen))],
            Action::Update => self.fetch(chosen),
            Action::PickArchive => {
                screen.pick();
                Vec::new()
            }
            Action::RemoveArchive => self.ask_to_remove(),
            _ => return None,
        })
    }

    fn ask_to_remove(&mut self) -> Vec<Effect> {
        let Some(Overlay::Library(screen)) = &self.overlay else {
            return Vec::new();
        };
        let Some(row) = screen.selected() else {
            return Vec::new();
        };
        let clone = if row.is_clone { " and its clone" } else { "" };
        let question = format!("Remove {}{clone}? Its marks are kept.", row.name);
        let remove = Effect::Remove(row.name.clone());
        self.ask(question, Consent::Send(remove))
    }

    /// Has clones brought up to date: those of these names, or all.
    pub(super) fn fetch(&mut self, names: Vec<String>) -> Vec<Effect> {
        self.screen.status = Status::done("fetching …");
        vec![Effect::Update(names)]
    }

    /// Clones were brought up to date, or not. New issues have come by themselves.
    pub(super) fn fetched(&mut self, result: Result<String, String>) -> Vec<Effect> {
        self.screen.status = match result {
            Ok(told) => Status::done(told),
            Err(why) => Status::refused(why),
        };
        Vec::new()
    }
}
