//! Moving: in the lists, in the text, between panes, and from article to article.

use super::super::{
    App, Effect, Pane,
    action::{Fitting, Motion, Way},
    status::Status,
    view::View,
};
use crate::model::{ArticleId, Mark};

impl App {
    /// From pane to pane, and from article to article.
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
            Fitting::WholeWidth => self.reader.toggle_measure(),
            Fitting::Narrower => self.reader.measure_by(-4),
            Fitting::Wider => self.reader.measure_by(4),
            Fitting::Fold => self.fold(),
        }
    }

    /// Up and down in the pane that has the keys.
    pub(super) fn scroll(&mut self, motion: Motion) {
        let height = usize::from(self.geometry().inside(self.screen.focus).height);
        let by = motion.distance(height);
        match self.screen.focus {
            Pane::Issues => drop(self.browse.move_issue(&self.archive, by)),
            Pane::Articles => drop(self.browse.articles.move_by(by)),
            Pane::Reader => self.reader.scroll(by),
        }
    }

    /// To the next or previous section of the text.
    fn jump(&mut self, forward: bool) {
        if !self.reader.jump(forward) {
            let end = if forward { "after" } else { "before" };
            self.screen.status = Status::refused(format!("there is no section {end} this"));
        }
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
        if let Some(pane) = at.checked_add_signed(by).and_then(|at| Pane::ALL.get(at)) {
            self.screen.focus = *pane;
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
        if !self.browse.step(&self.archive, forward) {
            let end = if forward { "last" } else { "first" };
            self.screen.status = Status::refused(format!("this is the {end} article"));
        }
    }

    /// To the next or previous unread article of all that is shown.
    fn step_unread(&mut self, forward: bool) {
        let shown = self.browse.shown(&self.archive);
        let current = self.browse.articles.selected();
        let at = shown.iter().position(|id| Some(*id) == current);
        let unread = |id: &&ArticleId| !self.marks.has(**id, Mark::Read);
        let (before, after) = shown.split_at(at.unwrap_or(0));
        let found = if forward {
            after.iter().skip(usize::from(at.is_some())).find(unread)
        } else {
            before.iter().rev().find(unread)
        };
        self.screen.focus = self.screen.focus.max(Pane::Articles);
        if let Some(id) = found {
            self.browse.select(&self.archive, *id);
        } else {
            let way = if forward { "after" } else { "before" };
            self.screen.status = Status::refused(format!("nothing unread {way} this"));
        }
    }

    fn step_issue(&mut self, by: isize) {
        if !self.browse.move_issue(&self.archive, by) {
            let end = if by > 0 { "oldest" } else { "newest" };
            self.screen.status = Status::refused(format!("this is the {end} issue"));
        }
    }

    /// Out of the text; out of the lists, the program ends. Where one list hides the other, out of the outer one.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        let lists_in_sight = self.geometry().pane(Pane::Issues).is_some();
        if self.screen.focus == Pane::Issues
            || (self.screen.focus == Pane::Articles && lists_in_sight)
        {
            return vec![Effect::Quit];
        }
        self.focus_by(-1);
        Vec::new()
    }

    /// Out where panes are entered one at a time; else the filter goes, else out. Never quits.
    pub(super) fn escape(&mut self) {
        if !self.marks.picked.is_empty() {
            self.marks.picked.clear();
            return;
        }
        let inside = self.geometry().single() && self.screen.focus != Pane::Issues;
        if !inside && !self.filter.is_empty() {
            self.clear_filter();
        } else if !inside && self.filter.view.view() != View::All {
            self.enter_view(View::All);
        } else {
            self.focus_by(-1);
        }
    }
}
