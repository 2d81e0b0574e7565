//! `**[Horn 2](https://horn.example)**`: a paragraph that is a bold link heads an article, up to the next rule or the next
//! such paragraph. After a rule, a paragraph that is bold does so without a link. Bullets outside of these are articles.

use super::{Cut, Draft, Habits, article, bullets, note};
use crate::parse::{
    outline::{BlockKind, Piece},
    sections::{OutlineSection, Sections},
};

pub fn score(sections: &Sections, section: &OutlineSection, habits: &Habits) -> u32 {
    if habits.bold > 1 && section.link.is_none() && count(sections, section) > 0 {
        80
    } else {
        0
    }
}

/// How many paragraphs of a section head an article.
pub fn count(sections: &Sections, section: &OutlineSection) -> usize {
    if sections.bold {
        heads(sections, section).count()
    } else {
        0
    }
}

pub fn split<'p>(sections: &'p Sections, section: &OutlineSection, cuts: &mut Vec<Cut<'p>>) {
    let heads: Vec<usize> = heads(sections, section).collect();
    let mut inside = false;
    for (position, &index) in sections.content(section).iter().enumerate() {
        let block = sections.block(index);
        if heads.binary_search(&position).is_ok() {
            cuts.push(head_cut(sections, section, position));
            inside = true;
        } else if block.kind == BlockKind::Rule {
            cuts.push(note(block.span.end));
            inside = false;
        } else if !inside && !is_picture_of_head(sections, section, position, &heads) {
            bullets::split_block(sections, index, section.index, cuts);
        }
    }
}

fn head_cut<'p>(sections: &'p Sections, section: &OutlineSection, position: usize) -> Cut<'p> {
    let content = sections.content(section);
    let index = content.get(position).copied().unwrap_or_default();
    let picture = position
        .checked_sub(1)
        .and_then(|before| content.get(before))
        .copied();
    let first = picture
        .filter(|&before| is_picture(sections, before))
        .unwrap_or(index);
    let draft = Draft {
        title: trimmed(&sections.block_text(index)).to_owned().into(),
        body: sections.block(index).span.end,
        link: sections.first_link(sections.block(index).pieces),
        group: section.heading.map(|_| section.index),
        headed: true,
        ..Draft::default()
    };
    article(sections.line_start(sections.block(first).span.start), draft)
}

fn is_picture_of_head(
    sections: &Sections,
    section: &OutlineSection,
    position: usize,
    heads: &[usize],
) -> bool {
    let index = sections.content(section).get(position).copied();
    heads.binary_search(&(position + 1)).is_ok()
        && index.is_some_and(|index| is_picture(sections, index))
}

fn is_picture(sections: &Sections, index: usize) -> bool {
    sections.block(index).kind == BlockKind::Paragraph
        && sections.pieces(index).contains(&Piece::Image)
        && sections.is_blank(index)
}

/// Positions in the section's content of paragraphs that head an article.
fn heads(sections: &Sections, section: &OutlineSection) -> impl Iterator<Item = usize> {
    let content = sections.content(section);
    let positions = content.iter().enumerate();
    positions
        .filter(move |&(position, &index)| {
            let before = position
                .checked_sub(1)
                .and_then(|before| content.get(before));
            let opens = before.is_none_or(|&before| sections.block(before).kind == BlockKind::Rule);
            match boldness(sections, index) {
                Bold::Link => true,
                Bold::Text => opens && position + 1 < content.len(),
                Bold::No => false,
            }
        })
        .map(|(position, _)| position)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bold {
    Link,
    Text,
    No,
}

/// Whether all words of a paragraph are bold, and whether they are a link.
fn boldness(sections: &Sections, index: usize) -> Bold {
    let block = sections.block(index);
    if block.kind != BlockKind::Paragraph || !sections.pieces(index).contains(&Piece::Strong) {
        return Bold::No;
    }
    let (mut bold, mut images, mut words) = (0_usize, 0_usize, false);
    for (at, piece) in sections.pieces(index).iter().enumerate() {
        match piece {
            Piece::Strong => bold += 1,
            Piece::StrongEnd => bold = bold.saturating_sub(1),
            Piece::Image => images += 1,
            Piece::ImageEnd => images = images.saturating_sub(1),
            Piece::Text(_) | Piece::Decoded(_) | Piece::Code(_) if images == 0 => {
                let text = sections.text(block.pieces.part(at, 1));
                let says = text.contains(char::is_alphanumeric);
                if says && bold == 0 {
                    return Bold::No;
                }
                words |= says;
            }
            _ => (),
        }
    }
    match sections.first_link(block.pieces) {
        _ if !words => Bold::No,
        Some(_) => Bold::Link,
        None => Bold::Text,
    }
}

/// A title without the emoji before it.
fn trimmed(title: &str) -> &str {
    let rest = title.trim_start_matches(|c: char| {
        !c.is_ascii() && !c.is_alphanumeric() && !"“‘《「『【（".contains(c)
    });
    rest.trim_start()
}
