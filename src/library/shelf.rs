//! The archives that have a name, each with its counts from the last time it was loaded.

use std::{collections::HashMap, path::PathBuf};

use super::Clones;
use crate::{
    model::{Archive, Issue, Mark, Marks},
    stats::Month,
    store::{Location, Shelf, Store},
};

/// So many months are told of.
const MONTHS: usize = 24;

/// An archive that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryRow {
    /// Its name.
    pub name: String,
    /// The paths to read.
    pub paths: Vec<PathBuf>,
    /// True if it is a clone of backissue's.
    pub is_clone: bool,
    /// True if it is the one that is read.
    pub is_open: bool,
    /// Its counts when it was loaded last; `None` if it never was.
    pub shelf: Option<Shelf>,
}

/// The archives of these names, in their order, without their counts.
pub fn named(archives: impl IntoIterator<Item = (String, Vec<PathBuf>)>) -> Vec<LibraryRow> {
    let clones = Clones::of_user();
    let row = |(name, paths): (String, Vec<PathBuf>)| LibraryRow {
        is_clone: clones
            .as_ref()
            .and_then(|clones| clones.holding(&paths))
            .is_some(),
        is_open: false,
        shelf: None,
        name,
        paths,
    };
    archives.into_iter().map(row).collect()
}

/// The archives of these names, in their order. Who only looks leaves no file behind.
pub fn library(
    archives: impl IntoIterator<Item = (String, Vec<PathBuf>)>,
    location: &Location,
) -> Vec<LibraryRow> {
    let mut rows = named(archives);
    let path = location.path().filter(|path| path.exists());
    if let Some(mut store) = path.and_then(|path| Store::open_to_look(path).ok()) {
        let shelves = store.shelves(rows.iter().map(|row| &*row.paths));
        for (row, shelf) in rows.iter_mut().zip(shelves.unwrap_or_default()) {
            row.shelf = shelf;
        }
    }
    rows
}

/// The counts of an archive.
pub fn shelf(archive: &Archive, marks: &dyn Marks) -> Shelf {
    let mut shelf = Shelf {
        newsletter: newsletter(archive),
        issues: archive.order().len(),
        articles: archive.article_count(),
        ..Shelf::default()
    };
    for article in archive.articles() {
        let is = |mark| usize::from(marks.is(&article, mark));
        shelf.unread += 1 - is(Mark::Read);
        shelf.starred += is(Mark::Starred);
        shelf.queued += is(Mark::Queued);
    }
    let dates = archive.issues().filter_map(|(_, issue)| issue.date);
    if let Some(newest) = dates.max() {
        shelf.newest = Some(newest.to_string());
        shelf.months = months(archive, Month::of(newest.day()));
    }
    shelf
}

/// The name that most issues give their newsletter; else the archive's.
fn newsletter(archive: &Archive) -> String {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let names = archive
        .issues()
        .filter_map(|(_, issue)| issue.newsletter.as_deref());
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(name, n)| (*n, *name));
    most.map_or(&*archive.name, |(name, _)| name).to_owned()
}

/// The issues of each month, up to the last one.
fn months(archive: &Archive, last: Month) -> Vec<usize> {
    let number = |month: Month| i32::from(month.year) * 12 + i32::from(month.index());
    let ago = |issue: &Issue| {
        let month = Month::of(issue.date?.day());
        usize::try_from(number(last) - number(month)).ok()
    };
    let mut counts = vec![0; MONTHS];
    for (_, issue) in archive.issues() {
        if let Some(count) = ago(issue).and_then(|ago| counts.iter_mut().rev().nth(ago)) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, NoMarks};

    fn issue(path: &str, day: &str, newsletter: Option<&str>) -> Issue {
        Issue {
            path: path.to_owned(),
            date: Date::from_day(day.parse().unwrap()),
            newsletter: newsletter.map(str::to_owned),
            ..Issue::default()
        }
    }

    #[test]
    fn an_archive_is_summed_up_by_its_newsletter_and_its_months() {
        let mut archive = Archive::new("folder");
        assert_eq!(shelf(&archive, &NoMarks).newsletter, "folder");
        archive.extend([
            issue("1.md", "2031-01-06", Some("Fog")),
            issue("2.md", "2031-01-20", Some("Fog")),
            issue("3.md", "2030-12-20", Some("Sea")),
            issue("4.md", "2020-01-01", None),
        ]);
        let shelf = shelf(&archive, &NoMarks);
        assert_eq!((shelf.newsletter.as_str(), shelf.issues), ("Fog", 4));
        assert_eq!(shelf.newest.as_deref(), Some("2031-01-20"));
        assert_eq!(shelf.months.len(), MONTHS);
        assert_eq!(shelf.months.get(MONTHS - 2..), Some(&[1, 2][..]));
        assert_eq!(shelf.months.iter().sum::<usize>(), 3);
    }
}
