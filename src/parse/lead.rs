//! The beginning of an item, a paragraph or a line: it decides whether that may be an article, and its title.

pub mod address;
mod sentence;

use std::borrow::Cow;

use super::{
    date,
    outline::{Piece, PieceRun},
    sections::Sections,
    words::{self, COLONS},
};
use crate::text::is_alphanumeric;
pub use sentence::{LONGEST_TITLE, ends_sentence, sentence};

/// The number of first pieces of a run among which a leading link is.
const FIRST: usize = 32;

/// A label before a link is shorter than this, in characters.
const LONGEST_LABEL: usize = 20;

/// A day has at most this many words that begin with a letter: its weekday and its month.
const LONGEST_TIME: usize = 2;

/// The first thing in a run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A link, be it after an emoji, a tag in brackets or a label.
    Link,
    /// Bold words.
    Bold,
    /// Words, then nothing but a bare URL.
    Address,
    /// Words; a link stands among or behind them.
    Prose,
    /// Words, and there is no link.
    Plain,
    /// Nothing: there are no words.
    Nothing,
}

/// The beginning of a run of text.
#[allow(clippy::struct_excessive_bools, reason = "each is evidence of its own")]
#[derive(Clone, Debug)]
pub struct Lead<'p> {
    /// The first thing in it.
    pub by: By,
    /// The title of an article that begins so.
    pub title: Cow<'p, str>,
    /// The link it begins with, else the first one; `None` if that does not lead to the web.
    pub link: Option<usize>,
    /// True if a number of an enumeration stands before it, as in `12、` or `3)`.
    pub numbered: bool,
    /// True if all that it says is bold.
    pub bold: bool,
    /// True if words follow what it begins with.
    pub more: bool,
    /// True if the title says only of what sort the page is that a link leads to.
    pub generic: bool,
    /// The sentence that such a title begins, which says more.
    pub sentence: Option<Box<str>>,
}

impl<'p> Lead<'p> {
    /// Reads the beginning of a run.
    pub fn of(sections: &'p Sections, run: PieceRun) -> Self {
        Self::new(sections, run, &sections.text(run), true)
    }

    /// Reads the beginning of a block's text.
    pub fn of_block(sections: &'p Sections, index: usize) -> Self {
        let block = sections.block(index);
        let timed = block.depth == 0;
        Self::new(sections, block.pieces, sections.block_text(index), timed)
    }

    /// The beginning of a run that is a link without words, as a picture may be.
    pub fn of_wordless(sections: &Sections, run: PieceRun) -> Option<Self> {
        let (title, link) = sections.wordless_link(run)?;
        Some(Self {
            by: By::Link,
            generic: words::is_generic(&title),
            title: title.into(),
            link: Some(link),
            numbered: false,
            bold: false,
            more: false,
            sentence: None,
        })
    }

    /// Reads a beginning; if it is `timed`, one that may have the time of a recording before it.
    fn new(sections: &'p Sections, run: PieceRun, text: &str, timed: bool) -> Self {
        let (number, said) = split_number(text);
        let numbered = !number.is_empty();
        let link = sections.first_link(run);
        let bold = sections.outline.is_all_bold(run);
        let lead = |by, title: Cow<'p, str>, link, more| Self {
            by,
            generic: words::is_generic(&title),
            title,
            link,
            numbered,
            bold,
            more,
            sentence: None,
        };
        if said.is_empty() {
            return lead(By::Nothing, Cow::Borrowed(""), link, false);
        }
        if let Some((title, at)) = address::title(sections, run, text) {
            return lead(By::Address, title.into(), Some(at), false);
        }
        let labelled = bold_label(sections, run).filter(|_| !numbered);
        if let Some(title) = labelled {
            return lead(By::Bold, title.into(), link, true);
        }
        // Somebody's name begins a sentence about what they did.
        let begins = |at: &usize| {
            let title = sections.link_text(*at);
            !words::is_mention(title) || !says_something(after(said, title))
        };
        if let Some(at) = leading_link(sections, run, timed).filter(begins) {
            let text = sections.link_text(at);
            let rest = after(said, text);
            let more = says_something(rest);
            let web = Some(at).filter(|&at| sections.is_web(at));
            let begun = lead(By::Link, text.into(), web, more);
            return Self {
                sentence: (begun.generic && goes_on(rest)).then(|| sentence(said).into()),
                ..begun
            };
        }
        if let Some(title) = bracketed(said) {
            return lead(By::Link, title.to_owned().into(), link, true);
        }
        if bold {
            return lead(By::Bold, said.to_owned().into(), link, false);
        }
        if let Some(title) = leading_bold(sections, run) {
            return lead(By::Bold, title.into(), link, true);
        }
        let title = || first_words(sections, run, said);
        match link {
            None => lead(By::Plain, title().into(), link, true),
            Some(_) => lead(By::Prose, title().into(), link, true),
        }
    }

    /// True if it is bold words and nothing else.
    pub fn is_bold_line(&self) -> bool {
        self.by == By::Bold && self.bold && self.link.is_none()
    }

    /// True if it begins with a link or an address whose text says where it leads.
    pub fn is_telling(&self) -> bool {
        matches!(self.by, By::Link | By::Address)
            && !is_address(&self.title)
            && !words::is_mention(&self.title)
            && (self.more || !self.generic)
    }
}

