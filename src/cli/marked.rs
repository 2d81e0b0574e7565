//! The marks of articles, for other programs.

use super::selection::Selected;
use crate::{
    app::marks::Marking,
    json::{MarkTable, MarksJson},
    model::{ArticleId, Mark},
    text::clean,
};

/// The marks of the articles of a selection.
pub(super) fn table(selected: &Selected) -> MarkTable {
    let marks = selected.marking();
    let articles = selected.articles();
    articles.map(|view| (view, of(&marks, view.id))).collect()
}

fn of(marks: &Marking, id: ArticleId) -> MarksJson {
    let memo = marks.memo(id);
    MarksJson {
        read: marks.has(id, Mark::Read),
        starred: marks.has(id, Mark::Starred),
        queued: marks.has(id, Mark::Queued),
        opened: marks.has(id, Mark::Opened),
        memo: memo.map(|memo| clean::lines(memo).into_owned()),
    }
}
