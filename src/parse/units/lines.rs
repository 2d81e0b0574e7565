//! A paragraph as an entry, or its lines where it is a list of them.

use super::entry::{Entry, is_aside};
use crate::parse::{
    lead::{By, Lead, ends_sentence},
    outline::{BlockKind, OutlineBlock, PieceRun},
    sections::{Sections, is_template},
    words::COLONS,
};

/// A line of a paragraph.
struct EntryLine {
    run: PieceRun,
    at: u32,
}

/// A paragraph, or its lines if it is a list of such. It begins at `number` if its number stands before it.
pub fn lines<'p>(
    sections: &'p Sections,
    index: usize,
    number: Option<u32>,
    entries: &mut Vec<Entry<'p>>,
) {
    let block = sections.block(index);
    if is_template(block.span.of(sections.source)) {
        return;
    }
    let lines = split(sections, block.pieces, block.span.start);
    let all = Lead::of_block(sections, index);
    let first = lines.first().map(|line| {
        if line.run == block.pieces {
            all.clone()
        } else {
            Lead::of(sections, line.run)
        }
    });
    if number.is_none()
        && first.as_ref().is_some_and(begins)
        && let Some(mut list) = listed(sections, &lines)
    {
        entries.append(&mut list);
        return;
    }
    let several = lines.len() > 1;
    let (head, over) = match first {
        _ if all.by == By::Address => (all, several),
        Some(lead) if several && is_over(&lead) => (lead, true),
        _ => {
            let title = all.is_bold_line() && !ends_sentence(&all.title);
            let over = title && is_over_text(sections, index);
            (all, over)
        }
    };
    let all_links = sections.is_all_links(block.pieces);
    let at = number.unwrap_or_else(|| sections.line_start(block.span.start));
    let lead = Lead {
        numbered: head.numbered || number.is_some(),
        ..head
    };
    entries.push(Entry {
        part: sections.names(index).is_some() || is_caption(sections, index),
        over,
        only_links: if all_links {
            sections.links_of_run(block.pieces).count()
        } else {
            0
        },
        aside: is_aside(block.span.of(sections.source)),
        ..Entry::new(at, lead)
    });
}

/// True if text with a link stands below a block.
fn is_over_text(sections: &Sections, index: usize) -> bool {
    let next = sections.block(index).next as usize;
    let below = sections.outline.blocks.get(next);
    let prose = |below: &OutlineBlock| {
        below.kind == BlockKind::Paragraph
            && !sections.outline.is_all_bold(below.pieces)
            && !Lead::of_block(sections, next).is_telling()
    };
    below.is_some_and(prose) && sections.has_link(next)
}

/// True if a block is bold words over pictures, and another such or nothing follows.
fn is_caption(sections: &Sections, index: usize) -> bool {
    let is_bold = |index: usize| sections.outline.is_all_bold(sections.block(index).pieces);
    let below = |index: usize| sections.block(index).next as usize;
    let blocks = &sections.outline.blocks;
    let is_picture = |index: usize| {
        let block = blocks.get(index);
        let paragraph = block.is_some_and(|block| block.kind == BlockKind::Paragraph);
        paragraph && sections.is_blank(index) && !sections.has_link(index)
    };
    let mut after = below(index);
    while is_picture(after) {
        after = below(after);
    }
    let end = blocks.get(after).is_none_or(|_| is_bold(after));
    after > below(index) && end && is_bold(index)
}

/// True if a line may be an entry of its own.
fn begins(lead: &Lead) -> bool {
    matches!(lead.by, By::Link | By::Address) || (lead.numbered && lead.by != By::Nothing)
}

/// The lines of a paragraph as entries, if it is a list of such.
fn listed<'p>(sections: &'p Sections, lines: &[EntryLine]) -> Option<Vec<Entry<'p>>> {
    let leads = lines
        .iter()
        .map(|line| (line, Lead::of(sections, line.run)));
    let leads: Vec<_> = leads.filter(|(_, lead)| begins(lead)).collect();
    let bare = |line: &&EntryLine| sections.is_all_links(line.run);
    let apart = leads
        .iter()
        .skip(1)
        .all(|(line, _)| is_apart(sections, line.run))
        || leads.len() == lines.len()
        || leads.len() == lines.iter().take_while(bare).count();
    let telling = leads
        .iter()
        .filter(|(_, lead)| lead.is_telling() || lead.numbered)
        .count();
    let is_list = apart && telling > 1 && telling == leads.len();
    let differ = is_list && differ(leads.iter().map(|(_, lead)| lead));
    let entry = |(line, lead): (&EntryLine, _)| Entry {
        over: true,
        line: true,
        only_links: usize::from(sections.is_all_links(line.run)),
        ..Entry::new(line.at, lead)
    };
    differ.then(|| leads.into_iter().map(entry).collect())
}

/// True if a first line is a title over the rest: a link alone, bold words, or a number and its item.
fn is_over(lead: &Lead) -> bool {
    match lead.by {
        By::Link => !lead.more,
        By::Bold => lead.bold && !lead.title.ends_with(COLONS),
        By::Address => true,
        By::Nothing => false,
        _ => lead.numbered,
    }
}

/// True if lines have different titles and links.
fn differ<'l, 'p: 'l>(leads: impl Iterator<Item = &'l Lead<'p>>) -> bool {
    let mut titles: Vec<_> = leads.map(|lead| (lead.title.as_ref(), lead.link)).collect();
    let all = titles.len();
    titles.sort_unstable();
    titles.dedup_by(|a, b| a.0 == b.0);
    titles.len() == all
}

/// The lines of a run that begins at `start`.
fn split(sections: &Sections, run: PieceRun, start: u32) -> Vec<EntryLine> {
    let mut before = sections.line_start(start);
    let mut lines = Vec::new();
    for (place, run) in sections.lines(run).into_iter().enumerate() {
        if place > 0 {
            before = line_at(sections, run, before);
        }
        lines.push(EntryLine { run, at: before });
    }
    lines
}

/// True if the line before one was ended by its author, and not only wrapped. A colon begins the definition of the line above.
fn is_apart(sections: &Sections, run: PieceRun) -> bool {
    sections.is_broken_above(run) && !sections.text(run).starts_with(COLONS)
}

/// Where a line begins, marks of emphasis included, behind one that begins at `before`.
fn line_at(sections: &Sections, line: PieceRun, before: u32) -> u32 {
    let at = sections.start_of(line).unwrap_or(before);
    let between = sections.source.get(before as usize..at as usize);
    let newline = between.and_then(|text| text.rfind('\n'));
    newline.map_or(at, |newline| before + newline as u32 + 1)
}
