//! Moving: in the lists, in the text, between panes, and from article to article.

use super::super::{
    App, Effect, Pane,
    action::{Fitting, Motion, Way},
    page_id::PageId,
    status::Status,
    view::View,
};
use crate::model::Mark;

impl App {
    /// Moves from pane to pane, and from article to article.
    pub(super) fn go(&mut self, way: Way) -> Vec<Effect> {
        // Only going on reads an article to its end.
        let effects = match way {
            Way::NextArticle | Way::NextUnread => self.read_to_the_end(true),
            _ => Vec::new(),
        };
        match way {
            Way::In => self.focus_by(1),
            Way::Out => self.focus_by(-1),
            Way::NextPane => self.cycle(1),
            Way::PreviousPane => self.cycle(2),
            Way::NextArticle => self.step(true),
            Way::PreviousArticle => self.step(false),
            Way::NextUnread => self.step_unread(true),
            Way::PreviousUnread => self.step_unread(false),
            Way::NextIssue => self.step_issue(1),
            Way::PreviousIssue => self.step_issue(-1),
            Way::NextSection => self.jump(true),
            Way::PreviousSection => self.jump(false),
        }
        effects
    }

    /// Changes the room of panes and text.
    pub(super) fn fit(&mut self, fitting: Fitting) {
        match fitting {
            Fitting::ShrinkPane => self.grow_pane(-2),
            Fitting::GrowPane => self.grow_pane(2),
            Fitting::WholeWidth => self.whole_width(),
            Fitting::Narrower => self.measure_by(-4, "they get no shorter"),
            Fitting::Wider => self.measure_by(4, "the pane is no wider"),
            Fitting::Fold => self.fold(),
            Fitting::FoldList => self.fold_list(),
            Fitting::Alone => self.toggle_alone(),
        }
    }

    /// Up and down in the pane that has the keys.
    pub(super) fn scroll(&mut self, motion: Motion) {
        let height = usize::from(self.geometry().inside(self.screen.focus).height);
        let by = motion.distance(height);
        let moved = match self.screen.focus {
            Pane::Issues => self.list.move_issue(by),
            Pane::Articles => self.list.move_by(by),
            Pane::Reader => self.reader.scroll(by),
        };
        if !moved {
            self.refuse_end(self.screen.focus, by > 0);
        }
    }

    /// Says that a pane ends here.
    fn refuse_end(&mut self, pane: Pane, last: bool) {
        let end = match (pane, last) {
            _ if self.list.items().is_empty() => "nothing is shown here",
            (Pane::Issues, false) => "this is the newest issue",
            (Pane::Issues, true) => "this is the oldest issue",
            (Pane::Articles, false) => "this is the first article",
            (Pane::Articles, true) => "this is the last article",
            (Pane::Reader, false) => "this is the top of the text",
            (Pane::Reader, true) => "this is the end of the text",
        };
        self.screen.status = Status::refused(end);
    }

    /// To the next or previous section of the text.
    fn jump(&mut self, forward: bool) {
        if self.geometry().pane(Pane::Reader).is_none() {
            self.screen.status = Status::refused("the text is not on the screen");
        } else if !self.reader.jump(forward) {
            let end = if forward { "after" } else { "before" };
            self.screen.status = Status::refused(format!("there is no section {end} this"));
        }
    }

    fn whole_width(&mut self) {
        if !self.reader.toggle_measure() {
            self.screen.status = Status::refused("the text has the whole width already");
        }
    }

    fn measure_by(&mut self, columns: i16, why_not: &str) {
        let (changed, longest) = self.reader.measure_by(columns);
        let said = format!("lines have at most {longest} columns");
        self.screen.status = if changed {
            Status::done(said)
        } else {
            Status::refused(format!("{said}: {why_not}"))
        };
    }

    fn fold(&mut self) {
        let what = if self.reader.toggle_folding() {
            "folded"
        } else {
            "shown whole"
        };
        self.screen.status = Status::done(format!("long code is {what}"));
    }

