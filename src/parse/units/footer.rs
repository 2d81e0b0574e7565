//! The text behind the last article: rows of links, asides, and all after a last rule.

use super::{Cut, CutKind, entry::is_aside, note};
use crate::{
    model::Span,
    parse::{
        outline::{BlockKind, Piece, PieceRun},
        sections::Sections,
        words::COLONS,
    },
};

/// The fewest rules on a page that divide its articles.
const MANY_RULES: usize = 3;

/// The longest farewell, in characters.
const LONGEST_FAREWELL: usize = 60;

/// Cuts the footer off the last article.
pub fn cut(sections: &Sections, cuts: &mut Vec<Cut>) {
    let articles = cuts.iter().enumerate().rev();
    let last = articles.filter_map(|(at, cut)| match &cut.kind {
        CutKind::Article(draft) => Some((at, cut.at, draft)),
        CutKind::Note => None,
    });
    let Some((at, begin, draft)) = last.take(1).next() else {
        return;
    };
    let sourceless = draft.headed && draft.link.is_none();
    let end = cuts.get(at + 1).map_or(sections.body.end, |cut| cut.at);
    let tail: Vec<usize> = sections
        .top_in(Span { start: begin, end })
        .filter(|(_, block)| block.span.start > begin)
        .map(|(index, _)| index)
        .collect();
    // A rule under each title would be one of many.
    let is_article = |cut: &&Cut| matches!(cut.kind, CutKind::Article(_));
    let several = cuts.iter().filter(is_article).count() > MANY_RULES;
    let below = |rule: &usize| *rule > 0 || !draft.headed || several && draft.link.is_some();
    let ruled = after_rule(sections, &tail).filter(below);
    let mut text = tail.get(..ruled.unwrap_or(tail.len())).unwrap_or_default();
    let ends = |index: &usize| ends_issue(sections, *index, sourceless);
    let above = before(text, |index| bids_farewell(sections, *index));
    if above
        .last()
        .is_some_and(|index| sections.says(*index) && ends(index))
    {
        text = above;
    }
    let first = before(text, ends).len();
    if let Some(&index) = tail.get(first).filter(|_| first > 0 || !sourceless) {
        let start = sections.block(index).span.start;
        let start = footnote(sections, start).unwrap_or_else(|| sections.line_start(start));
        cuts.push(note(start));
    }
}

/// The blocks before the last ones of a kind.
fn before(blocks: &[usize], is_such: impl Fn(&usize) -> bool) -> &[usize] {
    let last = blocks.iter().rev().take_while(|index| is_such(index));
    blocks
        .get(..blocks.len() - last.count())
        .unwrap_or_default()
}

/// Where what follows the last rule begins, if it is a footer, else the end.
pub fn start(sections: &Sections) -> u32 {
    let tail = sections
        .all
        .last()
        .map_or(&[][..], |section| sections.content(section));
    let rule = after_rule(sections, tail).filter(|&rule| rule > 0);
    let rule = rule.and_then(|rule| tail.get(rule));
    rule.map_or(sections.body.end, |&rule| sections.block(rule).span.start)
}

/// True if a block at the end belongs to no article; the last one may need links as its source.
fn ends_issue(sections: &Sections, index: usize, needs_source: bool) -> bool {
    let block = sections.block(index);
    match block.kind {
        BlockKind::Rule | BlockKind::Comment => true,
        BlockKind::Html => sections.has_link(index) || sections.is_blank(index),
        BlockKind::Paragraph => {
            let row =
                is_row(sections, block.pieces) && sections.links_of_run(block.pieces).count() > 1;
            let below = row || footnote(sections, block.span.start).is_some();
            (below && !needs_source) || is_aside(block.span.of(sections.source))
        }
        _ => false,
    }
}

/// True for a few words without a link: below what ends an issue they do so, too.
fn bids_farewell(sections: &Sections, index: usize) -> bool {
    let block = sections.block(index);
    let short = sections
        .block_text(index)
        .chars()
        .nth(LONGEST_FAREWELL)
        .is_none();
    block.kind == BlockKind::Paragraph && short && !sections.has_link(index)
}

/// Where the line of a footnote begins whose text begins at an offset: its label stands before, as in `[^1]: text`.
fn footnote(sections: &Sections, text: u32) -> Option<u32> {
    let before = sections.source.get(..text as usize)?;
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let label = before.get(line..)?.trim();
    (label.starts_with("[^") && label.ends_with("]:")).then_some(line as u32)
}

/// True if a paragraph is links and nothing else, but for a label before them.
fn is_row(sections: &Sections, run: PieceRun) -> bool {
    let pieces = sections.outline.pieces(run);
    let first = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Link(_)));
    let Some(first) = first else {
        return false;
    };
    let label = sections.text(run.part(0, first));
    let labelled = label.is_empty() || label.ends_with(COLONS);
    labelled && sections.is_all_links(run.part(first, pieces.len() - first))
}

/// Where the last rule of the page is, if what follows it is neither a heading's nor a list: greetings, rows of links.
fn after_rule(sections: &Sections, tail: &[usize]) -> Option<usize> {
    let is_rule = |&index: &usize| sections.block(index).kind == BlockKind::Rule;
    let all = sections
        .all
        .iter()
        .flat_map(|section| sections.content(section));
    let few = all.filter(|index| is_rule(index)).take(MANY_RULES).count() < MANY_RULES;
    let rule = tail.iter().rposition(is_rule).filter(|_| few)?;
    let prose = |&index: &usize| {
        let kind = sections.block(index).kind;
        matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Html | BlockKind::Comment
        )
    };
    let after = tail.get(rule + 1..)?;
    (!after.is_empty() && after.iter().all(prose)).then_some(rule)
}
