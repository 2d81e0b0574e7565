//! `- Horns [are now muted](https://horn.example/2) at night.`: items of prose with a link somewhere in them.

use super::{
    Habits,
    bullets::{items, only_lists},
};
use crate::parse::{
    lead::Lead,
    outline::BlockKind,
    sections::{OutlineSection, Sections},
    words,
};

pub fn score(sections: &Sections, section: &OutlineSection, habits: &Habits) -> u32 {
    if section.link.is_some() || !section.linked {
        return 0;
    }
    let items = items(sections, section);
    let linked = items
        .iter()
        .filter(|item| has_link(sections, item.block, item.lead))
        .count();
    let enough = linked > 1 || (linked == 1 && habits.lists > 0 && only_lists(sections, section));
    let fits = enough && 2 * linked >= items.len();
    if fits && (habits.lists > 1 || begins_with_list(sections, section)) {
        50
    } else {
        0
    }
}

/// Whether a section is such a list, without regard to others.
pub fn is_plain_list(sections: &Sections, section: &OutlineSection) -> bool {
    let alone = Habits::default();
    begins_with_list(sections, section) && score(sections, section, &alone) > 0
}

fn has_link(sections: &Sections, block: usize, lead: Lead) -> bool {
    match lead {
        Lead::Link(link) => !words::is_generic(&sections.link_text(link)),
        Lead::Prose(_) => true,
        Lead::Plain => sections.has_link(block),
    }
}

fn begins_with_list(sections: &Sections, section: &OutlineSection) -> bool {
    let kinds = sections
        .content(section)
        .iter()
        .map(|&index| sections.block(index).kind);
    let mut kinds = kinds.filter(|kind| *kind != BlockKind::Comment);
    kinds.next() == Some(BlockKind::List)
}
