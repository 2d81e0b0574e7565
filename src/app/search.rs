//! Questions to the archive, answered on another thread.

use std::{
    borrow::Cow,
    sync::{Arc, atomic::AtomicBool},
};

use jiff::civil;

use super::marks::Snapshot;
use crate::{
    model::{Archive, ArticleId, Marks, NoMarks, Tag},
    query::{self, Context, Facets, Found, Query, Reason, Searcher},
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

same_by_number!(Search, Gathering, Counting, Match, Relate);

/// With fewer articles than this, a search takes no time worth saving.
const MANY: usize = 10_000;

/// What is asked. A later question makes an earlier one stale.
#[derive(Clone, Debug)]
pub struct Search {
    /// Grows from question to question.
    pub number: u64,
    /// What to look through.
    pub archive: Archive,
    /// What to look for.
    pub query: Query,
    /// Whether to count what the articles found have in common.
    pub counts: bool,
    /// The marks, if the answer depends on them.
    pub marks: Option<Snapshot>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The number of the question.
    pub number: u64,
    /// The articles; none where everything was asked for.
    pub found: Found,
}

/// Nothing was found, and the same keys would have typed something else on the other keyboard layout.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The number of the question.
    pub number: u64,
    /// What they would have typed.
    pub query: Query,
    /// How many articles it finds.
    pub count: usize,
}

/// What the articles found have in common.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The number of the question.
    pub number: u64,
    /// What was counted.
    pub facets: Facets,
}

impl Search {
    /// Whether everything is asked for in no order of its own: there is nothing to find, and only to count.
    pub fn is_of_everything(&self) -> bool {
        self.query.is_everything() && self.query.sort().is_none()
    }

    /// Looks for it. `None` if `cancel` became true meanwhile.
    pub fn answer(
        &self,
        searcher: &mut Searcher,
        today: civil::Date,
        cancel: &AtomicBool,
    ) -> Option<Answer> {
        let number = self.number;
        let found = if self.is_of_everything() {
            Found::default()
        } else {
            self.find(&self.query, searcher, today, cancel)?
        };
        Some(Answer { number, found })
    }

    /// Looks for what was probably meant, if nothing was found. `None` too if `cancel` became true meanwhile.
    pub fn offer(
        &self,
        answer: &Found,
        searcher: &mut Searcher,
        today: civil::Date,
        cancel: &AtomicBool,
    ) -> Option<Offer> {
        let query = self.query.retyped().filter(|_| answer.ids.is_empty())?;
        let count = self.find(&query, searcher, today, cancel)?.ids.len();
        let number = self.number;
        (count > 0).then_some(Offer {
            number,
            query,
            count,
        })
    }

    /// Gets ready for a letter more in the query, where it pays.
    pub fn look_ahead(
        &self,
        answer: &Found,
        searcher: &mut Searcher,
        today: civil::Date,
        cancel: &AtomicBool,
    ) {
        if answer.ids.len() >= MANY {
            let marks = self.marks();
            let context = Context { today, marks };
            searcher.look_ahead(&self.archive, &self.query, &context, cancel);
        }
    }

    fn find(
        &self,
        query: &Query,
        searcher: &mut Searcher,
        today: civil::Date,
        cancel: &AtomicBool,
    ) -> Option<Found> {
        let marks = self.marks();
        searcher.run(&self.archive, query, &Context { today, marks }, cancel)
    }

    fn marks(&self) -> &dyn Marks {
        match &self.marks {
            Some(marks) => marks,
            None => &NoMarks,
        }
    }

    /// Counts what the articles found have in common, if that was asked for. It takes longer than to find them.
    pub fn tally(&self, searcher: &mut Searcher, found: &[ArticleId]) -> Option<Tally> {
        let facets = || {
            let every = || self.archive.articles().map(|view| view.id).collect();
            let found = if self.is_of_everything() {
                Cow::<[ArticleId]>::Owned(every())
            } else {
                Cow::Borrowed(found)
            };
            searcher.facets(&self.archive, &found, self.marks())
        };
        self.counts.then(facets).map(|facets| Tally {
            number: self.number,
            facets,
        })
    }
}

/// A query whose articles something is to be done with.
#[derive(Clone, Debug)]
pub struct Gathering {
    /// Grows from one to the next.
    pub number: u64,
    /// What to look through.
    pub archive: Archive,
    /// What to look for.
    pub query: Query,
    /// What articles bear.
    pub marks: Snapshot,
}

impl Gathering {
    /// The articles. `None` if `cancel` became true meanwhile.
    pub fn answer(
        &self,
        searcher: &mut Searcher,
        today: civil::Date,
        cancel: &AtomicBool,
    ) -> Option<Vec<ArticleId>> {
        let marks = &self.marks;
        let found = searcher.run(
            &self.archive,
            &self.query,
            &Context { today, marks },
            cancel,
        )?;
        Some(Arc::unwrap_or_clone(found.ids))
    }
}

/// Articles to be put in numbers.
#[derive(Clone, Debug)]
pub struct Counting {
    /// Grows from one to the next.
    pub number: u64,
    /// Where they are.
    pub archive: Archive,
    /// Which; all without them.
    pub ids: Option<Arc<Vec<ArticleId>>>,
    /// What they bear.
    pub marks: Snapshot,
}

impl Counting {
    /// The numbers. `None` if `cancel` became true meanwhile.
    pub fn answer(&self, searcher: &mut Searcher, cancel: &AtomicBool) -> Option<Stats> {
        let all = || self.archive.articles().map(|article| article.id).collect();
        let ids = self.ids.clone().unwrap_or_else(|| Arc::new(all()));
        Stats::count(searcher, &self.archive, &ids, &self.marks, cancel)
    }
}

/// Letters to look for in titles.
#[derive(Clone, Debug)]
pub struct Match {
    /// Grows from one to the next.
    pub number: u64,
    /// What to look through.
    pub archive: Archive,
    /// What was typed.
    pub text: String,
}

impl Match {
    /// The articles whose titles match best. `None` if `cancel` became true meanwhile.
    pub fn answer(&self, cancel: &AtomicBool) -> Option<Vec<ArticleId>> {
        query::titles(&self.archive, &self.text, cancel)
    }
}

/// An article to find others for that have to do with it.
#[derive(Clone, Debug)]
pub struct Relate {
    /// Grows from one to the next.
    pub number: u64,
    /// What to look through.
    pub archive: Archive,
    /// The article.
    pub article: ArticleId,
    /// How many articles bear each tag.
    pub tags: Vec<(Tag, usize)>,
}

impl Relate {
    /// The articles related to it, the closest first. `None` if `cancel` became true meanwhile.
    pub fn answer(&self, cancel: &AtomicBool) -> Option<Vec<(ArticleId, Reason)>> {
        query::related(&self.archive, self.article, &self.tags, cancel)
    }
}
