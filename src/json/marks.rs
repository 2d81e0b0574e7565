//! The marks of articles.

use std::collections::HashMap;

use serde::Serialize;

use crate::model::{ArticleView, Key};

/// An article's marks.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(
    missing_docs,
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own"
)]
pub struct MarksJson {
    pub read: bool,
    pub starred: bool,
    pub queued: bool,
    pub opened: bool,
    pub memo: Option<String>,
}

/// The marks of several articles.
pub struct MarkTable(HashMap<Key, MarksJson>);

impl MarkTable {
    /// The marks of an article.
    pub fn of(&self, view: &ArticleView<'_>) -> MarksJson {
        self.0.get(&name(view)).cloned().unwrap_or_default()
    }
}

impl<'a> FromIterator<(ArticleView<'a>, MarksJson)> for MarkTable {
    fn from_iter<I: IntoIterator<Item = (ArticleView<'a>, MarksJson)>>(marks: I) -> Self {
        let marks = marks.into_iter();
        Self(marks.map(|(view, marks)| (name(&view), marks)).collect())
    }
}

/// Articles have other ids in an archive with fewer of them.
fn name(view: &ArticleView<'_>) -> Key {
    view.identity().article.key()
}