/// True if a text is a bare URL.
pub fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The number of an enumeration that a text begins with, and the rest: `12、`, `3)`, `Ann #3:`.
pub fn split_number(text: &str) -> (&str, &str) {
    let begin = text.char_indices().nth(LONGEST_LABEL + 1);
    let begin = begin.and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    if let Some((label, _)) = begin.split_once(COLONS)
        && let Some((_, number)) = label.rsplit_once('#')
        && number.parse::<u8>().is_ok()
        && let Some((_, rest)) = text.split_once(COLONS)
    {
        return (label, rest.trim_start());
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '、' | '．' | '.' | ')'));
    let after = mark.and_then(|mark| rest.get(mark.len_utf8()..));
    let apart = |after: &&str| {
        !mark.is_some_and(|mark| mark.is_ascii())
            || !after.starts_with(|c: char| c.is_ascii_digit())
    };
    match after.filter(apart).filter(|_| (1..=3).contains(&digits)) {
        Some(after) => (
            text.get(..text.len() - after.len()).unwrap_or(""),
            after.trim_matches(['_', ' ', '\u{a0}']),
        ),
        None => ("", text),
    }
}

/// A text without the time of a recording that it begins with: `4:57 - `, `1:02:03`.
fn without_time(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' '));
    let time = text.strip_suffix(rest).unwrap_or("");
    let mut numbers = time.split(':').map(str::trim);
    let many = time.contains(':');
    let is_time = many && numbers.all(|number| (1..=2).contains(&number.len()));
    if is_time { rest } else { text }
}

/// The text behind a part of it.
fn after<'t>(text: &'t str, part: &str) -> &'t str {
    let rest = || text.split_once(part).map_or("", |(_, rest)| rest);
    text.strip_prefix(part).unwrap_or_else(rest)
}

/// True if the text behind a link goes on as a sentence does, and not as what is said of the link.
fn goes_on(text: &str) -> bool {
    text.trim_start().starts_with(char::is_alphanumeric)
}

/// The link that a run begins with.
fn leading_link(sections: &Sections, run: PieceRun, timed: bool) -> Option<usize> {
    for (index, piece) in sections.outline.pieces(run).iter().enumerate().take(FIRST) {
        let Piece::Link(link) = *piece else {
            continue;
        };
        let before = sections.text(run.part(0, index));
        let (_, before) = split_number(&before);
        let before = if timed { without_time(before) } else { before };
        let before = if is_day_before(before) { "" } else { before };
        let link = link as usize;
        let labelled = is_label(before)
            && sections.links_of_run(run).count() < 2
            && !is_address(sections.link_text(link));
        if bracketed(before).is_some() || (says_something(before) && !labelled) {
            return None;
        }
        if !sections.link_text(link).is_empty() && sections.is_followed(link) {
            return Some(link);
        }
    }
    None
}

/// True if a text names what follows: `Ann #1:`.
fn is_label(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(COLONS)
        && text.chars().nth(LONGEST_LABEL).is_none()
        && words::section(text).is_none()
}

