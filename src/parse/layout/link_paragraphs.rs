//! Paragraphs that each begin an article: with its link, bold, or alone in the first line or over the summary; or with its
//! title, bold in a line of its own, and the link in the next.

use super::{Cut, Draft, Habits, article};
use crate::parse::{
    lead::Lead,
    outline::{BlockKind, Piece, PieceRun},
    sections::{OutlineSection, Sections},
};

/// Where an article begins.
struct Head {
    block: usize,
    /// A title that is no link, and the link under it.
    titled: Option<(String, usize)>,
}

/// The paragraphs of a section.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    all: usize,
    /// Those that begin an article.
    heads: usize,
}

impl Count {
    pub fn new(sections: &Sections, section: &OutlineSection) -> Self {
        if section.link.is_some() || !section.linked {
            return Self::default();
        }
        Self {
            all: paragraphs(sections, section).count(),
            heads: heads(sections, section).count(),
        }
    }

    /// Whether they are articles, without regard to other sections.
    pub fn is_plain(self) -> bool {
        self.heads > 1 && 2 * self.heads >= self.all
    }
}

pub fn score(_: &Sections, section: &OutlineSection, habits: &Habits) -> u32 {
    let count = habits.paragraphs(section);
    let lone = count.heads == 1 && count.all == 1 && habits.lists > 0;
    if count.is_plain() || lone { 65 } else { 0 }
}

pub fn split<'p>(sections: &'p Sections, section: &OutlineSection, cuts: &mut Vec<Cut<'p>>) {
    for head in heads(sections, section) {
        let start = sections.line_start(sections.block(head.block).span.start);
        let mut draft = Draft {
            headed: true,
            ..Draft::of_block(sections, head.block, Some(section.index))
        };
        if let Some((title, link)) = head.titled {
            (draft.title, draft.link) = (title.into(), Some(link));
        }
        cuts.push(article(start, draft));
    }
}

/// The section's paragraphs, but for pictures.
fn paragraphs(sections: &Sections, section: &OutlineSection) -> impl Iterator<Item = usize> {
    let blocks = sections.content(section).iter().copied();
    blocks.filter(|&index| is_paragraph(sections, index))
}

fn is_paragraph(sections: &Sections, index: usize) -> bool {
    sections.block(index).kind == BlockKind::Paragraph && !sections.is_blank(index)
}

fn heads<'s>(
    sections: &'s Sections,
    section: &'s OutlineSection,
) -> impl Iterator<Item = Head> + 's {
    let over_text = over_text(sections, section);
    paragraphs(sections, section).filter_map(move |index| {
        let titled = bold_title(sections, index);
        let begins =
            titled.is_some() || over_text.binary_search(&index).is_ok() || is_head(sections, index);
        begins.then_some(Head {
            block: index,
            titled,
        })
    })
}

fn is_head(sections: &Sections, index: usize) -> bool {
    let pieces = sections.pieces(index);
    // Most paragraphs are neither bold nor of two lines.
    let bold = sections.bold && pieces.contains(&Piece::Strong);
    if !bold && !pieces.contains(&Piece::Break) {
        return false;
    }
    let lead = Lead::of_block(sections, index);
    let Lead::Link(link) = lead else {
        return false;
    };
    let before = pieces
        .iter()
        .take_while(|piece| **piece != Piece::Link(link as u32));
    let bold = before.clone().any(|piece| *piece == Piece::Strong)
        || matches!(pieces.get(before.count() + 1), Some(Piece::Strong));
    let alone = first_line(sections, index).is_some_and(|(first, rest)| {
        sections.only_links(first) == Some(link) && sections.first_link(rest).is_none()
    });
    (bold || alone) && lead.is_telling(sections)
}

/// The pieces of a block's first line, and those of the lines below, if there are any.
fn first_line(sections: &Sections, index: usize) -> Option<(PieceRun, PieceRun)> {
    let run = sections.block(index).pieces;
    let pieces = sections.pieces(index);
    let length = pieces.iter().position(|piece| *piece == Piece::Break)?;
    let rest = pieces.len() - length - 1;
    Some((run.part(0, length), run.part(length + 1, rest)))
}

/// The title in the first line of a block if it is bold, and the link that the second line begins with.
fn bold_title(sections: &Sections, index: usize) -> Option<(String, usize)> {
    let (first, rest) = first_line(sections, index)?;
    let source = sections.block(index).span.of(sections.source);
    // The source says it, also where CommonMark finds no emphasis, as in `**Fog **`.
    let inside = source
        .lines()
        .next()?
        .trim()
        .strip_prefix("**")?
        .strip_suffix("**")?;
    let whole = !inside.contains("**") && sections.first_link(first).is_none();
    match Lead::of(sections, rest) {
        Lead::Link(link) if whole => Some((sections.text(first).into_owned(), link)),
        _ => None,
    }
}

/// Paragraphs that are one link with a paragraph of text below, if the first is such and there are several.
fn over_text(sections: &Sections, section: &OutlineSection) -> Vec<usize> {
    let is_link = |index: usize| {
        let pieces = sections.block(index).pieces;
        sections.only_links(pieces).is_some()
            && Lead::of_block(sections, index).is_telling(sections)
    };
    let mut first = paragraphs(sections, section).map(is_link);
    if first.next() != Some(true) || first.next() != Some(false) {
        return Vec::new();
    }
    let paragraphs: Vec<usize> = paragraphs(sections, section).collect();
    let links: Vec<bool> = paragraphs.iter().map(|&index| is_link(index)).collect();
    let over = |(at, index): (usize, &usize)| {
        let text_below = links.get(at + 1) == Some(&false);
        (links.get(at) == Some(&true) && text_below).then_some(*index)
    };
    let over: Vec<usize> = paragraphs.iter().enumerate().filter_map(over).collect();
    if over.len() > 1 { over } else { Vec::new() }
}
