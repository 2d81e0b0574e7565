//! Links that are no titles: another link to the same target is, or many links have the same text.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use super::survey::{Survey, rank};
use crate::parse::format::{
    html::opening::{self, Opening},
    words,
};

/// Bold text stands out as much as text larger by so many pixels.
const BOLDER: u16 = 2;

/// Positions of such openings.
pub fn find(survey: &Survey<'_>) -> HashSet<usize> {
    let common = common_texts(survey);
    let mut shadows = HashSet::new();
    let linked = || {
        let openings = survey.openings.iter().enumerate();
        openings.filter(|(_, opening)| opening.link.is_some())
    };
    for (index, opening) in linked() {
        let out = opening.row >= survey.tail || is_address(&opening.text);
        let common = common.contains(&opening.text.to_lowercase());
        if out || common || is_menu(survey, opening) || is_browser(survey, opening) {
            shadows.insert(index);
        }
    }
    shadows.extend((0..survey.tail).flat_map(|row| survey.answers(row)));
    let linked: Vec<_> = linked().collect();
    for card in linked.chunk_by(|(_, a), (_, b)| survey.url(a) == survey.url(b)) {
        let candidates = card.iter().filter(|(index, _)| !shadows.contains(index));
        let title = candidates.max_by_key(|(index, opening)| weight(survey, *index, opening));
        let title = title.map(|(index, _)| *index);
        let others = card.iter().map(|(index, _)| *index);
        shadows.extend(others.filter(|index| Some(*index) != title));
    }
    shadows
}

/// Texts under which links lead to several places, such as "read more", and short ones that come again: categories, authors.
fn common_texts(survey: &Survey<'_>) -> HashSet<String> {
    let mut seen: HashMap<String, (&str, usize)> = HashMap::new();
    let mut common = HashSet::new();
    for (index, opening) in survey.openings.iter().enumerate() {
        if opening.link.is_none() {
            continue;
        }
        let (text, url) = (opening.text.to_lowercase(), survey.url(opening));
        let Some((known, last)) = seen.insert(text.clone(), (url, index)) else {
            continue;
        };
        let again = opening.words() < 3 && index > last + 1;
        if known != url || again {
            common.insert(text);
        }
    }
    common
}

/// Of rows in succession with one target, the one that stands out is the title; among equals, the first.
fn weight(survey: &Survey<'_>, index: usize, opening: &Opening) -> (u16, bool, Reverse<usize>) {
    let (size, bold) = rank(opening);
    let drawn = if survey.is_prominent(opening.shape) {
        size + BOLDER * u16::from(bold)
    } else {
        0
    };
    (drawn, opening.words() > 2, Reverse(index))
}

/// True if the first link of a page does nothing but offer the page on the web.
fn is_browser(survey: &Survey<'_>, opening: &Opening) -> bool {
    let plain = opening.shape.item == 0 && !survey.is_prominent(opening.shape);
    let alone = opening.alone && plain && words::is_browser(&opening.text);
    let mut before = survey.sheet.rows.iter().take(opening.row);
    alone && !before.any(|row| survey.has_link(row))
}

/// True if a row is several short links and little else: tags, a menu, shares.
fn is_menu(survey: &Survey<'_>, opening: &Opening) -> bool {
    let row = survey.row(opening.row).filter(|row| row.marker.is_none());
    let Some(row) = row.filter(|_| opening.words() < 4) else {
        return false;
    };
    let (mut links, mut last, mut words) = (0, "", 0);
    let mut faces = HashSet::new();
    for stretch in survey.sheet.stretches_of(row) {
        let count = opening::words(survey.sheet.text_of(stretch));
        words += count;
        match stretch.link.map(|link| survey.sheet.url(link)) {
            Some(url) if url != last => {
                (links, last) = (links + 1, url);
                faces.insert(stretch.face);
            }
            None if count > 2 => return false,
            _ => {}
        }
    }
    links > 1 && words <= 3 * links && faces.len() == 1
}

/// True if a link's text is an address, as under its title.
fn is_address(text: &str) -> bool {
    let dotted = text.split_once('.');
    let dotted = dotted.is_some_and(|(before, after)| !before.is_empty() && after.len() > 1);
    let lower = text.is_ascii() && !text.contains(|c: char| c.is_whitespace() || c.is_uppercase());
    dotted && lower
}
