//! The archive as it arrives.

use super::super::{App, Effect, Load, status::Status};
use crate::load::{self, Batch};

impl App {
    /// Puts a batch in its place, and keeps lists and filter in step.
    pub(super) fn take(&mut self, batch: Batch) -> Vec<Effect> {
        let grows = matches!(batch, Batch::Issues(_));
        load::apply(&mut self.archive, batch);
        if grows {
            self.marks.learn(&self.archive);
            self.view.grow(&self.archive, &self.marks);
            self.refilter();
            self.follow_newest();
            self.resume();
        }
        Vec::new()
    }

    /// Until somebody moves, the newest article is the one to read, also if it came late.
    fn follow_newest(&mut self) {
        if !self.touched {
            self.browse.to_newest(&self.archive);
        }
    }

    pub(super) fn end_load(&mut self, result: Result<(), String>) -> Vec<Effect> {
        self.load = match result {
            Ok(()) => {
                self.load = Load::Done;
                return self.arrive();
            }
            Err(why) => {
                self.status = Status::refused(why.clone());
                Load::Failed(why)
            }
        };
        Vec::new()
    }
}
