use std::{
    iter,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::civil;
use rayon::prelude::*;

use super::{
    Facets, Query,
    ahead::{Following, Signs, Stem},
    facets,
    held::Needed,
    index::Index,
    memory::{self, After, Hit, Hits, Memory, Superset},
    order,
    plan::{Plan, plan},
    select::Selection,
    sweep::{self, Candidate, Known},
};
use crate::model::{Archive, ArticleId, IssueId, Marks};

/// From so many articles it is learned what follows most often.
const SOME: usize = 1000;

/// So many issues are fetched from memory together.
const TOGETHER: usize = 8;

/// What a match may depend on besides the text.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// For `newer:` and `older:`.
    pub today: civil::Date,
    /// For `is:`.
    pub marks: &'a dyn Marks,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In the order to show them: newest issue first unless the query says otherwise.
    pub ids: Arc<Vec<ArticleId>>,
    /// Nothing was found as written: these are found when spaces within Korean words do not count.
    pub loosened: bool,
}

/// Finds articles again and again: it remembers what it learned of the issues, and what it found last, so that a query that
/// only says more than the last one looks at no more than what was found then.
#[derive(Debug, Default)]
pub struct Searcher {
    index: Index,
    memory: Memory,
}

impl Searcher {
    /// Finds the articles that match. `None` if `cancel` became true before the end.
    pub fn run(
        &mut self,
        archive: &Archive,
        query: &Query,
        context: &Context<'_>,
        cancel: &AtomicBool,
    ) -> Option<Found> {
        self.update(archive);
        self.memory.set_day(context.today);
        let mut find = |loose| self.find(archive, query, loose, context, cancel);
        let mut hits = find(false)?;
        let loosened = memory::count(&hits) == 0 && query.can_be_loosened();
        if loosened {
            hits = find(true)?;
        }
        let mut ids = Vec::with_capacity(memory::count(&hits));
        for part in hits.iter() {
            ids.extend(part.iter().map(|hit| hit.id));
        }
        order::arrange(archive, query, &mut ids);
        Some(Found {
            loosened: loosened && !ids.is_empty(),
            ids: Arc::new(ids),
        })
    }

    /// What these articles have in common. Those of one issue should stand together.
    pub fn facets(&mut self, archive: &Archive, ids: &[ArticleId], marks: &dyn Marks) -> Facets {
        self.update(archive);
        facets::count(&self.index, archive, ids, marks)
    }

    /// Looks up what follows the words that were looked for last, and what they find when spaces do not count: with a letter
    /// more they are found sooner then. It takes longer than that search did, and is for when nothing else is asked.
    pub fn look_ahead(
        &mut self,
        archive: &Archive,
        query: &Query,
        context: &Context<'_>,
        cancel: &AtomicBool,
    ) {
        self.update(archive);
        self.look_after(archive, query, false, cancel);
        if query.can_be_loosened() && self.find(archive, query, true, context, cancel).is_some() {
            self.look_after(archive, query, true, cancel);
        }
    }

    /// Looks up what follows the words that found the last answer.
    fn look_after(&mut self, archive: &Archive, query: &Query, loose: bool, cancel: &AtomicBool) {
        let last = self.memory.last(query, loose);
        if let Some((hits, stem)) = last.zip(Stem::of(query, loose)) {
            let mut some = Vec::new();
            for hit in hits.iter().flatten().take(SOME) {
                stem.followed_by(self.text(archive, hit), |c| some.push(c));
            }
            let signs = Signs::new(some);
            let following = |hit: &Hit| {
                let goes_on = !cancel.load(Ordering::Relaxed);
                goes_on.then(|| stem.following(self.text(archive, hit), &signs))
            };
            let of = hits
                .par_iter()
                .map(|part| part.iter().map_while(following).collect());
            let of = of.collect();
            if !cancel.load(Ordering::Relaxed) {
                self.memory.look_ahead(After { signs, of });
            }
        }
    }

    /// The text of an article from where it was found; empty if it is found in other ways.
    fn text<'a>(&self, archive: &'a Archive, hit: &Hit) -> &'a str {
        let id = hit.id.issue;
        let known = archive.issue(id).zip(self.index.facts(id));
        let text = known.and_then(|(issue, facts)| {
            let range = facts.text(hit.id.index, hit.from);
            issue.source.get(range)
        });
        text.unwrap_or_default()
    }

    /// Learns what is new. The first search does it otherwise.
    pub fn update(&mut self, archive: &Archive) {
        if self.index.update(archive) {
            self.memory.clear();
        }
    }

    /// Forgets what was found, and keeps what it learned of the issues.
    pub fn forget(&mut self) {
        self.memory.clear();
    }

    /// `loose`: spaces within Korean words do not count.
    fn find(
        &mut self,
        archive: &Archive,
        query: &Query,
        loose: bool,
        context: &Context<'_>,
        cancel: &AtomicBool,
    ) -> Option<Hits> {
        if let Some(known) = self.memory.same(query, loose) {
            return Some(known);
        }
        let superset = self.memory.superset(query, loose);
        let (is_ahead, rest) = match &superset {
            Some(superset) => (superset.ahead.is_some(), superset.rest.as_ref()),
            None => (false, None),
        };
        let left = rest.unwrap_or(query);
        let needed = || Needed::of(left, &self.index.syllabary);
        let run = Run {
            archive,
            index: &self.index,
            plan: &plan(left, context.today, loose, &self.index),
            context,
            bounded: superset.as_ref().is_some_and(|superset| superset.bounded),
            needed: (!is_ahead).then(needed).flatten(),
            cancel,
        };
        let hits = match superset {
            Some(superset) => run.among(&superset),
            None => run.among_all(),
        };
        let hits = Arc::new(hits?);
        self.memory.put(query, loose, &hits);
        Some(hits)
    }
}

