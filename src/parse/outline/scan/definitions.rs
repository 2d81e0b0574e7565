//! Link reference definitions as they are mostly written, found ahead of all that may refer to them.

use std::collections::{HashMap, hash_map::Entry};

use memchr::{memchr, memmem};

use crate::{model::Definition, text::fold_label};

/// The definitions of a text.
#[derive(Default)]
pub struct Definitions<'p> {
    /// How many lines are one.
    count: usize,
    /// Each label, the first time that it is defined, and its URL.
    rows: Vec<(&'p str, &'p str)>,
    /// The URLs by folded labels.
    urls: HashMap<String, &'p str>,
}

impl<'p> Definitions<'p> {
    /// Those that a text has by the looks of its lines; `None` if it takes a table to compare labels.
    pub fn ahead(text: &'p str) -> Option<Self> {
        let mut found = Self::default();
        if memmem::find(text.as_bytes(), b"]:").is_none() {
            return Some(found);
        }
        let starts = memmem::find_iter(text.as_bytes(), "\n[").map(|end| end + 1);
        for start in [0].into_iter().chain(starts) {
            let Some((label, url)) = definition(text, start) else {
                continue;
            };
            found.count += 1;
            if let Entry::Vacant(first) = found.urls.entry(fold_label(label)) {
                first.insert(url);
                found.rows.push((label, url));
            }
        }
        let is_there = |c: &str| memmem::find(text.as_bytes(), c.as_bytes()).is_some();
        let certain = found.count == 0 || !LIKE_ASCII.into_iter().any(is_there);
        certain.then_some(found)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many lines are one.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The URL that a label stands for.
    pub fn url(&self, label: &str) -> Option<&'p str> {
        if self.urls.is_empty() {
            return None;
        }
        self.urls.get(&fold_label(label)).copied()
    }

    /// All of them, by label.
    pub fn all(self) -> Vec<Definition> {
        let mut rows = self.rows;
        rows.sort_unstable();
        let rows = rows.into_iter().map(|(label, url)| Definition {
            label: label.into(),
            url: url.into(),
        });
        rows.collect()
    }
}

/// What is no ASCII, but is the same as a letter of ASCII when letters are compared.
const LIKE_ASCII: [&str; 2] = ["\u{17f}", "\u{212a}"];

/// The label and the URL of the definition that the line at `start` is, if there is no doubt where it ends: an empty line
/// follows, or another bracket.
pub fn definition(text: &str, start: usize) -> Option<(&str, &str)> {
    let rest = text.get(start..)?;
    let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let (line, next) = (rest.get(..end)?, rest.get(end + 1..).unwrap_or(""));
    let (label, target) = line.strip_prefix('[')?.split_once("]:")?;
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '[' | ']' | '\\');
    let mut words = label.split(' ');
    let is_label =
        words.all(|word| !word.is_empty() && word.chars().all(is_plain)) && !label.starts_with('^');
    let mut parts = target.trim_matches(' ').splitn(2, ' ');
    let (url, title) = (parts.next()?, parts.next().unwrap_or(""));
    let is_odd = |c: char| c.is_ascii_control() || matches!(c, '<' | '>' | '(' | ')' | '\\' | '&');
    let is_url = !url.is_empty() && !url.contains(is_odd);
    let ended = next.is_empty() || next.starts_with(['\n', '[']);
    let whole = is_label && label.len() < LONGEST && is_url && title.is_empty() && ended;
    whole.then_some((label, url))
}

/// Labels are shorter than this many bytes.
const LONGEST: usize = 999;
