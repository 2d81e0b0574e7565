//! Titles beside a bare address: words before it, a line above it or below it.

use super::{By, LONGEST_TITLE, Lead, is_address, says_something, sentence, split_number};
use crate::parse::{
    outline::{Piece, PieceRun},
    sections::Sections,
    words,
};

/// The title that stands by an address, and the address: `Fog: https://fog.example`, or a line of words over or under one that is
/// nothing else.
pub fn title(sections: &Sections, run: PieceRun) -> Option<(String, usize)> {
    let link = sections
        .first_link(run)
        .filter(|&link| is_bare(sections, link))?;
    let lines = sections.lines(run);
    let title = match lines.as_slice() {
        [] => None,
        [lone] => before(sections, *lone, link).or_else(|| behind(sections, *lone, link)),
        [first, next, ..] => of_lines(sections, &lines, link).or_else(|| {
            let apart = sections.is_broken_above(*next);
            before(sections, *first, link).filter(|_| apart)
        }),
    };
    title
        .or_else(|| before(sections, run, link))
        .map(|title| (title, link))
}

/// The line over the one that is an address, else that under it.
fn of_lines(sections: &Sections, lines: &[PieceRun], link: usize) -> Option<String> {
    let is_source = |&line: &PieceRun| source(sections, line) == Some(link);
    let at = lines.iter().position(is_source)?;
    let first = lines.first().filter(|_| at > 0).or(lines.get(1))?;
    let apart = at < 2
        || lines
            .get(1)
            .is_some_and(|&next| sections.is_broken_above(next));
    let text = sections.text(*first);
    let (_, said) = split_number(&text);
    let title = said.trim_end_matches([' ', ':', '：', '→', '↓']);
    let is_title = says_something(title) && title.chars().nth(LONGEST_TITLE).is_none();
    let plain = sections.first_link(*first).is_none() && !is_bold_within(sections, *first);
    (apart && is_title && plain).then(|| title.to_owned())
}

/// The link that is all of a line, if its text is its address or says only what sort of page it leads to.
pub fn source(sections: &Sections, run: PieceRun) -> Option<usize> {
    let link = sections.only_links(run)?;
    let alone = sections.links_of_run(run).count() == 1;
    (alone && is_bare(sections, link)).then_some(link)
}

/// The beginning of an item whose address stands below its words: in a paragraph or an item that is nothing else.
pub fn below<'p>(sections: &Sections, item: usize, lead: Lead<'p>) -> Lead<'p> {
    let inside = sections.outline.inside(item);
    let mut sources = inside.filter_map(|block| source(sections, block.pieces));
    let first = sections.first_link_in(sections.block(item).span);
    match sources.next().filter(|_| sources.next().is_none()) {
        Some(link) if Some(link) == first => Lead {
            by: By::Address,
            link: first,
            ..lead
        },
        _ => lead,
    }
}

/// True if the text of a link is its address, or says only what sort of page it leads to.
fn is_bare(sections: &Sections, link: usize) -> bool {
    let text = sections.link_text(link);
    is_address(&text) || words::is_generic(&text)
}

/// True if some words of a line are bold, but not all.
pub fn is_bold_within(sections: &Sections, line: PieceRun) -> bool {
    sections.outline.pieces(line).contains(&Piece::Strong) && !sections.outline.is_all_bold(line)
}

/// The words before a bare URL, if that is all that follows them.
fn before(sections: &Sections, run: PieceRun, link: usize) -> Option<String> {
    let (before, after) = around(sections, run, link)?;
    let title =
        before.trim_end_matches(|c: char| c.is_whitespace() || ":：-–—(（<,，[".contains(c));
    (!says_something(&after) && is_title(title)).then(|| title.to_owned())
}

/// The words behind a bare URL that a line begins with.
fn behind(sections: &Sections, run: PieceRun, link: usize) -> Option<String> {
    let (before, after) = around(sections, run, link)?;
    let title =
        after.trim_start_matches(|c: char| c.is_whitespace() || ":：-–—|,，.。".contains(c));
    (!before.contains(char::is_alphanumeric) && is_title(title)).then(|| sentence(title))
}

/// The words on either side of a bare URL that is the only link of a run.
fn around(sections: &Sections, run: PieceRun, link: usize) -> Option<(String, String)> {
    let address = sections.link_text(link);
    let text = sections.text(run);
    let (_, said) = split_number(&text);
    let at = is_address(&address).then(|| said.find(&*address))??;
    let (before, rest) = said.split_at_checked(at)?;
    let after = rest.get(address.len()..)?;
    let lone = sections.links_of_run(run).count() == 1;
    lone.then(|| (before.to_owned(), after.to_owned()))
}

fn is_title(text: &str) -> bool {
    text.contains(char::is_alphanumeric) && text.chars().nth(LONGEST_TITLE).is_none()
}
