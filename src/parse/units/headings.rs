//! Headings as facts of an issue: the one that is its title, those that name parts, and the sources under them.

use std::collections::{HashMap, HashSet};

use super::habits::Habits;
use crate::{
    model::Span,
    parse::{
        lead::ends_sentence,
        outline::BlockKind,
        sections::{OutlineSection, Sections},
        words::key,
    },
};

/// The titles that stand under several headings, but for those of groups of nothing but lists.
pub fn parts(sections: &Sections) -> HashSet<String> {
    let mut parents: HashMap<String, HashSet<usize>> = HashMap::new();
    // A parent may have many sections, and is looked through once.
    let mut of_lists: HashMap<usize, bool> = HashMap::new();
    for section in sections.all.iter().filter(|section| section.parent > 0) {
        let parent = sections.section(section.parent);
        let of_lists = of_lists.entry(section.parent);
        if *of_lists.or_insert_with(|| is_of_lists(sections, parent)) {
            continue;
        }
        parents
            .entry(section.key.clone())
            .or_default()
            .insert(section.parent);
    }
    parents.retain(|_, parents| parents.len() > 1);
    parents.into_keys().collect()
}

/// True if a section and all under it hold nothing but lists, with links in each.
fn is_of_lists(sections: &Sections, section: &OutlineSection) -> bool {
    let inside = sections.all.get(section.index..section.end());
    let mut blocks = inside
        .into_iter()
        .flatten()
        .flat_map(|section| sections.content(section));
    blocks.all(|&block| sections.block(block).kind == BlockKind::List && sections.has_link(block))
}

/// The heading that says what the issue is called: one that repeats the title, or the first if it is the only one of its level
/// and all others stand under it, but for those that stand in other issues, too. An issue may be called after one of its articles.
pub fn title_section(sections: &Sections, title: &str, habits: &Habits) -> Option<usize> {
    let title = key(title);
    let shown = |kind: BlockKind| kind != BlockKind::Comment;
    let blocks = &sections.outline.blocks;
    let first = blocks.iter().position(|block| shown(block.kind));
    let headings = || sections.all.iter().skip(1);
    let is_article = |section: &OutlineSection| {
        let others = headings().filter(|other| other.index != section.index);
        let mut linked =
            others.filter(|other| other.level == section.level && other.link.is_some());
        section.link.is_some() && linked.next().is_some()
    };
    let same = headings().find(|section| section.key == title && !is_article(section));
    let top = headings().next().filter(|top| top.heading == first);
    let alone = |top: &&OutlineSection| {
        let mut others = headings().skip(1).filter(|other| other.level <= top.level);
        let beside = others.clone().count() > 0;
        let only = others.all(|other| habits.recurs(&other.key));
        let above = only && beside && top.link.is_none() && !habits.recurs(&top.key);
        above || (top.level == 1 && (only || sections.content(top).is_empty()))
    };
    same.or_else(|| top.filter(alone))
        .map(|section| section.index)
}

/// True if a link is plainly the source of a section: that of its heading, or a line that is nothing but links.
pub fn has_own_source(sections: &Sections, section: &OutlineSection) -> bool {
    let line = |&index: &usize| {
        let block = sections.block(index);
        block.kind == BlockKind::Paragraph && sections.link_only_line(block.pieces).is_some()
    };
    section.link.is_some() || sections.content(section).iter().any(line)
}

/// The sections under which several others have a source of their own, and most.
pub fn over_sources(sections: &Sections) -> HashSet<usize> {
    let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
    for section in sections.all.iter().skip(1) {
        let (all, sourced) = counts.entry(section.parent).or_default();
        *all += 1;
        *sourced += usize::from(has_own_source(sections, section));
    }
    let most = counts
        .into_iter()
        .filter(|(_, (all, sourced))| *sourced > 1 && 2 * sourced >= *all);
    most.map(|(parent, _)| parent).collect()
}

/// True if a section, or one under it, is a link or has one that begins a block, or ends it behind a whole sentence or a label. Those
/// amid sentences are what an essay mentions.
pub fn stands_out(sections: &Sections, section: &OutlineSection) -> bool {
    let inside = sections.all.get(section.index..section.end());
    inside.into_iter().flatten().any(|section| {
        let mut content = sections.content(section).iter();
        has_own_source(sections, section) || content.any(|&block| has_link_apart(sections, block))
    })
}

fn has_link_apart(sections: &Sections, index: usize) -> bool {
    let block = sections.block(index);
    let mut links = sections.links_in(block.span);
    if block.kind != BlockKind::Paragraph {
        return links.any(|(link, _)| sections.is_web(link));
    }
    links.any(|(link, raw)| {
        let part = |start, end| Span { start, end }.of(sections.source);
        let before = part(block.span.start, raw.span.start).trim_end_matches(['(', '*', '_']);
        let after = part(raw.span.end, block.span.end);
        let begins = !before.contains(char::is_alphanumeric);
        let ends = !after.contains(char::is_alphanumeric) && ends_sentence(before);
        sections.is_web(link) && (begins || ends)
    })
}
