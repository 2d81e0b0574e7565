//! An export of our own in Markdown: issues one after another, each a range of the file's bytes that begins with its front
//! matter. All that is written of articles stands in quotes, so that no text can look like the beginning of an issue.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read},
    ops::Range,
    path::Path,
};

use crate::{
    error::Refusal,
    source::{container::Given, entry::Entry, limits::Limits, listing::Listing, names},
};

/// The first lines of an issue.
const BEGINNING: &[u8] = b"---\nlayout: backissue\n";

/// An issue of an export.
#[derive(Debug, PartialEq, Eq)]
pub struct ExportedIssue {
    /// Where it is.
    pub bytes: Range<u64>,
    /// The path that it had.
    pub path: Option<String>,
}

/// The beginning of the first issue.
pub fn claims(given: &Given<'_>) -> bool {
    matches!(given, Given::File(head) if begins(head))
}

/// True if bytes begin as an export does.
pub fn begins(head: &[u8]) -> bool {
    head.starts_with(BEGINNING)
}

/// Adds the issues of an export that has a path inside an archive.
pub fn add(listing: &mut Listing, file: &Path, path: &str, limits: &Limits) -> Result<(), Refusal> {
    for (n, issue) in issues(File::open(file)?)?.into_iter().enumerate() {
        if let Err(problem) = limits.check_count(listing.entries.len()) {
            listing.warn(path, &problem);
            break;
        }
        let path = issue.path.unwrap_or_else(|| format!("{path}/{}.md", n + 1));
        let entry = Entry::part(path, file.to_owned(), issue.bytes);
        listing.entries.push(entry.asked_for());
    }
    Ok(())
}

/// The issues of an export that is in memory; `None` if the bytes are something else.
pub fn of_bytes(bytes: &[u8]) -> Option<Listing> {
    let found = issues(bytes).ok().filter(|_| begins(bytes))?;
    let mut listing = Listing::default();
    for (n, issue) in found.into_iter().enumerate() {
        let range = issue.bytes.start as usize..issue.bytes.end as usize;
        let path = issue.path.unwrap_or_else(|| format!("{}.md", n + 1));
        let entry = Entry::memory(path, bytes.get(range)?.to_vec());
        listing.entries.push(entry.asked_for());
    }
    Some(listing)
}

/// Finds the issues of an export.
pub fn issues(input: impl Read) -> io::Result<Vec<ExportedIssue>> {
    let mut input = BufReader::new(input);
    let mut found: Vec<ExportedIssue> = Vec::new();
    let (mut at, mut before) = (0, Vec::new());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let start = at;
        at += line.len() as u64;
        if [&*before, &*line].concat() == BEGINNING {
            let start = start - before.len() as u64;
            found.push(ExportedIssue {
                bytes: start..at,
                path: None,
            });
        }
        if let Some(issue) = found.last_mut() {
            issue.bytes.end = at;
            issue.path = issue.path.take().or_else(|| path(&line));
        }
        before = std::mem::take(&mut line);
    }
    // The first line of the next issue was counted to the one before.
    for n in 1..found.len() {
        let start = found.get(n).map_or(0, |next| next.bytes.start);
        if let Some(issue) = found.get_mut(n - 1) {
            issue.bytes.end = start;
        }
    }
    Ok(found)
}

/// The path of an issue, in a line of its front matter. No more is trusted than that it is a name.
fn path(line: &[u8]) -> Option<String> {
    let value = std::str::from_utf8(line).ok()?.strip_prefix("path: ")?;
    let path: String = serde_json::from_str(value).ok()?;
    let path = names::clean(&path);
    names::is_inside(&path).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_issue_is_a_range_and_keeps_its_path() {
        let one = "---\nlayout: backissue\npath: \"a/1.md\"\n---\n\n## Fog\n\n> ---\n> layout: backissue\n\n";
        let two = "---\nlayout: backissue\npath: \"../../etc\"\n---\n";
        let found = issues([one, two].concat().as_bytes()).unwrap();
        let want = [
            (0..one.len() as u64, Some("a/1.md")),
            (one.len() as u64..(one.len() + two.len()) as u64, None),
        ];
        for (found, (bytes, path)) in found.iter().zip(want) {
            assert_eq!((&found.bytes, found.path.as_deref()), (&bytes, path));
        }
        assert_eq!(found.len(), 2);
    }
}
