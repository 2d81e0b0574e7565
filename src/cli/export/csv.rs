//! CSV (RFC 4180): a header, then a row for each article.

use std::io::{self, Write};

use super::super::marked::{MarkTable, MarksJson};
use crate::{
    model::{Archive, ArticleView, Lines, Tag},
    text::clean,
};

const HEADER: [&str; 10] = [
    "date",
    "issue",
    "title",
    "url",
    "tags",
    "group",
    "path",
    "line",
    "issue_tags",
    "id",
];

/// With marks: 1 or 0, and the memo's text.
const MARKS: [&str; 5] = ["read", "starred", "queued", "opened", "memo"];

/// Writes `archive`.
pub fn write(archive: &Archive, marks: Option<&MarkTable>, out: &mut impl Write) -> io::Result<()> {
    let mut header = HEADER.to_vec();
    header.extend(MARKS.iter().filter(|_| marks.is_some()));
    let header: Vec<_> = header.into_iter().map(str::to_owned).collect();
    row(&header, out)?;
    for (id, issue) in archive.issues() {
        let lines = Lines::of(issue);
        for view in archive.articles_of(id) {
            let mut fields = fields(&view, &lines);
            fields.extend(marks.into_iter().flat_map(|marks| states(marks.of(&view))));
            row(&fields, out)?;
        }
    }
    Ok(())
}

fn states(marks: MarksJson) -> Vec<String> {
    let states = [marks.read, marks.starred, marks.queued, marks.opened];
    let states = states.map(|state| u8::from(state).to_string());
    states
        .into_iter()
        .chain([marks.memo.unwrap_or_default()])
        .collect()
}

fn fields(view: &ArticleView<'_>, lines: &Lines<'_>) -> Vec<String> {
    let tags: Vec<_> = view.tags().map(Tag::name).collect();
    let issue_tags: Vec<_> = view.issue.tags.iter().map(Tag::name).collect();
    vec![
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
        view.short_id().to_string(),
    ]
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
