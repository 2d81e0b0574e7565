//! A listing for people and for grep: an issue a line, and under it an article a line.

use std::io::{self, Write};

use super::selection::Selected;
use crate::model::{ArticleView, Issue};
use crate::text::clean;

/// Writes the whole selection, newest issue first.
pub(super) fn write(selected: &Selected, out: &mut impl Write) -> io::Result<()> {
    for of_issue in selected.issues() {
        writeln!(out, "{}", heading(of_issue.issue))?;
        for article in &of_issue.articles {
            writeln!(out, "  {}", line(article))?;
        }
    }
    Ok(())
}

/// `2024-09-08  The title`
fn heading(issue: &Issue) -> String {
    let date = issue.date.map_or_else(
        || "          ".to_owned(),
        |date| format!("{:<10}", date.to_string()),
    );
    format!("{date}  {}", clean::line(&issue.title))
}

/// `The title  https://…`
fn line(article: &ArticleView<'_>) -> String {
    let title = clean::line(article.title());
    match article.reference() {
        Some(link) => format!("{title}  {}", clean::url(link.url())),
        None => title.into_owned(),
    }
}
