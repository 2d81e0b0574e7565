//! The beginnings of rows: a link, or text that stands out.

use std::collections::HashMap;

use super::{
    super::text::after_mark,
    sheet::{Face, Matter, Row, RowKind, Sheet, Stretch},
};
use crate::parse::words::COLONS;

/// The longest title in characters.
const LONGEST: usize = 220;

/// The font size of text of which nothing is said, in pixels.
const UNSTYLED: u16 = 16;

/// Lines under a title in which its address may stand.
const MOST_LINES: usize = 6;

/// Fewer words after a dash are the name of a source.
const SHORTEST_TITLE: usize = 4;

/// Fewer words in bold are a label.
const FEWEST_WORDS: usize = 2;

/// The features that rows of the same look share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape {
    /// The look of the title.
    pub face: Face,
    /// The level, where it is a heading.
    pub heading: Option<u8>,
    /// The number of lists it stands in, where it begins an item.
    pub item: u8,
    /// True if the title is a link.
    pub linked: bool,
}

/// A row that may begin an article.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Position in [`Sheet::rows`].
    pub row: usize,
    /// The title's pieces.
    pub title: std::ops::Range<usize>,
    /// Its text.
    pub text: String,
    /// Its link: a position in [`Sheet::urls`].
    pub link: Option<usize>,
    /// Its look.
    pub shape: Shape,
    /// True if the title is alone in its row.
    pub alone: bool,
}

impl Opening {
    /// The number of words in the title; of scripts without spaces, two characters count as one.
    pub fn words(&self) -> usize {
        words(&self.text)
    }
}

/// The number of words; of scripts without spaces, two characters count as one.
pub fn words(text: &str) -> usize {
    if text.is_ascii() {
        return text.split_ascii_whitespace().count();
    }
    let (mut wide, mut hangul) = (0, 0);
    for c in text.chars() {
        wide += usize::from(('\u{3040}'..='\u{9fff}').contains(&c));
        hangul += usize::from(('\u{ac00}'..='\u{d7a3}').contains(&c));
    }
    text.split_whitespace().count() + wide / 2 + hangul / 3
}

/// Of each row with a title, the title.
pub fn openings(sheet: &Sheet, body: u16) -> Vec<Opening> {
    let rows = sheet.rows.iter().enumerate();
    rows.filter_map(|(index, row)| opening(sheet, index, row, body))
        .collect()
}

/// The size that most of the text has.
pub fn body_size(sheet: &Sheet) -> u16 {
    let mut sizes: HashMap<u16, usize> = HashMap::new();
    for stretch in &sheet.stretches {
        if stretch.matter == Matter::Text && stretch.link.is_none() {
            *sizes.entry(stretch.face.size).or_default() += stretch.text.len();
        }
    }
    let most = sizes
        .into_iter()
        .max_by_key(|&(size, length)| (length, size));
    most.map_or(16, |(size, _)| size)
}

/// A row's opening, if that may be a title.
fn opening(sheet: &Sheet, index: usize, row: &Row, body: u16) -> Option<Opening> {
    if !matches!(row.kind, RowKind::Text | RowKind::Heading(_)) {
        return None;
    }
    let stretches = sheet.stretches_of(row);
    let first = stretches
        .iter()
        .position(|stretch| is_text(stretch) && has_letters(sheet.text_of(stretch)))?;
    let first = after_label(sheet, stretches, first).unwrap_or(first);
    let link = stretches.get(first)?.link;
    let link = link.filter(|&link| sheet.url(link).starts_with("http"));
    let Some(link) = link else {
        let whole = stands_out(sheet, row, body);
        return closed_by_link(sheet, index, row, whole)
            .or_else(|| whole.then(|| unlinked(sheet, index, row)))
            .or_else(|| bold_lead(sheet, index, row));
    };
    if row.marker.is_none() && names_source(sheet, stretches, first) {
        return None;
    }
    let same = |stretch: &&Stretch| {
        let other = stretch.link;
        other.is_some_and(|other| other == link || sheet.url(other) == sheet.url(link))
    };
    let length = stretches.get(first..)?.iter().take_while(same).count();
    let (title, after) = stretches.get(first..)?.split_at_checked(length)?;
    let text: String = title
        .iter()
        .filter(|stretch| is_text(stretch))
        .map(|stretch| sheet.text_of(stretch))
        .collect();
    let said = |stretch: &Stretch| !is_text(stretch) || has_letters(sheet.text_of(stretch));
    let start = row.stretches.start + first;
    let opening = Opening {
        row: index,
        title: start..start + length,
        text: text.trim().to_owned(),
        link: Some(link),
        shape: shape(sheet, row, title, true),
        alone: !after.iter().any(said),
    };
    let long = opening.text.chars().count();
    (2..=LONGEST).contains(&long).then_some(opening)
}

