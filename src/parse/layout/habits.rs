//! What is usual in an issue, to judge what may be read either way.

use super::{bold_links, bullets, link_paragraphs, numbered, prose_bullets};
use crate::model::SectionKind;
use crate::parse::{
    outline::Kind,
    page::{Page, Section},
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
    /// The habits of a page whose issue is called `title`.
    pub fn new(page: &Page, title: &str) -> Self {
        let mut habits = Self {
            title: title_section(page, title),
            paragraphs: Vec::with_capacity(page.sections.len()),
            ..Self::default()
        };
        for section in &page.sections {
            let paragraphs = link_paragraphs::Count::new(page, section);
            habits.paragraphs.push(paragraphs);
            let is_list = || paragraphs.is_plain() || is_plain_list(page, section);
            habits.lists += usize::from(section.kind.is_none() && is_list());
            habits.numbered += numbered::count(page, section);
            habits.bold += bold_links::count(page, section);
        }
        habits
    }

    /// The paragraphs of a section.
    pub fn paragraphs(&self, section: &Section) -> link_paragraphs::Count {
        self.paragraphs
            .get(section.index)
            .copied()
            .unwrap_or_default()
    }

    /// Whether nothing repeats: every heading names a part, or an essay has headings without links.
    pub fn is_one_post(&self, page: &Page) -> bool {
        let headings = || {
            page.sections
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
            sourced += usize::from(has_source(page, section));
            if all > 1 && (linked || 4 * sourced >= most) {
                // Whatever the others are.
                return false;
            }
        }
        all < 2 || (!linked && 4 * sourced < all && sources(page).len() != all)
    }
}

/// The first links of the items of a list of sources that ends a page.
pub fn sources(page: &Page) -> Vec<usize> {
    let last = page
        .sections
        .last()
        .filter(|section| section.kind == Some(SectionKind::Reference));
    let content = last.map_or(&[][..], |section| page.content(section));
    let lists = content
        .iter()
        .filter(|&&index| page.block(index).kind == Kind::List);
    let items = lists.flat_map(|&list| page.outline.children(list));
    items
        .filter_map(|(_, item)| page.first_link_in(item.span))
        .collect()
}

fn is_plain_list(page: &Page, section: &Section) -> bool {
    bullets::is_plain_list(page, section) || prose_bullets::is_plain_list(page, section)
}

/// The heading of level 1 that repeats the title, or leads the page and is the only one or has nothing under it.
fn title_section(page: &Page, title: &str) -> Option<usize> {
    let shown = |kind: Kind| kind != Kind::Comment;
    let first = page
        .outline
        .blocks
        .iter()
        .position(|block| shown(block.kind));
    let top: Vec<&Section> = page
        .sections
        .iter()
        .filter(|section| section.level == 1)
        .collect();
    let alone = top.len() == 1;
    let named = top.iter().find(|section| {
        let leads = section.heading == first && (alone || page.content(section).is_empty());
        leads || section.title.eq_ignore_ascii_case(title)
    });
    named.map(|section| section.index)
}

/// Whether a link stands in a section or in one under it.
fn has_source(page: &Page, section: &Section) -> bool {
    section.link.is_some()
        || section.sourced
        || page.children(section).any(|child| has_source(page, child))
}
