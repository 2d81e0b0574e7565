//! `- [Fog tales](https://fog.example) by Ann`: items that begin with a link, each an article.

use super::{Cut, Draft, Habits, article, note};
use crate::model::SectionKind;
use crate::parse::{
    lead::{Item, Lead},
    outline::Kind,
    page::{Page, Section},
    words,
};

/// The longest text of an item that only names a group of items under it, in characters.
const LONGEST_LABEL: usize = 40;

pub fn score(page: &Page, section: &Section, habits: &Habits) -> u32 {
    if !section.linked {
        return 0;
    }
    let items = items(page, section);
    let telling = telling(page, items);
    if closes_prose(page, section, items) {
        return 0;
    }
    let enough = telling > 1 || (telling == 1 && habits.lists > 0 && only_lists(page, section));
    let group = section.link.is_none() || only_lists(page, section);
    if enough && group && 2 * telling >= items.len() {
        70
    } else {
        0
    }
}

pub fn split<'p>(page: &'p Page, section: &Section, cuts: &mut Vec<Cut<'p>>) {
    for &index in page.content(section) {
        split_block(page, index, section.index, cuts);
    }
}

/// Cuts a block of the section `group`.
pub fn split_block<'p>(page: &'p Page, index: usize, group: usize, cuts: &mut Vec<Cut<'p>>) {
    let block = page.block(index);
    if block.kind == Kind::List {
        let mut items = Vec::new();
        list_items(page, index, &mut items);
        for item in items {
            let start = page.line_start(page.block(item.block).span.start);
            let draft = Draft {
                body: start,
                ..Draft::of_block(page, item.text, Some(group))
            };
            cuts.push(article(start, draft));
        }
    } else if ends_item(page, index) {
        cuts.push(note(block.span.start));
    }
}

/// Whether a block after a list is no part of its last item. Pictures are.
fn ends_item(page: &Page, index: usize) -> bool {
    let block = page.block(index);
    match block.kind {
        Kind::Paragraph => page.has_link(index) || !page.is_blank(index),
        Kind::Comment => false,
        _ => true,
    }
}

/// Whether the list only says where more is to be found: it follows prose, and a link in it is called "GitHub" or so.
fn closes_prose(page: &Page, section: &Section, items: &[Item]) -> bool {
    let first = page
        .content(section)
        .iter()
        .find(|&&index| page.block(index).kind != Kind::Comment);
    let prose = first.is_some_and(|&first| page.block(first).kind != Kind::List);
    let generic = |item: &Item| matches!(item.lead, Lead::Link(link) if words::is_generic(page.link_text(link)));
    prose && items.iter().any(generic)
}

/// Whether a section is a list of articles, without regard to others.
pub fn is_plain_list(page: &Page, section: &Section) -> bool {
    if section.link.is_some() || !section.linked {
        return false;
    }
    let items = items(page, section);
    let telling = telling(page, items);
    telling > 1 && 2 * telling >= items.len() && !closes_prose(page, section, items)
}

/// Items that begin with a link that says what is there, each with a text of its own.
fn telling(page: &Page, items: &[Item]) -> usize {
    let led = items.iter().filter(|item| item.lead.is_telling(page));
    let mut texts: Vec<_> = led
        .filter_map(|item| item.lead.link())
        .map(|link| page.link_text(link))
        .collect();
    let all = texts.len();
    texts.sort_unstable();
    texts.dedup();
    if texts.len() > 1 { all } else { texts.len() }
}

/// Whether nothing but lists, pictures and comments stands in a section.
pub fn only_lists(page: &Page, section: &Section) -> bool {
    let mut lists = 0;
    page.content(section)
        .iter()
        .all(|&index| match page.block(index).kind {
            Kind::List => {
                lists += 1;
                true
            }
            Kind::Comment | Kind::Rule => true,
            Kind::Paragraph => page.is_blank(index),
            _ => false,
        })
        && lists > 0
}

/// Items of the section's lists, but for lists under a label such as `References:`.
pub fn items<'p>(page: &'p Page, section: &Section) -> &'p [Item] {
    page.items(section, || all_items(page, section))
}

fn all_items(page: &Page, section: &Section) -> Vec<Item> {
    let mut items = Vec::new();
    let mut label = None;
    let is_labelled = |label: Option<usize>| {
        label.and_then(|index| page.names(index)) == Some(SectionKind::Reference)
    };
    for &index in page.content(section) {
        match page.block(index).kind {
            Kind::List if !is_labelled(label) => list_items(page, index, &mut items),
            Kind::Paragraph => label = Some(index),
            Kind::Rule => label = None,
            _ => (),
        }
    }
    items
}

/// The items of a list; of an item that only names a group, the items of the group.
fn list_items(page: &Page, list: usize, items: &mut Vec<Item>) {
    for (block, _) in page.outline.children(list) {
        item(page, block, items);
    }
}

fn item(page: &Page, block: usize, items: &mut Vec<Item>) {
    let paragraph = page
        .outline
        .children(block)
        .find(|(_, child)| child.kind == Kind::Paragraph);
    let Some((text, _)) = paragraph else {
        return;
    };
    let lead = page.lead(text);
    if lead == Lead::Plain && page.names(text).is_some() {
        // `- Summary`, with what it says below: a part of the article whose heading it stands under.
        return;
    }
    if lead == Lead::Plain && is_label(page.block_text(text)) {
        let lists = page
            .outline
            .children(block)
            .filter(|(_, child)| child.kind == Kind::List);
        let nested: Vec<_> = lists.flat_map(|(list, _)| flat_items(page, list)).collect();
        let fewest = if page.block_text(text).ends_with(':') {
            1
        } else {
            2
        };
        if telling(page, &nested) >= fewest {
            return items.extend(nested);
        }
    }
    items.push(Item { block, text, lead });
}

/// The items of a list without a look below them.
fn flat_items(page: &Page, list: usize) -> Vec<Item> {
    let first_text = |block| {
        page.outline
            .children(block)
            .find(|(_, child)| child.kind == Kind::Paragraph)
    };
    let items = page.outline.children(list).map(|(block, _)| block);
    items
        .filter_map(|block| {
            let (text, _) = first_text(block)?;
            let lead = page.lead(text);
            Some(Item { block, text, lead })
        })
        .collect()
}

/// Whether the text of an item, no part's name, may name a group.
fn is_label(text: &str) -> bool {
    let ends = text.ends_with(['.', '!', '?', '。']);
    !ends && text.chars().nth(LONGEST_LABEL).is_none()
}