/// The title after a word and a colon: "News: a title that is a link".
fn after_label(sheet: &Sheet, stretches: &[Stretch], label: usize) -> Option<usize> {
    let text = sheet.text_of(stretches.get(label)?).trim();
    let short = text.ends_with([':', '：', '|']) && words(text) <= 2;
    let (next, title) = stretches.iter().enumerate().nth(label + 1)?;
    let titled = title.link.is_some() && words(sheet.text_of(title)) > 2;
    (short && titled && stretches.get(label)?.link.is_none()).then_some(next)
}

/// True if a short link after dashes says whose words stand above: "— Ann".
fn names_source(sheet: &Sheet, stretches: &[Stretch], link: usize) -> bool {
    let before = stretches.get(..link).unwrap_or_default();
    let before: String = before
        .iter()
        .map(|stretch| sheet.text_of(stretch))
        .collect();
    let dashed = ["--", "—", "―"].contains(&before.trim());
    let name = stretches.get(link).map_or("", |link| sheet.text_of(link));
    dashed && words(name) < SHORTEST_TITLE
}

fn unlinked(sheet: &Sheet, index: usize, row: &Row) -> Opening {
    Opening {
        row: index,
        title: row.stretches.clone(),
        text: sheet.row_text(row).trim().to_owned(),
        link: None,
        shape: shape(sheet, row, sheet.stretches_of(row), false),
        alone: true,
    }
}

/// Bold words at the start of a paragraph, with more text and a link after them: "**A headline** in short (source)".
fn bold_lead(sheet: &Sheet, index: usize, row: &Row) -> Option<Opening> {
    let stretches = sheet.stretches_of(row);
    let bold = |stretch: &&Stretch| stretch.face.bold && stretch.link.is_none() && is_text(stretch);
    let length = stretches.iter().take_while(bold).count();
    let (title, after) = stretches.split_at_checked(length)?;
    let text: String = title.iter().map(|stretch| sheet.text_of(stretch)).collect();
    let text = text
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let told = after
        .iter()
        .any(|stretch| stretch.link.is_some() && is_text(stretch));
    let label = text.ends_with(COLONS) && words(text) < SHORTEST_TITLE;
    let titled = (FEWEST_WORDS..=LONGEST / 8).contains(&words(text)) && !label;
    (row.fresh && told && titled).then(|| Opening {
        row: index,
        title: row.stretches.start..row.stretches.start + length,
        text: text.trim().to_owned(),
        link: None,
        shape: shape(sheet, row, title, false),
        alone: false,
    })
}

