//! Titles beside a bare address: words before it, a line above it or below it.

use std::borrow::Cow;

use super::{By, LONGEST_TITLE, Lead, is_address, says_something, sentence, split_number};
use crate::parse::{
    outline::{Piece, PieceRun},
    sections::Sections,
    words::{self, COLONS},
};

/// The title that stands by an address, and the address: `Fog: https://fog.example`, or a line of words over or under one that is
/// nothing else. `text` is that of the run.
pub fn title(sections: &Sections, run: PieceRun, text: &str) -> Option<(String, usize)> {
    let link = sections
        .first_link(run)
        .filter(|&link| is_bare(sections, link))?;
    let text_of = |line: PieceRun| {
        if line == run {
            Cow::Borrowed(text)
        } else {
            sections.text(line)
        }
    };
    let before = |line| sides_of(sections, line, &text_of(line), link)?.before();
    let behind = |line| sides_of(sections, line, &text_of(line), link)?.behind();
    let lines = sections.lines(run);
    let title = match lines.as_slice() {
        [] => None,
        [lone] => before(*lone).or_else(|| behind(*lone)),
        [first, next, ..] => of_lines(sections, &lines, link).or_else(|| {
            let apart = sections.is_broken_above(*next);
            before(*first).filter(|_| apart)
        }),
    };
    let lone = sections.links_of_run(run).count() == 1;
    let title = title.or_else(|| over_label(sections, &lines, link).filter(|_| lone));
    let title = title.or_else(|| if lines == [run] { None } else { before(run) });
    title.map(|title| (title, link))
}

/// The line over the one that is an address, else that under it.
fn of_lines(sections: &Sections, lines: &[PieceRun], link: usize) -> Option<String> {
    let is_source = |&line: &PieceRun| source(sections, line) == Some(link);
    let at = lines.iter().position(is_source)?;
    let first = lines.first().filter(|_| at > 0).or(lines.get(1))?;
    let apart = at < 2
        || sections.outline.is_all_bold(*first)
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

/// The first line, if the one that ends with the address names it: `Demo: https://fog.example`.
fn over_label(sections: &Sections, lines: &[PieceRun], link: usize) -> Option<String> {
    let named = |line: PieceRun| {
        let text = sections.text(line);
        let label = sides_of(sections, line, &text, link).map(|sides| sides.before.trim_end());
        label.is_some_and(|label| label.ends_with(COLONS) && !label.starts_with(char::is_lowercase))
    };
    let (first, below) = lines.split_first()?;
    let text = sections.text(*first);
    let (_, title) = split_number(&text);
    (below.iter().any(|&line| named(line)) && is_title(title)).then(|| title.to_owned())
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
    is_address(text) || words::is_generic(text)
}

/// True if some words of a line are bold, but not all.
pub fn is_bold_within(sections: &Sections, line: PieceRun) -> bool {
    sections.outline.pieces(line).contains(&Piece::Strong) && !sections.outline.is_all_bold(line)
}

/// The words on either side of a bare URL.
struct AddressSides<'t> {
    before: &'t str,
    after: &'t str,
}

/// The words on either side of a bare URL that is the only link of a run with this text.
fn sides_of<'t>(
    sections: &Sections,
    run: PieceRun,
    text: &'t str,
    link: usize,
) -> Option<AddressSides<'t>> {
    let address = sections.link_text(link);
    let lone = is_address(address) && sections.links_of_run(run).count() == 1;
    let (_, said) = split_number(text);
    let places = said.match_indices('h').map(|(at, _)| said.split_at(at));
    let mut sides = places.filter_map(|(before, rest)| Some((before, rest.strip_prefix(address)?)));
    let (before, after) = sides.next().filter(|_| lone)?;
    Some(AddressSides { before, after })
}

impl AddressSides<'_> {
    /// The words before the URL, if that is all that follows them.
    fn before(&self) -> Option<String> {
        let is_sign = |c: char| c.is_whitespace() || ":：-–—(（<,，[".contains(c);
        let title = self.before.trim_end_matches(is_sign);
        let ends = !says_something(self.after) || self.is_in_brackets();
        (is_title(title) && ends).then(|| title.to_owned())
    }

    /// True if the URL stands in brackets, and a comma parts them from what follows: `Fog (https://fog.example), by Ann`.
    fn is_in_brackets(&self) -> bool {
        let after = self.after.strip_prefix(')').unwrap_or("");
        self.before.ends_with('(') && after.starts_with(',')
    }

    /// The words behind the URL that a line begins with.
    fn behind(&self) -> Option<String> {
        let is_sign = |c: char| c.is_whitespace() || ":：-–—|,，.。".contains(c);
        let title = self.after.trim_start_matches(is_sign);
        (is_title(title) && !self.before.contains(char::is_alphanumeric)).then(|| sentence(title))
    }
}

fn is_title(text: &str) -> bool {
    text.contains(char::is_alphanumeric) && text.chars().nth(LONGEST_TITLE).is_none()
}
