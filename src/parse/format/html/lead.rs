//! What a row begins with: a link, or text that stands out.

use std::collections::HashMap;

use super::flow::{Face, Flow, Matter, Row, RowKind, Stretch};

/// The longest title in characters.
const LONGEST: usize = 220;

/// The font size of text of which nothing is said, in pixels.
const UNSTYLED: u16 = 16;

/// What rows that look the same have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// How the title looks.
    pub face: Face,
    /// The level, where it is a heading.
    pub heading: Option<u8>,
    /// How many lists it stands in, where it begins an item.
    pub item: u8,
    /// Whether the title is a link.
    pub linked: bool,
}

/// A row that may begin an article.
#[derive(Clone, Debug)]
pub struct Lead {
    /// Position in [`Flow::rows`].
    pub row: usize,
    /// The title's pieces.
    pub title: std::ops::Range<usize>,
    /// Its text.
    pub text: String,
    /// Its link: a position in [`Flow::urls`].
    pub link: Option<usize>,
    /// How it looks.
    pub shape: Shape,
    /// Whether nothing but the title stands in its row.
    pub alone: bool,
}

impl Lead {
    /// How many words the title has; of scripts without spaces, two characters count as one.
    pub fn words(&self) -> usize {
        words(&self.text)
    }
}

/// How many words there are; of scripts without spaces, two characters count as one.
pub fn words(text: &str) -> usize {
    let wide = text
        .chars()
        .filter(|c| ('\u{3040}'..='\u{9fff}').contains(c))
        .count();
    text.split_whitespace().count() + wide / 2
}

/// Of each row with a title, the title.
pub fn leads(flow: &Flow, body: u16) -> Vec<Lead> {
    let rows = flow.rows.iter().enumerate();
    rows.filter_map(|(index, row)| lead(flow, index, row, body))
        .collect()
}

/// The size that most of the text has.
pub fn body_size(flow: &Flow) -> u16 {
    let mut sizes: HashMap<u16, usize> = HashMap::new();
    for stretch in &flow.stretches {
        if stretch.matter == Matter::Text && stretch.link.is_none() {
            *sizes.entry(stretch.face.size).or_default() += stretch.text.len();
        }
    }
    let most = sizes
        .into_iter()
        .max_by_key(|&(size, length)| (length, size));
    most.map_or(16, |(size, _)| size)
}

fn lead(flow: &Flow, index: usize, row: &Row, body: u16) -> Option<Lead> {
    if !matches!(row.kind, RowKind::Text | RowKind::Heading(_)) {
        return None;
    }
    let stretches = flow.stretches_of(row);
    let is_text = |stretch: &&Stretch| stretch.matter == Matter::Text;
    let first = stretches
        .iter()
        .position(|stretch| is_text(&stretch) && is_named(flow.text_of(stretch)))?;
    let first_stretch = stretches.get(first)?;
    let link = first_stretch
        .link
        .filter(|&link| flow.url(link).starts_with("http"));
    let same = |stretch: &&Stretch| match link {
        Some(link) => stretch
            .link
            .is_some_and(|other| other == link || flow.url(other) == flow.url(link)),
        None => true,
    };
    let length = stretches.get(first..)?.iter().take_while(same).count();
    let title = stretches.get(first..first + length)?;
    let text: String = title
        .iter()
        .filter(is_text)
        .map(|stretch| flow.text_of(stretch))
        .collect();
    let text = text.trim().to_owned();
    let after = stretches.get(first + length..)?;
    let alone = after
        .iter()
        .all(|stretch| is_text(&stretch) && !has_letters(flow.text_of(stretch)));
    let long = text.chars().count() > LONGEST || text.chars().count() < 2;
    if long || link.is_none() && !stands_out(row, stretches, &text, flow, body) {
        return None;
    }
    let start = if link.is_some() { first } else { 0 };
    Some(Lead {
        row: index,
        title: row.stretches.start + start..row.stretches.start + first + length,
        text: if link.is_some() {
            text
        } else {
            flow.row_text(row).trim().to_owned()
        },
        link,
        shape: Shape {
            face: face(flow, title),
            heading: match row.kind {
                RowKind::Heading(level) => Some(level),
                _ => None,
            },
            item: if row.marker.is_some() { row.depth } else { 0 },
            linked: link.is_some(),
        },
        alone,
    })
}

/// Of the pieces of a title, most of it looks so.
fn face(flow: &Flow, title: &[Stretch]) -> Face {
    let text = title
        .iter()
        .filter(|stretch| stretch.matter == Matter::Text);
    let longest = text.max_by_key(|stretch| flow.text_of(stretch).len());
    let face = longest.map_or(Face::default(), |stretch| stretch.face);
    Face {
        code: false,
        ..face
    }
}

/// Whether a row without a link at its start is a title by its looks: a heading, or all of it bold or large.
fn stands_out(row: &Row, stretches: &[Stretch], text: &str, flow: &Flow, body: u16) -> bool {
    if matches!(row.kind, RowKind::Heading(_)) {
        return true;
    }
    let mut texts = stretches
        .iter()
        .filter(|stretch| has_letters(flow.text_of(stretch)));
    let large = |stretch: &Stretch| stretch.face.bold || stretch.face.size > body.max(UNSTYLED) + 1;
    text.chars().count() <= LONGEST / 2
        && texts.all(|stretch| stretch.matter == Matter::Text && large(stretch))
}

/// Whether there are letters in it.
pub fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether it says something, and is no number or sign before a title.
fn is_named(text: &str) -> bool {
    has_letters(text)
}
