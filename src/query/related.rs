//! Articles that have something to do with another one.

use std::collections::{HashMap, HashSet};

use super::host;
use crate::model::{Archive, ArticleId, ArticleView, LinkRef, Tag};

/// A tag that more than one article in this many bears says nothing of any of them.
const RARE: usize = 20;

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
pub fn related(
    archive: &Archive,
    id: ArticleId,
    counts: &[(Tag, usize)],
) -> Vec<(ArticleId, Reason)> {
    let Some(article) = archive.article(id) else {
        return Vec::new();
    };
    let limit = (archive.article_count() / RARE).max(2);
    let counts: HashMap<&str, usize> = counts.iter().map(|(tag, n)| (tag.name(), *n)).collect();
    let is_rare = |tag: &&Tag| counts.get(tag.name()).is_some_and(|n| *n <= limit);
    let rare: HashSet<&str> = article.own_tags().filter(is_rare).map(Tag::name).collect();
    let others = archive.articles().filter(|other| other.id != id);
    let mut found: Vec<_> = others
        .filter_map(|other| Some((other.id, reason(&article, &other, &rare)?)))
        .collect();
    found.sort_by_key(|(_, reason)| rank(reason));
    found
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
    if here.is_some() && here.map(LinkRef::url) == there.map(LinkRef::url) {
        return Some(Reason::Source);
    }
    let names = other.own_tags().map(Tag::name);
    let shared: Vec<String> = names
        .filter(|name| rare.contains(name))
        .map(str::to_owned)
        .collect();
    if !shared.is_empty() && shared.len() * 2 > rare.len() {
        return Some(Reason::Tags(shared));
    }
    let host = host::of(here?);
    (!host.is_empty() && host == host::of(there?)).then(|| Reason::Domain(host.into_owned()))
}
