//! The order in which the links of a page are numbered: that of the text, whether they are links of the article or of its pictures.

use super::rich_text::RichText;
use crate::model::Link;

/// The links of a page so far, whose first `listed` are the article's: each of the others comes behind the one that the text names
/// before it. `None` if they stand so already.
pub(super) fn in_text_order(page: &RichText, links: &[Link], listed: usize) -> Option<Vec<Link>> {
    if links.len() == listed {
        return None;
    }
    let title_end = page.blocks.first().map_or(0, |block| block.text.end);
    let title = page.spans.partition_point(|span| span.start < title_end);
    let (title, text) = page.spans.split_at_checked(title)?;
    // The title opens what the text names again, as a rule. What only the title names comes first.
    let of_title = title.iter().find_map(|span| span.link);
    let mut last = of_title.filter(|link| !text.iter().any(|span| span.link == Some(*link)));
    let mut behind = vec![None; links.len()];
    for link in text.iter().filter_map(|span| span.link) {
        if (link as usize) < listed {
            last = last.max(Some(link));
        } else if let Some(place @ None) = behind.get_mut(link as usize) {
            *place = Some(last);
        }
    }
    let mut order: Vec<_> = links.iter().zip(behind).zip(0..).collect();
    let place = |((_, behind), at): &((&Link, Option<Option<u32>>), u32)| match behind {
        Some(last) => (*last, true),
        None => (Some(*at), false),
    };
    if order.is_sorted_by_key(place) {
        return None;
    }
    order.sort_by_key(place);
    Some(
        order
            .into_iter()
            .map(|((link, _), _)| link.clone())
            .collect(),
    )
}
