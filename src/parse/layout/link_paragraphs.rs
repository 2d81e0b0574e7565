//! Paragraphs that each begin with the link of an article: bold, or alone in their first line with the summary under it.

use super::{Cut, Draft, Habits, article};
use crate::parse::{
    lead::Lead,
    outline::{Kind, Piece},
    page::{Page, Section},
};

pub fn score(page: &Page, section: &Section, _habits: &Habits) -> u32 {
    let led = heads(page, section).count();
    let paragraphs = section
        .content
        .iter()
        .filter(|&&index| is_paragraph(page, index))
        .count();
    if led > 1 && 2 * led >= paragraphs && section.link.is_none() {
        65
    } else {
        0
    }
}

pub fn split(page: &Page, section: &Section, cuts: &mut Vec<Cut>) {
    for index in heads(page, section) {
        let start = page.line_start(page.block(index).span.start);
        let draft = Draft {
            headed: true,
            ..Draft::of_block(page, index, Some(section.index))
        };
        cuts.push(article(start, draft));
    }
}

fn is_paragraph(page: &Page, index: usize) -> bool {
    page.block(index).kind == Kind::Paragraph && !page.block_text(index).is_empty()
}

fn heads(page: &Page, section: &Section) -> impl Iterator<Item = usize> {
    let paragraphs = section.content.iter().copied();
    paragraphs.filter(|&index| is_paragraph(page, index) && is_head(page, index))
}

fn is_head(page: &Page, index: usize) -> bool {
    let lead = page.lead(index);
    let Lead::Link(link) = lead else {
        return false;
    };
    let range = page.block(index).pieces.clone();
    let pieces = page.outline.pieces.get(range.clone()).unwrap_or_default();
    let before = pieces
        .iter()
        .take_while(|piece| **piece != Piece::Link(link as u32));
    let bold = before.clone().any(|piece| *piece == Piece::Strong)
        || matches!(pieces.get(before.count() + 1), Some(Piece::Strong));
    let first_line = pieces.iter().position(|piece| *piece == Piece::Break);
    let alone = first_line.is_some_and(|end| {
        page.only_links(range.start..range.start + end) == Some(link)
            && page.first_link(range.start + end..range.end).is_none()
    });
    (bold || alone) && lead.is_telling(page)
}