    /// One pane further in (1) or out (-1), stopping at the ends.
    fn focus_by(&mut self, by: isize) {
        let at = Pane::ALL
            .iter()
            .position(|pane| *pane == self.screen.focus)
            .unwrap_or(0);
        match at.checked_add_signed(by).and_then(|at| Pane::ALL.get(at)) {
            Some(pane) => self.screen.focus = *pane,
            None if by > 0 => self.screen.status = Status::refused("there is nothing further in"),
            None => self.screen.status = Status::refused("there is nothing further out"),
        }
    }

    fn cycle(&mut self, by: usize) {
        let at = Pane::ALL
            .iter()
            .position(|pane| *pane == self.screen.focus)
            .unwrap_or(0);
        self.screen.focus = Pane::ALL
            .into_iter()
            .cycle()
            .nth(at + by)
            .unwrap_or(self.screen.focus);
    }

    /// To the next or previous article, on into the neighbouring issue.
    fn step(&mut self, forward: bool) {
        self.screen.focus = self.screen.focus.max(Pane::Articles);
        if !self.list.move_by(if forward { 1 } else { -1 }) {
            self.refuse_end(Pane::Articles, forward);
        }
    }

    /// To the next or previous unread article of all that is shown.
    fn step_unread(&mut self, forward: bool) {
        let at = self.list.position();
        let unread = |item: &&PageId| {
            let article = item.article();
            article.is_some_and(|id| !self.marks.has(id, Mark::Read))
        };
        let (before, after) = self.list.items().split_at(at.min(self.list.items().len()));
        let found = if forward {
            after.iter().skip(1).find(unread)
        } else {
            before.iter().rev().find(unread)
        };
        let found = found.and_then(|item| item.article());
        self.screen.focus = self.screen.focus.max(Pane::Articles);
        if let Some(id) = found {
            self.list.select(id);
        } else {
            let way = if forward { "after" } else { "before" };
            self.screen.status = Status::refused(format!("nothing unread {way} this"));
        }
    }

    fn step_issue(&mut self, by: isize) {
        if !self.list.move_issue(by) {
            self.refuse_end(Pane::Issues, by > 0);
        }
    }

    /// From the text to the list; from the list, or its index, the program ends.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        if self.screen.focus != Pane::Reader {
            return vec![Effect::Quit];
        }
        self.focus_by(-1);
        Vec::new()
    }

    /// Shows the issues in the place of the list, or the list again.
    fn fold_list(&mut self) {
        let index_only =
            self.screen.focus == Pane::Issues && self.geometry().pane(Pane::Articles).is_none();
        self.screen.folded = !index_only;
        self.screen.focus = if index_only {
            Pane::Articles
        } else {
            Pane::Issues
        };
    }

    /// Gives the article the whole screen, or the list its place again.
    fn toggle_alone(&mut self) {
        if self.screen.alone {
            self.screen.alone = false;
        } else if self.geometry().single() && self.screen.focus == Pane::Reader {
            self.screen.status = Status::refused("the article has the whole screen already");
        } else if self.geometry().single() {
            self.screen.focus = Pane::Reader;
        } else {
            (self.screen.alone, self.screen.focus) = (true, Pane::Reader);
        }
    }

    /// Out where panes are entered one at a time; else the filter goes, else out. Never quits.
    pub(super) fn escape(&mut self) {
        if !self.marks.picked.is_empty() {
            self.marks.picked.clear();
            return;
        }
        let inside = self.geometry().single() && self.screen.focus == Pane::Reader;
        if inside {
            self.focus_by(-1);
        } else if !self.filter.is_empty() {
            self.clear_filter();
        } else if self.filter.view.view() != View::All {
            self.enter_view(View::All);
        } else if self.screen.focus == Pane::Articles {
            self.screen.status = Status::refused("there is nothing to leave here");
        } else {
            self.screen.focus = Pane::Articles;
        }
    }
}
