//! What was found before: a query that only says more looks at no more than that, and not before the place where the match of
//! the shorter one begins.

use std::{collections::VecDeque, sync::Arc};

use jiff::civil;

use super::{
    Query,
    ahead::{Following, Next, Signs},
    narrow,
};
use crate::model::ArticleId;

/// How many answers are kept: those to the letters of a word, as written and with spaces left out of account.
const KEPT: usize = 8;

/// An article that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub id: ArticleId,
    /// What [`Candidate::from`](super::sweep::Candidate::from) says of it.
    pub from: u32,
}

/// Articles in the order of the archive, as the threads found them. Those of an issue are in one part.
pub(super) type Hits = Arc<Vec<Vec<Hit>>>;

/// What follows the words that found each of them, part by part.
#[derive(Debug, Default)]
pub(super) struct After {
    pub signs: Signs,
    pub of: Vec<Vec<Following>>,
}

/// How many there are.
pub(super) fn count(hits: &Hits) -> usize {
    hits.iter().map(Vec::len).sum()
}

/// The last answers.
#[derive(Debug, Default)]
pub(super) struct Memory {
    answers: VecDeque<Answer>,
    /// The day of the answers, which `newer:` depends on.
    today: Option<civil::Date>,
}

#[derive(Debug)]
struct Answer {
    query: Query,
    loose: bool,
    hits: Hits,
    /// Looked up of the last answers.
    after: Option<Arc<After>>,
}

/// Articles to look through.
pub(super) struct Superset {
    pub hits: Hits,
    /// The next letter, and what follows the words of before.
    pub ahead: Option<(Next, Arc<After>)>,
    /// What is left to look for, if that is less than the query.
    pub rest: Option<Query>,
    /// Whether the places of the hits hold for the query too.
    pub bounded: bool,
}

impl Answer {
    /// Whether all that the query finds is here.
    fn holds_all_of(&self, query: &Query, loose: bool) -> bool {
        let looser = self.loose || !loose || !self.query.can_be_loosened();
        looser && narrow::narrows(query, &self.query)
    }
}

impl Memory {
    /// Forgets everything on another day.
    pub fn set_day(&mut self, today: civil::Date) {
        if self.today != Some(today) {
            self.clear();
        }
        self.today = Some(today);
    }

    pub fn clear(&mut self) {
        self.answers.clear();
    }

    /// Keeps an answer, if it is still the same tomorrow and is not everything.
    pub fn put(&mut self, query: &Query, loose: bool, hits: &Hits) {
        if query.depends_on_marks() || query.is_everything() {
            return;
        }
        self.answers.truncate(KEPT - 1);
        self.answers.push_front(Answer {
            query: query.clone(),
            loose,
            hits: Arc::clone(hits),
            after: None,
        });
    }

    /// Keeps what follows the words that found the last answer, and of no other but the one before: one of both is as written,
    /// the other one loosened.
    pub fn look_ahead(&mut self, after: After) {
        for answer in self.answers.iter_mut().skip(2) {
            answer.after = None;
        }
        if let Some(last) = self.answers.front_mut() {
            last.after = Some(Arc::new(after));
        }
    }

    /// The last answer, if it is to this query and nothing was looked up of it.
    pub fn last(&self, query: &Query, loose: bool) -> Option<&Hits> {
        let last = self.answers.front()?;
        let is_it = last.query == *query && last.loose == loose;
        (is_it && last.after.is_none()).then_some(&last.hits)
    }

    /// The answer to this very query.
    pub fn same(&self, query: &Query, loose: bool) -> Option<Hits> {
        let is_same = |answer: &&Answer| {
            let unfinished = answer.query.is_unfinished() == query.is_unfinished();
            answer.query.expr == query.expr && answer.loose == loose && unfinished
        };
        let answer = self.answers.iter().find(is_same)?;
        Some(Arc::clone(&answer.hits))
    }

    /// The fewest articles that are known to hold all that a query finds.
    pub fn superset(&self, query: &Query, loose: bool) -> Option<Superset> {
        let answers = self.answers.iter();
        let answers = answers.filter(|answer| answer.holds_all_of(query, loose));
        let answer = answers.min_by_key(|answer| (count(&answer.hits), answer.loose != loose))?;
        let lone = |query: &Query| query.expr.lone_text().is_some();
        let same = answer.loose == loose;
        let ahead = answer.after.as_ref().filter(|_| same).and_then(|after| {
            let next = Next::of(query, &answer.query, &after.signs, loose)?;
            Some((next, Arc::clone(after)))
        });
        let rest = narrow::rest(query, &answer.query).filter(|_| same);
        Some(Superset {
            hits: Arc::clone(&answer.hits),
            ahead,
            rest: rest.map(|expr| Query {
                expr,
                ..query.clone()
            }),
            bounded: lone(query) && lone(&answer.query),
        })
    }
}
