//! The entries of a streak that begin articles, if the streak is articles.

use super::entry::{Entry, Streak};
use crate::parse::lead::{By, ends_sentence};

/// Titles over text are no pattern where this many times as many paragraphs begin with a link.
const MOST_LED: usize = 4;

/// The entries that begin articles if any do: those with numbers if there are such, else those in bold if they are most, else those
/// that stand over text or alone if there are several, else all that begin with a title.
pub fn heads<'s, 'p>(streak: &'s Streak<'p>) -> impl Iterator<Item = &'s Entry<'p>> {
    let entries = || streak.entries.iter().filter(|entry| is_head(entry));
    let numbered = !streak.list && entries().filter(|entry| entry.lead.numbered).count() > 1;
    let led = entries().filter(|entry| entry.lead.by == By::Link).count();
    let over_text = |entry: &&Entry| is_strong(entry) && !entry.line;
    let strong = entries().filter(over_text).count();
    let strong = !streak.list && strong > 1 && MOST_LED * strong >= led;
    let bold = entries().filter(|entry| is_bold_led(entry)).count();
    let bold = !streak.list && bold > 1 && bold >= led;
    streak.entries.iter().filter(move |entry| {
        let fits = match (streak.list, numbered) {
            (true, _) => !entry.label,
            (_, true) => entry.lead.numbered,
            _ if bold => is_titled(entry) || (is_head(entry) && is_strong(entry)),
            _ => is_head(entry) && (!strong || is_strong(entry) || !entry.lead.more),
        };
        fits && entry.lead.by != By::Nothing
    })
}

/// True if a paragraph may begin an article.
fn is_head(entry: &Entry) -> bool {
    !entry.aside
        && !entry.label
        && match entry.lead.by {
            By::Link | By::Address => entry.lead.is_telling() || entry.lead.numbered,
            By::Bold if entry.lead.bold => {
                !entry.part && (entry.over || !ends_sentence(&entry.lead.title))
            }
            By::Bold => is_bold_led(entry),
            By::Nothing => false,
            By::Prose | By::Plain => entry.lead.numbered,
        }
}

/// True if bold words begin an entry, alone or before text.
fn is_titled(entry: &Entry) -> bool {
    let before_text = entry.lead.more && !entry.part && !entry.aside;
    entry.lead.by == By::Bold && (before_text || is_head(entry))
}

/// True if text with a link follows the bold words that an entry begins with.
pub fn is_bold_led(entry: &Entry) -> bool {
    entry.lead.by == By::Bold && entry.lead.more && entry.lead.link.is_some() && !entry.part
}

/// True if an entry is a title over text, or a bold link.
pub fn is_strong(entry: &Entry) -> bool {
    let bold_link = entry.lead.by == By::Link && entry.lead.bold;
    let over = entry.over && matches!(entry.lead.by, By::Link | By::Bold | By::Address);
    (bold_link || over) && !entry.lead.generic
}
