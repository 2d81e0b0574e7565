//! Marks from the store, and the place where reading stopped.

use super::super::{
    App, Effect, Load, Pane,
    action::Action,
    help::shown,
    keymap::KeyContext,
    status::Status,
    view::{ActiveView, View},
};
use crate::{
    model::{ArticleId, Change, IssueId, Subject, identities},
    store::{Place, Request, Seen, StoreEvent, Visit},
};

/// The place of reading, as long as the archive is open.
pub type Spot = (Option<IssueId>, Option<ArticleId>, Pane, usize);

/// The part of a place that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Return {
    Nothing,
    Issue,
    All,
}

impl App {
    /// Takes news from the store.
    pub(super) fn stored(&mut self, event: StoreEvent) -> Vec<Effect> {
        match event {
            StoreEvent::Marks(marks) => {
                let mut effects = self.take_marks(&marks);
                effects.extend(self.counts());
                return effects;
            }
            StoreEvent::News(marks) => return self.take_marks(&marks),
            StoreEvent::Saved(count) => {
                self.marks.unsaved = self.marks.unsaved.saturating_sub(count);
            }
            StoreEvent::Visited(visit) => self.visited(visit),
            StoreEvent::First => self.greet(),
            StoreEvent::Replaced => return self.save(self.marks.known()),
            StoreEvent::Notice(text) => self.screen.status = Status::refused(text),
            StoreEvent::History(queries) => self.filter.history = queries,
        }
        Vec::new()
    }

    fn take_marks(&mut self, marks: &[Change]) -> Vec<Effect> {
        if self.marks.take(marks) {
            self.grow_view();
        }
        if self.loading.state == Load::Done {
            self.adopt()
        } else {
            Vec::new()
        }
    }

    fn visited(&mut self, visit: Visit) {
        self.loading.resume = visit.place;
        self.loading.seen.get_or_insert(visit.seen);
        self.resume();
        self.tell_new();
    }

    /// Tells new users the key for help, until the first key press.
    fn greet(&mut self) {
        let key = self
            .controls
            .keymap
            .key_for(KeyContext::Main, Action::Help)
            .map(shown);
        if let Some(key) =
            key.filter(|_| !self.controls.touched && self.screen.status.text.is_empty())
        {
            self.screen.status = Status::done(format!("new here? {key} shows all keys"));
        }
    }

    /// Goes to where reading stopped, once that is loaded, unless the user has moved.
    pub(super) fn resume(&mut self) {
        let Some(place) = self.loading.resume.take_if(|_| !self.controls.touched) else {
            return;
        };
        if self.return_to(&place) == Return::Nothing {
            self.loading.resume =
                Some(place).filter(|_| matches!(self.loading.state, Load::Running { .. }));
            return;
        }
        self.screen.focus = Pane::from_name(&place.pane).unwrap_or(self.screen.focus);
        self.controls.touched = true;
    }

    /// Selects the issue and the article of a place, and shows its text.
    fn return_to(&mut self, place: &Place) -> Return {
        let mut issues = self.archive.issues();
        let Some((id, issue)) = issues.find(|(_, issue)| issue.is_called(&place.issue)) else {
            return Return::Nothing;
        };
        let within = place.article.as_ref().map(Subject::within_issue);
        let names = identities(issue).into_iter().zip(0..);
        let mut at = names.filter(|(names, _)| Some(names.article.within_issue()) == within);
        let at = at.next();
        self.list.select_issue(id);
        if let Some((_, index)) = at {
            self.list.select(ArticleId { issue: id, index });
        }
        self.reader.resume_at(place.anchor);
        if at.is_some() || within.is_none() {
            Return::All
        } else {
            Return::Issue
        }
    }

    /// The place to keep while files change: the present one, or the one that was lost, unless the reader moved since.
    pub(super) fn held_place(&mut self) -> Option<Place> {
        let held = self.loading.away.held.take();
        let held = held.filter(|(_, selected)| *selected == self.list.article());
        let here = || self.place().filter(|_| self.controls.touched);
        held.map(|(place, _)| place).or_else(here)
    }

