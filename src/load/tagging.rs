//! Gives articles their tags: what each names itself, and what the issues of the archive are tagged with.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use crate::{
    model::{ArticleRef, ArticleTags, InferredTags, Issue, Tag},
    topics::{self, ArchiveWords},
};

/// Gives the articles of an issue the topics that they name. An article alone in its issue also has the issue's tags;
/// of several it is unknown which one they mean.
pub(super) fn tag(issue: &mut Issue) {
    let refined = |tag: &Tag| topics::current().refined(tag);
    let mut found: Vec<ArticleTags> = issue.each().map(topics::tags).collect();
    if let [only] = found.as_mut_slice() {
        let mut named = only.named().to_vec();
        for tag in issue.tags.iter().filter_map(refined) {
            if !named.contains(&tag) {
                named.push(tag);
            }
        }
        *only = ArticleTags::new(named, only.broader());
    }
    for (article, found) in issue.articles.iter_mut().zip(found) {
        article.tags = found;
    }
}

/// The tags of all issues, as evidence for an article of one.
#[derive(Debug)]
pub(super) struct ArchiveTags {
    words: ArchiveWords,
    /// The archive gives each issue the one topic that its articles are about.
    is_themed: bool,
}

impl ArchiveTags {
    /// The tags that the articles of an issue have beside those that they name.
    pub fn infer(&self, issue: &Issue) -> InferredTags {
        let theme = theme(issue).filter(|_| self.is_themed);
        let mut inferred = InferredTags::default();
        for (article, index) in issue.each().zip(0..) {
            let mut tags = self.words.find(article.title());
            tags.extend(theme.clone().filter(|theme| !tags.contains(theme)));
            tags.retain(|tag| !article.named_tags().any(|known| known == tag));
            if !tags.is_empty() {
                inferred.give(index, tags);
            }
        }
        inferred
    }
}

/// The topic of an issue whose only tag it is.
fn theme(issue: &Issue) -> Option<Tag> {
    match issue.tags.as_slice() {
        [tag] => topics::current().refined(topics::canonical(tag.name())?),
        _ => None,
    }
}

/// The tags of issues, each with the number of issues that bear it.
#[derive(Default)]
pub(super) struct IssueTags {
    /// By their folded names.
    counts: HashMap<String, (Tag, usize)>,
    /// The number of issues that bear any.
    tagged: usize,
    /// The articles of issues with a [theme], and those of them that name it.
    themed: usize,
    on_theme: usize,
    /// The themes that were met.
    themes: HashSet<Tag>,
}

impl IssueTags {
    /// Counts the tags of an issue, and gives them the spelling that was met first: `Machine Learning` and `machine-learning`
    /// are one.
    pub fn share(&mut self, issue: &mut Issue) {
        if let Some(theme) = theme(issue).filter(|_| issue.articles.len() > 1) {
            let names = |article: &ArticleRef<'_>| article.named_tags().any(|tag| *tag == theme);
            self.themed += issue.articles.len();
            self.on_theme += issue.each().filter(names).count();
            self.themes.insert(theme);
        }
        self.tagged += usize::from(!issue.tags.is_empty());
        for tag in &mut issue.tags {
            match self.counts.entry(topics::fold(tag.name())) {
                Entry::Occupied(mut known) => {
                    let (known, count) = known.get_mut();
                    *count += 1;
                    *tag = known.clone();
                }
                Entry::Vacant(new) => drop(new.insert((tag.clone(), 1))),
            }
        }
    }

    /// Draws the conclusion. One theme alone would be a property of the newsletter, and a few articles prove no habit.
    pub fn tell(&self) -> ArchiveTags {
        let counts = self.counts.values();
        let proven = self.themed >= 10 && 10 * self.on_theme >= 9 * self.themed;
        ArchiveTags {
            words: ArchiveWords::new(counts.map(|(tag, count)| (tag, *count)), self.tagged),
            is_themed: proven && self.themes.len() >= 3,
        }
    }
}
