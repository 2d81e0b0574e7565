//! Clicks while something lies over the panes.

use super::super::super::{
    App, Effect, Pane, input,
    mouse::Pointer,
    overlay::{Overlay, Reply},
};

impl App {
    /// A click within selects a row, a click on the selected row chooses it, and one beside the overlay closes it.
    pub(super) fn click_overlay(&mut self, pointer: Pointer) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Search(_)) => return self.click_beside_query(pointer),
            Some(Overlay::Hints(hints)) => {
                let choice = hints.choice;
                let link = self.link_under(pointer);
                self.overlay = None;
                return link.map_or_else(Vec::new, |link| self.follow(link, choice));
            }
            Some(Overlay::Qr(_)) | None => self.overlay = None,
            _ => {}
        }
        let inside = self
            .overlay_area()
            .and_then(|area| area.cell(pointer.x, pointer.y));
        if inside.is_none() {
            self.close_overlay();
            return Vec::new();
        }
        if let Some((column, 0)) = inside {
            self.turn_to_tab(column);
        }
        self.place_cursor(pointer);
        match self.overlay_rows().cell(pointer.x, pointer.y) {
            Some((column, row)) => self.click_row(column, usize::from(row)),
            None => Vec::new(),
        }
    }

    fn click_row(&mut self, column: u16, row: usize) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Menu(menu)) => {
                let effect = menu.choices.get(row).map(|choice| choice.effect.clone());
                self.overlay.take_if(|_| effect.is_some());
                return effect.into_iter().collect();
            }
            Some(Overlay::Confirm(confirm)) => {
                return match confirm.answer_at(row, column) {
                    Some(Reply::Yes) => self.choose(),
                    Some(Reply::No) => {
                        self.close_overlay();
                        Vec::new()
                    }
                    None => Vec::new(),
                };
            }
            Some(Overlay::Statistics(_)) => return self.click_cell(column, row),
            _ => {}
        }
        let Some(rows) = self.overlay.as_mut().and_then(Overlay::rows_mut) else {
            return Vec::new();
        };
        let at = rows.top() + row;
        if at >= rows.count() {
            return Vec::new();
        }
        if rows.position() == at {
            return self.choose();
        }
        rows.select_at(at);
        Vec::new()
    }

    fn click_cell(&mut self, column: u16, row: usize) -> Vec<Effect> {
        let Some(Overlay::Statistics(statistics)) = &mut self.overlay else {
            return Vec::new();
        };
        match statistics.point(column, row) {
            Some(true) => self.choose(),
            _ => Vec::new(),
        }
    }

    /// A query that is typed takes clicks in its line. Anywhere else, a click is for what the query has found so far.
    fn click_beside_query(&mut self, pointer: Pointer) -> Vec<Effect> {
        let above = pointer.y + 1 == self.geometry().footer.y;
        if self.place_cursor(pointer) || (above && self.complete_at(pointer.x)) {
            return Vec::new();
        }
        let mut effects = self.end_prompt();
        if self.overlay.is_none() {
            effects.extend(self.click_pane(pointer, false));
        }
        effects
    }

    /// Puts the cursor of the input line under the pointer. Returns true if the pointer is on that line.
    fn place_cursor(&mut self, pointer: Pointer) -> bool {
        let area = self.line().map(|line| line.area);
        let cell = area.and_then(|area| area.cell(pointer.x, pointer.y));
        let ruler = self.ruler();
        match (cell, self.overlay.as_mut().and_then(Overlay::input_mut)) {
            (Some((column, _)), Some(line)) => input::place(line, ruler, column),
            _ => return false,
        }
        true
    }

    fn link_under(&self, pointer: Pointer) -> Option<u32> {
        let area = self.geometry().inside(Pane::Reader);
        let (column, row) = area.cell(pointer.x, pointer.y)?;
        self.reader.link_at(row, column)
    }
}
