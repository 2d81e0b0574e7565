//! Tags of articles.

use super::Tag;

/// The topics of an article, none twice. They are one list, as an archive keeps hundreds of thousands of them.
#[derive(Clone, Debug, Default)]
pub struct ArticleTags {
    tags: Box<[Tag]>,
    /// The number of those that the article names; the others are wider.
    named: u32,
}

impl ArticleTags {
    /// Topics that an article names, and wider ones, of which those that it names as well are dropped.
    pub fn new(mut named: Vec<Tag>, broader: &[Tag]) -> Self {
        let count = named.len();
        let only_broader = broader.iter().filter(|tag| !named.contains(tag));
        let only_broader: Vec<Tag> = only_broader.cloned().collect();
        named.extend(only_broader);
        Self {
            tags: named.into(),
            named: u32::try_from(count).unwrap_or(u32::MAX),
        }
    }

    /// The topics that the article names.
    pub fn named(&self) -> &[Tag] {
        self.split().0
    }

    /// Wider topics.
    pub fn broader(&self) -> &[Tag] {
        self.split().1
    }

    fn split(&self) -> (&[Tag], &[Tag]) {
        let named = self.named as usize;
        self.tags
            .split_at_checked(named)
            .unwrap_or((&self.tags, &[]))
    }
}

impl FromIterator<Tag> for ArticleTags {
    /// Topics that an article names.
    fn from_iter<T: IntoIterator<Item = Tag>>(named: T) -> Self {
        Self::new(named.into_iter().collect(), &[])
    }
}
