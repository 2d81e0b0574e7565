//! The address at which a mail offers itself as a page of the web.

use super::{
    sheet::{Row, Sheet},
    units::{Begins, Units},
};
use crate::parse::{format::words, words::is_generic};

/// Rows at either end of a mail in which the offer may stand.
const ENDS: usize = 20;

/// The link "view in browser", else a link "click here" in a sentence that says the same. A title of an article is none.
pub fn offered(sheet: &Sheet, units: &Units) -> Option<String> {
    let rows = || {
        let rows = sheet.rows.iter().zip(&units.begins);
        let ends = rows.clone().take(ENDS).chain(rows.rev().take(ENDS));
        ends.filter(|(_, begins)| !matches!(begins, Begins::Title(_)))
    };
    let mut named = rows().filter_map(|(row, _)| link(sheet, row, words::is_browser));
    let mut told = rows()
        .filter(|(row, _)| words::offers_page(&sheet.row_text(row)))
        .filter_map(|(row, _)| link(sheet, row, is_generic));
    let link = named.next().or_else(|| told.next())?;
    Some(sheet.url(link).to_owned())
}

/// The first link of a row whose text is as wanted.
fn link(sheet: &Sheet, row: &Row, wanted: fn(&str) -> bool) -> Option<usize> {
    let mut linked = sheet.stretches_of(row).iter();
    let found =
        linked.find(|stretch| stretch.link.is_some() && wanted(sheet.text_of(stretch).trim()))?;
    found.link
}
