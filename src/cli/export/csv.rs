//! CSV (RFC 4180): a header, then a row for each article.

use std::io::{self, Write};

use crate::{
    model::{Archive, ArticleView, Lines, Tag},
    text::clean,
};

const HEADER: [&str; 9] = [
    "date",
    "issue",
    "title",
    "url",
    "tags",
    "group",
    "path",
    "line",
    "issue_tags",
];

/// Writes `archive`.
pub fn write(archive: &Archive, out: &mut impl Write) -> io::Result<()> {
    row(&HEADER.map(str::to_owned), out)?;
    for (id, issue) in archive.issues() {
        let lines = Lines::of(issue);
        for view in archive.articles_of(id) {
            write_article(&view, &lines, out)?;
        }
    }
    Ok(())
}

fn write_article(
    view: &ArticleView<'_>,
    lines: &Lines<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let tags: Vec<_> = view.tags().map(Tag::name).collect();
    let issue_tags: Vec<_> = view.issue.tags.iter().map(Tag::name).collect();
    row(
        &[
            view.issue.date.map(|date| date.iso()).unwrap_or_default(),
            view.issue.title.clone(),
            view.title().to_owned(),
            view.reference()
                .map(|link| clean::url(link.url()).into_owned())
                .unwrap_or_default(),
            tags.join(" "),
            view.group().unwrap_or_default().to_owned(),
            view.issue.path.clone(),
            lines.place(view.span().start).1.to_string(),
            issue_tags.join(" "),
        ],
        out,
    )
}

fn row(fields: &[String], out: &mut impl Write) -> io::Result<()> {
    let fields: Vec<_> = fields.iter().map(|field| quoted(field)).collect();
    write!(out, "{}\r\n", fields.join(","))
}

/// A field in quotes if it needs them. One that a spreadsheet would take for a formula begins with an apostrophe.
fn quoted(field: &str) -> String {
    let clean = clean::line(field);
    let guard = if clean.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    if clean.contains([',', '"']) {
        return format!("\"{guard}{}\"", clean.replace('"', "\"\""));
    }
    format!("{guard}{clean}")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn fields_are_quoted_if_need_be() {
        assert_eq!(quoted("fog"), "fog");
        assert_eq!(quoted("fog, \"thick\""), "\"fog, \"\"thick\"\"\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(quoted("a\nb"), "a b");
    }
}
