//! What articles have in common, counted.

use std::{cmp::Reverse, collections::HashMap};

use rayon::prelude::*;

use super::{
    expr::State,
    index::{self, ArticleFacts, Facts, Index, Names},
};
use crate::model::{Archive, ArticleId, Issue, Mark, Marks, SectionKind, Tag};

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
            counts.marks(archive, of_issue, marks);
        }
        counts
    });
    counts.reduce(none, Counts::plus).facets(index)
}

/// Counts by number.
struct Counts {
    tags: Vec<u32>,
    hosts: Vec<u32>,
    /// By [`ArticleFacts::kinds`].
    kinds: Vec<u32>,
    articles: usize,
    /// By [`Mark`].
    marks: [usize; Mark::ALL.len()],
    years: Vec<(i16, usize)>,
}

impl Counts {
    fn new(index: &Index) -> Self {
        Self {
            tags: vec![0; index.tags.len()],
            hosts: vec![0; index.hosts.len()],
            kinds: vec![0; 1 << u8::BITS],
            articles: 0,
            marks: [0; Mark::ALL.len()],
            years: Vec::new(),
        }
    }

    fn issue(&mut self, issue: &Issue, facts: &Facts, ids: &[ArticleId]) {
        let all = |tag: &u32| (*tag, get(&self.tags, *tag) + ids.len() as u32);
        let of_all: Vec<_> = facts.tags.iter().map(all).collect();
        for id in ids {
            if let Some(article) = facts.article(id.index) {
                self.article(article);
            }
        }
        // Those that bear the tags themselves count once.
        for (tag, count) in of_all {
            if let Some(slot) = self.tags.get_mut(tag as usize) {
                *slot = count;
            }
        }
        self.articles += ids.len();
        if let Some(date) = issue.date {
            self.year(date.day().year(), ids.len());
        }
    }

    fn marks(&mut self, archive: &Archive, ids: &[ArticleId], marks: &dyn Marks) {
        for (count, mark) in self.marks.iter_mut().zip(Mark::ALL) {
            if marks.are_there(mark) {
                let views = ids.iter().filter_map(|&id| archive.article(id));
                *count += views.filter(|view| marks.is(view, mark)).count();
            }
        }
    }

    fn state(&self, state: State) -> usize {
        let marks = Mark::ALL.into_iter().zip(self.marks);
        let mut marked = marks.filter(|(mark, _)| *mark == state.mark());
        let marked = marked.next().map_or(0, |(_, count)| count);
        if state == State::Unread {
            self.articles - marked
        } else {
            marked
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
        self.articles += other.articles;
        let marks = self.marks.iter_mut().zip(other.marks);
        marks.for_each(|(count, more)| *count += more);
        for (year, count) in other.years {
            self.year(year, count);
        }
        self
    }

    fn article(&mut self, article: ArticleFacts<'_>) {
        for tag in article.tags {
            add(&mut self.tags, *tag);
        }
        if let Some(host) = article.host() {
            add(&mut self.hosts, host);
        }
        add(&mut self.kinds, article.kinds.into());
    }

    /// How many articles have a section of this kind.
    fn kind(&self, kind: SectionKind) -> usize {
        let having = self.kinds.iter().zip(0..=u8::MAX);
        let having = having.filter(|(_, kinds)| kinds & index::bit(kind) != 0);
        having.map(|(&count, _)| count as usize).sum()
    }

    fn facets(mut self, index: &Index) -> Facets {
        let kinds = SectionKind::ALL.map(|kind| (kind, self.kind(kind)));
        let states = State::ALL.iter();
        let states = states.map(|&state| (state.word(), self.state(state)));
        let states = states.filter(|&(_, n)| n > 0).collect();
        self.years.sort_by_key(|&(year, _)| Reverse(year));
        Facets {
            tags: ordered(named(&index.tags, &self.tags), |tag| tag.name().into()),
            domains: ordered(named(&index.hosts, &self.hosts), Box::clone),
            kinds: ordered(kinds.into(), |kind| kind.name().into()),
            years: self.years,
            states,
        }
    }
}

fn get(counts: &[u32], number: u32) -> u32 {
    counts.get(number as usize).copied().unwrap_or_default()
}

fn add(counts: &mut [u32], number: u32) {
    if let Some(count) = counts.get_mut(number as usize) {
        *count += 1;
    }
}

fn named<T: Clone + std::hash::Hash + Eq>(names: &Names<T>, counts: &[u32]) -> Vec<(T, usize)> {
    let count = |number| get(counts, number) as usize;
    let counts = names.iter().map(|(name, number)| (name, count(number)));
    let counts = counts.filter(|&(_, n)| n > 0);
    counts.map(|(name, n)| (name.clone(), n)).collect()
}

fn ordered<V>(mut counts: Vec<(V, usize)>, name: impl Fn(&V) -> Box<str>) -> Vec<(V, usize)> {
    counts.retain(|&(_, n)| n > 0);
    counts.sort_by_cached_key(|(value, n)| (Reverse(*n), name(value)));
    counts
}

fn sum(a: &[u32], b: &[u32]) -> Vec<u32> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}
