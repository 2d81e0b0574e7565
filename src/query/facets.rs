//! Counts of what articles have in common.

use std::{
    cmp::Reverse,
    collections::HashMap,
    hash::Hash,
    sync::atomic::{AtomicBool, Ordering},
};

use rayon::prelude::*;

use super::{host, language::values::State};
use crate::model::{Archive, ArticleId, ArticleView, Mark, Marks, SectionKind, Tag};

/// So many articles are counted together.
const TOGETHER: usize = 1024;

/// Properties that articles share: how many bear each tag, come from each host, and so on. Most frequent first, then by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The number of articles.
    pub articles: usize,
    /// The tags of the articles.
    pub tags: Vec<(Tag, usize)>,
    /// The tags of their issues.
    pub issue_tags: Vec<(Tag, usize)>,
    /// The newsletters of their issues.
    pub newsletters: Vec<(Box<str>, usize)>,
    /// The headings that articles stand under.
    pub groups: Vec<(Box<str>, usize)>,
    /// The hosts of the references.
    pub domains: Vec<(Box<str>, usize)>,
    /// The years of the issues, newest first.
    pub years: Vec<(i16, usize)>,
    /// The kinds of the sections: how many articles have one.
    pub kinds: Vec<(SectionKind, usize)>,
    /// The reader's marks: the words of `is:`, in the order of the language.
    pub states: Vec<(&'static str, usize)>,
}

impl Facets {
    /// Counts them. `None` if `cancel` became true before the end.
    pub fn count(
        archive: &Archive,
        ids: &[ArticleId],
        marks: &dyn Marks,
        cancel: &AtomicBool,
    ) -> Option<Self> {
        let counts = ids.par_chunks(TOGETHER).map(|ids| {
            let goes_on = !cancel.load(Ordering::Relaxed);
            goes_on.then(|| Counts::of(archive, ids, marks))
        });
        let counts = counts.try_reduce(Counts::default, |a, b| Some(a.plus(b)))?;
        Some(counts.facets())
    }
}

/// The tags alone.
pub fn tags(archive: &Archive, ids: &[ArticleId]) -> Vec<(Tag, usize)> {
    let mut counts = TagCounts::default();
    for view in ids.iter().filter_map(|&id| archive.article(id)) {
        counts.article(&view);
    }
    counts.in_order()
}

/// The articles of each tag, counted. Articles that bear one only because it is wider than another do not bring it forward.
#[derive(Default)]
struct TagCounts<'a> {
    all: HashMap<&'a Tag, usize>,
    wider: HashMap<&'a Tag, usize>,
}

impl<'a> TagCounts<'a> {
    fn article(&mut self, view: &ArticleView<'a>) {
        add(&mut self.all, view.tags());
        add(&mut self.wider, view.broader_tags());
    }

    fn merge(&mut self, other: Self) {
        merge(&mut self.all, other.all);
        merge(&mut self.wider, other.wider);
    }

    /// The tags that most articles name first.
    fn in_order(self) -> Vec<(Tag, usize)> {
        let mut tags: Vec<(&Tag, usize)> = self.all.into_iter().collect();
        tags.sort_by_cached_key(|(tag, n)| {
            let wider = self.wider.get(tag).copied().unwrap_or_default();
            (Reverse(n.saturating_sub(wider)), Reverse(*n), tag.name())
        });
        tags.into_iter().map(|(tag, n)| (tag.clone(), n)).collect()
    }
}

#[derive(Default)]
struct Counts<'a> {
    articles: usize,
    tags: TagCounts<'a>,
    issue_tags: HashMap<&'a Tag, usize>,
    newsletters: HashMap<&'a str, usize>,
    groups: HashMap<&'a str, usize>,
    hosts: HashMap<&'a str, usize>,
    years: HashMap<i16, usize>,
    kinds: HashMap<SectionKind, usize>,
    marks: [usize; Mark::ALL.len()],
}

impl<'a> Counts<'a> {
    fn of(archive: &'a Archive, ids: &[ArticleId], marks: &dyn Marks) -> Self {
        let mut counts = Self::default();
        for view in ids.iter().filter_map(|&id| archive.article(id)) {
            counts.article(&view, marks);
        }
        counts
    }

