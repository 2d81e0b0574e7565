//! Mistakes in articles: sources that are missing or named twice, and links in disguise.

use std::collections::{HashMap, HashSet};

use super::Finding;
use crate::{
    cli::selection::{Selected, SelectedIssue},
    config::CheckKind,
    model::{ArticleView, Lines, Link, SectionKind, Warning},
    page::other_host,
    text::clean,
};

/// A host that opens for texts that name so many others leads on to them: it counts clicks.
const REDIRECTS: usize = 3;

/// A section that names sources again in so many issues is one for that.
const HABIT: usize = 3;

/// The mistakes in the articles that were selected.
pub(super) fn find(selected: &Selected) -> Vec<Finding> {
    let issues: Vec<SelectedIssue> = selected.issues().collect();
    let redirectors = redirectors(&issues);
    let again: Vec<_> = issues.iter().map(repeated).collect();
    let recaps = recaps(&again);
    let mut findings = Vec::new();
    for (issue, again) in issues.iter().zip(&again) {
        let lines = Lines::of(issue.issue);
        let mut say = |view: &ArticleView<'_>, kind, message| {
            let (path, line) = lines.place(view.span().start);
            let warning = Warning {
                path: path.to_owned(),
                line: Some(line),
                message,
            };
            findings.push(Finding { warning, kind });
        };
        for view in &issue.articles {
            references(view, &redirectors, &mut say);
        }
        let own_recaps = recaps_within(issue, again);
        for &(view, first) in again {
            if !recaps.contains(group(view)) && !own_recaps.contains(group(view)) {
                let line = lines.place(first).1;
                let url = clean::url(view.reference().map_or("", Link::url));
                let message = format!("same reference as in line {line}: {url}");
                say(view, CheckKind::SameReference, message);
            }
        }
    }
    findings
}

/// Says if an article lacks a reference, and which links open another host than they name.
fn references<'a>(
    view: &ArticleView<'a>,
    redirectors: &HashSet<String>,
    say: &mut impl FnMut(&ArticleView<'a>, CheckKind, String),
) {
    if view.reference().is_none() && wants_reference(view) {
        let message = format!("no reference in \"{}\"", view.title());
        say(view, CheckKind::NoReference, message);
    }
    for (link, host) in disguised(view) {
        if !leads_on(link, redirectors) {
            let message = format!("\"{}\" opens {host}", link.label());
            say(view, CheckKind::OtherHost, message);
        }
    }
}

/// True if an article says where its source is, and there is none: prose needs no source.
fn wants_reference(view: &ArticleView<'_>) -> bool {
    let mut sections = view.sections();
    sections.any(|section| section.kind == SectionKind::Reference)
}

/// The links whose text names a host that they do not open, with the one that they open.
fn disguised<'a>(view: &ArticleView<'a>) -> impl Iterator<Item = (&'a Link, String)> {
    let links = view.links();
    links.filter_map(|link| Some((link, other_host(link, link.label())?)))
}

/// The hosts that lead on to many others.
fn redirectors(issues: &[SelectedIssue<'_>]) -> HashSet<String> {
    let mut named: HashMap<String, HashSet<&str>> = HashMap::new();
    for view in issues.iter().flat_map(|issue| &issue.articles) {
        for (link, host) in disguised(view) {
            named.entry(host).or_default().insert(link.label());
        }
    }
    named.retain(|_, texts| texts.len() >= REDIRECTS);
    named.into_keys().collect()
}

/// True if a link may well lead to the host that its text names: over a host that counts clicks, or with the address in its own.
fn leads_on(link: &Link, redirectors: &HashSet<String>) -> bool {
    let (_, rest) = link.url().split_once("://").unwrap_or_default();
    let (_, path) = rest.split_once('/').unwrap_or_default();
    redirectors.contains(link.host()) || is_short(link.host(), path) || path.contains("http")
}

/// True for an address such as `t.co/fLq2Zk`, which says nothing of where it leads.
fn is_short(host: &str, path: &str) -> bool {
    let opaque = path.chars().all(|c| c.is_ascii_alphanumeric());
    host.len() <= 8 && opaque && (1..=12).contains(&path.len())
}

/// The heading that an article stands under.
fn group<'a>(view: &ArticleView<'a>) -> &'a str {
    view.group().unwrap_or("")
}

/// The articles whose reference an earlier one of the issue has, with the place of that one.
fn repeated<'i, 'a>(issue: &'i SelectedIssue<'a>) -> Vec<(&'i ArticleView<'a>, u32)> {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut repeated = Vec::new();
    for view in &issue.articles {
        let (Some(link), here) = (view.reference(), view.span().start) else {
            continue;
        };
        let first = *known.entry(link.url()).or_insert(here);
        if first != here {
            repeated.push((view, first));
        }
    }
    repeated
}

/// The headings under which references of the same issue stand again in several issues.
fn recaps<'a>(repeated: &[Vec<(&ArticleView<'a>, u32)>]) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for again in repeated {
        let groups: HashSet<&str> = again.iter().map(|(view, _)| group(view)).collect();
        for group in groups {
            *counts.entry(group).or_default() += 1;
        }
    }
    counts.retain(|_, issues| *issues >= HABIT);
    counts.into_keys().collect()
}

/// The headings of an issue under which most stands elsewhere in it, too.
fn recaps_within<'a>(
    issue: &SelectedIssue<'a>,
    again: &[(&ArticleView<'a>, u32)],
) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for view in &issue.articles {
        counts.entry(group(view)).or_default().0 += 1;
    }
    for (view, _) in again {
        counts.entry(group(view)).or_default().1 += 1;
    }
    let is_whole = |all| all == issue.articles.len();
    counts.retain(|_, (all, again)| !is_whole(*all) && *again > 1 && 2 * *again >= *all);
    counts.into_keys().collect()
}
