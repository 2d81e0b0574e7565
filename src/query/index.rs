//! What is worth knowing of each issue before a search, found out once when the issue arrives.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use rayon::prelude::*;

use super::{fold, host, initials::Initials};
use crate::model::{Archive, Article, Issue, IssueId, SectionKind, Span, Tag};

/// Numbers for names: they are compared and counted faster.
#[derive(Debug)]
pub(super) struct Names<T> {
    numbers: HashMap<T, u32>,
}

/// What is known of the issues of an archive.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub tags: Names<Tag>,
    pub hosts: Names<Box<str>>,
    issues: HashMap<IssueId, Entry>,
}

#[derive(Debug)]
struct Entry {
    issue: Arc<Issue>,
    facts: Facts,
}

/// What is known of an issue.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether the source may hold letters in other forms than the plain one.
    pub variants: bool,
    /// The articles whose title does not stand in their text as it is shown, in order.
    pub titles_apart: Vec<u32>,
    /// Where the text of each article is, side by side: the articles themselves lie far apart in memory.
    pub spans: Vec<Span>,
    /// Whether the articles stand in the source in their order, none within another.
    pub in_order: bool,
    /// The initial consonants of titles and headings.
    pub initials: Initials,
    /// The tags of the issue itself.
    pub tags: Vec<u32>,
    /// One row for each article.
    pub articles: Vec<Row>,
    /// The articles' own tags, one after the other.
    own_tags: Vec<u32>,
}

/// What is known of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    first_tag: u32,
    tag_count: u16,
    /// The kinds of its sections, one bit each.
    pub kinds: u8,
    /// The host of its reference.
    pub host: Option<u32>,
}

impl Index {
    /// Looks at issues that are new or have changed, and forgets those that are gone. Whether there were any.
    pub fn update(&mut self, archive: &Archive) -> bool {
        let known = |(id, issue): &(IssueId, &Arc<Issue>)| {
            let entry = self.issues.get(id);
            entry.is_some_and(|entry| Arc::ptr_eq(&entry.issue, issue))
        };
        let news: Vec<_> = archive.issues().filter(|pair| !known(pair)).collect();
        let gone = self.issues.len() + news.len() > archive.order().len();
        if gone {
            self.issues.retain(|&id, _| archive.issue(id).is_some());
        }
        let texts: Vec<_> = news
            .par_iter()
            .map(|(_, issue)| facts_of_text(issue))
            .collect();
        for ((id, issue), mut facts) in news.iter().zip(texts) {
            self.name(issue, &mut facts);
            let issue = Arc::clone(issue);
            self.issues.insert(*id, Entry { issue, facts });
        }
        gone || !news.is_empty()
    }

    /// What is known of an issue.
    pub fn facts(&self, id: IssueId) -> Option<&Facts> {
        Some(&self.issues.get(&id)?.facts)
    }

    fn name(&mut self, issue: &Issue, facts: &mut Facts) {
        facts.tags = issue.tags.iter().map(|tag| self.tags.number(tag)).collect();
        for article in &issue.articles {
            let first_tag = facts.own_tags.len() as u32;
            let tags = article.tags.iter().map(|tag| self.tags.number(tag));
            facts.own_tags.extend(tags);
            facts.articles.push(Row {
                first_tag,
                tag_count: article.tags.len() as u16,
                kinds: kinds(article),
                host: self.host(article),
            });
        }
    }

    fn host(&mut self, article: &Article) -> Option<u32> {
        let reference = article.links.get(article.reference? as usize)?;
        let host = host::of(reference);
        (!host.is_empty()).then(|| self.hosts.number_of(&*host, || host.as_ref().into()))
    }
}

impl Facts {
    /// The tags of an article alone.
    pub fn own_tags(&self, row: &Row) -> &[u32] {
        let first = row.first_tag as usize;
        self.own_tags
            .get(first..first + usize::from(row.tag_count))
            .unwrap_or_default()
    }

    /// The tags of an article and of its issue, none twice.
    pub fn tags_of<'a>(&'a self, row: &Row) -> impl Iterator<Item = u32> + use<'a> {
        let own = self.own_tags(row);
        let others = self.tags.iter().filter(move |tag| !own.contains(tag));
        own.iter().chain(others).copied()
    }
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
        }
    }
}

impl<T: Hash + Eq> Names<T> {
    fn number(&mut self, name: &T) -> u32
    where
        T: Clone,
    {
        self.number_of(name, || name.clone())
    }

    fn number_of<Q>(&mut self, name: &Q, owned: impl FnOnce() -> T) -> u32
    where
        T: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(owned(), number);
        number
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// All names with their numbers, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&T, u32)> {
        self.numbers.iter().map(|(name, &number)| (name, number))
    }

    /// For each number, whether its name is wanted.
    pub fn which(&self, wanted: impl Fn(&T) -> bool) -> Vec<bool> {
        let mut which = vec![false; self.len()];
        for (name, number) in self.iter() {
            if let Some(slot) = which.get_mut(number as usize) {
                *slot = wanted(name);
            }
        }
        which
    }
}

fn facts_of_text(issue: &Issue) -> Facts {
    let apart = |article: &Article| !article.span.of(&issue.source).contains(&*article.title);
    let articles = issue.articles.iter().zip(0..);
    let spans: Vec<Span> = issue.articles.iter().map(|article| article.span).collect();
    Facts {
        in_order: spans.is_sorted_by(|a, b| a.end <= b.start),
        spans,
        initials: Initials::of(&issue.articles),
        variants: fold::has_variants(&issue.source),
        titles_apart: articles
            .filter_map(|(article, n)| apart(article).then_some(n))
            .collect(),
        ..Facts::default()
    }
}

fn kinds(article: &Article) -> u8 {
    let bits = article.sections.iter().map(|section| bit(section.kind));
    bits.fold(0, |kinds, bit| kinds | bit)
}

/// The bit that stands for a kind in [`Row::kinds`].
pub(super) fn bit(kind: SectionKind) -> u8 {
    let at = SectionKind::ALL.iter().position(|&other| other == kind);
    1 << at.unwrap_or_default()
}
