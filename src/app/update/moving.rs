//! Moving: in the lists, in the text, between panes, and from article to article.

use super::super::{App, Effect, Pane, action::Action, status::Status, view::View};
use crate::model::{ArticleId, Mark};

impl App {
    /// Actions that move and change nothing else.
    pub(super) fn go(&mut self, action: Action) {
        match action {
            Action::In | Action::Enter => self.focus_by(1),
            Action::Out => self.focus_by(-1),
            Action::NextPane => self.cycle(1),
            Action::PreviousPane => self.cycle(2),
            Action::NextArticle => self.step(true),
            Action::PreviousArticle => self.step(false),
            Action::NextUnread => self.step_unread(true),
            Action::PreviousUnread => self.step_unread(false),
            Action::NextIssue => self.step_issue(1),
            Action::PreviousIssue => self.step_issue(-1),
            Action::NextSection => self.jump(true),
            Action::PreviousSection => self.jump(false),
            Action::ShrinkPane => self.grow_pane(-2),
            Action::GrowPane => self.grow_pane(2),
            Action::WholeWidth => self.reader.toggle_measure(),
            Action::Narrower => self.reader.measure_by(-4),
            Action::Wider => self.reader.measure_by(4),
            Action::Fold => self.fold(),
            _ => self.scroll(action),
        }
    }

    /// Up and down in the pane that has the keys.
    fn scroll(&mut self, action: Action) {
        let height = usize::from(self.geometry().inside(self.focus).height);
        let Some(by) = distance(action, height) else {
            return;
        };
        match self.focus {
            Pane::Issues => drop(self.browse.move_issue(&self.archive, by)),
            Pane::Articles => drop(self.browse.articles.move_by(by)),
            Pane::Reader => self.reader.scroll(by),
        }
    }

    /// To the next or previous section of the text.
    fn jump(&mut self, forward: bool) {
        if !self.reader.jump(forward) {
            let end = if forward { "after" } else { "before" };
            self.status = Status::refused(format!("there is no section {end} this"));
        }
    }

    fn fold(&mut self) {
        let what = if self.reader.toggle_folding() {
            "folded"
        } else {
            "shown whole"
        };
        self.status = Status::done(format!("long code is {what}"));
    }

    /// One pane further in (1) or out (-1), stopping at the ends.
    fn focus_by(&mut self, by: isize) {
        let at = Pane::ALL
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        if let Some(pane) = at.checked_add_signed(by).and_then(|at| Pane::ALL.get(at)) {
            self.focus = *pane;
        }
    }

    fn cycle(&mut self, by: usize) {
        let at = Pane::ALL
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        self.focus = Pane::ALL
            .into_iter()
            .cycle()
            .nth(at + by)
            .unwrap_or(self.focus);
    }

    /// To the next or previous article, on into the neighbouring issue.
    fn step(&mut self, forward: bool) {
        self.focus = self.focus.max(Pane::Articles);
        if !self.browse.step(&self.archive, forward) {
            let end = if forward { "last" } else { "first" };
            self.status = Status::refused(format!("this is the {end} article"));
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
        self.focus = self.focus.max(Pane::Articles);
        if let Some(id) = found {
            self.browse.select(&self.archive, *id);
        } else {
            let way = if forward { "after" } else { "before" };
            self.status = Status::refused(format!("nothing unread {way} this"));
        }
    }

    fn step_issue(&mut self, by: isize) {
        if !self.browse.move_issue(&self.archive, by) {
            let end = if by > 0 { "oldest" } else { "newest" };
            self.status = Status::refused(format!("this is the {end} issue"));
        }
    }

    /// Out of the text; out of the lists, the program ends. Where one list hides the other, out of the outer one.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        let lists_in_sight = self.geometry().pane(Pane::Issues).is_some();
        if self.focus == Pane::Issues || (self.focus == Pane::Articles && lists_in_sight) {
            return vec![Effect::Quit];
        }
        self.focus_by(-1);
        Vec::new()
    }

    /// Out where panes are entered one at a time; else the filter goes, else out. Never quits.
    pub(super) fn escape(&mut self) {
        if !self.picked.is_empty() {
            self.picked.clear();
            return;
        }
        let inside = self.geometry().single() && self.focus != Pane::Issues;
        if !inside && !self.filter.is_empty() {
            self.clear_filter();
        } else if !inside && self.view.view() != View::All {
            self.enter_view(View::All);
        } else {
            self.focus_by(-1);
        }
    }
}

/// How many lines an action moves where `height` of them fit.
pub(super) fn distance(action: Action, height: usize) -> Option<isize> {
    let height = isize::try_from(height).unwrap_or(isize::MAX);
    Some(match action {
        Action::Up => -1,
        Action::Down => 1,
        // One line of the last page stays in sight, as in less.
        Action::PageUp => -(height - 1).max(1),
        Action::PageDown => (height - 1).max(1),
        Action::HalfUp => -(height / 2).max(1),
        Action::HalfDown => (height / 2).max(1),
        Action::First => isize::MIN,
        Action::Last => isize::MAX,
        _ => return None,
    })
}
