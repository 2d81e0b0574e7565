//! Heads: rows that stand out without a link. Some begin an article, by what is told under them.

use std::collections::{HashMap, HashSet};

use super::survey::{Rank, Survey, TOLD, rank};
use crate::parse::{
    format::html::opening::{Opening, has_letters},
    words::COLONS,
};

/// Words of a story that is told in the page itself.
const STORY: usize = 40;

/// Words under a title whose link stands among them.
const LINKED_STORY: usize = 16;

/// The rows with long text right under them: those that stand out most.
pub fn stories(survey: &Survey<'_>) -> Vec<usize> {
    let told = |row: usize| survey.words(row + 1..survey.next_opening(row)) >= STORY;
    let several = several(survey, told);
    let highest = several.max_by_key(|(rank, _)| *rank);
    highest.map_or(Vec::new(), |(_, rows)| rows)
}

/// The rows with text under them that leads somewhere: most of those that look alike.
pub fn told(survey: &Survey<'_>) -> Vec<usize> {
    let several = several(survey, |row| {
        is_closed(survey, row) || is_linked(survey, row)
    });
    let most = several.max_by_key(|(rank, rows)| (rows.len(), *rank));
    most.map_or(Vec::new(), |(rank, rows)| {
        with_short_ones(survey, rank, rows)
    })
}

/// With the rows among them, and the last one, that look the same and have little text under them with a link.
fn with_short_ones(survey: &Survey<'_>, alike: Rank, mut rows: Vec<usize>) -> Vec<usize> {
    let first = rows.first().copied().unwrap_or(survey.tail);
    let last = rows.last().map_or(0, |last| survey.next_head(*last));
    let is_short = |row: &usize| {
        let head = title(survey, *row).is_some_and(|head| rank(head) == alike);
        let mut under = *row + 1..survey.next_head(*row);
        let listed = survey.is_listed(under.clone());
        head && !listed && under.any(|row| survey.worded_link(row).is_some())
    };
    let short: Vec<usize> = (first..survey.tail.min(last + 1))
        .filter(is_short)
        .collect();
    rows.extend(short);
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Rows that may be titles, if there are several that look alike.
fn several(
    survey: &Survey<'_>,
    is_one: impl Fn(usize) -> bool,
) -> impl Iterator<Item = (Rank, Vec<usize>)> {
    let mut found: HashMap<Rank, Vec<usize>> = HashMap::new();
    let labels = labels_again(survey);
    for row in (0..survey.tail).filter(|row| !labels.contains(row)) {
        if let Some(head) = title(survey, row).filter(|_| is_one(row)) {
            found.entry(rank(head)).or_default().push(row);
        }
    }
    found.into_iter().filter(|(_, rows)| rows.len() > 1)
}

/// The head of a row, if it may be a title: no item of a list, no label, no question with its answers, no subtitle.
pub fn title<'s>(survey: &'s Survey<'_>, row: usize) -> Option<&'s Opening> {
    let head = survey.head(row)?;
    let may_be = head.shape.item == 0 && !is_label(head) && survey.answers(row).is_empty();
    (may_be && !is_subtitle(survey, row)).then_some(head)
}

/// True for a head between that of the page and who wrote it: a link right under the head, as under no other that looks like it.
fn is_subtitle(survey: &Survey<'_>, row: usize) -> bool {
    let above = row.checked_sub(1).and_then(|above| survey.head(above));
    let below_page = above.is_some_and(|above| above.shape.heading == Some(1));
    let signed = |row: usize| {
        let next = (row + 1..survey.tail).find(|&row| survey.lettered(row..row + 1) > 0);
        let opening = next.and_then(|next| survey.opening(next));
        opening.is_some_and(|opening| opening.link.is_some())
    };
    let Some(head) = survey.head(row).filter(|_| below_page && signed(row)) else {
        return false;
    };
    let mut others = (row + 1..survey.tail).filter_map(|row| survey.head(row));
    !others.any(|other| rank(other) == rank(head) && signed(other.row))
}

/// True for a label of what follows: "Why it matters:".
fn is_label(head: &Opening) -> bool {
    head.text.ends_with(COLONS)
}

/// True for a row with a label of a paragraph, which heads no list.
pub fn labels_text(survey: &Survey<'_>, row: usize) -> bool {
    let below = survey.row(row + 1);
    let listed = below.is_some_and(|row| row.marker.is_some());
    survey.head(row).is_some_and(is_label) && !listed
}

/// The rows with labels and questions that come again: "The details:" in each story.
pub fn labels_again(survey: &Survey<'_>) -> HashSet<usize> {
    let heads = (0..survey.tail).filter_map(|row| survey.head(row));
    let labels = heads.filter(|head| is_label(head) || survey.asks(head.row));
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    for label in labels {
        known.entry(&label.text).or_default().push(label.row);
    }
    let again = known.into_values().filter(|rows| rows.len() > 1);
    again.flatten().collect()
}

/// True if there is text under a head, and a link that is all of a row or leads a short one: "read more".
fn is_closed(survey: &Survey<'_>, head: usize) -> bool {
    let under = head + 1..survey.next_head(head);
    let alone = |row| survey.row(row).is_some_and(|row| survey.is_web_link(row));
    let leads = |row| {
        let opening = survey.opening(row);
        opening.is_some_and(|opening| opening.link.is_some() && opening.shape.item == 0)
            && survey.words(row..row + 1) <= TOLD
    };
    let closed =
        survey.words(under.clone()) > TOLD && { under }.any(|row| alone(row) || leads(row));
    closed || leads_on(survey, head)
}

/// True if a link leads on to the rest of what is told under a head: it is alone in its row below text, the first link or the
/// last row, or comes after a sentence.
pub fn leads_on(survey: &Survey<'_>, head: usize) -> bool {
    let under = head + 1..survey.next_head(head);
    let Some(first) = under.clone().find(|row| survey.worded_link(*row).is_some()) else {
        return false;
    };
    let last = { under.clone().rev() }.find(|row| survey.lettered(*row..row + 1) > 0);
    let closes = |row: usize| {
        let alone = survey.row(row).is_some_and(|row| survey.is_web_link(row));
        alone && survey.lettered(under.start..row) > 0
    };
    closes(first) || last.is_some_and(closes) || follows_sentence(survey, first)
}

/// True if the words of a row that are a link are the last ones, after the end of a sentence.
fn follows_sentence(survey: &Survey<'_>, row: usize) -> bool {
    let stretches = survey.row(row).map(|row| survey.sheet.stretches_of(row));
    let words = { stretches.unwrap_or_default().iter() }
        .filter(|stretch| has_letters(survey.sheet.text_of(stretch)));
    let mut words = words.rev();
    let last = words.next().filter(|last| last.link.is_some());
    let before = words.next().filter(|before| before.link.is_none());
    let before = before.filter(|_| last.is_some());
    before.is_some_and(|before| {
        let text = survey.sheet.text_of(before).trim_end();
        text.ends_with(['.', '!', '?', '…', '。', '！', '？'])
    })
}

/// True if there are many words under a head, and a link among them.
fn is_linked(survey: &Survey<'_>, head: usize) -> bool {
    let text = head + 1..survey.next_opening(head).min(survey.next_head(head));
    let mut rows = text.clone().filter_map(|row| survey.row(row));
    survey.words(text) >= LINKED_STORY && rows.any(|row| survey.has_web_link(row))
}
