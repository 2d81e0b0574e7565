//! `- Horns [are now muted](https://horn.example/2) at night.`: items of prose with a link somewhere in them.

use super::{
    Habits,
    bullets::{items, only_lists},
};
use crate::parse::{
    lead::Lead,
    outline::Kind,
    page::{Page, Section},
    words,
};

pub fn score(page: &Page, section: &Section, habits: &Habits) -> u32 {
    if section.link.is_some() || !section.linked {
        return 0;
    }
    let items = items(page, section);
    let linked = items
        .iter()
        .filter(|item| has_link(page, item.block, item.lead))
        .count();
    let enough = linked > 1 || (linked == 1 && habits.lists > 0 && only_lists(page, section));
    let fits = enough && 2 * linked >= items.len();
    if fits && (habits.lists > 1 || begins_with_list(page, section)) {
        50
    } else {
        0
    }
}

/// Whether a section is such a list, without regard to others.
pub fn is_plain_list(page: &Page, section: &Section) -> bool {
    let alone = Habits::default();
    begins_with_list(page, section) && score(page, section, &alone) > 0
}

fn has_link(page: &Page, block: usize, lead: Lead) -> bool {
    match lead {
        Lead::Link(link) => !words::is_generic(page.link_text(link)),
        Lead::Prose(_) => true,
        Lead::Plain => page.has_link(block),
    }
}

fn begins_with_list(page: &Page, section: &Section) -> bool {
    let kinds = page
        .content(section)
        .iter()
        .map(|&index| page.block(index).kind);
    let mut kinds = kinds.filter(|kind| *kind != Kind::Comment);
    kinds.next() == Some(Kind::List)
}
