//! `- [Fog tales](https://fog.example) by Ann`: items that begin with a link, each an article.

use super::{Cut, Draft, Habits, article, note};
use crate::model::SectionKind;
use crate::parse::{
    lead::{Item, Lead},
    outline::BlockKind,
    sections::{OutlineSection, Sections},
    words,
};

/// The longest text of an item that only names a group of items under it, in characters.
const LONGEST_LABEL: usize = 40;

pub fn score(sections: &Sections, section: &OutlineSection, habits: &Habits) -> u32 {
    if !section.linked {
        return 0;
    }
    let items = items(sections, section);
    let telling = telling(sections, &items);
    if closes_prose(sections, section, &items) {
        return 0;
    }
    let enough = telling > 1 || (telling == 1 && habits.lists > 0 && only_lists(sections, section));
    let group = section.link.is_none() || only_lists(sections, section);
    if enough && group && 2 * telling >= items.len() {
        70
    } else {
        0
    }
}

pub fn split<'p>(sections: &'p Sections, section: &OutlineSection, cuts: &mut Vec<Cut<'p>>) {
    for &index in sections.content(section) {
        split_block(sections, index, section.index, cuts);
    }
}

/// Cuts a block of the section `group`.
pub fn split_block<'p>(
    sections: &'p Sections,
    index: usize,
    group: usize,
    cuts: &mut Vec<Cut<'p>>,
) {
    let block = sections.block(index);
    if block.kind == BlockKind::List {
        let mut items = Vec::new();
        list_items(sections, index, &mut items);
        for item in items {
            let start = sections.line_start(sections.block(item.block).span.start);
            let draft = Draft {
                body: start,
                ..Draft::of_block(sections, item.text, Some(group))
            };
            cuts.push(article(start, draft));
        }
    } else if ends_item(sections, index) {
        cuts.push(note(block.span.start));
    }
}

/// Whether a block after a list is no part of its last item. Pictures are.
fn ends_item(sections: &Sections, index: usize) -> bool {
    let block = sections.block(index);
    match block.kind {
        BlockKind::Paragraph => sections.has_link(index) || !sections.is_blank(index),
        BlockKind::Comment => false,
        _ => true,
    }
}

/// Whether the list only says where more is to be found: it follows prose, and a link in it is called "GitHub" or so.
fn closes_prose(sections: &Sections, section: &OutlineSection, items: &[Item]) -> bool {
    let first = sections
        .content(section)
        .iter()
        .find(|&&index| sections.block(index).kind != BlockKind::Comment);
    let prose = first.is_some_and(|&first| sections.block(first).kind != BlockKind::List);
    let generic = |item: &Item| matches!(item.lead, Lead::Link(link) if words::is_generic(&sections.link_text(link)));
    prose && items.iter().any(generic)
}

/// Whether a section is a list of articles, without regard to others.
pub fn is_plain_list(sections: &Sections, section: &OutlineSection) -> bool {
    if section.link.is_some() || !section.linked {
        return false;
    }
    let items = items(sections, section);
    let telling = telling(sections, &items);
    telling > 1 && 2 * telling >= items.len() && !closes_prose(sections, section, &items)
}

/// Items that begin with a link that says what is there, each with a text of its own.
fn telling(sections: &Sections, items: &[Item]) -> usize {
    let led = items.iter().filter(|item| item.lead.is_telling(sections));
    let mut texts: Vec<_> = led
        .filter_map(|item| item.lead.link())
        .map(|link| sections.link_text(link))
        .collect();
    let all = texts.len();
    texts.sort_unstable();
    texts.dedup();
    if texts.len() > 1 { all } else { texts.len() }
}

/// Whether nothing but lists, pictures and comments stands in a section.
pub fn only_lists(sections: &Sections, section: &OutlineSection) -> bool {
    let mut lists = 0;
    sections
        .content(section)
        .iter()
        .all(|&index| match sections.block(index).kind {
            BlockKind::List => {
                lists += 1;
                true
            }
            BlockKind::Comment | BlockKind::Rule => true,
            BlockKind::Paragraph => sections.is_blank(index),
            _ => false,
        })
        && lists > 0
}

/// Items of the section's lists, but for lists under a label such as `References:`.
pub fn items(sections: &Sections, section: &OutlineSection) -> Vec<Item> {
    let mut items = Vec::new();
    let mut label = None;
    let is_labelled = |label: Option<usize>| {
        label.and_then(|index| sections.names(index)) == Some(SectionKind::Reference)
    };
    for &index in sections.content(section) {
        match sections.block(index).kind {
            BlockKind::List if !is_labelled(label) => list_items(sections, index, &mut items),
            BlockKind::Paragraph => label = Some(index),
            BlockKind::Rule => label = None,
            _ => (),
        }
    }
    items
}

/// The items of a list; of an item that only names a group, the items of the group.
fn list_items(sections: &Sections, list: usize, items: &mut Vec<Item>) {
    for (block, _) in sections.outline.children(list) {
        item(sections, block, items);
    }
}

fn item(sections: &Sections, block: usize, items: &mut Vec<Item>) {
    let paragraph = sections
        .outline
        .children(block)
        .find(|(_, child)| child.kind == BlockKind::Paragraph);
    let Some((text, _)) = paragraph else {
        return;
    };
    let lead = Lead::of_block(sections, text);
    if lead == Lead::Plain && sections.names(text).is_some() {
        // `- Summary`, with what it says below: a part of the article whose heading it stands under.
        return;
    }
    if lead == Lead::Plain && is_label(&sections.block_text(text)) {
        let lists = sections
            .outline
            .children(block)
            .filter(|(_, child)| child.kind == BlockKind::List);
        let nested: Vec<_> = lists
            .flat_map(|(list, _)| flat_items(sections, list))
            .collect();
        let fewest = if sections.block_text(text).ends_with(':') {
            1
        } else {
            2
        };
        if telling(sections, &nested) >= fewest {
            return items.extend(nested);
        }
    }
    items.push(Item { block, text, lead });
}

/// The items of a list without a look below them.
fn flat_items(sections: &Sections, list: usize) -> Vec<Item> {
    let first_text = |block| {
        sections
            .outline
            .children(block)
            .find(|(_, child)| child.kind == BlockKind::Paragraph)
    };
    let items = sections.outline.children(list).map(|(block, _)| block);
    items
        .filter_map(|block| {
            let (text, _) = first_text(block)?;
            let lead = Lead::of_block(sections, text);
            Some(Item { block, text, lead })
        })
        .collect()
}

/// Whether the text of an item, no part's name, may name a group.
fn is_label(text: &str) -> bool {
    let ends = text.ends_with(['.', '!', '?', '。']);
    !ends && text.chars().nth(LONGEST_LABEL).is_none()
}
