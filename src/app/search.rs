//! Questions to the archive, answered on another thread.

use std::{
    borrow::Cow,
    sync::{Arc, atomic::AtomicBool},
};

use jiff::civil;

use super::marks::Snapshot;
use crate::{
    model::{Archive, ArticleId, Marks, NoMarks, Tag},
    query::{self, AsOf, Facets, Matches, Query, Reason, Searcher},
    stats::Stats,
};

/// Two questions are the same if they ask the same of the same: numbers are never used twice.
macro_rules! same_by_number {
    ($($question:ty),+) => {$(
        impl PartialEq for $question {
            fn eq(&self, other: &Self) -> bool {
                self.number == other.number
            }
        }

        impl Eq for $question {}
    )+};
}

same_by_number!(
    SearchRequest,
    GatherRequest,
    CountRequest,
    TitleRequest,
    RelateRequest
);

/// A query to be answered.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// Grows from question to question.
    pub number: u64,
    /// The archive to search.
    pub archive: Archive,
    /// The query.
    pub query: Query,
    /// True to count what the articles found have in common.
    pub counts: bool,
    /// The marks, if the answer depends on them.
    pub marks: Option<Snapshot>,
}

/// The articles found.
#[derive(Clone, Debug)]
pub struct SearchAnswer {
    /// The number of the question.
    pub number: u64,
    /// The articles; none where everything was asked for.
    pub found: Matches,
}

/// Nothing was found, and the same keys would have typed something else on the other keyboard layout.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The number of the question.
    pub number: u64,
    /// The query those keys would have typed.
    pub query: Query,
    /// The number of articles it finds.
    pub count: usize,
}

/// The facets of the articles found.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The number of the question.
    pub number: u64,
    /// The facets with their counts.
    pub facets: Facets,
}

impl SearchRequest {
    /// True if everything is asked for in no order of its own: there is nothing to find, and only to count.
    pub fn is_of_everything(&self) -> bool {
        self.query.is_everything() && self.query.sort().is_none()
    }

    /// Looks for it. `None` if `cancel` became true meanwhile.
    pub fn answer(
        &self,
        searcher: &mut Searcher,
        today: civil::Date,
        cancel: &AtomicBool,
    ) -> Option<SearchAnswer> {
        let number = self.number;
        let found = if self.is_of_everything() {
            Matches::default()
        } else {
            self.find(&self.query, searcher, today, cancel)?
        };
        Some(SearchAnswer { number, found })
    }

    /// Searches for a suggestion, if nothing was found. `None` too if `cancel` became true meanwhile.
    pub fn offer(
        &self,
        answer: &Matches,
        today: civil::Date,
        cancel: &AtomicBool,
    ) -> Option<Offer> {
        let query = self.query.retyped().filter(|_| answer.ids.is_empty())?;
        let searcher = &mut Searcher::default();
        let count = self.find(&query, searcher, today, cancel)?.ids.len();
        let number = self.number;
        (count > 0).then_some(Offer {
            number,
            query,
            count,
        })
    }

    fn find(
        &self,
        query: &Query,
        searcher: &mut Searcher,
        today: civil::Date,
        cancel: &AtomicBool,
    ) -> Option<Matches> {
        let marks = self.marks();
        searcher.run(&self.archive, query, &AsOf { today, marks }, cancel)
    }

    fn marks(&self) -> &dyn Marks {
        match &self.marks {
            Some(marks) => marks,
            None => &NoMarks,
        }
    }

    /// Counts what the articles found have in common, if that was asked for. It takes longer than to find them.
    /// `None` too if `cancel` became true meanwhile.
    pub fn tally(&self, found: &[ArticleId], cancel: &AtomicBool) -> Option<Tally> {
        let every = || self.archive.articles().map(|view| view.id).collect();
        let found = match (self.counts, self.is_of_everything()) {
            (false, _) => return None,
            (true, true) => Cow::<[ArticleId]>::Owned(every()),
            (true, false) => Cow::Borrowed(found),
        };
        let facets = Facets::count(&self.archive, &found, self.marks(), cancel)?;
        let number = self.number;
        Some(Tally { number, facets })
    }
}

/// A query whose articles a command applies to.
#[derive(Clone, Debug)]
pub struct GatherRequest {
    /// Grows from one to the next.
    pub number: u64,
    /// The archive to search.
    pub archive: Archive,
    /// The query.
    pub query: Query,
    /// The marks.
    pub marks: Snapshot,
}

impl GatherRequest {
    /// The articles. `None` if `cancel` became true meanwhile.
    pub fn answer(&self, today: civil::Date, cancel: &AtomicBool) -> Option<Vec<ArticleId>> {
        let marks = &self.marks;
        let as_of = AsOf { today, marks };
        let found = query::run(&self.archive, &self.query, &as_of, cancel)?;
        Some(Arc::unwrap_or_clone(found.ids))
    }
}

/// Articles to be put in numbers.
#[derive(Clone, Debug)]
pub struct CountRequest {
    /// Grows from one to the next.
    pub number: u64,
    /// Their archive.
    pub archive: Archive,
    /// The articles; all without them.
    pub ids: Option<Arc<Vec<ArticleId>>>,
    /// Their marks.
    pub marks: Snapshot,
}

impl CountRequest {
    /// The numbers. `None` if `cancel` became true meanwhile.
    pub fn answer(&self, cancel: &AtomicBool) -> Option<Stats> {
        let all = || self.archive.articles().map(|article| article.id).collect();
        let ids = self.ids.clone().unwrap_or_else(|| Arc::new(all()));
        Stats::count(&self.archive, &ids, &self.marks, cancel)
    }
}

/// Letters to look for in titles.
#[derive(Clone, Debug)]
pub struct TitleRequest {
    /// Grows from one to the next.
    pub number: u64,
    /// The archive to search.
    pub archive: Archive,
    /// The typed letters.
    pub text: String,
}

impl TitleRequest {
    /// The articles whose titles match best. `None` if `cancel` became true meanwhile.
    pub fn answer(&self, cancel: &AtomicBool) -> Option<Vec<ArticleId>> {
        query::titles(&self.archive, &self.text, cancel)
    }
}

/// An article to find others for that have to do with it.
#[derive(Clone, Debug)]
pub struct RelateRequest {
    /// Grows from one to the next.
    pub number: u64,
    /// The archive to search.
    pub archive: Archive,
    /// The article.
    pub article: ArticleId,
    /// The number of articles with each tag.
    pub tags: Vec<(Tag, usize)>,
}

impl RelateRequest {
    /// The articles related to it, the closest first. `None` if `cancel` became true meanwhile.
    pub fn answer(&self, cancel: &AtomicBool) -> Option<Vec<(ArticleId, Reason)>> {
        query::related(&self.archive, self.article, &self.tags, cancel)
    }
}