/// The text in brackets of a broken link: `[Lamp #12][]`, `[Lamp](lamp.example 1)`.
fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?;
    let end = inside.find("](").or_else(|| inside.find("]["))?;
    inside
        .get(..end)
        .filter(|title| title.contains(char::is_alphanumeric) && !title.contains('['))
}

/// The bold words that a run begins with, if others follow.
fn leading_bold(sections: &Sections, run: PieceRun) -> Option<String> {
    let pieces = sections.outline.pieces(run);
    let start = pieces.iter().position(|piece| *piece == Piece::Strong)?;
    if says_something(split_number(&sections.text(run.part(0, start))).1) {
        return None;
    }
    let length = pieces
        .iter()
        .skip(start)
        .position(|piece| *piece == Piece::StrongEnd)?;
    let title = sections.text(run.part(start, length));
    let (_, title) = split_number(&title);
    let title = title.trim_end_matches([':', '：', ' ', '.']);
    (title.contains(char::is_alphanumeric) && words::section(title).is_none())
        .then(|| title.to_owned())
}

/// The bold label that a run begins with, if prose follows that begins with a link: `**Fog:** [it](https://fog.example) is thick`.
/// Before a link that is all that follows, or that reads as a title itself, a label says only of what sort it is; a day, when.
fn bold_label(sections: &Sections, run: PieceRun) -> Option<String> {
    let pieces = sections.outline.pieces(run);
    let mut links = pieces.iter().enumerate();
    let (start, link) = links.find_map(|(at, piece)| match piece {
        Piece::Link(link) => Some((at, *link as usize)),
        _ => None,
    })?;
    let end = pieces.iter().rposition(|piece| *piece == Piece::LinkEnd)?;
    let before = run.part(0, start);
    // Most runs have no bold words before their link, and are looked at no further.
    if !sections.outline.is_all_bold(before) || !sections.text(before).ends_with(COLONS) {
        return None;
    }
    let label = leading_bold(sections, before).filter(|label| !is_time(label))?;
    let prose = says_something(&sections.text(run.part(end, pieces.len() - end)));
    (prose && !outdoes(&label, sections.link_text(link))).then_some(label)
}

/// True if the text of a link is a better title than the label before it: longer, and not in the middle of a sentence.
fn outdoes(label: &str, link: &str) -> bool {
    link.chars().count() > label.chars().count() && !link.starts_with(char::is_lowercase)
}

/// True if a label is a day or a month, with or without its year: `5-7 Mar`, `Friday, March 3`.
fn is_time(label: &str) -> bool {
    let words = label.split_whitespace();
    let letters = words.filter(|word| word.starts_with(char::is_alphabetic));
    letters.count() <= LONGEST_TIME && !label.contains(':') && date::is_named(label)
}

/// True for a day and a mark that parts it from what follows: `5 Mar — `.
fn is_day_before(text: &str) -> bool {
    let day = text.trim_end();
    let label = day.trim_end_matches([':', '：', '-', '–', '—', ' ']);
    label.len() < day.len() && text.chars().nth(LONGEST_LABEL).is_none() && is_time(label)
}

/// A title from prose: its first line if the author broke it, else its first sentence.
fn first_words(sections: &Sections, run: PieceRun, said: &str) -> String {
    let lines = sections.lines(run);
    let broken = lines.get(1).filter(|next| sections.is_broken_above(**next));
    let first = broken.and(lines.first());
    // Amid words without a link, a line of which a part is bold is no title.
    let titles = |line: &&PieceRun| {
        sections.first_link(run).is_some() || !address::is_bold_within(sections, **line)
    };
    let first = first.filter(titles).map(|line| sections.text(*line));
    match first {
        Some(line) => sentence(split_number(&line).1),
        None => sentence(said),
    }
}

/// True if there are words outside of brackets.
pub fn says_something(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|c| {
        match c {
            '[' | '(' | '【' | '（' => depth += 1,
            ']' | ')' | '】' | '）' => depth = depth.saturating_sub(1),
            _ => (),
        }
        depth == 0 && is_alphanumeric(c)
    })
}
