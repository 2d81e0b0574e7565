//! Gives articles their tags: what each names itself, and what the issues of the archive are tagged with.

use std::collections::{HashMap, hash_map::Entry};

use crate::{
    model::{InferredTags, Issue, Tag},
    topics::{self, ArchiveWords, FoundTags},
};

/// Gives the articles of an issue the topics that they name. An article that is alone in its issue has the issue's tags, too;
/// of several nobody knows which one they mean.
pub(super) fn tag(issue: &mut Issue) {
    let refined = |tag: &Tag| topics::current().refined(tag);
    let mut found: Vec<FoundTags> = issue.each().map(FoundTags::of).collect();
    if let [only] = found.as_mut_slice() {
        for tag in issue.tags.iter().filter_map(refined) {
            if !only.own.contains(&tag) {
                only.broader.retain(|broader| *broader != tag);
                only.own.push(tag);
            }
        }
    }
    for (article, found) in issue.articles.iter_mut().zip(found) {
        article.tags = found.own;
        article.broader = found.broader;
    }
}

/// The tags that the articles of an issue have by what other issues are tagged with.
pub(super) fn inferred_tags(issue: &Issue, words: &ArchiveWords) -> InferredTags {
    let mut inferred = InferredTags::default();
    for (article, index) in issue.each().zip(0..) {
        let mut tags = words.find(article.title());
        tags.retain(|tag| !article.named_tags().any(|known| known == tag));
        if !tags.is_empty() {
            inferred.give(index, tags);
        }
    }
    inferred
}

/// The tags of issues, each with the number of issues that bear it.
#[derive(Default)]
pub(super) struct IssueTags {
    /// By their folded names.
    counts: HashMap<String, (Tag, usize)>,
    /// The number of issues that bear any.
    tagged: usize,
}

impl IssueTags {
    /// Counts the tags of an issue, and gives them the spelling that was met first: `Machine Learning` and `machine-learning`
    /// are one.
    pub fn share(&mut self, tags: &mut [Tag]) {
        self.tagged += usize::from(!tags.is_empty());
        for tag in tags {
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

    /// The tags as words to look for.
    pub fn words(&self) -> ArchiveWords {
        let counts = self.counts.values();
        ArchiveWords::new(counts.map(|(tag, count)| (tag, *count)), self.tagged)
    }
}
