//! An item of a text: a title with its URL.

use super::{
    LONGEST_TITLE,
    blocks::{PlainBlock, after_mark},
};
use crate::text::bare_url;

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
pub type Footnotes<'a> = Vec<(&'a str, &'a str)>;

/// A block as an item, if it is one.
pub fn item<'a>(block: &PlainBlock<'a>, footnotes: &Footnotes<'a>) -> Option<TextItem<'a>> {
    let (first, rest) = block.lines.split_first()?;
    if footnote(first).is_some() {
        return None;
    }
    let first = after_mark(first).unwrap_or(first);
    by_url_line(first, rest)
        .or_else(|| by_end_of_line(first, rest))
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
    let found = bare_url::find(first)?;
    let after = first.get(found.end..)?;
    let before = first.get(..found.start)?;
    let ends = after.chars().all(|c| matches!(c, ')' | '>' | ']' | ' '));
    let title = before.trim_end_matches([' ', '-', '–', '—', ':', '(', '<', '[', '|', '→']);
    let apart = title.len() < before.trim_end().len() || before.ends_with("  ");
    let url = first.get(found)?;
    (ends && apart).then(|| titled(title, url, rest.to_vec()))?
}

/// `Fog [1]`, with the URL at the end of the text.
fn by_footnote<'a>(
    first: &'a str,
    rest: &[&'a str],
    footnotes: &Footnotes<'a>,
) -> Option<TextItem<'a>> {
    let (title, number) = first.strip_suffix(']')?.rsplit_once('[')?;
    let (_, url) = footnotes.iter().find(|(known, _)| *known == number)?;
    titled(title.trim_end(), url, rest.to_vec())
}

fn titled<'a>(title: &'a str, url: &'a str, rest: Vec<&'a str>) -> Option<TextItem<'a>> {
    let title = labelled(title, &["title", "name"]).unwrap_or(title);
    let title = title.trim_end_matches(':').trim_end();
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
    let (label, rest) = line.split_once([':', '：'])?;
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
    text.lines().filter_map(footnote).collect()
}

/// `[1] https://fog.example`, with or without a colon.
pub fn footnote(line: &str) -> Option<(&str, &str)> {
    let (number, rest) = line.trim().strip_prefix('[')?.split_once(']')?;
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let url = url_line(rest.trim_start_matches(':').trim())?;
    digits.then_some((number, url))
}
