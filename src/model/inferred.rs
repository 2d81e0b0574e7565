//! Tags that the archive finds in the titles of an issue's articles.

use std::collections::BTreeMap;

use super::Tag;

/// Tags that the articles of an issue have by what other issues are about, by the articles' positions. They are found when all
/// is loaded; the issue itself does not change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InferredTags(BTreeMap<u32, Vec<Tag>>);

impl InferredTags {
    /// Gives the article at `index` tags.
    pub fn give(&mut self, index: u32, tags: Vec<Tag>) {
        self.0.insert(index, tags);
    }

    /// The inferred tags, one article after the other.
    pub(super) fn each(&self) -> impl Iterator<Item = &Tag> {
        self.0.values().flatten()
    }

    /// The tags of each article, to be changed.
    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = &mut Vec<Tag>> {
        self.0.values_mut()
    }

    /// True if no article has any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The inferred tags of the article at `index`.
    pub fn of(&self, index: u32) -> &[Tag] {
        self.0.get(&index).map_or(&[], Vec::as_slice)
    }
}
