//! Bytes to an [`Issue`] and warnings. It never fails and does no I/O.
//!
//! In order: [`decode`](self) the bytes, read the front matter, outline the body in one pass, sort its blocks into
//! sections, let the layouts cut these into articles and notes, and look into each article for its links and parts.

mod articles;
mod date;
mod decode;
mod front_matter;
mod layout;
mod lead;
mod outline;
mod page;
mod parts;
mod title;
mod topics;
mod words;

use std::path::PathBuf;

use crate::model::{Issue, Part, Span, Warning};
use page::Page;

/// Reads an issue from the bytes of the file at `path` inside its archive. `None` if the file turns out to be no issue.
pub fn issue(path: &str, file: Option<PathBuf>, bytes: &[u8]) -> (Option<Issue>, Vec<Warning>) {
    let decoded = decode::decode(bytes);
    let source = decoded.text;
    if source.trim().is_empty() {
        return (None, vec![warning(path, None, "is empty")]);
    }
    let front_matter = front_matter::read(&source);
    let outline = outline::outline(&source, front_matter.end..source.len());
    let page = Page::new(&source, &outline, Span::new(front_matter.end..source.len()));
    let date = front_matter.date.or_else(|| date::in_path(path));
    let title = title::of_issue(&page, front_matter.title.as_deref(), path, date);
    let cuts = layout::split(&page, &title);
    let (articles, notes) = articles::articles(&page, &cuts);
    let mut warnings: Vec<_> = front_matter
        .warnings
        .iter()
        .map(|(line, message)| warning(path, Some(*line), message))
        .collect();
    if decoded.lossy {
        warnings.push(warning(
            path,
            None,
            "is not UTF-8, what cannot be read is shown as \u{fffd}",
        ));
    }
    let issue = Issue {
        path: path.to_owned(),
        key: front_matter.key.unwrap_or_else(|| path.to_owned()),
        date: date.or_else(|| date::parse(&title)),
        number: front_matter.number.or_else(|| title::number(&title, path)),
        title,
        tags: front_matter.tags,
        parts: vec![Part {
            start: 0,
            path: path.to_owned(),
            file,
        }],
        notes,
        articles,
        definitions: outline.definitions,
        source,
    };
    (Some(issue), warnings)
}

fn warning(path: &str, line: Option<u32>, message: &str) -> Warning {
    Warning {
        path: path.to_owned(),
        line,
        message: message.to_owned(),
    }
}