    fn article(&mut self, view: &ArticleView<'a>, marks: &dyn Marks) {
        self.articles += 1;
        self.tags.article(view);
        add(&mut self.issue_tags, &view.issue.tags);
        add(&mut self.newsletters, view.issue.newsletter.as_deref());
        add(&mut self.groups, view.group());
        let host = view.reference().map(host::of);
        add(&mut self.hosts, host.filter(|host| !host.is_empty()));
        add(
            &mut self.years,
            view.issue.date.map(|date| date.day().year()),
        );
        let has = |kind: &SectionKind| view.sections().any(|section| section.kind == *kind);
        add(&mut self.kinds, SectionKind::ALL.into_iter().filter(has));
        for (count, mark) in self.marks.iter_mut().zip(Mark::ALL) {
            *count += usize::from(marks.are_there(mark) && marks.is(view, mark));
        }
    }

    fn plus(mut self, other: Self) -> Self {
        self.articles += other.articles;
        self.tags.merge(other.tags);
        merge(&mut self.issue_tags, other.issue_tags);
        merge(&mut self.newsletters, other.newsletters);
        merge(&mut self.groups, other.groups);
        merge(&mut self.hosts, other.hosts);
        merge(&mut self.years, other.years);
        merge(&mut self.kinds, other.kinds);
        let marks = self.marks.iter_mut().zip(other.marks);
        marks.for_each(|(count, more)| *count += more);
        self
    }

    fn state(&self, state: State) -> usize {
        let marks = Mark::ALL.into_iter().zip(self.marks);
        let mut marked = marks.filter(|(mark, _)| Some(*mark) == state.mark());
        let marked = marked.next().map_or(0, |(_, count)| count);
        if state == State::Unread {
            self.articles - marked
        } else {
            marked
        }
    }

    fn facets(self) -> Facets {
        let states = State::ALL.iter();
        let states = states.map(|&state| (state.word(), self.state(state)));
        let states = states.filter(|&(_, n)| n > 0).collect();
        let mut years: Vec<_> = self.years.into_iter().collect();
        years.sort_by_key(|&(year, _)| Reverse(year));
        Facets {
            articles: self.articles,
            tags: self.tags.in_order(),
            issue_tags: named_tags(self.issue_tags),
            newsletters: named(self.newsletters),
            groups: named(self.groups),
            domains: named(self.hosts),
            kinds: ordered(self.kinds.into_iter().collect(), |kind| kind.name().into()),
            years,
            states,
        }
    }
}

fn add<T: Eq + Hash>(counts: &mut HashMap<T, usize>, values: impl IntoIterator<Item = T>) {
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
}

fn merge<T: Eq + Hash>(counts: &mut HashMap<T, usize>, others: HashMap<T, usize>) {
    for (value, count) in others {
        *counts.entry(value).or_default() += count;
    }
}

/// The tags of the articles' issues.
pub fn issue_tags(archive: &Archive, ids: &[ArticleId]) -> Vec<(Tag, usize)> {
    let mut counts: HashMap<&Tag, usize> = HashMap::new();
    let views = ids.iter().filter_map(|&id| archive.article(id));
    add(&mut counts, views.flat_map(|view| &view.issue.tags));
    named_tags(counts)
}

fn named_tags(counts: HashMap<&Tag, usize>) -> Vec<(Tag, usize)> {
    let counts = counts.into_iter().map(|(tag, n)| (tag.clone(), n));
    ordered(counts.collect(), |tag| tag.name().into())
}

fn named(counts: HashMap<&str, usize>) -> Vec<(Box<str>, usize)> {
    let counts = counts.into_iter().map(|(name, n)| (name.into(), n));
    ordered(counts.collect(), Box::clone)
}

fn ordered<V>(mut counts: Vec<(V, usize)>, name: impl Fn(&V) -> Box<str>) -> Vec<(V, usize)> {
    counts.sort_by_cached_key(|(value, n)| (Reverse(*n), name(value)));
    counts
}
