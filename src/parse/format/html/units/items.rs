//! Items of a list that begin with words, among others that begin with their link: `The pier tells <a>of its lamps</a>`.

use super::{Begins, Units, survey::ANSWER};
use crate::parse::{
    format::html::{
        opening::{Opening, Shape, worded_link, words},
        sheet::{Row, Sheet},
    },
    lead::sentence,
};

/// Finds such items, where at least half of a list's items are articles.
pub fn find(sheet: &Sheet, units: &mut Units) {
    let mut list = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        if row.depth == 0 || is_divided(units, at) {
            add(sheet, units, &list);
            list.clear();
        } else if row.marker.is_some() && row.depth == 1 {
            list.push(at);
        }
    }
    add(sheet, units, &list);
}

fn is_divided(units: &Units, row: usize) -> bool {
    let begins = units.begins.get(row);
    matches!(
        begins,
        Some(Begins::Section | Begins::Heading(_) | Begins::Footer)
    )
}

/// Adds those of one list.
fn add(sheet: &Sheet, units: &mut Units, list: &[usize]) {
    let is_title = |row: &&usize| matches!(units.begins.get(**row), Some(Begins::Title(_)));
    let titles = list.iter().filter(is_title).count();
    if titles < 2 || 2 * titles < list.len() {
        return;
    }
    for &row in list {
        let free = units.begins.get(row) == Some(&Begins::Text);
        let found = sheet.rows.get(row).filter(|_| free);
        let found = found.and_then(|found| opening(sheet, row, found));
        if let (Some(opening), Some(begins)) = (found, units.begins.get_mut(row)) {
            *begins = Begins::Title(units.openings.len());
            units.openings.push(opening);
        }
    }
}

/// The opening of an item with a link among its words: its first sentence, with all of it below.
fn opening(sheet: &Sheet, at: usize, row: &Row) -> Option<Opening> {
    let text = sheet.row_text(row);
    let link = worded_link(sheet, row)?.link;
    let start = row.stretches.start;
    (words(&text) > ANSWER).then(|| Opening {
        row: at,
        title: start..start,
        text: sentence(text.trim()),
        link,
        shape: Shape::default(),
        alone: false,
    })
}
