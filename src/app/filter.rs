//! What is shown of the archive: a query that is kept, and one that is being typed.

use std::sync::Arc;

use super::{
    moves::Moves,
    search::{Answer, Offer, Search, Tally},
};
use crate::{
    model::{Archive, ArticleId},
    query::{Choice, Facet, Facets, Highlighter, Query},
};

/// The query, and what it found last. Until an answer comes, the lists show the answer to the query before.
#[derive(Debug, Default)]
pub struct Filter {
    kept: Query,
    typed: Option<Query>,
    found: Option<Arc<Vec<ArticleId>>>,
    facets: Facets,
    /// What all articles have in common, as it was counted last.
    all: Facets,
    /// Whether the archive is still the one that was counted.
    all_known: bool,
    offer: Option<(Query, usize)>,
    loosened: bool,
    highlighter: Highlighter,
    /// Counts what the highlighter was made for.
    revision: u64,
    asked: u64,
    stale: bool,
}

/// What a filter was, to go back to.
#[derive(Clone, Debug)]
pub struct Before {
    kept: Query,
    found: Option<Arc<Vec<ArticleId>>>,
}

impl Before {
    /// Goes on with the same articles under other ids.
    pub(super) fn carry(&mut self, moves: &Moves) {
        let found = self.found.iter_mut();
        found.for_each(|found| moves.all(Arc::make_mut(found)));
    }
}

impl Filter {
    /// Goes on with the same articles under other ids.
    pub(super) fn carry(&mut self, moves: &Moves) {
        let found = self.found.iter_mut();
        found.for_each(|found| moves.all(Arc::make_mut(found)));
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.query().is_everything() && !self.is_sorted()
    }

    /// Whether the articles found stand in an order of their own, and not in that of the archive.
    pub fn is_sorted(&self) -> bool {
        self.query().sort().is_some()
    }

    /// What is asked for now.
    pub fn query(&self) -> &Query {
        self.typed.as_ref().unwrap_or(&self.kept)
    }

    /// What is asked for when nothing is being typed.
    pub fn kept(&self) -> &Query {
        &self.kept
    }

    /// The articles that pass, in the order of the archive; `None` if all do.
    pub fn found(&self) -> Option<&Arc<Vec<ArticleId>>> {
        self.found.as_ref()
    }

    /// What the articles that pass have in common, as it was counted last.
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// What all articles have in common, as it was counted last.
    pub fn all_facets(&self) -> &Facets {
        &self.all
    }

    /// What was probably meant, and how much it finds, if nothing was found.
    pub fn offer(&self) -> Option<&(Query, usize)> {
        self.offer.as_ref()
    }

    /// Whether what is shown was found only because spaces within Korean words do not count.
    pub fn is_loosened(&self) -> bool {
        self.loosened
    }

    /// What to make visible in titles and text.
    pub fn highlighter(&self) -> &Highlighter {
        &self.highlighter
    }

    /// A number that is another one whenever the highlighter is.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How a facet is asked for, if it is.
    pub fn choice(&self, facet: &Facet) -> Option<Choice> {
        self.kept.choice(facet)
    }

    /// Asks for a facet in another way, or no more.
    pub fn choose(&mut self, facet: &Facet, choice: Option<Choice>) {
        self.keep(self.kept.clone().with_choice(facet, choice));
    }

    /// Asks for something else from now on.
    pub fn keep(&mut self, query: Query) {
        self.kept = query;
        self.typed = None;
        self.outdate();
    }

    /// Asks for something else while it is being typed.
    pub fn try_out(&mut self, query: Query) {
        self.typed = Some(query.typing());
        self.outdate();
    }

    /// What it is now, to come back to.
    pub fn before(&self) -> Before {
        Before {
            kept: self.kept.clone(),
            found: self.found.clone(),
        }
    }

    /// Goes back to what it was. What was found then is there at once.
    pub fn go_back(&mut self, before: Before) {
        self.keep(before.kept);
        self.found = before.found;
    }

    /// Shows what it was before for as long as what is typed cannot be read.
    pub fn show_before(&mut self, before: &Before) {
        if self.typed.is_some() {
            self.go_back(before.clone());
        }
    }

    /// What was found is out of date: the query changed, or the archive.
    pub fn outdate(&mut self) {
        self.stale = true;
        self.highlighter = Highlighter::new(self.query());
        self.revision += 1;
        if self.is_empty() {
            (self.found, self.offer, self.loosened) = (None, None, false);
        }
    }

    /// Whether what was found is out of date, and nobody was asked yet.
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// A question whose answer tells nothing, but after which every other one is answered faster.
    pub fn warm_up(&mut self, archive: &Archive) -> Option<Search> {
        self.stale = true;
        self.ask(archive, true)
    }

    /// What to ask now; `None` if the last answer, or the one on its way, is good.
    pub fn ask(&mut self, archive: &Archive, counts: bool) -> Option<Search> {
        if !std::mem::take(&mut self.stale) {
            return None;
        }
        // An answer on its way is stale in any case.
        self.asked += 1;
        if self.is_empty() && !counts {
            return None;
        }
        Some(Search {
            number: self.asked,
            archive: archive.clone(),
            query: self.query().clone(),
            counts,
            marks: None,
        })
    }

    /// Takes an answer. Whether it is the one that was waited for: stale ones are dropped.
    pub fn take(&mut self, answer: Answer) -> bool {
        if answer.number != self.asked {
            return false;
        }
        self.found = (!self.is_empty()).then_some(answer.found.ids);
        self.loosened = answer.found.loosened;
        self.offer = None;
        true
    }

    /// Takes what was probably meant, if nothing was found. Whether it is that of the last question.
    pub fn take_offer(&mut self, offer: Offer) -> bool {
        let fits = offer.number == self.asked;
        if fits {
            self.offer = Some((offer.query, offer.count));
        }
        fits
    }

    /// Takes what was counted of the last answer. Whether it is that of the last.
    pub fn count(&mut self, tally: Tally) -> bool {
        if tally.number != self.asked {
            return false;
        }
        self.facets = tally.facets;
        if self.is_empty() {
            self.all = self.facets.clone();
            self.all_known = true;
        }
        true
    }

    /// The archive is another one: what all articles have in common has to be counted again.
    pub fn forget(&mut self) {
        self.all_known = false;
    }

    /// Answers itself, if everything is asked for and that was counted before; only states may be others since.
    pub fn answer_itself(&mut self) {
        if self.is_empty() && self.all_known {
            self.facets = self.all.clone();
            self.stale = false;
            self.asked += 1;
        }
    }
}
