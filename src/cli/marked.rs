//! The marks of articles, for other programs.

use std::collections::HashMap;

use serde::Serialize;

use super::selection::Selected;
use crate::{
    app::marks::Marking,
    model::{ArticleId, ArticleView, Key, Mark},
    text::clean,
};

/// An article's marks.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(super) struct MarksJson {
    pub read: bool,
    pub starred: bool,
    pub queued: bool,
    pub opened: bool,
    pub memo: Option<String>,
}

impl MarksJson {
    fn of(marks: &Marking, id: ArticleId) -> Self {
        let memo = marks.memo(id);
        Self {
            read: marks.has(id, Mark::Read),
            starred: marks.has(id, Mark::Starred),
            queued: marks.has(id, Mark::Queued),
            opened: marks.has(id, Mark::Opened),
            memo: memo.map(|memo| clean::lines(memo).into_owned()),
        }
    }
}

/// The marks of the articles of a selection.
pub(super) struct MarkTable(HashMap<Key, MarksJson>);

impl MarkTable {
    pub fn new(selected: &Selected) -> Self {
        let marks = selected.marking();
        let articles = selected.articles();
        let row = |view: ArticleView<'_>| (name(&view), MarksJson::of(&marks, view.id));
        Self(articles.map(row).collect())
    }

    pub fn of(&self, view: &ArticleView<'_>) -> MarksJson {
        self.0.get(&name(view)).cloned().unwrap_or_default()
    }
}

/// Articles have other ids in an archive with fewer of them.
fn name(view: &ArticleView<'_>) -> Key {
    view.identity().article.key()
}
