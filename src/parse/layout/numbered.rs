//! `1、[灯塔](https://lamp.example)`: paragraphs that begin with a number and an ideographic comma, which Markdown does not
//! take for a list. Each begins an article.

use std::borrow::Cow;

use super::{Cut, Draft, Habits, article, note};
use crate::parse::{
    lead::{Lead, says_something, sentence},
    outline::{BlockKind, Piece},
    sections::{OutlineSection, Sections},
};

pub fn score(sections: &Sections, section: &OutlineSection, habits: &Habits) -> u32 {
    if habits.numbered > 1 && count(sections, section) > 0 {
        90
    } else {
        0
    }
}

pub fn split<'p>(sections: &'p Sections, section: &OutlineSection, cuts: &mut Vec<Cut<'p>>) {
    for (index, title) in paragraphs(sections, section) {
        let span = sections.block(index).span;
        let lead = sections.lead_after_number(index);
        let title = match lead {
            Lead::Link(link) => sections.link_text(link),
            _ => title.into(),
        };
        let draft = Draft {
            title,
            body: span.start,
            link: lead.link().filter(|_| matches!(lead, Lead::Link(_))),
            group: Some(section.index),
            headed: true,
            ..Draft::default()
        };
        cuts.push(article(sections.line_start(span.start), draft));
    }
    cuts.extend(ways_back(sections, section).map(note));
}

/// Where raw HTML that leads back to the top of the page ends the article above it.
fn ways_back(sections: &Sections, section: &OutlineSection) -> impl Iterator<Item = u32> {
    let blocks = sections
        .content(section)
        .iter()
        .map(|&index| sections.block(index));
    let html = blocks.filter(|block| block.kind == BlockKind::Html);
    let back = html.filter(move |block| sections.leads_about(block.span));
    back.map(|block| block.span.start)
}

/// How many such paragraphs a section has.
pub fn count(sections: &Sections, section: &OutlineSection) -> usize {
    paragraphs(sections, section).count()
}

/// The numbered paragraphs that say something, with what they say in the first line.
fn paragraphs(
    sections: &Sections,
    section: &OutlineSection,
) -> impl Iterator<Item = (usize, String)> {
    let paragraphs = sections.content(section).iter().copied();
    let paragraphs =
        paragraphs.filter(move |&index| sections.block(index).kind == BlockKind::Paragraph);
    paragraphs.filter_map(move |index| {
        let line = sections.first_line(index);
        let rest = after_number(&line)?;
        (!rest.is_empty()).then(|| (index, sentence(rest)))
    })
}

/// What follows `12、`.
fn after_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let rest = rest.strip_prefix(['、', '．'])?;
    (1..=3)
        .contains(&digits)
        .then_some(rest.trim().trim_matches('_'))
}

impl Sections<'_> {
    /// The text of a block up to its first line break.
    fn first_line(&self, index: usize) -> Cow<'_, str> {
        let pieces = self.pieces(index);
        let length = pieces.iter().position(|piece| *piece == Piece::Break);
        let length = length.unwrap_or(pieces.len());
        self.text(self.block(index).pieces.part(0, length))
    }

    /// The lead of a block, its number passed over.
    fn lead_after_number(&self, index: usize) -> Lead {
        let text = self.first_line(index);
        let link = self.first_link(self.block(index).pieces);
        let led = link.filter(|&link| {
            let rest = after_number(&text).unwrap_or_default();
            let before = rest.split_once(&*self.link_text(link));
            before.is_some_and(|(before, _)| !says_something(before))
        });
        match (led, link) {
            (Some(link), _) => Lead::Link(link),
            (None, Some(link)) => Lead::Prose(link),
            (None, None) => Lead::Plain,
        }
    }
}
