//! Pictures above the title of their article.

use super::{Begins, Units};
use crate::parse::format::html::sheet::{Matter, Row, Sheet};

/// Finds the pictures that belong to the title under them: they lead where it does, or each title has one.
pub fn find(sheet: &Sheet, units: &mut Units) {
    let is_title = |begins: &Begins| matches!(begins, Begins::Title(_));
    let rows = units.begins.iter().enumerate();
    let titles = rows
        .filter(|(_, begins)| is_title(begins))
        .map(|(row, _)| row);
    let titles: Vec<usize> = titles.collect();
    let above: Vec<Option<usize>> = titles
        .iter()
        .map(|&title| picture_above(sheet, units, title))
        .collect();
    let each = above.len() > 1 && above.iter().all(Option::is_some);
    for (title, above) in titles.into_iter().zip(above) {
        let Some(above) = above else {
            continue;
        };
        let same = target(sheet, above) == units.target(sheet, title);
        let begins = units.begins.get_mut(above).filter(|_| each || same);
        if let Some(begins) = begins {
            *begins = Begins::Picture;
        }
    }
}

/// The row right above a title, if it is a picture and nothing else.
fn picture_above(sheet: &Sheet, units: &Units, title: usize) -> Option<usize> {
    let above = title.checked_sub(1)?;
    let row = sheet.rows.get(above)?;
    let free = units.begins.get(above) == Some(&Begins::Text);
    (free && row.marker.is_none() && is_picture(sheet, row)).then_some(above)
}

fn is_picture(sheet: &Sheet, row: &Row) -> bool {
    let stretches = sheet.stretches_of(row);
    matches!(stretches, [picture] if matches!(picture.matter, Matter::Picture(_)))
}

/// The address that the picture in a row leads to.
fn target(sheet: &Sheet, row: usize) -> Option<&str> {
    let row = sheet.rows.get(row)?;
    let link = sheet.stretches_of(row).first()?.link?;
    Some(sheet.url(link))
}
