//! An item of a text: a title with its URL.

use std::collections::{HashMap, HashSet};

use super::{
    LONGEST_TITLE,
    blocks::{PlainBlock, after_mark, before_url, is_titled},
};
use crate::{parse::words::COLONS, text::bare_url};

/// A longer remark behind a URL is text of its own: `(PDF)`, `(in French)`.
const LONGEST_NOTE: usize = 16;

/// A longer word before a URL is a title, in characters.
const LONGEST_LABEL: usize = 16;

/// A block that points to a place on the web.
#[derive(Debug)]
pub struct TextItem<'a> {
    /// `None` if the URL stands alone.
    pub title: Option<&'a str>,
    /// Where it leads.
    pub url: &'a str,
    /// All other lines.
    pub rest: Vec<&'a str>,
}

/// `[1] https://fog.example`: numbers and the URLs they stand for.
pub type Footnotes<'a> = HashMap<&'a str, &'a str>;

/// A block as an item, if it is one.
pub fn item<'a>(block: &PlainBlock<'a>, footnotes: &Footnotes<'a>) -> Option<TextItem<'a>> {
    let (first, rest) = block.lines.split_first()?;
    if footnote_in(first, footnotes).is_some() {
        return None;
    }
    let first = after_mark(first).unwrap_or(first);
    let whole = || by_end_of_line(first, rest);
    let titled = is_titled(first).then(whole).flatten();
    titled
        .or_else(|| by_url_line(first, rest))
        .or_else(whole)
        .or_else(|| by_footnote(first, rest, footnotes))
}

/// A line, and below it one that is a URL.
fn by_url_line<'a>(first: &'a str, rest: &[&'a str]) -> Option<TextItem<'a>> {
    if let Some(url) = url_line(first) {
        return Some(described(url, rest));
    }
    let bare = bare_url::find(first).is_none();
    let url = |line: &&'a str| url_line(line).or_else(|| noted_url(line).filter(|_| bare));
    let at = rest.iter().position(|line| url(line).is_some())?;
    let url = url(rest.get(at)?)?;
    let others = rest.iter().enumerate().filter(|(other, _)| *other != at);
    titled(first, url, others.map(|(_, line)| *line).collect())
}

/// A URL, and below it its description.
fn described<'a>(url: &'a str, rest: &[&'a str]) -> TextItem<'a> {
    let label = |line: &'a str| labelled(line, &["description", "title", "name"]);
    let at = rest.iter().position(|line| label(line).is_some());
    let title = at.and_then(|at| label(rest.get(at)?));
    let others = rest.iter().enumerate();
    let others = others.filter(|(other, _)| Some(*other) != at);
    TextItem {
        title,
        url,
        rest: others.map(|(_, line)| *line).collect(),
    }
}

/// `Fog - https://fog.example` or `Fog (https://fog.example)`.
fn by_end_of_line<'a>(first: &'a str, rest: &[&'a str]) -> Option<TextItem<'a>> {
    let (title, url) = before_url(first)?;
    titled(title, url, rest.to_vec())
}

/// `Fog [1]` or `[1]Fog`, with the URL at the end of the text.
fn by_footnote<'a>(
    first: &'a str,
    rest: &[&'a str],
    footnotes: &Footnotes<'a>,
) -> Option<TextItem<'a>> {
    let behind = || first.strip_suffix(']')?.rsplit_once('[');
    let before = || first.strip_prefix('[')?.split_once(']');
    let (title, number) = behind().or_else(|| before().map(|(number, title)| (title, number)))?;
    let url = footnotes.get(number)?;
    titled(title.trim(), url, rest.to_vec())
}

fn titled<'a>(title: &'a str, url: &'a str, rest: Vec<&'a str>) -> Option<TextItem<'a>> {
    let title = labelled(title, &["title", "name"]).unwrap_or(title);
    let title = title.trim_end_matches([':', '(', ' ']);
    let rest: Vec<_> = { rest.into_iter() }.filter(|line| *line != ")").collect();
    let short = !title.is_empty() && title.chars().count() <= LONGEST_TITLE;
    short.then_some(TextItem {
        title: Some(title),
        url,
        rest,
    })
}

/// The URL of a line that is nothing else, be it after `URL:` or an arrow.
fn url_line(line: &str) -> Option<&str> {
    let line = labelled(line, &["url", "link", "source", "read more", "more"]).unwrap_or(line);
    let line = line.trim_start_matches(['→', '>', '<', '-', ' ', '(']);
    let found = bare_url::find(line).filter(|found| found.start == 0)?;
    let after = line.get(found.end..)?.trim();
    let noted = after.starts_with('(') && after.ends_with(')') && after.len() <= LONGEST_NOTE;
    (noted || after.trim_matches(['>', ')', '/', '.', ' ']).is_empty())
        .then(|| line.get(found))
        .flatten()
}

/// The URL of a line that is nothing else but a word before it: `Article: https://fog.example`.
fn noted_url(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(COLONS)?;
    let short = label.chars().count() <= LONGEST_LABEL && label.split_whitespace().count() <= 2;
    url_line(rest.trim()).filter(|_| short)
}

/// The text behind one of some labels and a colon.
fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (label, rest) = line.split_once(':')?;
    let known = labels
        .iter()
        .any(|known| label.trim().eq_ignore_ascii_case(known));
    known.then(|| rest.trim())
}

/// All footnotes of a text.
pub fn footnotes(text: &str) -> Footnotes<'_> {
    let mut marks = HashSet::new();
    let mut found = HashMap::new();
    for line in text.lines() {
        match footnote(line) {
            Some((number, url)) => drop(found.entry(number).or_insert(url)),
            None => marks.extend(numbers(line)),
        }
    }
    // Some programs list the addresses of all links at the end, and mark the links with their numbers.
    let listed = text.lines().filter_map(listed_url);
    for (number, url) in listed.filter(|(number, _)| marks.contains(number)) {
        found.entry(number).or_insert(url);
    }
    found
}

/// A line that is one of the footnotes.
pub fn footnote_in<'a>(line: &'a str, footnotes: &Footnotes<'_>) -> Option<(&'a str, &'a str)> {
    let listed = || listed_url(line).filter(|(number, url)| footnotes.get(number) == Some(url));
    footnote(line).or_else(listed)
}

/// `[1] https://fog.example`, with or without a colon.
pub fn footnote(line: &str) -> Option<(&str, &str)> {
    let (number, rest) = line.trim().strip_prefix('[')?.split_once(']')?;
    let url = url_line(rest.trim_start_matches(':').trim())?;
    is_number(number).then_some((number, url))
}

/// `1. https://fog.example`.
fn listed_url(line: &str) -> Option<(&str, &str)> {
    let (number, rest) = line.trim().split_once('.')?;
    let url = url_line(rest.trim())?;
    is_number(number).then_some((number, url))
}

/// The numbers in brackets in a line.
fn numbers(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.split('[').skip(1);
    let numbers = ends.filter_map(|rest| Some(rest.split_once(']')?.0));
    numbers.filter(|number| is_number(number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}
