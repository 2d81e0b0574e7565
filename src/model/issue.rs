//! One mailing of a newsletter.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use super::{Article, Date, Span, Tag, lasting};

/// One mailing of the newsletter.
#[derive(Clone, Debug, Default)]
pub struct Issue {
    /// The path inside the archive, with `/` between names: `content/2024-01-03.md`. Clean; unique within an archive.
    pub path: String,
    /// Its `cuid`, else its `slug`, else its path.
    pub key: String,
    /// The name by which marks know the issue: the same whatever root it is read from.
    pub mark_key: String,
    /// Clean, in one line, NFC.
    pub title: String,
    /// The day on which it appeared.
    pub date: Option<Date>,
    /// Its number in the series, where it has one.
    pub number: Option<u32>,
    /// From the front matter, in order, none twice.
    pub tags: Vec<Tag>,
    /// The newsletter it says it is an issue of.
    pub newsletter: Option<String>,
    /// A List-Id or an address, which tells that newsletter from others of its name.
    pub list: Option<String>,
    /// Its address on the web.
    pub web: Option<String>,
    /// The whole text, front matter included, as UTF-8 with `\n` line ends and no BOM. Spans point into it.
    pub source: Box<str>,
    /// The files in `source`. One row, at 0, unless the issue is a folder of fragments.
    pub parts: Vec<Part>,
    /// Text that belongs to no article, in order: before the first one, headings of groups with their prose, and after the
    /// last one (disclaimer, sources).
    pub notes: Vec<Span>,
    /// Link reference definitions (`CommonMark` 0.31, 4.7), which may stand outside of the article that uses them.
    pub definitions: Vec<Definition>,
    /// In document order.
    pub articles: Vec<Article>,
}

/// A file that an issue was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// First byte of the file's text in [`Issue::source`].
    pub start: u32,
    /// The path inside the archive.
    pub path: String,
    /// The file on disk, if it is one and not a member of a zip or tar.
    pub file: Option<PathBuf>,
}

/// `[label]: url "title"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// As written; compared case-folded with white space collapsed.
    pub label: Box<str>,
    /// The target.
    pub url: Box<str>,
}

impl Issue {
    /// Its name in all that is kept of it but marks: what of [`mark_key`](Self::mark_key) does not change with its articles.
    pub fn name(&self) -> String {
        lasting(&self.mark_key)
    }

    /// True if it is among issues that are given by their keys or names.
    pub fn is_among(&self, seen: &HashSet<String>) -> bool {
        seen.contains(&self.key) || seen.contains(&self.name())
    }

    /// True if marks know the issue by this key, or did so in earlier versions.
    pub fn is_called(&self, key: &str) -> bool {
        self.key == key || self.name() == lasting(key)
    }

    /// The file on disk that holds the byte at `offset`, if it is one.
    pub fn file_at(&self, offset: u32) -> Option<&Path> {
        let part = self.parts.iter().rev().find(|part| part.start <= offset)?;
        part.file.as_deref()
    }

    /// The file that holds the byte at `offset`.
    pub(super) fn part(&self, offset: u32) -> Option<&Part> {
        self.parts.iter().rev().find(|part| part.start <= offset)
    }

    /// The file that holds the byte at `offset`, and the line there, from 1.
    pub fn place(&self, offset: u32) -> (&str, u32) {
        let part = self.part(offset);
        let start = part.map_or(0, |part| part.start);
        let before = Span { start, end: offset }.range();
        let newlines = self
            .source
            .as_bytes()
            .get(before)
            .map_or(0, |text| memchr::memchr_iter(b'\n', text).count());
        (
            part.map_or(self.path.as_str(), |part| part.path.as_str()),
            newlines as u32 + 1,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_within_their_file() {
        let part = |start, path: &str| Part {
            start,
            path: path.into(),
            file: None,
        };
        let issue = Issue {
            source: "a\nb\nc\nd\n".into(),
            parts: vec![part(0, "1.md"), part(4, "2.md")],
            ..Issue::default()
        };
        assert_eq!(issue.place(0), ("1.md", 1));
        assert_eq!(issue.place(2), ("1.md", 2));
        assert_eq!(issue.place(4), ("2.md", 1));
        assert_eq!(issue.place(6), ("2.md", 2));
        let lines = crate::model::Lines::of(&issue);
        for offset in 0..9 {
            assert_eq!(lines.place(offset), issue.place(offset), "{offset}");
        }
    }
}
