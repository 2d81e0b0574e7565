use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil;
use rayon::prelude::*;

use super::{
    Query, fold, order,
    plan::{Plan, plan},
    select::Selection,
};
use crate::model::{Archive, ArticleId, ArticleView, IssueId, Marks};

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

/// Finds the articles that match. `None` if `cancel` became true before the end.
pub fn run(
    archive: &Archive,
    query: &Query,
    context: &Context<'_>,
    cancel: &AtomicBool,
) -> Option<Found> {
    let ids = select(archive, &plan(query, context.today, false), context, cancel)?;
    let loosened = ids.is_empty() && query.expr.has_hangul();
    let mut ids = if loosened {
        select(archive, &plan(query, context.today, true), context, cancel)?
    } else {
        ids
    };
    order::arrange(archive, query, &mut ids);
    Some(Found {
        loosened: loosened && !ids.is_empty(),
        ids,
    })
}

fn select(
    archive: &Archive,
    plan: &Plan,
    context: &Context<'_>,
    cancel: &AtomicBool,
) -> Option<Vec<ArticleId>> {
    let of_issue = |&id: &IssueId| {
        let go_on = !cancel.load(Ordering::Relaxed);
        go_on.then(|| in_issue(archive, id, plan, context))
    };
    let parts: Option<Vec<Vec<ArticleId>>> = archive.order().par_iter().map(of_issue).collect();
    Some(parts?.concat())
}

fn in_issue(archive: &Archive, id: IssueId, plan: &Plan, context: &Context<'_>) -> Vec<ArticleId> {
    let Some(issue) = archive.issue(id) else {
        return Vec::new();
    };
    let name = |index| ArticleId { issue: id, index };
    let selection = Selection {
        context,
        issue,
        view: &|index| {
            let article = issue.articles.get(index as usize)?;
            Some(ArticleView {
                id: name(index),
                issue,
                article,
            })
        },
        variants: fold::has_variants(&issue.source),
    };
    let all = (0..issue.articles.len() as u32).collect();
    selection.run(plan, all).into_iter().map(name).collect()
}
