//! What the articles found have in common: how many bear each tag, come from each domain, and so on.
//!
//! Most frequent first, then by name.

use std::{cmp::Reverse, collections::HashMap, hash::Hash};

use rayon::prelude::*;

use super::{expr::State, host};
use crate::model::{Archive, ArticleId, ArticleView, Marks, SectionKind, Tag};

/// How many of the articles are counted by one thread at a time.
const CHUNK: usize = 4096;

/// The tags of the articles and of their issues.
pub fn tags(archive: &Archive, ids: &[ArticleId]) -> Vec<(Tag, usize)> {
    let counts = count(archive, ids, |view, add| view.tags().for_each(add));
    let counts = counts.into_iter().map(|(tag, n)| (tag.clone(), n));
    ordered(counts.collect(), |tag| tag.name().to_owned())
}

/// The hosts of the references.
pub fn domains(archive: &Archive, ids: &[ArticleId]) -> Vec<(String, usize)> {
    let counts = count(archive, ids, |view, add| {
        let host = view.reference().map(host::of);
        host.filter(|host| !host.is_empty())
            .into_iter()
            .for_each(add);
    });
    let counts = counts.into_iter().map(|(host, n)| (host.into_owned(), n));
    ordered(counts.collect(), String::clone)
}

/// The years of the issues, newest first.
pub fn years(archive: &Archive, ids: &[ArticleId]) -> Vec<(i16, usize)> {
    let counts = count(archive, ids, |view, add| {
        view.issue
            .date
            .iter()
            .map(|date| date.day().year())
            .for_each(add);
    });
    let mut years: Vec<_> = counts.into_iter().collect();
    years.sort_by_key(|&(year, _)| Reverse(year));
    years
}

/// The kinds of the sections: how many articles have one.
pub fn kinds(archive: &Archive, ids: &[ArticleId]) -> Vec<(SectionKind, usize)> {
    let counts = count(archive, ids, |view, add| {
        let has = |kind: &SectionKind| {
            view.article
                .sections
                .iter()
                .any(|section| section.kind == *kind)
        };
        SectionKind::ALL.into_iter().filter(has).for_each(add);
    });
    ordered(counts.into_iter().collect(), |kind| kind.name())
}

/// What the reader did: the words of `is:`, in the order of the language.
pub fn states(
    archive: &Archive,
    ids: &[ArticleId],
    marks: &dyn Marks,
) -> Vec<(&'static str, usize)> {
    let counts = count(archive, ids, |view, add| {
        let is = |state: &State| marks.is(view, state.mark()) == (*state != State::Unread);
        let states = State::ALL.iter().copied().filter(is);
        states.map(State::word).for_each(add);
    });
    let in_order = State::ALL.iter().map(|state| state.word());
    in_order
        .filter_map(|word| Some((word, *counts.get(word)?)))
        .collect()
}

fn count<'a, K: Hash + Eq + Send>(
    archive: &'a Archive,
    ids: &[ArticleId],
    values: impl Fn(&ArticleView<'a>, &mut dyn FnMut(K)) + Sync,
) -> HashMap<K, usize> {
    let of_chunk = |ids: &[ArticleId]| {
        let mut counts = HashMap::new();
        for view in ids.iter().filter_map(|&id| archive.article(id)) {
            values(&view, &mut |value| *counts.entry(value).or_insert(0) += 1);
        }
        counts
    };
    ids.par_chunks(CHUNK)
        .map(of_chunk)
        .reduce(HashMap::new, sum)
}

fn sum<K: Hash + Eq>(mut a: HashMap<K, usize>, b: HashMap<K, usize>) -> HashMap<K, usize> {
    if a.len() < b.len() {
        return sum(b, a);
    }
    for (value, n) in b {
        *a.entry(value).or_insert(0) += n;
    }
    a
}

fn ordered<V, N: Ord>(mut counts: Vec<(V, usize)>, name: impl Fn(&V) -> N) -> Vec<(V, usize)> {
    counts.sort_by_cached_key(|(value, n)| (Reverse(*n), name(value)));
    counts
}