    /// True while the reader waits for an article whose file is away: the selection returns to it when the file does.
    pub fn holds_a_place(&self) -> bool {
        self.loading.away.held.is_some()
    }

    /// Goes back to a place after files changed; holds it for later if its article is away.
    pub(super) fn hold_place(&mut self, place: Option<Place>) {
        let Some(place) = place.filter(|place| self.place().as_ref() != Some(place)) else {
            return;
        };
        if self.return_to(&place) != Return::All {
            self.loading.away.held = Some((place, self.list.article()));
        }
    }

    /// True if an issue came since the archive was read last. Nothing is new in an archive that is opened first.
    pub fn is_new(&self, issue: IssueId) -> bool {
        let issue = self.archive.issue(issue);
        let seen = self.loading.seen.as_ref();
        issue
            .zip(seen)
            .is_some_and(|(issue, seen)| !issue.is_among(seen))
    }

    /// Reports the number of new issues, when all are loaded.
    fn tell_new(&mut self) {
        self.find_new();
        let issues = self.archive.order().iter();
        let new = issues.filter(|id| self.is_new(**id)).count();
        if self.loading.state == Load::Done && new > 0 && self.screen.status.text.is_empty() {
            let issues = if new == 1 { "issue" } else { "issues" };
            self.screen.status = Status::done(format!("{new} new {issues} since last time"));
        }
    }

    /// Finds the new issues, for queries and for the view of them.
    pub(super) fn find_new(&mut self) {
        let issues = self.archive.order().iter().copied();
        let new: Vec<_> = issues.filter(|id| self.is_new(*id)).collect();
        self.marks.set_new(new.into_iter());
        self.grow_view();
    }

    /// Remembers the issues of a completely loaded archive.
    pub(super) fn arrive(&mut self) -> Vec<Effect> {
        let mut effects = self.adopt();
        self.tell_new();
        effects.push(self.known());
        effects.extend(self.counts());
        effects
    }

    /// Has the store note the counts of the archive, if it is all there.
    fn counts(&self) -> Option<Effect> {
        let counts = self.shelf()?;
        Some(Effect::Store(Request::Note(counts)))
    }

    /// Finds the articles of marks that name them as they were before.
    pub(super) fn adopt(&mut self) -> Vec<Effect> {
        let adopted = self.marks.adopt(&self.archive);
        if !adopted.is_empty() {
            self.grow_view();
        }
        self.save(adopted)
    }

    /// Has the store keep changes.
    pub(super) fn save(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        if changes.is_empty() {
            return Vec::new();
        }
        self.marks.unsaved += changes.len();
        vec![Effect::Store(Request::Save(changes))]
    }

    /// Has the store remember the issues present.
    pub(super) fn known(&self) -> Effect {
        let issues = self.archive.issues().map(|(_, issue)| Seen::of(issue));
        Effect::Store(Request::Arrive(issues.collect(), self.controls.now))
    }

    /// The place of reading, to see whether it moved; `None` until it moved at all.
    pub fn spot(&self) -> Option<Spot> {
        let (issue, article) = (self.list.issue(), self.list.article());
        self.controls
            .touched
            .then(|| (issue, article, self.screen.focus, self.reader.top()))
    }

    /// The place of reading, to come back to another day.
    pub fn place(&self) -> Option<Place> {
        let id = self.list.issue()?;
        let issue = self.archive.issue(id)?;
        let article = self.current_article();
        Some(Place {
            issue: issue.name(),
            article: article.map(|article| article.identity().article),
            pane: self.screen.focus.name().to_owned(),
            anchor: self.reader.anchor(),
        })
    }

    /// Enters a view.
    pub(super) fn enter_view(&mut self, view: View) {
        self.filter.view = ActiveView::of(view);
        self.refill_view();
        self.marks.picked.clear();
        self.refilter();
        self.list.start();
    }
}
