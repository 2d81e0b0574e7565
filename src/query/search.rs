use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil;
use rayon::prelude::*;

use super::{
    Facets, Query, facets,
    index::Index,
    narrow, order,
    plan::{Plan, plan},
    select::Selection,
};
use crate::model::{Archive, ArticleId, IssueId, Marks};

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
    pub ids: Vec<ArticleId>,
    /// Nothing was found as written: these are found when spaces within Korean words do not count.
    pub loosened: bool,
}

/// Finds articles again and again: it remembers what it learned of the issues, and what it found last, so that a query that
/// only says more than the last one looks at no more than what was found then.
#[derive(Debug, Default)]
pub struct Searcher {
    index: Index,
    last: Option<Last>,
}

/// A query and what it finds as written, in the order of the archive.
#[derive(Debug)]
struct Last {
    query: Query,
    ids: Vec<ArticleId>,
}

/// Some articles of an issue.
type Candidates = (IssueId, Vec<u32>);

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
        let candidates = self.candidates(archive, query);
        let select =
            |plan: Plan, candidates| self.select(archive, &plan, candidates, context, cancel);
        let mut ids = select(plan(query, context.today, false, &self.index), candidates)?;
        let loosened = ids.is_empty() && query.expr.has_hangul();
        let last = Last {
            query: query.clone(),
            ids: ids.clone(),
        };
        if loosened {
            let plan = plan(query, context.today, true, &self.index);
            ids = select(plan, everything(archive))?;
        }
        self.last = Some(last);
        order::arrange(archive, query, &mut ids);
        Some(Found {
            loosened: loosened && !ids.is_empty(),
            ids,
        })
    }

    /// What these articles have in common. Those of one issue should stand together.
    pub fn facets(&mut self, archive: &Archive, ids: &[ArticleId], marks: &dyn Marks) -> Facets {
        self.update(archive);
        facets::count(&self.index, archive, ids, marks)
    }

    /// Learns what is new. The first search does it otherwise.
    pub fn update(&mut self, archive: &Archive) {
        if self.index.update(archive) {
            self.last = None;
        }
    }

    fn candidates(&self, archive: &Archive, query: &Query) -> Vec<Candidates> {
        match &self.last {
            Some(last) if narrow::narrows(query, &last.query) => grouped(&last.ids),
            _ => everything(archive),
        }
    }

    fn select(
        &self,
        archive: &Archive,
        plan: &Plan,
        candidates: Vec<Candidates>,
        context: &Context<'_>,
        cancel: &AtomicBool,
    ) -> Option<Vec<ArticleId>> {
        // Threads that share a regular expression wait for each other's scratch space: each gets a copy.
        let own_plan = || plan.clone();
        let of_issue = |plan: &mut Plan, (id, articles)| {
            let go_on = !cancel.load(Ordering::Relaxed);
            go_on.then(|| self.in_issue(archive, id, articles, plan, context))
        };
        let candidates = candidates.into_par_iter();
        let parts: Option<Vec<Vec<ArticleId>>> = candidates.map_init(own_plan, of_issue).collect();
        Some(parts?.concat())
    }

    fn in_issue(
        &self,
        archive: &Archive,
        id: IssueId,
        articles: Vec<u32>,
        plan: &Plan,
        context: &Context<'_>,
    ) -> Vec<ArticleId> {
        let Some((issue, facts)) = archive.issue(id).zip(self.index.facts(id)) else {
            return Vec::new();
        };
        let name = |index| ArticleId { issue: id, index };
        let selection = Selection {
            context,
            issue,
            facts,
            view: &|index| archive.article(name(index)),
        };
        let found = selection.run(plan, articles);
        found.into_iter().map(name).collect()
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

fn everything(archive: &Archive) -> Vec<Candidates> {
    let count = |id| {
        archive
            .issue(id)
            .map_or(0, |issue| issue.articles.len() as u32)
    };
    let order = archive.order().iter();
    order.map(|&id| (id, (0..count(id)).collect())).collect()
}

fn grouped(ids: &[ArticleId]) -> Vec<Candidates> {
    let groups = ids.chunk_by(|a, b| a.issue == b.issue);
    groups
        .filter_map(|ids| Some((ids.first()?.issue, ids.iter().map(|id| id.index).collect())))
        .collect()
}
