//! Where the articles of an issue are.
//!
//! [`LAYOUTS`] says how the blocks under one heading may be laid out; the row that fits best splits them. Above that,
//! [`split`] decides heading by heading whether it heads an article with all that is under it, or a group of articles. One
//! archive mixes layouts, and so does one issue: nothing is decided for more than a heading.

mod bold_links;
mod bullets;
mod habits;
mod headings;
mod link_paragraphs;
mod numbered;
mod prose_bullets;

use std::borrow::Cow;

use super::{
    lead::{Lead, sentence},
    sections::{OutlineSection, Sections},
};
use crate::model::Span;
use habits::Habits;

pub use habits::sources;

/// A way to lay out what stands under a heading.
struct Layout {
    /// For tests and debugging.
    #[cfg_attr(not(test), allow(dead_code, reason = "rows are named for people"))]
    name: &'static str,
    /// How well it fits; 0 is not at all.
    score: fn(&Sections, &OutlineSection, &Habits) -> u32,
    /// Cuts the section's content.
    split: for<'p> fn(&'p Sections, &OutlineSection, &mut Vec<Cut<'p>>),
}

/// Each row with a file of its own. Where none fits, [`PROSE`] does: it finds no articles, the section is one itself.
const LAYOUTS: [Layout; 5] = [
    Layout {
        name: "numbered paragraphs",
        score: numbered::score,
        split: numbered::split,
    },
    Layout {
        name: "bold links",
        score: bold_links::score,
        split: bold_links::split,
    },
    Layout {
        name: "link-led bullets",
        score: bullets::score,
        split: bullets::split,
    },
    Layout {
        name: "link paragraphs",
        score: link_paragraphs::score,
        split: link_paragraphs::split,
    },
    Layout {
        name: "prose bullets",
        score: prose_bullets::score,
        split: bullets::split,
    },
];

const PROSE: Layout = Layout {
    name: "prose",
    score: |_, _, _| 1,
    split: |_, _, _| (),
};

/// Where something begins; it ends where the next cut is.
#[derive(Clone, Debug)]
pub struct Cut<'p> {
    /// The offset in the source.
    pub at: u32,
    /// What begins.
    pub mark: Mark<'p>,
}

/// What begins at a cut.
#[derive(Clone, Debug)]
pub enum Mark<'p> {
    /// Text that belongs to no article.
    Note,
    /// An article.
    Article(Draft<'p>),
}

/// An article found, its text not yet looked into.
#[derive(Clone, Debug, Default)]
pub struct Draft<'p> {
    /// Clean, in one line.
    pub title: Cow<'p, str>,
    /// Where the text under the title begins.
    pub body: u32,
    /// The link it is about, where the layout says so.
    pub link: Option<usize>,
    /// The section it stands in.
    pub group: Option<usize>,
    /// Whether there is no reference but `link`.
    pub exact: bool,
    /// Whether a heading's rules for finding its reference hold, and not a list item's.
    pub headed: bool,
}

impl<'p> Draft<'p> {
    /// An article that begins with block `index` and is called by its link or its first sentence.
    fn of_block(sections: &'p Sections, index: usize, group: Option<usize>) -> Self {
        let lead = Lead::of_block(sections, index);
        let title = match lead {
            Lead::Link(link) => sections.link_text(link),
            _ => sentence(&sections.block_text(index)).into(),
        };
        Self {
            title,
            body: sections.line_start(sections.block(index).span.start),
            link: lead.link(),
            group,
            ..Self::default()
        }
    }
}

/// Cuts the body of an issue: every byte of it is in exactly one note or article. `title` is the issue's, and the article's
/// where all of the issue is one.
pub fn split<'p>(sections: &'p Sections, title: &'p str, exported: bool) -> Vec<Cut<'p>> {
    // Mostly, each heading cuts once.
    let mut cuts = Vec::with_capacity(sections.all.len() + 1);
    cuts.push(note(sections.body.start));
    if exported {
        headings::split_exported(sections, &mut cuts);
    } else {
        headings::split(sections, title, &mut cuts);
    }
    cuts.retain(|cut| cut.at >= sections.body.start && cut.at < sections.body.end);
    cuts.sort_by_key(|cut| cut.at);
    cuts.dedup_by(supersedes);
    cuts
}

/// Of two cuts at one place the article counts, else the later.
fn supersedes<'p>(later: &mut Cut<'p>, earlier: &mut Cut<'p>) -> bool {
    if later.at != earlier.at {
        return false;
    }
    if matches!(later.mark, Mark::Article(_)) || matches!(earlier.mark, Mark::Note) {
        std::mem::swap(later, earlier);
    }
    true
}

/// The span from each cut to the next.
pub fn spans<'c, 'p>(cuts: &'c [Cut<'p>], end: u32) -> impl Iterator<Item = (Span, &'c Mark<'p>)> {
    let ends = cuts.iter().skip(1).map(|cut| cut.at).chain([end]);
    cuts.iter()
        .zip(ends)
        .map(|(cut, end)| (Span { start: cut.at, end }, &cut.mark))
}

fn note<'p>(at: u32) -> Cut<'p> {
    Cut {
        at,
        mark: Mark::Note,
    }
}

fn article(at: u32, draft: Draft<'_>) -> Cut<'_> {
    Cut {
        at,
        mark: Mark::Article(draft),
    }
}

/// The row that fits a section best, the first among equals.
fn fitting(sections: &Sections, section: &OutlineSection, habits: &Habits) -> &'static Layout {
    let mut best = &PROSE;
    let mut best_score = (best.score)(sections, section, habits);
    for layout in &LAYOUTS {
        let score = (layout.score)(sections, section, habits);
        if score > best_score {
            (best, best_score) = (layout, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ() {
        let mut names: Vec<_> = LAYOUTS.iter().map(|layout| layout.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LAYOUTS.len());
    }
}
