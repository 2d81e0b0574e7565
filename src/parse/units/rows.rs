//! The rows of a table as entries: each is called by its link, or by its words where all links say the same.

use super::entry::{Entry, are_different};
use crate::parse::{
    lead::{By, Lead},
    sections::Sections,
};

/// The rows of a table below its head.
pub fn rows<'p>(sections: &'p Sections, table: usize) -> Vec<Entry<'p>> {
    let mut rows: Vec<(u32, Vec<Lead>)> = Vec::new();
    for (index, cell) in sections.outline.children(table) {
        let at = sections.row_start(cell.span.start);
        let lead = Lead::of_block(sections, index);
        match rows.last_mut() {
            Some((row, cells)) if *row == at => cells.push(lead),
            _ => rows.push((at, vec![lead])),
        }
    }
    let below = || rows.iter().skip(1);
    let linked = below().filter_map(|(_, cells)| cells.iter().find(|cell| cell.is_telling()));
    let linked: Vec<_> = linked.map(|lead| &*lead.title).collect();
    let by_link = are_different(linked.into_iter());
    let entry = |(at, cells): &(u32, Vec<Lead<'p>>)| Some(Entry::new(*at, lead(cells, by_link)?));
    below().filter_map(entry).collect()
}

/// The beginning of a row: its link, else the words beside one.
fn lead<'p>(cells: &[Lead<'p>], by_link: bool) -> Option<Lead<'p>> {
    let mut told = cells.iter().filter(|cell| by_link && cell.is_telling());
    let mut words = cells
        .iter()
        .filter(|cell| cell.title.contains(char::is_alphabetic));
    let link = cells.iter().find_map(|cell| cell.link);
    let lead = told.next().or_else(|| words.next())?.clone();
    Some(match link {
        Some(_) if lead.link.is_none() => Lead {
            by: By::Address,
            link,
            ..lead
        },
        _ => lead,
    })
}
