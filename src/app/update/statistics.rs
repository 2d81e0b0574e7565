//! The statistics screen.

use super::super::{
    App, Effect, Pane,
    action::{Action, Way},
    overlay::{Overlay, Statistics},
    requests::RequestKind,
    search::CountRequest,
};
use crate::stats::Stats;

impl App {
    pub(super) fn show_statistics(&mut self) {
        self.overlay = Some(Overlay::Statistics(Statistics::new()));
    }

    /// The question for numbers that is open after what happened.
    pub(super) fn count(&mut self) -> Option<Effect> {
        let Some(Overlay::Statistics(statistics)) = &mut self.overlay else {
            return None;
        };
        statistics.wants_numbers().then(|| {
            let number = self.requests.number(RequestKind::Statistics);
            statistics.asked(number);
            Effect::Count(CountRequest {
                number,
                archive: self.archive.clone(),
                ids: self.list.found(),
                marks: self.marks.snapshot(),
            })
        })
    }

    /// Shows numbers, if they were asked for.
    pub(super) fn counted(&mut self, number: u64, stats: Stats) {
        if let Some(Overlay::Statistics(statistics)) = &mut self.overlay {
            statistics.fill(number, stats);
        }
    }

    /// The screen's own actions. Returns true if it was one.
    pub(super) fn act_in_statistics(&mut self, action: Action) -> bool {
        let height = usize::from(self.overlay_rows().height);
        let Some(Overlay::Statistics(statistics)) = &mut self.overlay else {
            return false;
        };
        match action {
            Action::Go(Way::In) => statistics.move_across(1),
            Action::Go(Way::Out) => statistics.move_across(-1),
            Action::Go(Way::NextSection) => statistics.jump(true),
            Action::Go(Way::PreviousSection) => statistics.jump(false),
            Action::Move(motion) => statistics.move_by(motion.distance(height)),
            _ => return false,
        }
        true
    }

    /// Enter: adds the cell's articles to the filter.
    pub(super) fn open_cell(&mut self) {
        let Some(Overlay::Statistics(statistics)) = &self.overlay else {
            return;
        };
        let query = statistics.selected().map(|cell| cell.what.query());
        if let Some(query) = query {
            self.overlay = None;
            self.screen.focus = self.screen.focus.max(Pane::Articles);
            self.filter.keep(self.filter.kept().clone().and(query));
        }
    }
}
