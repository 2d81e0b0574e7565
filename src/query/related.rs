//! Articles that have something to do with another one.

use std::{
    collections::{HashMap, HashSet},
    sync::atomic::{AtomicBool, Ordering},
};

use rayon::prelude::*;

use super::host;
use crate::model::{Archive, ArticleId, ArticleView, IssueId, Link, Tag};

/// A tag that more than one in this many articles bears is too common to relate two of them.
const RARE: usize = 20;

/// The most articles shown.
const MOST: usize = 500;

/// Why an article is related. The better reasons come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Both point at the same source.
    Source,
    /// They share most rare tags: these.
    Tags(Vec<String>),
    /// Both sources are at this host.
    Domain(String),
}

/// The articles related to this one, the closest first; of equals, the newest. `counts` says how many articles bear each tag.
/// `None` if `cancel` became true before the end.
pub fn related(
    archive: &Archive,
    id: ArticleId,
    counts: &[(Tag, usize)],
    cancel: &AtomicBool,
) -> Option<Vec<(ArticleId, Reason)>> {
    let Some(article) = archive.article(id) else {
        return Some(Vec::new());
    };
    let rare = rare_tags(archive, &article, counts);
    let of_issue = |issue: &IssueId| {
        let go_on = !cancel.load(Ordering::Relaxed);
        let others = archive.articles_of(*issue).filter(|other| other.id != id);
        let found = others.filter_map(|other| Some((other.id, reason(&article, &other, &rare)?)));
        go_on.then(|| found.collect())
    };
    let order = archive.order().par_iter();
    let found: Option<Vec<Vec<(ArticleId, Reason)>>> = order.map(of_issue).collect();
    let mut found = found?.concat();
    found.sort_by_key(|(_, reason)| rank(reason));
    found.truncate(MOST);
    Some(found)
}

/// The article's own tags that say something of it.
fn rare_tags<'a>(
    archive: &Archive,
    article: &ArticleView<'a>,
    counts: &[(Tag, usize)],
) -> HashSet<&'a str> {
    let limit = (archive.article_count() / RARE).max(2);
    let counts: HashMap<&str, usize> = counts.iter().map(|(tag, n)| (tag.name(), *n)).collect();
    let is_rare = |tag: &&Tag| counts.get(tag.name()).is_some_and(|n| *n <= limit);
    article.tags().filter(is_rare).map(Tag::name).collect()
}

/// The kind of a reason, and how much of it there is.
fn rank(reason: &Reason) -> (u8, std::cmp::Reverse<usize>) {
    let (kind, much) = match reason {
        Reason::Source => (0, 0),
        Reason::Tags(tags) => (1, tags.len()),
        Reason::Domain(_) => (2, 0),
    };
    (kind, std::cmp::Reverse(much))
}

fn reason(
    article: &ArticleView<'_>,
    other: &ArticleView<'_>,
    rare: &HashSet<&str>,
) -> Option<Reason> {
    let (here, there) = (article.reference(), other.reference());
    if here.is_some() && here.map(Link::url) == there.map(Link::url) {
        return Some(Reason::Source);
    }
    let names = other.tags().map(Tag::name);
    let shared: Vec<String> = names
        .filter(|name| rare.contains(name))
        .map(str::to_owned)
        .collect();
    if !shared.is_empty() && shared.len() * 2 > rare.len() {
        return Some(Reason::Tags(shared));
    }
    let host = host::of(here?);
    (!host.is_empty() && host == host::of(there?)).then(|| Reason::Domain(host.to_owned()))
}
