//! What is worth knowing of each issue before a search, found out once when the issue arrives.

use std::{collections::HashMap, hash::Hash, ops::Range, sync::Arc};

use memchr::memmem;
use rayon::prelude::*;

use super::{
    fold,
    held::{Letters, Syllabary, Syllables},
    host,
    initials::Initials,
};
use crate::model::{Archive, ArticleRef, Gains, Issue, IssueId, SectionKind, Span, Tag};

/// From so many texts it is learned which syllables are frequent.
const SOME: usize = 1000;

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
    pub syllabary: Syllabary,
    /// From how many texts.
    learned_from: usize,
    /// By the slot of the issue.
    issues: Vec<Option<Entry>>,
    /// The archive that was looked at last.
    revision: u64,
}

#[derive(Debug)]
struct Entry {
    issue: Arc<Issue>,
    gains: Option<Arc<Gains>>,
    facts: Facts,
}

/// What is known of an issue.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether the source may hold letters in other forms than the plain one.
    pub variants: bool,
    /// The articles whose title does not stand in their text as it is shown, in order.
    pub titles_apart: Box<[u32]>,
    /// Where the text of each article is, side by side: the articles themselves lie far apart in memory.
    pub spans: Arc<[Span]>,
    /// Whether the articles stand in the source in their order, none within another.
    pub in_order: bool,
    /// The letters in the text of each article.
    pub letters: Box<[Letters]>,
    /// Their syllables, in a row for each article unless no text has any; `None` until they are learned.
    pub syllables: Option<Box<[Syllables]>>,
    /// The initial consonants of titles and headings.
    pub initials: Initials,
    /// The tags of the issue itself.
    pub tags: Box<[u32]>,
    /// One row for each article, and one that tells where the tags of the last one end.
    articles: Box<[Row]>,
    /// The kinds of the sections of each article, one bit each.
    kinds: Box<[u8]>,
    /// The articles' own tags, one after the other.
    own_tags: Box<[u32]>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    first_tag: u32,
    host: u32,
}

/// What is known of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct ArticleFacts<'a> {
    /// Its own tags.
    pub tags: &'a [u32],
    /// The kinds of its sections, one bit each.
    pub kinds: u8,
    host: u32,
}

/// Stands for the host of an article that points nowhere.
const NOWHERE: u32 = u32::MAX;

impl ArticleFacts<'_> {
    /// The host of its reference.
    pub fn host(self) -> Option<u32> {
        (self.host != NOWHERE).then_some(self.host)
    }
}

impl Index {
    /// Looks at issues that are new or have changed, and forgets those that are gone. Whether there were any.
    pub fn update(&mut self, archive: &Archive) -> bool {
        if self.revision == archive.revision() {
            return false;
        }
        self.revision = archive.revision();
        let gone = self.forget(archive);
        let news: Vec<_> = archive
            .issues()
            .filter(|(id, issue)| !self.knows(*id, issue))
            .collect();
        let learned: Vec<_> = news
            .par_iter()
            .map(|(id, issue)| (*id, Entry::new(issue)))
            .collect();
        for (id, entry) in learned {
            if self.issues.len() <= id.slot() {
                self.issues.resize_with(id.slot() + 1, || None);
            }
            if let Some(slot) = self.issues.get_mut(id.slot()) {
                *slot = Some(entry);
            }
        }
        self.learn_syllables();
        let renamed = self.name_tags(archive);
        gone || renamed
    }

    fn knows(&self, id: IssueId, issue: &Arc<Issue>) -> bool {
        let entry = self.issues.get(id.slot()).and_then(Option::as_ref);
        entry.is_some_and(|entry| Arc::ptr_eq(&entry.issue, issue))
    }

    /// Forgets what is no longer as it was. Whether there was any.
    fn forget(&mut self, archive: &Archive) -> bool {
        let stays = |entry: &Entry, id| {
            let issue = archive.issue(id);
            issue.is_some_and(|issue| Arc::ptr_eq(&entry.issue, issue))
        };
        let mut gone = false;
        for (slot, id) in self.issues.iter_mut().zip(IssueId::all()) {
            if slot.as_ref().is_some_and(|entry| !stays(entry, id)) {
                *slot = None;
                gone = true;
            }
        }
        gone
    }

    /// Learns which syllables each text holds. Which of them are frequent is learned anew until there are enough texts to tell.
    fn learn_syllables(&mut self) {
        if self.learned_from < SOME {
            let entries = self.issues.iter().flatten();
            let texts: Vec<_> = entries.flat_map(Entry::korean_texts).take(SOME).collect();
            if texts.len() > self.learned_from {
                self.learned_from = texts.len();
                self.syllabary = Syllabary::of(texts.into_iter());
                let entries = self.issues.iter_mut().flatten();
                entries.for_each(|entry| entry.facts.syllables = None);
            }
        }
        let (syllabary, entries) = (&self.syllabary, self.issues.par_iter_mut().flatten());
        entries.for_each(|entry| entry.learn_syllables(syllabary));
    }

    /// Numbers the tags and hosts of issues that are new or gained tags. Whether there were any.
    fn name_tags(&mut self, archive: &Archive) -> bool {
        let mut any = false;
        for (id, issue) in archive.issues() {
            let Some(Some(entry)) = self.issues.get_mut(id.slot()) else {
                continue;
            };
            let gains = archive.gains(id);
            let same = entry.gains.as_ref().map(Arc::as_ptr) == gains.map(Arc::as_ptr);
            if same && entry.facts.kinds.len() == issue.articles.len() {
                continue;
            }
            entry.gains = gains.cloned();
            name(&mut self.tags, &mut self.hosts, issue, entry);
            any = true;
        }
        any
    }

