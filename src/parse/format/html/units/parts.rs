//! The parts of a page that are no articles: sections, headings, the footer.

use std::ops::Range;

use super::{
    Begins,
    survey::{Rank, Survey, rank},
    titles::Titles,
};
use crate::parse::format::html::sheet::{Matter, RowKind};

/// Finds the part that each row begins.
pub fn find(survey: &Survey<'_>, titles: &Titles) -> Vec<Begins> {
    let mut begins = vec![Begins::Text; survey.sheet.rows.len()];
    for (row, begins) in begins.iter_mut().enumerate() {
        if let Some(title) = titles.get(row) {
            *begins = Begins::Title(title);
        } else if titles.any() && is_section(survey, titles, row) {
            *begins = Begins::Section;
        }
    }
    if !titles.any() {
        headings(survey, &mut begins);
    }
    let end = footer(survey, titles);
    for (row, begins) in begins.iter_mut().enumerate().skip(end) {
        *begins = if row == end {
            Begins::Footer
        } else {
            Begins::Text
        };
    }
    begins
}

/// True if a head, or a list item, stands above articles with no other head between.
fn is_section(survey: &Survey<'_>, titles: &Titles, row: usize) -> bool {
    if is_list_head(survey, titles, row) {
        return true;
    }
    if survey.head(row).is_none() {
        return false;
    }
    let under = survey.under(row);
    let own = row + 1..survey.next_head(row).min(under.end);
    let direct = titles.any_in(own.clone()) || survey.is_listed(own.clone());
    direct && !headed_by_item(survey, titles, own) || titles.any_in(under) && titles.any_in(0..row)
}

/// True if a list item heads the first article among some rows.
fn headed_by_item(survey: &Survey<'_>, titles: &Titles, rows: Range<usize>) -> bool {
    let first = titles.first_in(rows.clone());
    let above = first.and_then(|row| row.checked_sub(1));
    above.is_some_and(|row| row >= rows.start && is_list_head(survey, titles, row))
}

/// True if a row is a list item without a link, with an article in the list under it.
fn is_list_head(survey: &Survey<'_>, titles: &Titles, row: usize) -> bool {
    let Some((head, next)) = survey.row(row).zip(survey.row(row + 1)) else {
        return false;
    };
    let plain = head.marker.is_some() && !survey.has_link(head);
    plain && next.depth > head.depth && titles.get(row + 1).is_some()
}

/// Of a page without articles, what stands out is a heading: the larger, the higher.
fn headings(survey: &Survey<'_>, begins: &mut [Begins]) {
    let heads = (0..survey.tail).filter_map(|row| Some((row, survey.head(row)?)));
    let heads: Vec<(usize, Rank)> = heads.map(|(row, head)| (row, rank(head))).collect();
    let mut ranks: Vec<Rank> = heads.iter().map(|(_, rank)| *rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for (row, rank) in heads {
        let higher = ranks.len() - ranks.partition_point(|other| *other <= rank);
        if let Some(begins) = begins.get_mut(row) {
            *begins = Begins::Heading((higher + 2).min(6) as u8);
        }
    }
}

/// Where the last article ends: it is not longer than the longest before it, and holds no rows of nothing but links.
fn footer(survey: &Survey<'_>, titles: &Titles) -> usize {
    let Some(last) = titles.rows().next_back() else {
        return survey.tail;
    };
    let lengths = titles
        .rows()
        .zip(titles.rows().skip(1))
        .map(|(row, next)| next - row);
    let longest = lengths
        .max()
        .map_or(survey.tail, |longest| last + longest.max(2));
    let end = longest.min(survey.tail);
    let end = titles.farewell(survey).unwrap_or(end).min(end);
    let outside = |row: &usize| {
        let links = is_link(survey, *row) && is_link(survey, *row + 1);
        let links = links && !survey.continues_card(*row);
        links || is_icons(survey, *row) || !survey.answers(*row).is_empty()
    };
    (last + 1..end).find(outside).unwrap_or(end)
}

/// True if a row is a link and nothing else.
fn is_link(survey: &Survey<'_>, row: usize) -> bool {
    let row = survey.row(row);
    row.is_some_and(|row| {
        survey
            .sheet
            .stretches_of(row)
            .iter()
            .all(|stretch| stretch.link.is_some())
    })
}

/// True if a row is pictures with links and nothing else: signs of other places where a newsletter is read.
fn is_icons(survey: &Survey<'_>, row: usize) -> bool {
    let row = survey.row(row).filter(|row| row.kind == RowKind::Text);
    row.is_some_and(|row| {
        let mut stretches = survey.sheet.stretches_of(row).iter();
        stretches
            .all(|stretch| matches!(stretch.matter, Matter::Picture(_)) && stretch.link.is_some())
    })
}
