//! The part of the archive that is shown: a view, a query that is kept, and one that is being typed.

use std::sync::Arc;

use super::{
    id_map::IdMap,
    requests::{RequestKind, Requests},
    search::{Offer, SearchAnswer, SearchRequest, Tally},
    view::{ActiveView, SavedView, View},
};
use crate::{
    model::{Archive, ArticleId},
    query::{Choice, Facet, Facets, Highlighter, Query},
};

/// The query and its last results. Until an answer comes, the lists show the answer to the query before.
#[derive(Debug, Default)]
pub struct Filter {
    /// The view that is open.
    pub view: ActiveView,
    /// The user's own views.
    pub saved: Vec<SavedView>,
    /// Queries asked before, the latest last.
    pub history: Vec<String>,
    kept: Query,
    typed: Option<Query>,
    found: Option<Arc<Vec<ArticleId>>>,
    facets: Facets,
    /// The facets of all articles, as counted last.
    all: Facets,
    counted: Counted,
    offer: Option<(Query, usize)>,
    loosened: bool,
    highlighter: Highlighter,
    /// Counts what the highlighter was made for.
    revision: u64,
    stale: bool,
}

/// The facets that are those of the archive as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    #[default]
    Nothing,
    /// Those of the articles that pass.
    Passing,
    /// Those of all articles, too.
    All,
}

/// An earlier state of the filter, to go back to.
#[derive(Clone, Debug)]
pub struct Before {
    kept: Query,
    found: Option<Arc<Vec<ArticleId>>>,
}

impl Before {
    /// Goes on with the same articles under other ids.
    pub(super) fn remap(&mut self, map: &IdMap) {
        let found = self.found.iter_mut();
        found.for_each(|found| map.rename_all(Arc::make_mut(found)));
    }
}

impl Filter {
    /// Goes on with the same articles under other ids.
    pub(super) fn remap(&mut self, map: &IdMap) {
        let found = self.found.iter_mut();
        found.for_each(|found| map.rename_all(Arc::make_mut(found)));
        self.view.remap(map);
    }

    /// The articles to show, `None` meaning all: those that the query found, as far as they are in the view.
    pub fn shown(&self, archive: &Archive) -> Option<Arc<Vec<ArticleId>>> {
        self.view.narrow(archive, self.found.clone())
    }

    /// True if the articles shown stand in an order of their own, not in that of the archive.
    pub fn is_ordered(&self) -> bool {
        self.view.is_ordered() || self.is_sorted()
    }

    /// True if a view or a query leaves articles out.
    pub fn is_narrowed(&self) -> bool {
        !self.is_empty() || self.view.view() != View::All
    }

    /// True if everything is shown.
    pub fn is_empty(&self) -> bool {
        self.query().is_everything() && !self.is_sorted()
    }

    /// True if the articles found stand in an order of their own, and not in that of the archive.
    pub fn is_sorted(&self) -> bool {
        self.query().sort().is_some()
    }

    /// The query that is in force, even while it is typed.
    pub fn query(&self) -> &Query {
        self.typed.as_ref().unwrap_or(&self.kept)
    }

    /// The query that is in force when nothing is being typed.
    pub fn kept(&self) -> &Query {
        &self.kept
    }

    /// The articles that pass, in the order of the archive; `None` if all do.
    pub fn found(&self) -> Option<&Arc<Vec<ArticleId>>> {
        self.found.as_ref()
    }

    /// The facets of the articles that pass, as counted last.
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// The facets of all articles, as counted last.
    pub fn all_facets(&self) -> &Facets {
        &self.all
    }

    /// The query that was probably meant, and its number of articles, if nothing was found.
    pub fn offer(&self) -> Option<&(Query, usize)> {
        self.offer.as_ref()
    }

    /// True if the results were found only by ignoring spaces within Korean words.
    pub fn is_loosened(&self) -> bool {
        self.loosened
    }

    /// Marks matches in titles and text.
    pub fn highlighter(&self) -> &Highlighter {
        &self.highlighter
    }

    /// A number that is another one whenever the highlighter is.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The way a facet is asked for, if it is.
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

    /// The present state, to come back to.
    pub fn before(&self) -> Before {
        Before {
            kept: self.kept.clone(),
            found: self.found.clone(),
        }
    }

    /// Restores an earlier filter, together with the articles it had found.
    pub fn go_back(&mut self, before: Before) {
        self.keep(before.kept);
        self.found = before.found;
    }

    /// Shows the earlier results for as long as the input cannot be read.
    pub fn show_before(&mut self, before: &Before) {
        if self.typed.is_some() {
            self.go_back(before.clone());
        }
    }

    /// Marks the answer as out of date: the query changed, or the archive.
    pub fn outdate(&mut self) {
        self.stale = true;
        self.highlighter = Highlighter::new(self.query());
        self.revision += 1;
        if self.is_empty() {
            (self.found, self.offer, self.loosened) = (None, None, false);
        }
    }

    /// True if the articles found are out of date, and the search was not asked again yet.
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// A question whose answer tells nothing, but after which every other one is answered faster.
    pub(super) fn warm_up(
        &mut self,
        archive: &Archive,
        requests: &mut Requests,
    ) -> Option<SearchRequest> {
        self.stale = true;
        self.ask(archive, requests, true)
    }

    /// The question to ask now; `None` if the last answer, or the one on its way, is good.
    pub(super) fn ask(
        &mut self,
        archive: &Archive,
        requests: &mut Requests,
        counts: bool,
    ) -> Option<SearchRequest> {
        if !std::mem::take(&mut self.stale) {
            return None;
        }
        // An answer on its way is late anyway.
        let number = requests.number(RequestKind::Search);
        if self.is_empty() && !counts {
            return None;
        }
        Some(SearchRequest {
            number,
            archive: archive.clone(),
            query: self.query().clone(),
            counts,
            marks: None,
        })
    }

    /// Takes the answer to the last question.
    pub fn take(&mut self, answer: SearchAnswer) {
        self.found = (!self.is_empty()).then_some(answer.found.ids);
        self.loosened = answer.found.loosened;
        self.offer = None;
    }

    /// Takes the suggestion, if nothing was found.
    pub fn take_offer(&mut self, offer: Offer) {
        self.offer = Some((offer.query, offer.count));
    }

    /// Takes the counts of the last answer.
    pub fn count(&mut self, tally: Tally) {
        self.facets = tally.facets;
        self.counted = self.counted.max(Counted::Passing);
        if self.is_empty() {
            self.all = self.facets.clone();
            self.counted = Counted::All;
        }
    }

    /// The archive is another one: what all articles have in common has to be counted again.
    pub fn forget(&mut self) {
        self.counted = Counted::Nothing;
    }

    /// True if the facets are those of the archive as it is.
    pub fn is_counted(&self) -> bool {
        self.counted > Counted::Nothing
    }

    /// Answers itself, if everything is asked for and that was counted before; only states may be others since.
    pub(super) fn answer_itself(&mut self, requests: &mut Requests) {
        if self.is_empty() && self.counted == Counted::All {
            self.facets = self.all.clone();
            self.stale = false;
            requests.number(RequestKind::Search);
        }
    }
}
