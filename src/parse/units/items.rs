//! The items of a list, or of the groups that its items name.

use std::borrow::Cow;

use super::entry::Entry;
use crate::parse::{
    lead::{By, Lead, address},
    outline::BlockKind,
    sections::Sections,
    words::COLONS,
};

/// The longest text of an item that only names a group of items under it, in characters, if no colon ends it.
const LONGEST_LABEL: usize = 40;

/// The items of a list; of an item that only names a group, the items of the group.
pub fn items<'p>(sections: &'p Sections, list: usize, entries: &mut Vec<Entry<'p>>) {
    let items = sections.outline.children(list);
    let items: Vec<_> = items
        .map(|(item, _)| GroupItem::new(sections, item))
        .collect();
    let beside = items.iter().any(|item| item.telling() > 1);
    for item in items {
        let fewest = if beside || item.title.ends_with(COLONS) {
            1
        } else {
            2
        };
        if let Some(label) = entries.last_mut() {
            label.label = names_next(label, &item);
        }
        if item.telling() >= fewest {
            entries.extend(item.group);
        } else {
            entries.extend(item.entry);
        }
    }
}

/// True if an item without a link is a label of the item after it, which begins with one.
fn names_next(label: &Entry, next: &GroupItem) -> bool {
    let next = next.entry.as_ref();
    label.lead.by == By::Plain
        && label.lead.title.ends_with(COLONS)
        && next.is_some_and(|next| next.lead.is_telling())
}

/// An item of a list.
#[derive(Default)]
struct GroupItem<'p> {
    entry: Option<Entry<'p>>,
    title: Cow<'p, str>,
    /// The items under it, if it may only name a group of them.
    group: Vec<Entry<'p>>,
}

impl<'p> GroupItem<'p> {
    fn new(sections: &'p Sections, item: usize) -> Self {
        let inside = sections.outline.children(item);
        let mut texts = inside.clone().filter(|(index, child)| {
            let says = matches!(child.kind, BlockKind::Paragraph | BlockKind::Heading(_));
            says && !sections.is_blank(*index)
        });
        let at = sections.line_start(sections.block(item).span.start);
        let Some((text, _)) = texts.next() else {
            let mut runs = inside.map(|(_, block)| block.pieces);
            let lead = runs.find_map(|run| Lead::of_wordless(sections, run));
            return Self {
                entry: lead.map(|lead| Entry::new(at, lead)),
                ..Self::default()
            };
        };
        let mut lead = Lead::of_block(sections, text);
        if matches!(lead.by, By::Plain) && sections.block(text).kind != BlockKind::Paragraph {
            lead.title = sections.block_text(text).into();
        }
        let part = sections.names(text).is_some();
        if lead.by == By::Plain && !part {
            lead = address::below(sections, item, lead);
        }
        let mut group = Vec::new();
        if (lead.by == By::Plain || lead.bold) && is_label(&lead.title) && !part {
            let lists = inside.filter(|(_, child)| child.kind == BlockKind::List);
            lists.for_each(|(list, _)| items(sections, list, &mut group));
        }
        Self {
            title: lead.title.clone(),
            entry: Some(Entry {
                part: lead.by == By::Plain && part,
                ..Entry::new(at, lead)
            }),
            group,
        }
    }

    /// The number of items under it that begin with a link.
    fn telling(&self) -> usize {
        let telling = |entry: &&Entry| entry.lead.is_telling();
        self.group.iter().filter(telling).count()
    }
}

/// True if the text of an item, no part's name, may name a group.
fn is_label(text: &str) -> bool {
    let ends = text.ends_with(['.', '!', '?', '。']);
    !ends && (text.ends_with(COLONS) || text.chars().nth(LONGEST_LABEL).is_none())
}
