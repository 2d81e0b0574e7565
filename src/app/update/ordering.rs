//! Orders: marks by name, on all that a query finds.

use super::super::{
    App, Effect, order::Order, overlay::Consent, search::Gathering, status::Status,
};
use crate::{model::ArticleId, query::Query, text::counted};

/// So many articles are marked without a question.
const UNASKED: usize = 10;

impl App {
    /// Does it to what the query finds, wherever it is, once that is known; without a query, to the articles selected.
    pub(super) fn order(&mut self, order: &'static Order, query: Option<Query>) -> Vec<Effect> {
        let Some(query) = query else {
            let targets = self.targets();
            if targets.is_empty() {
                return self.refuse("no article is selected");
            }
            return self.set(&targets, order.mark, order.on);
        };
        self.status = Status::done(format!("looking for {query} …"));
        self.ordered = Some((order, query));
        self.gather().into_iter().collect()
    }

    /// The question what the open order is on, if there is one; answers to those before no longer count.
    pub(super) fn gather(&mut self) -> Option<Effect> {
        let (_, query) = self.ordered.as_ref()?;
        self.gathering += 1;
        Some(Effect::Gather(Gathering {
            number: self.gathering,
            archive: self.archive.clone(),
            query: query.clone(),
            marks: self.marks.snapshot(),
        }))
    }

    /// What an order is on was found. Many articles are a question first.
    pub(super) fn gathered(&mut self, number: u64, ids: &[ArticleId]) -> Vec<Effect> {
        let current = number == self.gathering;
        let Some((order, _)) = self.ordered.take_if(|_| current) else {
            return Vec::new();
        };
        let differ = ids.iter().copied();
        let differ: Vec<_> = differ
            .filter(|id| self.marks.has(*id, order.mark) != order.on)
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
            let question = order.question(&counted(differ.len(), "article", "articles"));
            self.status = Status::default();
            return self.ask(question, Consent::Mark(differ, order.mark, order.on));
        }
        self.set(&differ, order.mark, order.on)
    }
}
