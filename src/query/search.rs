//! Searches: every article is looked at, on all cores.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use jiff::civil;
use rayon::prelude::*;

use super::{
    language::Query,
    matching::{AsOf, plan::Plan},
    narrow, order,
};
use crate::model::{Archive, ArticleId, ArticleView, IssueId};

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// In the order to show them: newest issue first unless the query says otherwise.
    pub ids: Arc<Vec<ArticleId>>,
    /// Nothing was found as written: these are found when spaces within Korean words do not count.
    pub loosened: bool,
}

/// Searches again and again, as a query is typed: one that only says more than the last one is looked for in its answer alone.
#[derive(Debug, Default)]
pub struct Searcher {
    last: Option<LastAnswer>,
}

#[derive(Debug)]
struct LastAnswer {
    query: Query,
    loose: bool,
    /// In the order of the archive.
    ids: Vec<ArticleId>,
    revision: u64,
    /// The day that `newer:` counts from.
    today: civil::Date,
}

impl Searcher {
    /// Finds the articles that match. `None` if `cancel` became true before the end.
    pub fn run(
        &mut self,
        archive: &Archive,
        query: &Query,
        as_of: &AsOf<'_>,
        cancel: &AtomicBool,
    ) -> Option<Matches> {
        let within = self.ids_to_look_through(archive, query, as_of.today);
        let find = |loose, within: Option<&[ArticleId]>| {
            let plan = Plan::new(query, as_of.today, loose);
            Search {
                archive,
                plan,
                as_of,
                cancel,
            }
            .run(within)
        };
        let within_strict = within.map(|(ids, _)| ids);
        let within_loose = within.filter(|(_, loose)| *loose).map(|(ids, _)| ids);
        let mut ids = find(false, within_strict)?;
        let loose = ids.is_empty() && query.can_be_loosened();
        if loose {
            ids = find(true, within_loose)?;
        }
        self.last = Some(LastAnswer {
            query: query.clone(),
            loose,
            ids: ids.clone(),
            revision: archive.revision(),
            today: as_of.today,
        });
        order::arrange(archive, query, &mut ids);
        Some(Matches {
            loosened: loose && !ids.is_empty(),
            ids: Arc::new(ids),
        })
    }

    /// The last answer and whether it was found loosely, if it holds all that the query finds.
    fn ids_to_look_through(
        &self,
        archive: &Archive,
        query: &Query,
        today: civil::Date,
    ) -> Option<(&[ArticleId], bool)> {
        let last = self.last.as_ref()?;
        let holds = last.revision == archive.revision()
            && last.today == today
            && narrow::narrows(query, &last.query);
        holds.then_some((&last.ids, last.loose))
    }
}

struct Search<'a> {
    archive: &'a Archive,
    plan: Plan,
    as_of: &'a AsOf<'a>,
    cancel: &'a AtomicBool,
}

impl Search<'_> {
    /// The articles that match, in the order of the archive.
    fn run(&self, within: Option<&[ArticleId]>) -> Option<Vec<ArticleId>> {
        // Threads that share a regular expression wait for each other's scratch space: each has a copy.
        let plan = || self.plan.clone();
        let found: Option<Vec<Vec<ArticleId>>> = if let Some(ids) = within {
            let issues = ids.par_chunk_by(|a, b| a.issue == b.issue);
            let among = |plan: &mut Plan, ids| self.among(plan, ids);
            issues.map_init(plan, among).collect()
        } else {
            let issues = self.archive.order().par_iter();
            let in_issue = |plan: &mut Plan, id: &IssueId| self.in_issue(plan, *id);
            issues.map_init(plan, in_issue).collect()
        };
        Some(found?.concat())
    }

    fn in_issue(&self, plan: &Plan, id: IssueId) -> Option<Vec<ArticleId>> {
        self.select(plan, self.archive.articles_of(id))
    }

    fn among(&self, plan: &Plan, ids: &[ArticleId]) -> Option<Vec<ArticleId>> {
        self.select(plan, ids.iter().filter_map(|&id| self.archive.article(id)))
    }

    /// `None` once the search is cancelled.
    fn select<'v>(
        &self,
        plan: &Plan,
        views: impl Iterator<Item = ArticleView<'v>>,
    ) -> Option<Vec<ArticleId>> {
        let goes_on = !self.cancel.load(Ordering::Relaxed);
        let found = views.filter(|view| plan.selects(view, self.as_of));
        goes_on.then(|| found.map(|view| view.id).collect())
    }
}

/// Finds articles once. `None` if `cancel` became true before the end.
pub fn run(
    archive: &Archive,
    query: &Query,
    as_of: &AsOf<'_>,
    cancel: &AtomicBool,
) -> Option<Matches> {
    Searcher::default().run(archive, query, as_of, cancel)
}
