//! Mark commands: marks set by name on all that a query finds.

use super::super::{
    App, Effect, mark_command::MarkCommand, overlay::Consent, requests::RequestKind,
    search::GatherRequest, status::Status,
};
use crate::{model::ArticleId, query::Query, text::counted};

/// The number of articles that are marked without a question.
const UNASKED: usize = 10;

impl App {
    /// Sets the mark on the articles that the query finds, once they are found; without a query, on those selected.
    pub(super) fn command(
        &mut self,
        command: &'static MarkCommand,
        query: Option<Query>,
    ) -> Vec<Effect> {
        let Some(query) = query else {
            let targets = self.targets();
            if targets.is_empty() {
                return self.refuse("no article is selected");
            }
            return self.set(&targets, command.mark, command.on);
        };
        self.screen.status = Status::done(format!("looking for {query} …"));
        self.requests.command = Some((command, query));
        self.gather().into_iter().collect()
    }

    /// Asks for the articles of the open command, if there is one.
    pub(super) fn gather(&mut self) -> Option<Effect> {
        let query = self.requests.command.as_ref()?.1.clone();
        Some(Effect::Gather(GatherRequest {
            number: self.requests.number(RequestKind::Command),
            archive: self.archive.clone(),
            query,
            marks: self.marks.snapshot(),
        }))
    }

    /// Carries out the open command on the articles found. Many articles are a question first.
    pub(super) fn gathered(&mut self, ids: &[ArticleId]) -> Vec<Effect> {
        let Some((command, _)) = self.requests.command.take() else {
            return Vec::new();
        };
        let differ = ids.iter().copied();
        let differ: Vec<_> = differ
            .filter(|id| self.marks.has(*id, command.mark) != command.on)
            .collect();
        if ids.is_empty() {
            return self.refuse("nothing matches");
        }
        if differ.is_empty() {
            return self.refuse("nothing to change");
        }
        if differ.len() > UNASKED {
            if self.overlay.is_some() {
                return self.refuse("nothing was marked: something else was begun meanwhile");
            }
            let question = command.question(&counted(differ.len(), "article", "articles"));
            self.screen.status = Status::default();
            return self.ask(question, Consent::Mark(differ, command.mark, command.on));
        }
        self.set(&differ, command.mark, command.on)
    }
}
