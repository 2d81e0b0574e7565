//! Tags of articles.

use crate::model::{Article, Tag};

/// The topics that an article shows by itself: a `[Topic]` before its title.
pub fn of_article(_source: &str, article: &Article) -> Vec<Tag> {
    prefix(&article.title).into_iter().collect()
}

/// `VectorDB` of `[VectorDB] Fog in vectors`.
fn prefix(title: &str) -> Option<Tag> {
    let (word, rest) = title.strip_prefix('[')?.split_once(']')?;
    (rest.starts_with(' ') && word.len() <= 30).then(|| Tag::new(word))?
}
