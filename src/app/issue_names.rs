//! Short names of issues: what tells one issue of an archive from the others.

use std::collections::HashSet;

use crate::{
    model::{Archive, Date, Issue},
    text::{Ruler, SharedEnds},
};

/// The columns of a date with its century, and of one without.
const LONG: usize = 10;
const SHORT: usize = 8;
/// The most columns of a newsletter's name.
const NAME: usize = 12;

/// The names of an archive's issues, found again whenever it has grown enough.
#[derive(Debug, Default)]
pub struct IssueNames {
    /// The name of the archive, as the header shows it.
    archive: String,
    ends: SharedEnds,
    column: Column,
    /// The columns of the newsletters' names; none if there is only one newsletter.
    named: usize,
    /// The number of issues that this was found of.
    counted: usize,
}

/// The column before titles in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Column {
    /// Issues have neither dates nor numbers.
    #[default]
    None,
    Date,
    /// Dates, some of which only the repository's history tells: a column more for their sign.
    Committed,
    /// Numbers have at most this many digits.
    Number(usize),
}

impl IssueNames {
    /// Finds the names of an archive that changed; of one that still grows, not with every issue.
    pub(super) fn refresh(&mut self, archive: &Archive, complete: bool) {
        let count = archive.order().len();
        if !complete && self.counted > 0 && count < self.counted * 2 {
            return;
        }
        self.counted = count;
        archive.title().clone_into(&mut self.archive);
        self.ends = SharedEnds::of(archive.issues().map(|(_, issue)| &*issue.title));
        self.column = column(archive);
        self.named = named(archive);
    }

    /// The archive's title: see [`Archive::title`].
    pub fn archive(&self) -> &str {
        &self.archive
    }

    /// The columns of [`newsletter`](Self::newsletter), with the space after them.
    pub fn newsletter_width(&self) -> usize {
        if self.named == 0 { 0 } else { self.named + 1 }
    }

    /// The short name of an issue's newsletter, where there is more than one.
    pub fn newsletter(&self, issue: &Issue) -> String {
        let name = issue.newsletter.as_deref().unwrap_or_default();
        Ruler::default().shorten(name, self.named).into_owned()
    }

    /// An issue's title without what most titles share.
    pub fn own<'a>(&self, issue: &'a Issue) -> &'a str {
        self.ends.own(&issue.title)
    }

    /// The columns of [`label`](Self::label), where there is room for a whole date or not.
    pub fn width(&self, roomy: bool) -> usize {
        match (self.column, roomy) {
            (Column::None, _) => 0,
            (Column::Number(digits), _) => digits,
            (Column::Date, true) => LONG,
            (Column::Date, false) => SHORT,
            (Column::Committed, roomy) => 1 + if roomy { LONG } else { SHORT },
        }
    }

    /// An issue's date, or its number in an archive without dates; empty if it has none.
    pub fn label(&self, issue: &Issue, roomy: bool) -> String {
        let number = issue.number.map(|number| number.to_string());
        match self.column {
            Column::None => String::new(),
            Column::Number(_) => number.unwrap_or_default(),
            Column::Date | Column::Committed => issue
                .date
                .map_or_else(String::new, |date| shown(date, roomy)),
        }
    }
}

/// `2024-09-08`, `24-09-08`, or `~24-09-08` where only the repository's history tells it.
fn shown(date: Date, roomy: bool) -> String {
    let skipped = if roomy { 0 } else { LONG - SHORT };
    let sign = if date.is_committed() { "~" } else { "" };
    format!("{sign}{}", date.iso().get(skipped..).unwrap_or_default())
}

/// The columns that the names of several newsletters take.
fn named(archive: &Archive) -> usize {
    let names = archive
        .issues()
        .map(|(_, issue)| issue.newsletter.as_deref());
    let names: HashSet<&str> = names.flatten().collect();
    let widths = names.iter().map(|name| Ruler::default().width(name));
    if names.len() < 2 {
        0
    } else {
        widths.max().unwrap_or(0).min(NAME)
    }
}

/// Dates where most issues have one, else numbers where most have one.
fn column(archive: &Archive) -> Column {
    let all = archive.order().len();
    let dates = || archive.issues().filter_map(|(_, issue)| issue.date);
    if dates().count() * 2 > all {
        let committed = dates().any(|date| date.is_committed());
        return if committed {
            Column::Committed
        } else {
            Column::Date
        };
    }
    let numbers = archive.issues().filter_map(|(_, issue)| issue.number);
    let digits: Vec<usize> = numbers.map(|number| number.to_string().len()).collect();
    if digits.len() * 2 <= all {
        return Column::None;
    }
    Column::Number(digits.into_iter().max().unwrap_or_default())
}
