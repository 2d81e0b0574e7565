//! What articles have in common, counted.

use std::{cmp::Reverse, collections::HashMap};

use rayon::prelude::*;

use super::{
    expr::State,
    index::{self, Facts, Index, Names, Row},
};
use crate::model::{Archive, ArticleId, Issue, Marks, SectionKind, Tag};

/// What articles have in common: how many bear each tag, come from each host, and so on. Most frequent first, then by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The tags of the articles and of their issues.
    pub tags: Vec<(Tag, usize)>,
    /// The hosts of the references.
    pub domains: Vec<(Box<str>, usize)>,
    /// The years of the issues, newest first.
    pub years: Vec<(i16, usize)>,
    /// The kinds of the sections: how many articles have one.
    pub kinds: Vec<(SectionKind, usize)>,
    /// What the reader did: the words of `is:`, in the order of the language.
    pub states: Vec<(&'static str, usize)>,
}

/// The tags alone, counted once.
pub fn tags(archive: &Archive, ids: &[ArticleId]) -> Vec<(Tag, usize)> {
    let mut counts: HashMap<&Tag, usize> = HashMap::new();
    let views = ids.iter().filter_map(|&id| archive.article(id));
    for tag in views.flat_map(|view| view.tags()) {
        *counts.entry(tag).or_default() += 1;
    }
    let counts = counts.into_iter().map(|(tag, n)| (tag.clone(), n));
    ordered(counts.collect(), |tag| tag.name().into())
}

/// Counts what these articles have in common. Neighbours of one issue should stand together: it is looked up once for them.
pub(super) fn count(
    index: &Index,
    archive: &Archive,
    ids: &[ArticleId],
    marks: &dyn Marks,
) -> Facets {
    let none = || Counts::new(index);
    let counts = ids.par_chunk_by(|a, b| a.issue == b.issue);
    let counts = counts.fold(none, |mut counts, of_issue| {
        let id = of_issue.first().map(|first| first.issue);
        let known = id.and_then(|id| Some((archive.issue(id)?, index.facts(id)?)));
        if let Some((issue, facts)) = known {
            counts.issue(issue, facts, of_issue);
            counts.states(archive, of_issue, marks);
        }
        counts
    });
    counts.reduce(none, Counts::plus).facets(index)
}

/// Counts by number.
struct Counts {
    tags: Vec<u32>,
    hosts: Vec<u32>,
    kinds: Vec<u32>,
    states: Vec<u32>,
    years: Vec<(i16, usize)>,
}

impl Counts {
    fn new(index: &Index) -> Self {
        Self {
            tags: vec![0; index.tags.len()],
            hosts: vec![0; index.hosts.len()],
            kinds: vec![0; SectionKind::ALL.len()],
            states: vec![0; State::ALL.len()],
            years: Vec::new(),
        }
    }

    fn issue(&mut self, issue: &Issue, facts: &Facts, ids: &[ArticleId]) {
        for row in ids
            .iter()
            .filter_map(|id| facts.articles.get(id.index as usize))
        {
            self.article(facts, row);
        }
        if let Some(date) = issue.date {
            self.year(date.day().year(), ids.len());
        }
    }

    fn states(&mut self, archive: &Archive, ids: &[ArticleId], marks: &dyn Marks) {
        for view in ids.iter().filter_map(|&id| archive.article(id)) {
            for (count, state) in self.states.iter_mut().zip(State::ALL) {
                *count += u32::from(state.holds(&view, marks));
            }
        }
    }

    fn year(&mut self, year: i16, more: usize) {
        match self.years.iter_mut().find(|(other, _)| *other == year) {
            Some((_, count)) => *count += more,
            None => self.years.push((year, more)),
        }
    }

    fn plus(mut self, other: Self) -> Self {
        self.tags = sum(&self.tags, &other.tags);
        self.hosts = sum(&self.hosts, &other.hosts);
        self.kinds = sum(&self.kinds, &other.kinds);
        self.states = sum(&self.states, &other.states);
        for (year, count) in other.years {
            self.year(year, count);
        }
        self
    }

    fn article(&mut self, facts: &Facts, row: &Row) {
        facts.tags_of(row).for_each(|tag| add(&mut self.tags, tag));
        row.host()
            .into_iter()
            .for_each(|host| add(&mut self.hosts, host));
        for (kind, n) in SectionKind::ALL.into_iter().zip(0..) {
            if row.kinds & index::bit(kind) != 0 {
                add(&mut self.kinds, n);
            }
        }
    }

    fn facets(mut self, index: &Index) -> Facets {
        let kinds = SectionKind::ALL.into_iter().zip(&self.kinds);
        let words = State::ALL.iter().map(|state| state.word());
        let states = self.states.iter().map(|&n| n as usize);
        self.years.sort_by_key(|&(year, _)| Reverse(year));
        Facets {
            tags: ordered(named(&index.tags, &self.tags), |tag| tag.name().into()),
            domains: ordered(named(&index.hosts, &self.hosts), Box::clone),
            kinds: ordered(
                kinds.map(|(kind, &n)| (kind, n as usize)).collect(),
                |kind| kind.name().into(),
            ),
            years: self.years,
            states: words.zip(states).filter(|&(_, n)| n > 0).collect(),
        }
    }
}

fn add(counts: &mut [u32], number: u32) {
    if let Some(count) = counts.get_mut(number as usize) {
        *count += 1;
    }
}

fn named<T: Clone + std::hash::Hash + Eq>(names: &Names<T>, counts: &[u32]) -> Vec<(T, usize)> {
    let count = |number: u32| counts.get(number as usize).map_or(0, |&n| n as usize);
    names
        .iter()
        .map(|(name, number)| (name.clone(), count(number)))
        .collect()
}

fn ordered<V>(mut counts: Vec<(V, usize)>, name: impl Fn(&V) -> Box<str>) -> Vec<(V, usize)> {
    counts.retain(|&(_, n)| n > 0);
    counts.sort_by_cached_key(|(value, n)| (Reverse(*n), name(value)));
    counts
}

fn sum(a: &[u32], b: &[u32]) -> Vec<u32> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}
