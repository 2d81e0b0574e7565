//! What is usual in an issue, to judge what may be read either way.

use super::{bold_links, bullets, link_paragraphs, numbered, prose_bullets};
use crate::model::SectionKind;
use crate::parse::{
    outline::BlockKind,
    sections::{OutlineSection, Sections},
    words,
};

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// Sections that are lists of articles beyond doubt.
    pub lists: usize,
    /// Paragraphs that begin with a number as CJK newsletters write it.
    pub numbered: usize,
    /// Paragraphs that are a bold link or, after a rule, bold.
    pub bold: usize,
    /// The section whose heading only says what the issue is called.
    pub title: Option<usize>,
    /// The paragraphs of each section.
    paragraphs: Vec<link_paragraphs::Count>,
}

impl Habits {
    /// The habits of a sections whose issue is called `title`.
    pub fn new(sections: &Sections, title: &str) -> Self {
        let mut habits = Self {
            title: title_section(sections, title),
            paragraphs: Vec::with_capacity(sections.all.len()),
            ..Self::default()
        };
        for section in &sections.all {
            let paragraphs = link_paragraphs::Count::new(sections, section);
            habits.paragraphs.push(paragraphs);
            let is_list = || paragraphs.is_plain() || is_plain_list(sections, section);
            habits.lists += usize::from(section.kind.is_none() && is_list());
            habits.numbered += numbered::count(sections, section);
            habits.bold += bold_links::count(sections, section);
        }
        habits
    }

    /// The paragraphs of a section.
    pub fn paragraphs(&self, section: &OutlineSection) -> link_paragraphs::Count {
        self.paragraphs
            .get(section.index)
            .copied()
            .unwrap_or_default()
    }

    /// Whether nothing repeats: every heading names a part, or an essay has headings without links.
    pub fn is_one_post(&self, sections: &Sections) -> bool {
        let headings = || {
            sections
                .all
                .iter()
                .skip(1)
                .filter(|section| self.title != Some(section.index))
        };
        if self.lists > 0 || self.numbered > 1 || self.bold > 1 {
            return headings().count() > 1 && headings().all(|section| section.kind.is_some());
        }
        let heads = || headings().filter(|section| section.kind.is_none());
        let most = heads().count();
        let (mut all, mut linked, mut sourced) = (0, false, 0);
        for section in heads().filter(|section| !words::is_trailer(&section.title)) {
            all += 1;
            linked |= section.link.is_some();
            sourced += usize::from(has_source(sections, section));
            if all > 1 && (linked || 4 * sourced >= most) {
                // Whatever the others are.
                return false;
            }
        }
        all < 2 || (!linked && 4 * sourced < all && sources(sections).len() != all)
    }
}

/// The first links of the items of a list of sources that ends a page.
pub fn sources(sections: &Sections) -> Vec<usize> {
    let last = sections
        .all
        .last()
        .filter(|section| section.kind == Some(SectionKind::Reference));
    let content = last.map_or(&[][..], |section| sections.content(section));
    let lists = content
        .iter()
        .filter(|&&index| sections.block(index).kind == BlockKind::List);
    let items = lists.flat_map(|&list| sections.outline.children(list));
    items
        .filter_map(|(_, item)| sections.first_link_in(item.span))
        .collect()
}

fn is_plain_list(sections: &Sections, section: &OutlineSection) -> bool {
    bullets::is_plain_list(sections, section) || prose_bullets::is_plain_list(sections, section)
}

/// The heading of level 1 that repeats the title, or leads the page and is the only one or has nothing under it.
fn title_section(sections: &Sections, title: &str) -> Option<usize> {
    let shown = |kind: BlockKind| kind != BlockKind::Comment;
    let first = sections
        .outline
        .blocks
        .iter()
        .position(|block| shown(block.kind));
    let top: Vec<&OutlineSection> = sections
        .all
        .iter()
        .filter(|section| section.level == 1)
        .collect();
    let alone = top.len() == 1;
    let named = top.iter().find(|section| {
        let leads = section.heading == first && (alone || sections.content(section).is_empty());
        leads || section.title.eq_ignore_ascii_case(title)
    });
    named.map(|section| section.index)
}

/// Whether a link stands in a section or in one under it.
fn has_source(sections: &Sections, section: &OutlineSection) -> bool {
    section.link.is_some()
        || section.sourced
        || sections
            .children(section)
            .any(|child| has_source(sections, child))
}
