//! Clicks, drags and the wheel. Only keys read an article to its end: the wheel marks none as read.

mod overlays;

use super::super::{
    App, Effect, Pane,
    action::{Action, Way},
    mouse::{Gesture, Pointer},
    overlay::Overlay,
    split::Border,
    status::Status,
};
use crate::{
    model::Tag,
    query::{Choice, Facet},
};

/// Lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;
/// The longest time between the two clicks of a double click on one cell, in microseconds.
const DOUBLE: i64 = 400_000;

impl App {
    /// Carries out a gesture of the mouse.
    pub(super) fn point(&mut self, pointer: Pointer) -> Vec<Effect> {
        self.controls.touched = true;
        match pointer.gesture {
            Gesture::WheelUp => self.wheel(pointer, -NOTCH),
            Gesture::WheelDown => self.wheel(pointer, NOTCH),
            Gesture::Drag => self.drag(pointer.x),
            Gesture::Release => self.controls.dragged = None,
            Gesture::Click => return self.click(pointer),
        }
        Vec::new()
    }

    /// Scrolls the pane under the pointer, whichever has the keys. No selection moves.
    fn wheel(&mut self, pointer: Pointer, by: isize) {
        let over = self.overlay_area();
        if over.is_some_and(|area| area.cell(pointer.x, pointer.y).is_some()) {
            return self.scroll_overlay(by);
        }
        let geometry = self.geometry();
        let Some(pane) = geometry.pane_at(pointer.x, pointer.y) else {
            return;
        };
        let height = usize::from(geometry.inside(pane).height);
        match pane {
            Pane::Issues => self.list.index_mut().scroll(by, height),
            Pane::Articles => self.list.scroll(by, height),
            // Letters over links would stand beside them.
            Pane::Reader if matches!(self.overlay, Some(Overlay::Hints(_))) => {}
            Pane::Reader => drop(self.reader.scroll(by)),
        }
    }

    /// Takes the border along that was taken hold of.
    fn drag(&mut self, x: u16) {
        if let Some(border) = self.controls.dragged {
            self.screen.split.set(border, x, self.screen.size);
        }
    }

    fn click(&mut self, pointer: Pointer) -> Vec<Effect> {
        self.screen.status = Status::default();
        let again = self.controls.clicked.replace((pointer, self.controls.now));
        let twice =
            again.is_some_and(|(before, at)| before == pointer && self.controls.now - at < DOUBLE);
        if self.overlay.is_some() {
            return self.click_overlay(pointer);
        }
        if let Some(tag) = self.tag_under(pointer) {
            self.toggle_facet(&Facet::Tag(tag), Choice::All);
            return Vec::new();
        }
        match self.geometry().border_at(pointer.x, pointer.y) {
            Some(border) if twice => self.screen.split.reset(border, self.screen.size),
            Some(border) => self.controls.dragged = Some(border),
            None => return self.click_pane(pointer, twice),
        }
        Vec::new()
    }

    /// The tag above the lists that is under the pointer.
    fn tag_under(&self, pointer: Pointer) -> Option<Tag> {
        let area = self.geometry().tag_bar?;
        let mut places = self.screen.tag_bar.places(self.ruler(), area).into_iter();
        let place = places.find(|(_, place)| place.cell(pointer.x, pointer.y).is_some());
        place.map(|(entry, _)| entry.tag.clone())
    }

    /// Gives the pane the keys and selects the row clicked; a second click goes in or opens, and a link or tag acts at once.
    fn click_pane(&mut self, pointer: Pointer, twice: bool) -> Vec<Effect> {
        let geometry = self.geometry();
        let Some(pane) = geometry.pane_at(pointer.x, pointer.y) else {
            return Vec::new();
        };
        self.screen.focus = pane;
        let Some((column, row)) = geometry.inside(pane).cell(pointer.x, pointer.y) else {
            return Vec::new();
        };
        match pane {
            Pane::Issues => {
                let to = self.list.index().top() + usize::from(row);
                self.list.select_indexed(to);
            }
            Pane::Articles => {
                let at = self.list.at_line(&self.archive, usize::from(row));
                self.list.select_at(at.unwrap_or(usize::MAX));
            }
            Pane::Reader => return self.click_text(row, column),
        }
        match (twice, pane) {
            (true, Pane::Articles) => self.act(Action::Open),
            (true, _) => self.act(Action::Go(Way::In)),
            (false, _) => Vec::new(),
        }
    }

    fn click_text(&mut self, row: u16, column: u16) -> Vec<Effect> {
        if let Some(tag) = self.reader.tag_at(row, column).cloned() {
            self.toggle_facet(&Facet::Tag(tag), Choice::All);
        } else if let Some(link) = self.reader.link_at(row, column) {
            return self.act(Action::OpenLink(link + 1));
        }
        Vec::new()
    }

    /// Makes the pane that has the keys wider, or narrower.
    pub(super) fn grow_pane(&mut self, by: i16) {
        let (border, at_left) = Border::of(self.screen.focus, self.screen.size);
        let geometry = self.geometry();
        let right = match border {
            Border::Issues => Pane::Articles,
            Border::Text => Pane::Reader,
        };
        let Some(place) = geometry.pane(right).filter(|area| area.x > 0) else {
            self.screen.status = Status::refused("there is one pane only");
            return;
        };
        let by = if at_left { by } else { -by };
        self.screen
            .split
            .set(border, place.x.saturating_add_signed(by), self.screen.size);
    }
}
