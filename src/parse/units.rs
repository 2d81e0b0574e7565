//! The units of an issue: which blocks begin an article, and which only group articles or stand between them.
//!
//! The content under a heading is seen as [`streak`]s of entries, shapes that repeat; [`role`]s are given to headings; and
//! [`whole`] says whether the issue is a collection at all. Each weighs its evidence in one table. [`Habits`] are what the
//! archive tells beyond the issue.

mod around;
mod choice;
mod content;
mod entry;
mod field;
mod footer;
mod habits;
mod headings;
mod heads;
mod issue;
mod items;
mod lines;
mod role;
mod rows;
mod ruled;
mod streak;
mod weigh;
mod whole;

use std::borrow::Cow;

use super::{sections::Sections, words::key};
use crate::model::Span;
use issue::IssueStreaks;

pub use habits::{Habits, Observed};
pub use whole::sources;

/// Where something begins; it ends where the next cut is.
#[derive(Clone, Debug)]
pub struct Cut<'p> {
    /// The offset in the source.
    pub at: u32,
    /// The beginning of an article or a note.
    pub kind: CutKind<'p>,
}

/// A beginning.
#[derive(Clone, Debug)]
pub enum CutKind<'p> {
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
    /// The link it is about, if known.
    pub link: Option<usize>,
    /// The section it stands in.
    pub group: Option<usize>,
    /// True if there is no reference but `link`.
    pub exact: bool,
    /// True if a heading's rules for finding its reference hold, and not a list item's.
    pub headed: bool,
}

/// An issue as it is known before it is divided.
#[derive(Clone, Copy)]
pub struct Known<'p> {
    /// Its title, which is the article's where all of it is one.
    pub title: &'p str,
    /// Its path in the archive.
    pub path: &'p str,
    /// True if the text gives the title, and not only its path.
    pub titled: bool,
    /// True if it is a mail to the readers of a newsletter.
    pub sent: bool,
    /// True if `export` wrote it.
    pub exported: bool,
}

/// Cuts the body of an issue: every byte of it is in exactly one note or article.
pub fn divide<'p>(sections: &'p Sections, known: Known<'p>, habits: &'p Habits) -> Vec<Cut<'p>> {
    let mut cuts = Vec::with_capacity(sections.all.len() + 1);
    cuts.push(note(sections.body.start));
    if known.exported {
        exported_cuts(sections, &mut cuts);
    } else {
        let mut issue = IssueStreaks::new(sections, known.title, habits);
        choice::choose(&mut issue);
        let mut found = role::cuts(&issue);
        if whole::is_one(&issue, known, &found) {
            found = vec![article(sections.body.start, whole(sections, known.title))];
        }
        footer::cut(sections, &mut found);
        cuts.extend(found);
    }
    cuts.retain(|cut| cut.at >= sections.body.start && cut.at < sections.body.end);
    cuts.sort_by_key(|cut| cut.at);
    cuts.dedup_by(supersedes);
    cuts
}

/// Cuts what `export` wrote: headings of level 1 are issues, of level 2 articles.
fn exported_cuts<'p>(sections: &'p Sections, cuts: &mut Vec<Cut<'p>>) {
    for section in sections.all.iter().skip(1) {
        let Some(heading) = section.heading else {
            continue;
        };
        let span = sections.block(heading).span;
        let draft = Draft {
            title: sections.block_text(heading).into(),
            body: span.end,
            link: section.link,
            group: Some(section.parent),
            exact: true,
            headed: true,
        };
        cuts.push(if section.level == 2 {
            article(span.start, draft)
        } else {
            note(span.start)
        });
    }
}

/// All of an issue as one article. Where its title stands over it as a link, that is the reference.
fn whole<'p>(sections: &Sections, title: &'p str) -> Draft<'p> {
    let first = sections.all.get(1);
    let own = first
        .filter(|section| section.key == key(title))
        .and_then(|section| section.link);
    Draft {
        title: title.into(),
        body: sections.body.start,
        link: own,
        headed: true,
        ..Draft::default()
    }
}

/// Of two cuts at one place the article counts, else the later.
fn supersedes<'p>(later: &mut Cut<'p>, earlier: &mut Cut<'p>) -> bool {
    if later.at != earlier.at {
        return false;
    }
    if matches!(later.kind, CutKind::Article(_)) || matches!(earlier.kind, CutKind::Note) {
        std::mem::swap(later, earlier);
    }
    true
}

/// The span from each cut to the next.
pub fn spans<'c, 'p>(
    cuts: &'c [Cut<'p>],
    end: u32,
) -> impl Iterator<Item = (Span, &'c CutKind<'p>)> {
    let ends = cuts.iter().skip(1).map(|cut| cut.at).chain([end]);
    cuts.iter()
        .zip(ends)
        .map(|(cut, end)| (Span { start: cut.at, end }, &cut.kind))
}

fn note<'p>(at: u32) -> Cut<'p> {
    Cut {
        at,
        kind: CutKind::Note,
    }
}

fn article(at: u32, draft: Draft<'_>) -> Cut<'_> {
    Cut {
        at,
        kind: CutKind::Article(draft),
    }
}
