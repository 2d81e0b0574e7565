//! The mouse: where it points, and what it did there.

use super::{
    App, Effect,
    action::Action,
    geometry::{Area, Geometry, Pane},
};

/// Lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;
/// Two clicks on one cell within so many microseconds are a double click.
const DOUBLE: i64 = 400_000;

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button was pressed.
    Click,
    /// The wheel was turned towards the top.
    WheelUp,
    /// The wheel was turned towards the end.
    WheelDown,
}

/// Something the mouse did, and the cell where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What it did.
    pub gesture: Gesture,
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
}

impl App {
    /// What the mouse did. Only keys read an article to its end: nobody marks one by scrolling past it.
    pub(super) fn point(&mut self, pointer: Pointer) -> Vec<Effect> {
        match (pointer.gesture, self.overlay.is_some()) {
            (Gesture::WheelUp, true) => self.act(Action::Up),
            (Gesture::WheelDown, true) => self.act(Action::Down),
            (Gesture::WheelUp, false) => self.wheel(pointer, -1),
            (Gesture::WheelDown, false) => self.wheel(pointer, 1),
            (Gesture::Click, true) => Vec::new(),
            (Gesture::Click, false) => self.click(pointer),
        }
    }

    /// Scrolls the pane under the pointer, whichever has the keys.
    fn wheel(&mut self, pointer: Pointer, by: isize) -> Vec<Effect> {
        match self.geometry().pane_at(pointer.x, pointer.y) {
            Some(Pane::Issues) => drop(self.browse.move_issue(&self.archive, by)),
            Some(Pane::Articles) => drop(self.browse.articles.move_by(by)),
            Some(Pane::Reader) => self.reader.scroll(by * NOTCH),
            None => {}
        }
        self.touched = true;
        Vec::new()
    }

    /// Gives the pane the keys and selects what was clicked; a second click goes in or opens, and a link opens at once.
    fn click(&mut self, pointer: Pointer) -> Vec<Effect> {
        let again = self.clicked.replace((pointer, self.now));
        let twice = again.is_some_and(|(before, at)| before == pointer && self.now - at < DOUBLE);
        let geometry = self.geometry();
        let Some(pane) = geometry.pane_at(pointer.x, pointer.y) else {
            return Vec::new();
        };
        self.touched = true;
        self.focus = pane;
        let Some((column, row)) = geometry.inside(pane).cell(pointer.x, pointer.y) else {
            return Vec::new();
        };
        match pane {
            Pane::Issues => {
                let to = self.browse.issues.top() + usize::from(row);
                self.select_issue_at(to);
            }
            Pane::Articles => {
                let to = self.browse.articles.top() + usize::from(row);
                self.browse.articles.select_at(to);
            }
            Pane::Reader => {
                let link = self.reader.link_at(row, column);
                return link.map_or_else(Vec::new, |link| self.act(Action::OpenLink(link + 1)));
            }
        }
        match (twice, pane) {
            (true, Pane::Articles) => self.act(Action::Open),
            (true, _) => self.act(Action::In),
            (false, _) => Vec::new(),
        }
    }

    fn select_issue_at(&mut self, position: usize) {
        let (from, to) = (self.browse.issues.position(), position);
        let by =
            isize::try_from(to).unwrap_or(isize::MAX) - isize::try_from(from).unwrap_or_default();
        self.browse.move_issue(&self.archive, by);
    }
}

impl Geometry {
    /// The pane under a cell of the screen.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        let holds = |pane: &Pane| {
            self.pane(*pane)
                .is_some_and(|area| area.cell(x, y).is_some())
        };
        Pane::ALL.into_iter().find(holds)
    }
}

impl Area {
    /// Column and row within the area; `None` outside of it.
    pub fn cell(&self, x: u16, y: u16) -> Option<(u16, u16)> {
        let (column, row) = (x.checked_sub(self.x)?, y.checked_sub(self.y)?);
        (column < self.width && row < self.height).then_some((column, row))
    }
}
