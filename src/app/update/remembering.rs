//! What lasts: marks from the store, and the place where reading stopped.

use super::super::{
    App, Effect, Load, Pane,
    action::Action,
    help::shown,
    keymap::Context,
    status::Status,
    view::{View, Viewing},
};
use crate::{
    model::{ArticleId, IssueId, identities},
    store::{Event, Place, Request, Seen, Visit},
};

/// Where reading is, as long as the archive is open.
pub type Spot = (Option<IssueId>, Option<ArticleId>, Pane, usize);

impl App {
    /// What the store tells.
    pub(super) fn stored(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Marks(marks) | Event::News(marks) => {
                if self.marks.take(&marks) {
                    self.grow_view();
                }
            }
            Event::Saved(count) => self.unsaved = self.unsaved.saturating_sub(count),
            Event::Visited(visit) => self.visited(visit),
            Event::First => self.greet(),
            Event::Notice(text) => self.status = Status::refused(text),
            Event::History(queries) => self.history = queries,
        }
        Vec::new()
    }

    fn visited(&mut self, visit: Visit) {
        self.resume = visit.place;
        self.seen.get_or_insert(visit.seen);
        self.resume();
        self.tell_new();
    }

    /// Tells who never read here before where to look things up, for as long as no key is pressed.
    fn greet(&mut self) {
        let key = self.keymap.key_for(Context::Main, Action::Help).map(shown);
        if let Some(key) = key.filter(|_| !self.touched && self.status.text.is_empty()) {
            self.status = Status::done(format!("new here? {key} shows all keys"));
        }
    }

    /// Goes to where reading stopped, as soon as it is there and unless somebody moved.
    pub(super) fn resume(&mut self) {
        let Some(place) = self.resume.take_if(|_| !self.touched) else {
            return;
        };
        let mut issues = self.archive.issues();
        let Some((id, issue)) = issues.find(|(_, issue)| issue.key == place.issue) else {
            self.resume = Some(place).filter(|_| matches!(self.load, Load::Running { .. }));
            return;
        };
        let names = identities(issue).into_iter();
        let at = place
            .article
            .and_then(|subject| names.zip(0..).find(|(names, _)| names.article == subject));
        self.browse.issues.select(id);
        self.browse.refresh(&self.archive);
        if let Some((_, index)) = at {
            self.browse.articles.select(ArticleId { issue: id, index });
        }
        self.focus = Pane::from_name(&place.pane).unwrap_or(self.focus);
        self.reader.resume_at(place.anchor);
        self.touched = true;
    }

    /// Whether an issue came since the archive was read last. Nothing is new in an archive that is opened first.
    pub fn is_new(&self, issue: IssueId) -> bool {
        let issue = self.archive.issue(issue);
        let unseen = |key: &str| self.seen.as_ref().is_some_and(|seen| !seen.contains(key));
        issue.is_some_and(|issue| unseen(&issue.key))
    }

    /// Says how many issues are new, when all are there.
    fn tell_new(&mut self) {
        let issues = self.archive.order().iter();
        let new = issues.filter(|id| self.is_new(**id)).count();
        if self.load == Load::Done && new > 0 && self.status.text.is_empty() {
            let issues = if new == 1 { "issue" } else { "issues" };
            self.status = Status::done(format!("{new} new {issues} since last time"));
        }
    }

    /// The archive is all there: its issues are known from now on.
    pub(super) fn arrive(&mut self) -> Vec<Effect> {
        self.tell_new();
        vec![self.known()]
    }

    /// What makes the issues that are there known, the next time.
    pub(super) fn known(&self) -> Effect {
        let issues = self.archive.issues().map(|(_, issue)| Seen {
            key: issue.key.clone(),
            title: issue.title.clone(),
        });
        Effect::Store(Request::Arrive(issues.collect(), self.now))
    }

    /// Where reading is, to see whether it moved; `None` until somebody moved at all.
    pub fn spot(&self) -> Option<Spot> {
        let (issue, article) = (
            self.browse.issues.selected(),
            self.browse.articles.selected(),
        );
        self.touched
            .then(|| (issue, article, self.focus, self.reader.top()))
    }

    /// Where reading is, to come back to it another day.
    pub fn place(&self) -> Option<Place> {
        let id = self.browse.issues.selected()?;
        let issue = self.archive.issue(id)?;
        let article = self
            .browse
            .articles
            .selected()
            .filter(|article| article.issue == id);
        let names =
            article.and_then(|article| identities(issue).into_iter().nth(article.index as usize));
        Some(Place {
            issue: issue.key.clone(),
            article: names.map(|names| names.article),
            pane: self.focus.name().to_owned(),
            anchor: self.reader.anchor(),
        })
    }

    /// Enters a view.
    pub(super) fn enter_view(&mut self, view: View) {
        self.view = Viewing::of(view);
        self.refill_view();
        self.picked.clear();
        self.refilter();
        self.browse.start(&self.archive);
    }
}
