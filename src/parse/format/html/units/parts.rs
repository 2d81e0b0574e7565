//! The parts of a page that are no articles: sections, headings, the footer.

use std::{collections::HashSet, ops::Range};

use super::{
    Begins, heads,
    survey::{Rank, Survey, rank},
    titles::Titles,
};
use crate::{
    parse::format::html::sheet::{Matter, RowKind, Sheet, Stretch},
    text::has_extension,
};

/// The names that files of pictures end in.
const PICTURES: [&str; 6] = ["jpg", "jpeg", "png", "gif", "webp", "avif"];

/// Items of a list between one of them and the head above it.
const LONGEST_LIST: usize = 100;

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
    if titles.any() {
        sections_alike(survey, titles, &mut begins);
    } else {
        headings(survey, &mut begins);
    }
    let end = footer(survey, titles, &begins);
    for (row, begins) in begins.iter_mut().enumerate().skip(end) {
        *begins = if row == end {
            Begins::Footer
        } else {
            Begins::Text
        };
    }
    begins
}

/// Below the first title, what looks like a section without a title under it is one, too: a quotation, the jobs of the week.
fn sections_alike(survey: &Survey<'_>, titles: &Titles, begins: &mut [Begins]) {
    let known = begins.iter().enumerate();
    let known = known.filter(|(_, begins)| **begins == Begins::Section);
    let known: HashSet<_> = known
        .filter_map(|(row, _)| Some(survey.head(row)?.shape))
        .collect();
    let first = titles.rows().next().unwrap_or(0);
    let labels = heads::labels_again(survey);
    for (row, begins) in begins.iter_mut().enumerate().skip(first) {
        let head = survey.head(row);
        let alike = head.is_some_and(|head| known.contains(&head.shape));
        let labels = heads::labels_text(survey, row) || labels.contains(&row);
        if alike && *begins == Begins::Text && !labels {
            *begins = Begins::Section;
        }
    }
}

/// True if a head, or a list item, stands above articles with no other head between.
fn is_section(survey: &Survey<'_>, titles: &Titles, row: usize) -> bool {
    if is_list_head(survey, titles, row) {
        return true;
    }
    if survey.head(row).is_none() || is_contents_head(survey, titles, row) {
        return false;
    }
    let next = (row + 1..survey.tail).find(|&row| survey.lettered(row..row + 1) > 0);
    if next.is_some_and(|next| titles.get(next).is_some()) {
        return true;
    }
    if heads::labels_text(survey, row) {
        return false;
    }
    let under = survey.under(row);
    let own = row + 1..survey.next_head(row).min(under.end);
    let direct = titles.any_in(own.clone()) || survey.is_listed(own.clone());
    direct && !headed_by_item(survey, titles, own) || titles.any_in(under) && titles.any_in(0..row)
}

/// True if a list without links stands right under a head: what the page is about, and no group of articles.
fn is_contents_head(survey: &Survey<'_>, titles: &Titles, row: usize) -> bool {
    let next = survey.row(row + 1).filter(|next| next.marker.is_some());
    let plain = next.is_some_and(|next| !survey.has_link(next));
    plain && titles.get(row + 1).is_none() && !is_list_head(survey, titles, row + 1)
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

/// Of a page without articles, what stands out is a heading, and headings that are links: the larger, the higher.
fn headings(survey: &Survey<'_>, begins: &mut [Begins]) {
    let linked = |row| {
        let opening = survey.opening(row)?;
        (opening.alone && opening.shape.heading.is_some()).then_some(opening)
    };
    let heads = (0..survey.tail).filter_map(|row| {
        let head = survey.head(row).or_else(|| linked(row))?;
        Some((row, head))
    });
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
fn footer(survey: &Survey<'_>, titles: &Titles, begins: &[Begins]) -> usize {
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
    let mut below = begins.iter().skip(last);
    let section = below.position(|begins| *begins == Begins::Section);
    let end = section.map_or(end, |section| end.min(last + section));
    let end = titles.farewell(survey).unwrap_or(end).min(end);
    let first = titles.rows().next().unwrap_or(last);
    let illustrated = (first..last).any(|row| is_icons(survey, row));
    let icons = |row| {
        is_icons(survey, row) && (!illustrated || is_icons(survey, row + 1) || has_two(survey, row))
    };
    let listed = titles
        .item(survey, last)
        .filter(|_| survey.next_head(last) >= end);
    let outside = |row: &usize| {
        let below = survey.row(*row).zip(listed);
        if below.is_some_and(|(row, depth)| row.depth < depth && row.fresh) {
            return true;
        }
        let links = is_link(survey, *row) && is_link(survey, *row + 1);
        let links = links && !survey.continues_card(*row) && !is_listed_under_head(survey, *row);
        links || icons(*row) || !survey.answers(*row).is_empty()
    };
    (last + 1..end).find(outside).unwrap_or(end)
}

/// True if a row is an item of a list that stands right under a head.
fn is_listed_under_head(survey: &Survey<'_>, row: usize) -> bool {
    let is_item = |row: &usize| survey.row(*row).is_some_and(|row| row.marker.is_some());
    let above = (0..=row).rev().take(LONGEST_LIST).find(|row| !is_item(row));
    is_item(&row) && above.is_some_and(|above| survey.head(above).is_some())
}

/// True if a row is a link and nothing else.
fn is_link(survey: &Survey<'_>, row: usize) -> bool {
    let row = survey.row(row);
    row.is_some_and(|row| {
        let mut stretches = survey.sheet.stretches_of(row).iter();
        stretches.all(|stretch| leads_away(survey.sheet, stretch))
    })
}

/// True if a piece of a row has a link, and not to the file of a picture: that shows the same, larger.
fn leads_away(sheet: &Sheet, stretch: &Stretch) -> bool {
    let path = |link| sheet.url(link).split(['?', '#']).next();
    let file = |link| path(link).is_some_and(|path| has_extension(path, &PICTURES));
    stretch.link.is_some_and(|link| !file(link))
}

/// True if a row is pictures with links and nothing else: signs of other places where a newsletter is read.
fn is_icons(survey: &Survey<'_>, row: usize) -> bool {
    let row = survey.row(row).filter(|row| row.kind == RowKind::Text);
    row.is_some_and(|row| {
        let mut stretches = survey.sheet.stretches_of(row).iter();
        stretches.all(|stretch| {
            matches!(stretch.matter, Matter::Picture(_)) && leads_away(survey.sheet, stretch)
        })
    })
}

/// True if there are several pieces in a row.
fn has_two(survey: &Survey<'_>, row: usize) -> bool {
    survey.row(row).is_some_and(|row| row.stretches.len() > 1)
}
