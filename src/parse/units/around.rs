//! The surroundings of a streak: what stands before and behind it under its heading.

use super::{
    entry::{Streak, is_aside},
    heads::heads,
};
use crate::{
    model::SectionKind,
    parse::{
        lead::{sentence, split_number},
        outline::BlockKind,
        sections::{OutlineSection, Sections},
        words::COLONS,
    },
};

/// The surroundings of a streak in its section.
#[allow(clippy::struct_excessive_bools, reason = "each is evidence of its own")]
#[derive(Clone, Copy)]
pub struct Around {
    /// True if nothing stands before, but for a label in bold.
    pub opens: bool,
    /// True if it is a table.
    pub table: bool,
    /// True if no paragraph follows.
    pub closes: bool,
    /// True if a link stands in the words before.
    pub links_before: bool,
    /// True if another list stands before, with no more than a label between.
    pub follows_list: bool,
    /// True if its section holds nothing but lists.
    pub only_lists: bool,
    /// True if no empty line parts it from the paragraph before.
    pub glued: bool,
    pub after_rule: bool,
    /// True if the label of references stands before.
    pub references: bool,
    /// True if another label does, and no paragraph follows: short notes that end the section.
    pub digest: bool,
    /// True if the paragraph before has several sentences, and the last leads to it with a colon.
    pub announced: bool,
    /// True if labels stand before several lists of the section, and none of them has a link of its own.
    pub labelled: bool,
}

/// The facts about all of a section's content, which its streaks share.
pub struct Ground<'s> {
    content: &'s [usize],
    labelled: bool,
    only_lists: bool,
    /// The place of the last paragraph, and of the first with a link.
    last: Option<usize>,
    linked: Option<usize>,
}

impl<'s> Ground<'s> {
    /// Looks at a section.
    pub fn new(sections: &'s Sections, section: &OutlineSection) -> Self {
        let content = sections.content(section);
        let is = |index: usize, kind| sections.block(index).kind == kind;
        let only = |&index: &usize| !sections.says(index) || is(index, BlockKind::List);
        let ends = |&index: &usize| sections.says(index) && is(index, BlockKind::Paragraph);
        let links = |&index: &usize| is(index, BlockKind::Paragraph) && sections.has_link(index);
        Self {
            content,
            labelled: are_labelled(sections, content),
            only_lists: content.iter().all(only),
            last: content.iter().rposition(ends),
            linked: content.iter().position(links),
        }
    }
}

impl Around {
    /// Looks round a streak in its section.
    pub fn new(sections: &Sections, ground: &Ground, streak: &Streak) -> Self {
        let content = ground.content;
        let before = content.get(..streak.place).unwrap_or_default();
        let after = content.get(streak.place + 1..).unwrap_or_default();
        let says = |&&index: &&usize| sections.says(index);
        let last = before
            .iter()
            .rev()
            .find(|&&index| sections.block(index).kind != BlockKind::Comment)
            .copied();
        let first = content.get(streak.place).copied();
        let bold = |index: usize| sections.outline.is_all_bold(sections.block(index).pieces);
        let next = after.iter().copied().find(|&index| sections.says(index));
        let ends = next.is_some_and(|next| is_label(sections, next));
        let heads_list = |&index: &usize| {
            let labels = bold(index) || (ends && is_label(sections, index));
            streak.list && last == Some(index) && labels
        };
        let start = streak.entries.first().map(|entry| entry.at);
        let closes = ground.last.is_none_or(|last| last <= streak.place);
        Self {
            opens: !before
                .iter()
                .any(|index| says(&index) && !heads_list(index))
                && first_begins(sections, first, streak),
            table: first.is_some_and(|index| sections.block(index).kind == BlockKind::Table),
            closes,
            follows_list: follows_list(sections, before),
            only_lists: ground.only_lists,
            links_before: ground.linked.is_some_and(|linked| linked < streak.place),
            glued: start.is_some_and(|at| is_glued(sections.source, at)),
            after_rule: last.is_some_and(|index| sections.block(index).kind == BlockKind::Rule),
            labelled: ground.labelled,
            references: streak.list && last.is_some_and(|index| names_references(sections, index)),
            announced: streak.list && last.is_some_and(|index| is_lead_in(sections, index)),
            digest: closes && last.is_some_and(|index| is_bare_label(sections, index)),
        }
    }
}

/// Where the bold label begins that stands directly over a list.
pub fn label_above(sections: &Sections, section: &OutlineSection, list: &Streak) -> Option<u32> {
    let place = list.place.checked_sub(1).filter(|_| list.list)?;
    let &index = sections.content(section).get(place)?;
    let block = sections.block(index);
    let label = sections.outline.is_all_bold(block.pieces) && !sections.has_link(index);
    label.then(|| sections.line_start(block.span.start))
}

/// True if labels stand before several lists. A label with a link is a title instead, and its list tells of it.
fn are_labelled(sections: &Sections, content: &[usize]) -> bool {
    let below = content.iter().zip(content.iter().skip(1));
    let labels: Vec<usize> = below
        .filter(|&(&label, &list)| {
            sections.block(list).kind == BlockKind::List && is_label(sections, label)
        })
        .map(|(&label, _)| label)
        .collect();
    labels.len() > 1 && !labels.iter().any(|&label| sections.has_link(label))
}

/// True if the last of some blocks is a list, but for labels and pictures.
fn follows_list(sections: &Sections, before: &[usize]) -> bool {
    let aside = |index: usize| {
        let led = sections
            .link_only_line(sections.block(index).pieces)
            .is_some();
        !sections.says(index) || is_label(sections, index) || led
    };
    let last = before.iter().rev().find(|&&index| !aside(index));
    last.is_some_and(|&index| sections.block(index).kind == BlockKind::List)
}

/// True if the first paragraph of a streak is one of its leading entries.
fn first_begins(sections: &Sections, first: Option<usize>, streak: &Streak) -> bool {
    if streak.list {
        return true;
    }
    let start = first.map(|index| sections.line_start(sections.block(index).span.start));
    let head = heads(streak).next();
    head.zip(start)
        .is_some_and(|(head, start)| head.at <= start)
}

fn is_label(sections: &Sections, index: usize) -> bool {
    let block = sections.block(index);
    block.kind == BlockKind::Paragraph
        && (sections.block_text(index).ends_with(COLONS)
            || sections.outline.is_all_bold(block.pieces)
            || is_aside(block.span.of(sections.source)))
}

/// True if a paragraph ends with a colon, and is no item with a number or a link, nor the name of a part of one.
fn is_bare_label(sections: &Sections, index: usize) -> bool {
    let text = sections.block_text(index);
    sections.block(index).kind == BlockKind::Paragraph
        && text.ends_with(COLONS)
        && sections.names(index).is_none()
        && !sections.has_link(index)
        && split_number(text).0.is_empty()
}

/// True if a paragraph of several sentences ends with a colon.
fn is_lead_in(sections: &Sections, index: usize) -> bool {
    let text = sections.block_text(index);
    sections.block(index).kind == BlockKind::Paragraph
        && text.ends_with(COLONS)
        && sentence(text).len() < text.len()
}

fn names_references(sections: &Sections, index: usize) -> bool {
    sections.block(index).kind == BlockKind::Paragraph
        && sections.names(index) == Some(SectionKind::Reference)
}

/// True if the line before is not empty.
fn is_glued(source: &str, at: u32) -> bool {
    let before = source.get(..at as usize).unwrap_or("");
    let line = before
        .strip_suffix('\n')
        .unwrap_or(before)
        .rsplit('\n')
        .next()
        .unwrap_or("");
    !line.trim().is_empty()
}
