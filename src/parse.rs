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
pub mod topics;
mod words;

use std::path::PathBuf;

use crate::model::{Issue, Part, Span, Warning};
use page::Page;

/// A file of an issue.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// The path inside the archive.
    pub path: String,
    /// The file on disk, if it is one.
    pub file: Option<PathBuf>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Reads an issue from the bytes of the file at `path` inside its archive. `None` if there is nothing in it.
pub fn issue(path: &str, file: Option<PathBuf>, bytes: &[u8]) -> (Option<Issue>, Vec<Warning>) {
    let mut text = Text::default();
    text.add(path, file, bytes);
    text.parse(path)
}

/// Reads an issue from files that belong together, in their order. `path` names the issue.
pub fn fragments(path: &str, fragments: Vec<Fragment>) -> (Option<Issue>, Vec<Warning>) {
    let mut text = Text::default();
    for fragment in fragments {
        text.add(&fragment.path, fragment.file, &fragment.bytes);
    }
    text.parse(path)
}

/// The text of an issue, and where it is from.
#[derive(Default)]
struct Text {
    source: Box<str>,
    parts: Vec<Part>,
    warnings: Vec<Warning>,
}

impl Text {
    fn add(&mut self, path: &str, file: Option<PathBuf>, bytes: &[u8]) {
        let decoded = decode::decode(bytes);
        if decoded.lossy {
            self.warnings.push(warning(
                path,
                None,
                "is not UTF-8; what cannot be read is shown as \u{fffd}",
            ));
        }
        if self.parts.is_empty() {
            self.source = decoded.text;
        } else {
            let mut joined = std::mem::take(&mut self.source).into_string();
            joined.push_str(if joined.ends_with('\n') { "\n" } else { "\n\n" });
            self.parts.push(Part {
                start: joined.len() as u32,
                path: path.to_owned(),
                file,
            });
            joined.push_str(&decoded.text);
            self.source = joined.into();
            return;
        }
        self.parts.push(Part {
            start: 0,
            path: path.to_owned(),
            file,
        });
    }

    fn parse(mut self, path: &str) -> (Option<Issue>, Vec<Warning>) {
        let source = self.source;
        if source.trim().is_empty() {
            self.warnings.push(warning(path, None, "is empty"));
            return (None, self.warnings);
        }
        let front_matter = front_matter::read(&source);
        for (line, message) in &front_matter.warnings {
            self.warnings.push(warning(path, Some(*line), message));
        }
        let body = front_matter.end..source.len();
        let outline = outline::outline(&source, body.clone());
        let page = Page::new(&outline, Span::new(body));
        let date = front_matter.date.or_else(|| date::in_path(path));
        let title = title::of_issue(&page, front_matter.title.as_deref(), path, date);
        let (articles, notes) =
            articles::articles(&page, &layout::split(&page, &title, front_matter.exported));
        let issue = Issue {
            path: path.to_owned(),
            key: front_matter.key.unwrap_or_else(|| path.to_owned()),
            date: date.or_else(|| date::parse(&title)),
            number: front_matter.number.or_else(|| title::number(&title, path)),
            title,
            tags: front_matter.tags,
            parts: self.parts,
            notes,
            articles,
            definitions: outline.definitions,
            source,
        };
        (Some(issue), self.warnings)
    }
}

fn warning(path: &str, line: Option<u32>, message: &str) -> Warning {
    Warning {
        path: path.to_owned(),
        line,
        message: message.to_owned(),
    }
}
