//! An issue as it is read: title, what is known of it, and what it says beside its articles.

use super::{
    article::{write_meta, write_span, write_title},
    builder::Builder,
    counted,
    definitions::Definitions,
    document::Document,
    targets::Targets,
};
use crate::model::Issue;

/// The issue's own page: title, date, tags, number of articles, then the notes between and around its articles.
pub fn issue(issue: &Issue) -> Document {
    let mut builder = Builder::new(Targets::new(&[]));
    let definitions = Definitions::new(&issue.definitions);
    write_title(&mut builder, &issue.title, None);
    write_meta(&mut builder, &known(issue));
    for note in &issue.notes {
        write_span(&mut builder, issue, *note, &definitions);
    }
    builder.finish()
}

/// Date, tags, number of articles.
fn known(issue: &Issue) -> Vec<String> {
    let tags: Vec<_> = issue
        .tags
        .iter()
        .map(|tag| format!("#{}", tag.display()))
        .collect();
    let articles = counted(issue.articles.len(), "article", "articles");
    let tags = (!tags.is_empty()).then(|| tags.join(" "));
    issue
        .date
        .map(|date| date.to_string())
        .into_iter()
        .chain(tags)
        .chain([articles])
        .collect()
}
