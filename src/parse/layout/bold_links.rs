//! `**[Horn 2](https://horn.example)**`: a paragraph that is a bold link heads an article, up to the next rule or the next
//! such paragraph. After a rule, a paragraph that is bold does so without a link. Bullets outside of these are articles.

use super::{Cut, Draft, Habits, article, bullets, note};
use crate::parse::{
    outline::{Kind, Piece},
    page::{Page, Section},
    words,
};

pub fn score(page: &Page, section: &Section, habits: &Habits) -> u32 {
    if habits.bold > 1 && section.link.is_none() && count(page, section) > 0 {
        80
    } else {
        0
    }
}

/// How many paragraphs of a section head an article.
pub fn count(page: &Page, section: &Section) -> usize {
    if page.bold {
        heads(page, section).count()
    } else {
        0
    }
}

pub fn split<'p>(page: &'p Page, section: &Section, cuts: &mut Vec<Cut<'p>>) {
    let heads: Vec<usize> = heads(page, section).collect();
    let mut inside = false;
    for (position, &index) in page.content(section).iter().enumerate() {
        let block = page.block(index);
        if heads.binary_search(&position).is_ok() {
            cuts.push(head_cut(page, section, position));
            inside = true;
        } else if block.kind == Kind::Rule {
            cuts.push(note(block.span.end));
            inside = false;
        } else if !inside && !is_picture_of_head(page, section, position, &heads) {
            bullets::split_block(page, index, section.index, cuts);
        }
    }
}

fn head_cut<'p>(page: &'p Page, section: &Section, position: usize) -> Cut<'p> {
    let content = page.content(section);
    let index = content.get(position).copied().unwrap_or_default();
    let picture = position
        .checked_sub(1)
        .and_then(|before| content.get(before))
        .copied();
    let first = picture
        .filter(|&before| is_picture(page, before))
        .unwrap_or(index);
    let draft = Draft {
        title: trimmed(page.block_text(index)).into(),
        body: page.block(index).span.end,
        link: page.first_link(page.block(index).pieces),
        group: section.heading.map(|_| section.index),
        headed: true,
        ..Draft::default()
    };
    article(page.line_start(page.block(first).span.start), draft)
}

fn is_picture_of_head(page: &Page, section: &Section, position: usize, heads: &[usize]) -> bool {
    let index = page.content(section).get(position).copied();
    heads.binary_search(&(position + 1)).is_ok()
        && index.is_some_and(|index| is_picture(page, index))
}

fn is_picture(page: &Page, index: usize) -> bool {
    page.block(index).kind == Kind::Paragraph
        && page.pieces(index).contains(&Piece::Image)
        && page.is_blank(index)
}

/// Positions in the section's content of paragraphs that head an article.
fn heads(page: &Page, section: &Section) -> impl Iterator<Item = usize> {
    let content = page.content(section);
    let positions = content.iter().enumerate();
    positions
        .filter(move |&(position, &index)| {
            let before = position
                .checked_sub(1)
                .and_then(|before| content.get(before));
            let opens = before.is_none_or(|&before| page.block(before).kind == Kind::Rule);
            match boldness(page, index) {
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
fn boldness(page: &Page, index: usize) -> Bold {
    let block = page.block(index);
    if block.kind != Kind::Paragraph || !page.pieces(index).contains(&Piece::Strong) {
        return Bold::No;
    }
    let (mut bold, mut images, mut words) = (0_usize, 0_usize, false);
    for (at, piece) in page.pieces(index).iter().enumerate() {
        match piece {
            Piece::Strong => bold += 1,
            Piece::StrongEnd => bold = bold.saturating_sub(1),
            Piece::Image => images += 1,
            Piece::ImageEnd => images = images.saturating_sub(1),
            Piece::Text(_) | Piece::Decoded(_) | Piece::Code(_) if images == 0 => {
                let text = page.text(block.pieces.part(at, 1));
                let says = text.contains(words::is_word);
                if says && bold == 0 {
                    return Bold::No;
                }
                words |= says;
            }
            _ => (),
        }
    }
    match page.first_link(block.pieces) {
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
