//! Links of the page that is read: by number, by letter.

use super::super::{
    App, Effect,
    overlay::{Choice, Hints, Overlay, Prompt, Purpose},
};

impl App {
    /// Asks for the number of a link.
    pub(super) fn ask_link(&mut self) -> Vec<Effect> {
        match self.reader.links().len() {
            0 => self.refuse("there are no links here"),
            _ => self.show(Overlay::Prompt(Prompt::new(Purpose::Link))),
        }
    }

    /// Opens the link with this number on the screen.
    pub(super) fn open_link(&mut self, number: u32) -> Vec<Effect> {
        match number
            .checked_sub(1)
            .and_then(|index| self.reader.link(index))
        {
            Some(link) => self.open(link.clone()),
            None => self.refuse(&format!("there is no link {number} here")),
        }
    }

    /// Puts letters over the links in sight.
    pub(super) fn hint(&mut self, choice: Choice) -> Vec<Effect> {
        let places = self.reader.links_in_sight();
        if places.is_empty() {
            return self.refuse("there are no links in sight");
        }
        self.show(Overlay::Hints(Hints::new(&places, choice)))
    }

    /// A link was chosen by its letters.
    pub(super) fn follow(&mut self, link: u32, choice: Choice) -> Vec<Effect> {
        self.overlay = None;
        let Some(link) = self.reader.link(link).cloned() else {
            return Vec::new();
        };
        match choice {
            Choice::Open => self.open(link),
            Choice::Copy => super::copying::copy_url(&link),
        }
    }

    pub(super) fn show(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = Some(overlay);
        Vec::new()
    }
}
