//! The counts of an archive from its last load.

use std::path::PathBuf;

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError, visits::name};

/// The counts of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The newsletter that most of its issues name; else the archive's name.
    pub newsletter: String,
    /// Issues.
    pub issues: usize,
    /// Articles.
    pub articles: usize,
    /// Those not read.
    pub unread: usize,
    /// Those starred.
    pub starred: usize,
    /// Those queued.
    pub queued: usize,
    /// The date of the newest issue, as it is shown.
    pub newest: Option<String>,
    /// The numbers of issues in the months up to the newest.
    pub months: Vec<usize>,
}

impl Store {
    /// Notes the counts of the archive at these paths.
    pub fn note_shelf(&mut self, roots: &[PathBuf], counts: &Shelf) -> Result<(), StoreError> {
        let (roots, months) = (name(roots), counts.months.iter());
        let months: Vec<_> = months.map(ToString::to_string).collect();
        let numbers = [
            counts.issues,
            counts.articles,
            counts.unread,
            counts.starred,
            counts.queued,
        ];
        let [issues, articles, unread, starred, queued] =
            numbers.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        self.attempt(|db| {
            db.execute(
                "INSERT OR REPLACE INTO shelf VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    roots,
                    counts.newsletter,
                    issues,
                    articles,
                    unread,
                    starred,
                    queued,
                    counts.newest,
                    months.join(" ")
                ],
            )
            .map(drop)
        })
    }

    /// The counts of the archives at these paths; `None` of those that were never loaded.
    pub fn shelves<'a>(
        &mut self,
        archives: impl Iterator<Item = &'a [PathBuf]>,
    ) -> Result<Vec<Option<Shelf>>, StoreError> {
        self.attempt(|db| {
            let mut query = db.prepare("SELECT * FROM shelf WHERE roots = ?1")?;
            let counts = |roots| query.query_row([name(roots)], read).optional();
            archives.map(counts).collect()
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Shelf> {
    let count = |column: usize| -> rusqlite::Result<usize> {
        let n: i64 = row.get(column)?;
        Ok(usize::try_from(n).unwrap_or_default())
    };
    let months: String = row.get(8)?;
    Ok(Shelf {
        newsletter: row.get(1)?,
        issues: count(2)?,
        articles: count(3)?,
        unread: count(4)?,
        starred: count(5)?,
        queued: count(6)?,
        newest: row.get(7)?,
        months: months.split(' ').filter_map(|n| n.parse().ok()).collect(),
    })
}
