//! Markdown that backissue reads back as the same issues and articles.
//!
//! Each issue has front matter that says `layout: backissue`, by which a reader tells where it begins: every heading of level 2
//! is an article, and its text, whatever is in it, stands in a quote, so that none of it can be taken for structure.

use std::io::{self, Write};

use serde_json::json;

use crate::{
    cli::selection::{Selected, SelectedIssue},
    model::{ArticleView, Date, Issue, Precision, Tag, without_origin},
    text::clean,
};

/// Writes one document, newest issue first.
pub(super) fn write(selected: &Selected, out: &mut impl Write) -> io::Result<()> {
    for SelectedIssue { issue, articles } in selected.issues() {
        write_front_matter(issue, out)?;
        for article in &articles {
            write_article(article, out)?;
        }
        write_definitions(issue, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// All that is known of the issue. Values are JSON, which is YAML, too.
fn write_front_matter(issue: &Issue, out: &mut impl Write) -> io::Result<()> {
    let tags: Vec<_> = issue.tags.iter().map(Tag::display).collect();
    let (newsletter, web) = (issue.newsletter.as_ref(), issue.web.as_ref());
    let fields = [
        ("title", Some(json!(issue.title))),
        ("date", issue.date.map(|date| json!(written(date)))),
        ("number", issue.number.map(|number| json!(number))),
        ("tags", (!tags.is_empty()).then(|| json!(tags))),
        ("newsletter", newsletter.map(|name| json!(name))),
        ("canonical_url", web.map(|url| json!(clean::url(url)))),
        ("cuid", Some(json!(without_origin(&issue.mark_key)))),
        ("slug", Some(json!(issue.key))),
        ("path", Some(json!(issue.path))),
    ];
    writeln!(out, "---\nlayout: backissue")?;
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}")?;
        }
    }
    writeln!(out, "---\n\n# {}", escaped(&issue.title))
}

/// A date as precisely as it is known.
fn written(date: Date) -> String {
    match date.precision() {
        Precision::Time => date.timestamp().to_string(),
        _ => date.iso(),
    }
}

fn write_article(view: &ArticleView<'_>, out: &mut impl Write) -> io::Result<()> {
    let title = escaped(view.title());
    match view.reference() {
        Some(link) => writeln!(
            out,
            "\n## [{title}](<{}>)\n",
            target(&clean::url(link.url()))
        )?,
        None => writeln!(out, "\n## {title}\n")?,
    }
    for line in view.body().lines() {
        writeln!(
            out,
            "{}",
            format!("> {}", cleaned(&untabbed(line))).trim_end_matches(' ')
        )?;
    }
    Ok(())
}

/// A line that may be looked at in a terminal. Tabs within it stay: in code they may mean something.
fn cleaned(line: &str) -> String {
    let parts: Vec<_> = line.split('\t').map(clean::line).collect();
    parts.join("\t")
}

/// A line whose indentation is spaces: in a quote, tabs reach less far.
fn untabbed(line: &str) -> String {
    let text = line.trim_start_matches([' ', '\t']);
    let indent = line.get(..line.len() - text.len()).unwrap_or("");
    let width = indent.chars().fold(0, |width, c| {
        if c == '\t' {
            (width / 4 + 1) * 4
        } else {
            width + 1
        }
    });
    format!("{:width$}{text}", "")
}

fn write_definitions(issue: &Issue, out: &mut impl Write) -> io::Result<()> {
    if !issue.definitions.is_empty() {
        writeln!(out)?;
    }
    for definition in &issue.definitions {
        writeln!(
            out,
            "[{}]: <{}>",
            clean::line(&definition.label),
            target(&clean::url(&definition.url))
        )?;
    }
    Ok(())
}

/// Text with everything escaped that Markdown or a reader of bare URLs might take for more.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A link target for between `<` and `>`.
fn target(url: &str) -> String {
    let mut target = String::with_capacity(url.len());
    for c in url.chars().filter(|c| *c != '\n') {
        if matches!(c, '<' | '>' | '\\' | '&') {
            target.push('\\');
        }
        target.push(c);
    }
    target
}