/// The first line of a paragraph with one line that is a link and nothing else: an address, or any link under text below what
/// stands out.
fn closed_by_link(sheet: &Sheet, index: usize, row: &Row, whole: bool) -> Option<Opening> {
    let text = sheet.row_text(row);
    let text = text.trim();
    let short = (2..=LONGEST / 2).contains(&text.chars().count());
    let ends = text.ends_with(['.', ',', ':', ';', '。', '，']);
    let mut stretches = sheet.stretches_of(row).iter();
    let plain = stretches.all(|stretch| stretch.link.is_none());
    if !row.fresh || row.kind != RowKind::Text || !short || ends || !plain {
        return None;
    }
    let more = sheet.rows.iter().skip(index + 1).take(MOST_LINES);
    let more = more.take_while(|row| !row.fresh && row.marker.is_none());
    let mut links = more.enumerate().filter_map(|(line, row)| {
        let address = is_address(sheet, row) || whole && line > 0;
        Some((lone_link(sheet, row)?, address))
    });
    let (link, address) = links.next()?;
    let title = after_mark(text).unwrap_or(text).to_owned();
    (address && links.next().is_none()).then(|| Opening {
        link: Some(link),
        text: title,
        ..unlinked(sheet, index, row)
    })
}

/// The link that is all of a row.
fn lone_link(sheet: &Sheet, row: &Row) -> Option<usize> {
    let stretches = sheet.stretches_of(row);
    let link = stretches.first()?.link?;
    let alone =
        |stretch: &Stretch| stretch.link == Some(link) || !has_letters(sheet.text_of(stretch));
    stretches.iter().all(alone).then_some(link)
}

/// True if the text of a row is an address.
fn is_address(sheet: &Sheet, row: &Row) -> bool {
    let text = sheet.row_text(row);
    let text = text.trim();
    text.starts_with("http") && !text.contains(char::is_whitespace)
}

fn shape(sheet: &Sheet, row: &Row, title: &[Stretch], linked: bool) -> Shape {
    Shape {
        face: face(sheet, title),
        heading: match row.kind {
            RowKind::Heading(level) => Some(level),
            _ => None,
        },
        item: row.marker.map_or(0, |_| row.depth),
        linked,
    }
}

fn is_text(stretch: &Stretch) -> bool {
    stretch.matter == Matter::Text
}

/// Of the pieces of a title, most of it looks so.
fn face(sheet: &Sheet, title: &[Stretch]) -> Face {
    let text = title
        .iter()
        .filter(|stretch| stretch.matter == Matter::Text);
    let longest = text.max_by_key(|stretch| sheet.text_of(stretch).len());
    let face = longest.map_or(Face::default(), |stretch| stretch.face);
    Face {
        code: false,
        ..face
    }
}

/// True if a row without a link at its start looks like a title: a heading, or all bold or large.
fn stands_out(sheet: &Sheet, row: &Row, body: u16) -> bool {
    let length = sheet.row_text(row).trim().chars().count();
    if matches!(row.kind, RowKind::Heading(_)) {
        return (2..=LONGEST).contains(&length);
    }
    let large = |face: Face| face.bold || face.size > body.max(UNSTYLED) + 1;
    let mut texts = sheet.stretches_of(row).iter();
    let all = texts.all(|stretch| {
        !has_letters(sheet.text_of(stretch)) || is_text(stretch) && large(stretch.face)
    });
    all && (2..=LONGEST / 2).contains(&length)
}

/// The longest sign, in characters: an emoji may be several.
const LONGEST_SIGN: usize = 8;

/// The sign that is all of a row, such as an emoji over a heading.
pub fn sign(sheet: &Sheet, row: &Row) -> Option<String> {
    let text = sheet.row_text(row);
    let drawn = |c: char| !c.is_alphanumeric() && !c.is_ascii();
    let [only] = sheet.stretches_of(row) else {
        return None;
    };
    let short = (1..=LONGEST_SIGN).contains(&text.chars().count());
    (short && only.link.is_none() && row.marker.is_none() && text.chars().all(drawn))
        .then_some(text)
}

/// The first words of a row that are a link to the web.
pub fn worded_link<'s>(sheet: &'s Sheet, row: &Row) -> Option<&'s Stretch> {
    sheet.stretches_of(row).iter().find(|stretch| {
        let web = stretch.link.map(|link| sheet.url(link));
        let web = web.is_some_and(|url| url.starts_with("http"));
        web && is_text(stretch) && has_letters(sheet.text_of(stretch))
    })
}

/// True if a text has letters.
pub fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
