//! Tags that an issue's front matter could name: the topics of several of its articles.

use std::collections::HashMap;

use crate::{
    cli::selection::{Selected, SelectedIssue},
    model::{Tag, Warning},
    topics,
};

/// So many articles of an issue make their topic one of the issue.
const SEVERAL: usize = 2;

/// The topics that issues lack, one finding for each issue.
pub(super) fn missing(selected: &Selected) -> Vec<Warning> {
    let issues = selected.issues();
    issues.filter_map(|issue| of_issue(&issue)).collect()
}

fn of_issue(SelectedIssue { issue, articles }: &SelectedIssue<'_>) -> Option<Warning> {
    let mut counts: HashMap<&Tag, usize> = HashMap::new();
    for tag in articles.iter().flat_map(|view| view.named_tags()) {
        *counts.entry(tag).or_default() += 1;
    }
    let is_there = |tag: &Tag| {
        let mut own = issue.tags.iter();
        own.any(|own| topics::current().refined(own).as_ref() == Some(tag))
    };
    let mut missing: Vec<(&Tag, usize)> = counts.into_iter().collect();
    missing.retain(|(tag, n)| *n >= SEVERAL && !is_there(tag));
    missing.sort_by_key(|(tag, n)| (std::cmp::Reverse(*n), tag.name()));
    let names = missing
        .iter()
        .map(|(tag, n)| format!("{} ({n})", tag.name()));
    let names = names.collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| Warning {
        path: issue.path.clone(),
        line: Some(1),
        message: format!("the tags could name {names}"),
    })
}