    /// What is known of an issue.
    pub fn facts(&self, id: IssueId) -> Option<&Facts> {
        Some(&self.issues.get(id.slot())?.as_ref()?.facts)
    }
}

impl Entry {
    fn new(issue: &Arc<Issue>) -> Self {
        Self {
            issue: Arc::clone(issue),
            gains: None,
            facts: facts_of_text(issue),
        }
    }

    /// The texts that may hold syllables.
    fn korean_texts(&self) -> impl Iterator<Item = &str> {
        let texts = self.facts.spans.iter().zip(&self.facts.letters);
        texts
            .filter(|(_, letters)| letters.has_hangul())
            .map(|(span, _)| span.of(&self.issue.source))
    }

    fn learn_syllables(&mut self, syllabary: &Syllabary) {
        let Self { issue, facts, .. } = self;
        if facts.syllables.is_none() {
            let is_korean = facts.letters.iter().any(|letters| letters.has_hangul());
            let texts = facts.spans.iter().filter(|_| is_korean);
            let syllables = texts.map(|span| syllabary.syllables(span.of(&issue.source)));
            facts.syllables = Some(syllables.collect());
        }
    }
}

/// Puts numbers for the tags and hosts of an issue into its facts.
fn name(tags: &mut Names<Tag>, hosts: &mut Names<Box<str>>, issue: &Issue, entry: &mut Entry) {
    let count = issue.articles.len();
    let (mut rows, mut own_tags) = (Vec::with_capacity(count + 1), Vec::new());
    let mut all_kinds = Vec::with_capacity(count);
    entry.facts.tags = issue.tags.iter().map(|tag| tags.number(tag)).collect();
    let topics: Vec<u32> = issue
        .articles
        .names()
        .iter()
        .map(|tag| tags.number(tag))
        .collect();
    for (article, n) in issue.each().zip(0..) {
        let first_tag = own_tags.len() as u32;
        let own = issue
            .topics(n)
            .iter()
            .filter_map(|&topic| topics.get(topic as usize));
        own_tags.extend(own);
        let gained = entry.gains.iter().flat_map(|gains| gains.of(n));
        own_tags.extend(gained.map(|tag| tags.number(tag)));
        let host = host(hosts, article).unwrap_or(NOWHERE);
        rows.push(Row { first_tag, host });
        all_kinds.push(kinds(article));
    }
    rows.push(Row {
        first_tag: own_tags.len() as u32,
        host: NOWHERE,
    });
    entry.facts.kinds = all_kinds.into();
    (entry.facts.articles, entry.facts.own_tags) = (rows.into(), own_tags.into());
}

fn host(hosts: &mut Names<Box<str>>, article: ArticleRef<'_>) -> Option<u32> {
    let host = host::of(article.reference()?);
    (!host.is_empty()).then(|| hosts.number_of(&*host, || host.as_ref().into()))
}

impl Facts {
    /// Where the text of an article is in the source, but for what stands before `from`.
    pub fn text(&self, article: u32, from: u32) -> Range<usize> {
        let span = self.spans.get(article as usize);
        let span = span.copied().unwrap_or_default();
        span.start.max(from) as usize..span.end as usize
    }

    /// A little of what a search reads first.
    pub fn beginning(&self) -> u8 {
        let start = self.spans.first().map_or(0, |span| span.start);
        let letters = self.letters.first().copied().unwrap_or_default();
        start as u8 ^ u8::from(letters.has_hangul())
    }

    /// What is known of an article.
    pub fn article(&self, n: u32) -> Option<ArticleFacts<'_>> {
        Some(ArticleFacts {
            tags: self.own_tags(n),
            kinds: *self.kinds.get(n as usize)?,
            host: self.articles.get(n as usize)?.host,
        })
    }

    /// The tags of an article alone.
    pub fn own_tags(&self, n: u32) -> &[u32] {
        let n = n as usize;
        let ends = self.articles.get(n).zip(self.articles.get(n + 1));
        let tags = ends.map(|(row, next)| row.first_tag as usize..next.first_tag as usize);
        let tags = tags.and_then(|tags| self.own_tags.get(tags));
        tags.unwrap_or_default()
    }

    /// The tags of an article and of its issue, none twice.
    pub fn tags_of<'a>(
        &'a self,
        article: &ArticleFacts<'a>,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let own = article.tags;
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
    let apart = |article: ArticleRef<'_>| {
        let found = || memmem::find(article.text().as_bytes(), article.title().as_bytes());
        !article.title_is_in_text() && found().is_none()
    };
    let articles = issue.each().zip(0..);
    let spans = Arc::clone(issue.articles.spans());
    Facts {
        in_order: spans.is_sorted_by(|a, b| a.end <= b.start),
        letters: spans
            .iter()
            .map(|span| Letters::of(span.of(&issue.source)))
            .collect(),
        spans,
        initials: Initials::of(issue),
        variants: fold::has_variants(&issue.source),
        titles_apart: articles
            .filter_map(|(article, n)| apart(article).then_some(n))
            .collect(),
        ..Facts::default()
    }
}

fn kinds(article: ArticleRef<'_>) -> u8 {
    let bits = article.sections().map(|section| bit(section.kind));
    bits.fold(0, |kinds, bit| kinds | bit)
}

/// The bit that stands for a kind in [`ArticleFacts::kinds`].
pub(super) fn bit(kind: SectionKind) -> u8 {
    let at = SectionKind::ALL.iter().position(|&other| other == kind);
    1 << at.unwrap_or_default()
}