/// A search while it goes on.
struct Run<'a> {
    archive: &'a Archive,
    index: &'a Index,
    plan: &'a Plan,
    context: &'a Context<'a>,
    /// Whether it is known of the candidates where not to look.
    bounded: bool,
    /// What an article must hold, where it is not known what follows the words of before.
    needed: Option<Needed>,
    cancel: &'a AtomicBool,
}

/// What a thread works with.
struct Worker {
    /// Threads that share a regular expression wait for each other's scratch space: each has a copy.
    plan: Plan,
    candidates: Vec<Candidate>,
    hits: Vec<Hit>,
}

impl Run<'_> {
    fn among_all(&self) -> Option<Vec<Vec<Hit>>> {
        let issues = self.archive.order().par_chunks(TOGETHER);
        let parts = issues.fold(
            || self.worker(),
            |mut worker, ids| {
                self.fetch(ids);
                for &id in ids {
                    let issue = self.archive.issue(id);
                    let count = issue.map_or(0, |issue| issue.articles.len() as u32);
                    let all = (0..count).map(|article| Candidate {
                        article,
                        from: 0,
                        known: Known::Maybe,
                    });
                    worker = self.in_issue(worker, id, all);
                }
                worker
            },
        );
        self.gather(parts)
    }

    /// Fetches what is looked at first in some issues.
    fn fetch(&self, ids: &[IssueId]) {
        sweep::fetch(ids.iter().filter_map(|&id| {
            let (issue, facts) = (self.archive.issue(id)?, self.index.facts(id)?);
            Some(facts.beginning() ^ issue.source.as_bytes().first()?)
        }));
    }

    fn among(&self, superset: &Superset) -> Option<Vec<Vec<Hit>>> {
        let ahead = superset.ahead.as_ref();
        let after = |part: usize| ahead.and_then(|(_, after)| after.of.get(part));
        let parts = superset.hits.par_iter().enumerate();
        let issues = parts.flat_map(|(n, part)| {
            let mut after = after(n).map_or(&[][..], Vec::as_slice);
            let issues = part.chunk_by(|a, b| a.id.issue == b.id.issue);
            let issues = issues.map(|hits| {
                let (own, others) = after.split_at_checked(hits.len()).unwrap_or_default();
                after = others;
                (hits, own)
            });
            issues.collect::<Vec<_>>()
        });
        let parts = issues.fold(
            || self.worker(),
            |worker, (hits, after)| {
                let unknown = iter::repeat(Following::default());
                let after = after.iter().copied().chain(unknown);
                let known = |following| match ahead {
                    Some((next, _)) => next.known(following),
                    None => Known::Maybe,
                };
                let candidates = hits.iter().zip(after).map(|(hit, following)| Candidate {
                    article: hit.id.index,
                    from: hit.from,
                    known: known(following),
                });
                match hits.first() {
                    Some(first) => self.in_issue(worker, first.id.issue, candidates),
                    None => worker,
                }
            },
        );
        self.gather(parts)
    }

    fn worker(&self) -> Worker {
        Worker {
            plan: self.plan.clone(),
            candidates: Vec::new(),
            hits: Vec::new(),
        }
    }

    fn gather(&self, parts: impl ParallelIterator<Item = Worker>) -> Option<Vec<Vec<Hit>>> {
        let parts = parts
            .map(|worker| worker.hits)
            .filter(|hits| !hits.is_empty())
            .collect();
        let cancelled = self.cancel.load(Ordering::Relaxed);
        (!cancelled).then_some(parts)
    }

    fn in_issue(
        &self,
        mut worker: Worker,
        id: IssueId,
        candidates: impl Iterator<Item = Candidate>,
    ) -> Worker {
        let known = self.archive.issue(id).zip(self.index.facts(id));
        let Some((issue, facts)) = known.filter(|_| !self.cancel.load(Ordering::Relaxed)) else {
            return worker;
        };
        let selection = Selection {
            context: self.context,
            issue,
            facts,
            view: &|index| self.archive.article(ArticleId { issue: id, index }),
            bounded: self.bounded,
        };
        worker.candidates.clear();
        worker.candidates.extend(candidates);
        if let Some(needed) = &self.needed {
            needed.tell(facts, &mut worker.candidates);
        }
        worker.candidates = selection.run(&worker.plan, worker.candidates);
        worker
            .hits
            .extend(worker.candidates.iter().map(|found| Hit {
                id: ArticleId {
                    issue: id,
                    index: found.article,
                },
                from: found.from,
            }));
        worker
    }
}

/// Finds articles once. `None` if `cancel` became true before the end.
pub fn run(
    archive: &Archive,
    query: &Query,
    context: &Context<'_>,
    cancel: &AtomicBool,
) -> Option<Found> {
    Searcher::default().run(archive, query, context, cancel)
}
