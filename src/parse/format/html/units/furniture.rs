//! Additions of a site below a newsletter: shares, a form, posts like this one.

use std::ops::Range;

use url::Url;

use super::{
    survey::{Survey, TOLD},
    titles::Titles,
};

/// Where it begins: at the head above the last titles, if that looks like no section's, and the titles lead to other pages of the
/// site, say little, and follow titles that mostly lead away from it.
pub fn start(survey: &Survey<'_>, titles: &Titles) -> Option<usize> {
    let site = survey.sheet.site.as_deref()?;
    let ends = titles.rows().skip(1).chain([survey.tail]);
    let cards: Vec<_> = titles.rows().zip(ends).map(|(row, end)| row..end).collect();
    let is_added = |card: &&Range<usize>| {
        let told = card.start + 1..survey.next_opening(card.start);
        leads_to(survey, card, site) && survey.words(told) <= TOLD
    };
    let added = cards.iter().rev().take_while(is_added).count();
    let (above, added) = cards.split_at_checked(cards.len() - added)?;
    let away = above.iter().filter(|card| !leads_to(survey, card, site));
    let away = away.count();
    let (last, first) = (above.last()?.start, added.first()?.start);
    let mut heads = (last + 1..=first).filter(|row| survey.head(*row).is_some());
    let head = heads.find(|head| leads_to(survey, &(*head..first + 1), site))?;
    let sections = titles.sections(survey, 0..last);
    let section = { survey.head(head) }.is_some_and(|head| sections.contains(&head.shape));
    (away > 1 && 2 * away > above.len() && !section).then_some(head)
}

/// True if the first link among some rows leads to a site.
fn leads_to(survey: &Survey<'_>, rows: &Range<usize>, site: &str) -> bool {
    let link = rows.clone().find_map(|row| survey.worded_link(row)?.link);
    let url = link.and_then(|link| Url::parse(survey.sheet.url(link)).ok());
    url.is_some_and(|url| url.host_str() == Some(site))
}
