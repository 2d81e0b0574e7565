//! The tags that issues of an archive bear, as words to look for in its titles.

use super::{finder::WordFinder, lead::without_urls, vocabulary::canonical};
use crate::model::Tag;

/// Finds the tags of an archive's issues. Topics of the vocabulary are found without it.
#[derive(Debug)]
pub struct ArchiveWords(WordFinder<Tag>);

impl ArchiveWords {
    /// The tags that tell: `counts` says how many issues bear each, of `tagged` that bear any. What nearly all bear says
    /// nothing, and short words need not mean the tag.
    pub fn new<'a>(counts: impl Iterator<Item = (&'a Tag, usize)>, tagged: usize) -> Self {
        let is_rare = |count| tagged < 4 || 2 * count < tagged;
        let tells = |tag: &Tag| is_searchable(tag.name()) && canonical(tag.name()).is_none();
        let telling = counts.filter(|(tag, count)| is_rare(*count) && tells(tag));
        let words: Vec<&Tag> = telling.map(|(tag, _)| tag).collect();
        Self(WordFinder::new(
            words.iter().map(|tag| (tag.name(), false, (*tag).clone())),
        ))
    }

    /// The tags that a title names, each once.
    pub fn find(&self, title: &str) -> Vec<Tag> {
        let mut found: Vec<Tag> = Vec::new();
        if self.0.is_empty() {
            return found;
        }
        self.0.find(&without_urls(title), |_, tag| {
            if !found.contains(tag) {
                found.push(tag.clone());
            }
        });
        found
    }
}

fn is_searchable(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    letters > if name.is_ascii() { 3 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_all_issues_bear_says_nothing() {
        let tags = [
            ("newsletter", 4),
            ("lighthouse", 1),
            ("sea", 1),
            ("golang", 1),
        ]
        .map(|(name, count)| (Tag::new(name).unwrap(), count));
        let words = ArchiveWords::new(tags.iter().map(|(tag, count)| (tag, *count)), 4);
        let found = words.find("A newsletter of the golang lighthouse by the sea");
        assert_eq!(
            found.iter().map(Tag::name).collect::<Vec<_>>(),
            ["lighthouse"]
        );
    }
}
