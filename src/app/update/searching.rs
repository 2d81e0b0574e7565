//! Searching: the query in the input line, its results, and the way from match to match.

use super::super::{
    App, Effect, Load, Pane,
    action::{Action, Motion},
    overlay::{Overlay, QueryScope, SearchPrompt},
    search::{Offer, SearchAnswer, Tally},
    status::Status,
};
use crate::{query::Query, store::Request};

impl App {
    /// Opens the input line for a query: one within the articles shown, or the whole query.
    pub(super) fn open_query(&mut self, scope: QueryScope) {
        let text = match scope {
            QueryScope::Within => String::new(),
            QueryScope::Whole => self.filter.kept().to_string(),
        };
        let place = (self.list.article(), self.screen.focus);
        let prompt = SearchPrompt::new(scope, text, self.filter.before(), place);
        self.overlay = Some(Overlay::Search(prompt));
        self.filter.outdate();
    }

    /// A key was typed into the line.
    pub(super) fn typed(&mut self, changed: bool) {
        if changed {
            self.try_out();
        }
    }

    /// Shows the results of the line's text; for a text that cannot be read, the articles from before the line was opened.
    pub(super) fn try_out(&mut self) {
        let kept = self.filter.kept().clone();
        let Some(Overlay::Search(prompt)) = &mut self.overlay else {
            return;
        };
        match Query::parse(prompt.input.value()) {
            Err(error) => {
                prompt.error = Some(error);
                self.filter.show_before(&prompt.before);
                self.show_found();
            }
            Ok(query) => {
                prompt.error = None;
                self.filter.try_out(match prompt.scope {
                    QueryScope::Within => kept.and(query),
                    QueryScope::Whole => query,
                });
            }
        }
    }

    /// Enter: keeps the query in the line. A text that cannot be read stays in the line.
    pub(super) fn end_prompt(&mut self) -> Vec<Effect> {
        let kept = self.filter.kept().clone();
        let Some(Overlay::Search(prompt)) = &mut self.overlay else {
            return Vec::new();
        };
        let text = prompt.input.value().trim().to_owned();
        let query = match Query::parse(&text) {
            Ok(query) => query,
            Err(error) => {
                prompt.error = Some(error);
                return Vec::new();
            }
        };
        let query = match prompt.scope {
            QueryScope::Within => kept.and(query),
            QueryScope::Whole => query,
        };
        self.overlay = None;
        self.screen.focus = self.screen.focus.max(Pane::Articles);
        self.filter.keep(query);
        self.remember_query(text)
    }

    /// Esc: everything as it was before the line was opened.
    pub(super) fn leave_prompt(&mut self, prompt: SearchPrompt) {
        let (selected, focus) = prompt.place;
        self.filter.go_back(prompt.before);
        self.show_found();
        if let Some(article) = selected {
            self.list.select(article);
        }
        self.screen.focus = focus;
    }

    fn remember_query(&mut self, text: String) -> Vec<Effect> {
        if text.is_empty() {
            return Vec::new();
        }
        self.filter.history.retain(|query| *query != text);
        self.filter.history.push(text.clone());
        vec![Effect::Store(Request::Remember(text))]
    }

    /// The line's own actions. Returns true if it was one.
    pub(super) fn act_in_prompt(&mut self, action: Action) -> bool {
        match action {
            Action::Move(Motion::Up) => self.recall(1),
            Action::Move(Motion::Down) => self.recall(-1),
            Action::Complete => self.complete(),
            _ => return false,
        }
        true
    }

    /// Goes back or forth in the past queries.
    fn recall(&mut self, by: isize) {
        if let Some(Overlay::Search(prompt)) = &mut self.overlay {
            prompt.recall(&self.filter.history, by);
        }
        self.try_out();
    }

    /// Completes the word in the line, or takes the suggestion.
    fn complete(&mut self) {
        let offer = self.filter.offer().map(|(query, _)| query.to_string());
        if let Some(Overlay::Search(prompt)) = &mut self.overlay {
            match offer {
                Some(query) if prompt.error.is_none() => prompt.set(query),
                _ => drop(prompt.complete(self.filter.facets())),
            }
        }
        self.try_out();
    }

    /// A click in the line above the one that is typed in. Returns true if it completed anything.
    pub(super) fn complete_at(&mut self, column: u16) -> bool {
        if self.filter.offer().is_some() {
            self.complete();
            return true;
        }
        let ruler = self.ruler();
        let Some(Overlay::Search(prompt)) = &mut self.overlay else {
            return false;
        };
        let taken = prompt.complete_at(column, self.filter.facets(), ruler);
        if taken {
            self.try_out();
        }
        taken
    }

    /// Shows results, unless they were asked for before the last change.
    pub(super) fn answered(&mut self, answer: SearchAnswer) {
        self.filter.take(answer);
        self.show_found();
        match &self.overlay {
            Some(Overlay::Search(prompt)) => {
                let before = prompt.place.0;
                let stays = before.is_some_and(|article| self.list.select(article));
                if !stays {
                    self.list.start();
                }
            }
            _ => self.say_what_was_found(),
        }
    }

    /// Shows how much of each tag was found.
    pub(super) fn tallied(&mut self, tally: Tally) {
        self.filter.count(tally);
        if self.loading.state == Load::Done {
            self.screen.tag_bar.complete();
        }
        self.show_counts();
    }

    /// Puts the latest counts into the line of tags and the picker.
    pub(super) fn show_counts(&mut self) {
        self.screen
            .tag_bar
            .refill(&self.filter, self.list.article_count());
        if let Some(Overlay::Tags(picker)) = &mut self.overlay {
            picker.refill(&self.filter);
        }
        self.grant_wish();
    }

    fn say_what_was_found(&mut self) {
        if self.filter.is_loosened() {
            self.screen.status = Status::done("found by ignoring spaces");
        }
    }

    /// Offers the suggestion.
    pub(super) fn offered(&mut self, offer: Offer) {
        let said = format!("nothing found; {} finds {}", offer.query, offer.count);
        let typing = matches!(self.overlay, Some(Overlay::Search(_)));
        self.filter.take_offer(offer);
        if !typing {
            self.screen.status = Status::refused(said);
        }
    }

    /// To the next or previous match: in the text that is read, then in the next article.
    pub(super) fn next_match(&mut self, forward: bool) {
        if self.screen.focus == Pane::Reader && self.seek(forward) {
            return;
        }
        if !self.list.move_by(if forward { 1 } else { -1 }) {
            let end = if forward { "last" } else { "first" };
            self.screen.status = Status::refused(format!("this is the {end} match"));
            return;
        }
        self.screen.focus = self.screen.focus.max(Pane::Articles);
        self.settle();
        if self.screen.focus == Pane::Reader {
            self.seek(forward);
        }
    }

    fn seek(&mut self, forward: bool) -> bool {
        self.reader.seek(forward)
    }
}
