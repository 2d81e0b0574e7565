//! Markdown that backissue reads back as the same articles.
//!
//! The front matter says `layout: backissue`: every heading of level 2 is an article, and its text, whatever is in it, stands
//! in a quote, so that none of it can be taken for structure.

use std::io::{self, Write};

use crate::{
    model::{Archive, ArticleView, Issue},
    text::clean,
};

/// Writes `archive`.
pub fn write(archive: &Archive, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "---\ntitle: \"{}\"\nlayout: backissue\n---",
        archive.name.replace(['"', '\\'], "'")
    )?;
    for (id, issue) in archive.issues() {
        writeln!(out, "\n# {}", escaped(&issue.title))?;
        for article in archive.articles_of(id) {
            write_article(&article, out)?;
        }
        write_definitions(issue, out)?;
    }
    Ok(())
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
