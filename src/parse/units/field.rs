//! Titles that are fields: `**Title:** Fog` in each article, with the same bold label before what the article is called.

use std::borrow::Cow;

use super::entry::{Entry, Streak};
use crate::parse::{
    lead::By,
    sections::Sections,
    words::{COLONS, key},
};

/// Takes the label off the titles over addresses if several begin with the same one, in bold, and none with another.
pub fn without_label<'p>(sections: &Sections, mut streak: Streak<'p>) -> Streak<'p> {
    let titles = streak
        .entries
        .iter()
        .filter(|entry| entry.lead.by == By::Address);
    let labels: Vec<_> = titles.map(|entry| label(sections, entry)).collect();
    let [Some(first), others @ ..] = &*labels else {
        return streak;
    };
    if others.is_empty() || others.iter().any(|other| other.as_ref() != Some(first)) {
        return streak;
    }
    for entry in &mut streak.entries {
        if let Some(title) = entry.lead.title.strip_prefix(&**first) {
            let title = title.trim_start_matches([':', '：', ' ']).to_owned();
            entry.key = key(&title);
            entry.lead.title = Cow::Owned(title);
        }
    }
    streak
}

/// The bold label that a title begins with.
fn label(sections: &Sections, entry: &Entry) -> Option<String> {
    let (label, title) = entry.lead.title.split_once(COLONS)?;
    let text = sections.source.get(entry.at as usize..)?;
    let bold = text.trim_start().strip_prefix("**")?;
    (!title.is_empty() && bold.starts_with(label)).then(|| label.to_owned())
}
