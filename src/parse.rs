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
mod parts;
mod sections;
mod title;
pub mod topics;
mod words;

use std::{borrow::Cow, mem, path::PathBuf};

use crate::model::{Issue, Part, Span, Warning};
use sections::Sections;

/// Reads an issue from the bytes of the file at `path` inside its archive. `None` if there is nothing in it.
pub fn issue(path: &str, file: Option<PathBuf>, bytes: &[u8]) -> (Option<Issue>, Vec<Warning>) {
    let mut files = Files::default();
    files.add(path, file, bytes);
    files.issue(path)
}

/// The files that an issue is read from, put together.
#[derive(Default)]
pub struct Files<'a> {
    source: Cow<'a, str>,
    parts: Vec<Part>,
    warnings: Vec<Warning>,
}

impl<'a> Files<'a> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds the bytes of the file at `path` inside the archive, and on disk at `file`, if it is there.
    pub fn add(&mut self, path: &str, file: Option<PathBuf>, bytes: &'a [u8]) {
        let decoded = decode::decode(bytes);
        if decoded.lossy {
            self.warnings.push(warning(
                path,
                None,
                "is not UTF-8; what cannot be read is shown as \u{fffd}",
            ));
        }
        let start = if self.is_empty() {
            // Nearly all issues are one file.
            self.parts.reserve_exact(1);
            self.source = decoded.text;
            0
        } else {
            let joined = self.source.to_mut();
            joined.push_str(if joined.ends_with('\n') { "\n" } else { "\n\n" });
            let start = joined.len();
            joined.push_str(&decoded.text);
            start as u32
        };
        self.parts.push(Part {
            start,
            path: path.to_owned(),
            file,
        });
    }

    /// Reads the issue, whose path names it. `None` if there is nothing in it.
    pub fn issue(mut self, path: &str) -> (Option<Issue>, Vec<Warning>) {
        if self.source.trim().is_empty() {
            self.warnings.push(warning(path, None, "is empty"));
            return (None, self.warnings);
        }
        let issue = read(&self.source, path, &mut self.warnings);
        let issue = Issue {
            parts: self.parts,
            // It is put in its place last, where all was that reading it took.
            source: self.source.into(),
            ..issue
        };
        (Some(issue), self.warnings)
    }
}

/// All of an issue but its source.
fn read(source: &str, path: &str, warnings: &mut Vec<Warning>) -> Issue {
    let front_matter = front_matter::read(source);
    for (line, message) in &front_matter.warnings {
        warnings.push(warning(path, Some(*line), message));
    }
    let body = front_matter.end..source.len();
    let mut outline = outline::outline(source, body.clone());
    let sections = Sections::new(&outline, Span::new(body));
    let date = front_matter.date.or_else(|| date::in_path(path));
    let title = title::of_issue(&sections, front_matter.title.as_deref(), path, date);
    let (articles, notes) = articles::articles(
        &sections,
        &layout::split(&sections, &title, front_matter.exported),
    );
    let definitions = mem::take(&mut outline.definitions);
    Issue {
        path: path.to_owned(),
        key: front_matter.key.unwrap_or_else(|| path.to_owned()),
        date: date.or_else(|| date::parse(&title)),
        number: front_matter.number.or_else(|| title::number(&title, path)),
        title,
        tags: front_matter.tags,
        notes,
        articles,
        definitions,
        ..Issue::default()
    }
}

fn warning(path: &str, line: Option<u32>, message: &str) -> Warning {
    Warning {
        path: path.to_owned(),
        line,
        message: message.to_owned(),
    }
}
