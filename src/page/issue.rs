//! An issue as the reader shows it: title, date and tags, and its text beside its articles.

use super::{
    article::{write_meta, write_title},
    builder::TextBuilder,
    dedent::dedent,
    definitions::Definitions,
    markdown::write as write_markdown,
    notes::readable,
    rich_text::RichText,
    targets::Targets,
};
use crate::model::Issue;
use crate::text::counted;

/// The issue's own page: title, date, tags, number of articles, then the notes between and around its articles.
pub fn issue(issue: &Issue) -> RichText {
    let mut builder = TextBuilder::new(Targets::new(&[]));
    let definitions = Definitions::new(&issue.definitions);
    write_title(&mut builder, &issue.title, None);
    let articles = counted(issue.articles.len(), "article", "articles");
    write_meta(
        &mut builder,
        issue.date,
        issue.tags.iter(),
        &[],
        Some(articles),
    );
    for note in &issue.notes {
        let note = readable(&dedent(&issue.source, *note), &issue.title);
        builder.want_gap();
        write_markdown(&mut builder, &note, &definitions);
    }
    builder.finish()
}
