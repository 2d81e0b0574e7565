//! Links of the page that is read: by number, by letter.

use super::super::{
    App, Effect,
    overlay::{Hints, LinkUse, Overlay, Prompt, Purpose},
};

impl App {
    /// Asks for the number of a link.
    pub(super) fn ask_link(&mut self) -> Vec<Effect> {
        if self.reader.has_links() {
            self.show(Overlay::Prompt(Prompt::new(Purpose::Link)))
        } else {
            self.refuse("there are no links here")
        }
    }

    /// Opens the link with this number on the screen.
    pub(super) fn open_link(&mut self, number: u32) -> Vec<Effect> {
        let index = number.checked_sub(1);
        if let Some(link) = index.and_then(|index| self.reader.link(index)) {
            return self.open(link.clone());
        }
        if let Some(article) = index.and_then(|index| self.reader.related(index)) {
            self.arrive_at(article);
            return Vec::new();
        }
        match index.and_then(|index| self.reader.refusal(index)) {
            Some(why) => self.refuse(&format!("link {number}: {why}")),
            None => self.refuse(&format!("there is no link {number} here")),
        }
    }

    /// Puts letters over the links in sight.
    pub(super) fn hint(&mut self, choice: LinkUse) -> Vec<Effect> {
        let places = self.reader.links_in_sight();
        if places.is_empty() {
            return self.refuse("there are no links in sight");
        }
        self.show(Overlay::Hints(Hints::new(&places, choice)))
    }

    /// A link was chosen by its letters.
    pub(super) fn follow(&mut self, link: u32, choice: LinkUse) -> Vec<Effect> {
        self.overlay = None;
        let Some(link) = self.reader.link(link).cloned() else {
            return Vec::new();
        };
        match choice {
            LinkUse::Open => self.open(link),
            LinkUse::Copy => super::copying::copy_url(&link),
        }
    }

    pub(super) fn show(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = Some(overlay);
        Vec::new()
    }
}
