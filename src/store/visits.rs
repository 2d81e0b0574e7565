//! Which archives were read, where reading stopped, and which issues were there.
//!
//! An archive is identified by the paths it was opened from, and by its issues: if at least half of them are known from elsewhere
//! by the names that marks know them by, it was moved, zipped, or is read from another folder of it, and goes on where it stopped
//! there. Where most issues of both are the same, they have one place from then on.

use std::{
    collections::{BTreeMap, HashSet},
    mem,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OptionalExtension, Row, params};
use url::Url;

use super::{Store, StoreError};
use crate::model::{Issue, Subject};

/// Where reading stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name of the issue, as marks know it; earlier versions wrote its key.
    pub issue: String,
    /// The article in it, if one was selected.
    pub article: Option<Subject>,
    /// The pane that had the keys, by name.
    pub pane: String,
    /// The text at the top of the reading pane: its offset in the text of the article or issue, in bytes.
    pub anchor: u32,
}

/// The identity of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seen {
    /// `Issue::key`: the path, for most.
    pub key: String,
    /// `Issue::name`: the same by any path.
    pub name: String,
    /// `Issue::title`.
    pub title: String,
}

impl Seen {
    /// The identity of an issue.
    pub fn of(issue: &Issue) -> Self {
        Self {
            key: issue.key.clone(),
            name: issue.name(),
            title: issue.title.clone(),
        }
    }
}

/// The last visit to an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// Where reading stopped.
    pub place: Option<Place>,
    /// The keys and names of the issues that were there.
    pub seen: HashSet<String>,
}

impl Store {
    /// The last visit to the archive at these paths; `None` if there was none.
    pub fn visit(&mut self, roots: &[PathBuf]) -> Result<Option<Visit>, StoreError> {
        let roots = name(roots);
        self.attempt(|db| id(db, &roots)?.map(|archive| read(db, archive)).transpose())
    }

    /// Remembers that an archive was opened at `now` (microseconds since 1970) and which issues it had. If its paths are new
    /// but most of its issues are known from elsewhere, that visit is its own from now on, and returned.
    pub fn arrive(
        &mut self,
        roots: &[PathBuf],
        issues: &[Seen],
        now: i64,
    ) -> Result<Option<Visit>, StoreError> {
        let (is_several, roots) = (roots.len() > 1, name(roots));
        let (visit, also) = self.attempt(|db| {
            let transaction = db.transaction()?;
            let known = id(&transaction, &roots)?;
            let others = Others::of(&transaction, known, issues)?;
            let elsewhere = others.nearest.filter(|_| known.is_none());
            let mut visit = elsewhere.map(|archive| read(&transaction, archive)).transpose()?;
            if let Some(visit) = visit.as_mut().filter(|_| is_several) {
                // What others add that are read together with it now is not new: it may be years old.
                let names = issues.iter().flat_map(|issue| [&issue.key, &issue.name]);
                visit.seen.extend(names.cloned());
            }
            transaction.execute(
                "INSERT INTO archive (roots, at) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET at = excluded.at",
                params![roots, now],
            )?;
            let also = others.same;
            for archive in also.iter().copied().chain(id(&transaction, &roots)?) {
                see(&transaction, archive, issues)?;
            }
            if let Some(place) = visit.as_ref().and_then(|visit| visit.place.as_ref()) {
                stop(&transaction, id(&transaction, &roots)?, place)?;
            }
            transaction.commit()?;
            Ok((visit, also))
        })?;
        self.also = also;
        Ok(visit)
    }

    /// Remembers where reading stopped in an archive that arrived, by all paths that it is known by.
    pub fn leave(&mut self, roots: &[PathBuf], place: &Place) -> Result<(), StoreError> {
        let roots = name(roots);
        let also = mem::take(&mut self.also);
        let left = self.attempt(|db| {
            let archives = also.iter().copied().chain(id(db, &roots)?);
            stop(db, archives, place)
        });
        self.also = also;
        left
    }

    /// The paths of the archive that was opened last.
    pub fn last(&mut self) -> Result<Option<Vec<PathBuf>>, StoreError> {
        let roots: Option<String> = self.attempt(|db| {
            let last =
                "SELECT roots FROM archive WHERE roots <> '' AND at > 0 ORDER BY at DESC, id DESC LIMIT 1";
            db.query_row(last, [], |row| row.get(0)).optional()
        })?;
        Ok(roots.map(|roots| roots.lines().map(path_of).collect()))
    }
}

/// Paths as one name, a path a line.
pub(super) fn name(roots: &[PathBuf]) -> String {
    let lines: Vec<_> = roots.iter().map(|path| absolute(path)).collect();
    lines.join("\n")
}

/// The path as a line of text: as a `file:` URL where it is not UTF-8 or has line breaks.
fn absolute(path: &Path) -> String {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match path.to_str().filter(|text| !text.contains('\n')) {
        Some(text) => text.to_owned(),
        None => Url::from_file_path(&path).map_or_else(
            |()| path.to_string_lossy().into_owned(),
            |url| url.to_string(),
        ),
    }
}

fn path_of(line: &str) -> PathBuf {
    let url = line.starts_with("file:").then(|| Url::parse(line));
    let path = url.and_then(Result::ok).map(|url| url.to_file_path());
    path.and_then(Result::ok)
        .unwrap_or_else(|| PathBuf::from(line))
}

fn id(db: &Connection, roots: &str) -> rusqlite::Result<Option<i64>> {
    let query = "SELECT id FROM archive WHERE roots = ?1";
    db.query_row(query, [roots], |row| row.get(0)).optional()
}

fn read(db: &Connection, archive: i64) -> rusqlite::Result<Visit> {
    let place = db.query_row(
        "SELECT issue, article, pane, anchor FROM archive WHERE id = ?1 AND issue IS NOT NULL",
        [archive],
        place,
    );
    let mut names = db.prepare("SELECT issue, name FROM seen WHERE archive = ?1")?;
    let mut names = names.query([archive])?;
    let mut seen = HashSet::new();
    while let Some(row) = names.next()? {
        seen.insert(row.get(0)?);
        seen.extend(row.get::<_, Option<String>>(1)?);
    }
    Ok(Visit {
        place: place.optional()?,
        seen,
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    let article: Option<String> = row.get(1)?;
    Ok(Place {
        issue: row.get(0)?,
        article: article.map(|name| Subject::from_name(&name)),
        pane: row.get(2)?,
        anchor: row.get(3)?,
    })
}

fn see(db: &Connection, archive: i64, issues: &[Seen]) -> rusqlite::Result<()> {
    let mut see = db.prepare(
        "INSERT INTO seen (archive, issue, title, name) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET title = excluded.title, name = excluded.name
         WHERE title <> excluded.title OR name IS NOT excluded.name",
    )?;
    for issue in issues {
        see.execute(params![archive, issue.key, issue.title, issue.name])?;
    }
    Ok(())
}

fn stop(
    db: &Connection,
    archives: impl IntoIterator<Item = i64>,
    place: &Place,
) -> rusqlite::Result<()> {
    let article = place.article.as_ref().map(Subject::name);
    let mut stop = db.prepare(
        "UPDATE archive SET issue = ?2, article = ?3, pane = ?4, anchor = ?5 WHERE id = ?1",
    )?;
    for archive in archives {
        stop.execute(params![
            archive,
            place.issue,
            article,
            place.pane,
            place.anchor
        ])?;
    }
    Ok(())
}

/// Archives known by other paths that have the same issues.
#[derive(Debug, Default)]
struct Others {
    /// The one that has most of the issues, if it has at least half.
    nearest: Option<i64>,
    /// Those that have at least half of the issues, and of which at least half are among them.
    same: Vec<i64>,
}

impl Others {
    /// Finds them among all archives but `own`.
    fn of(db: &Connection, own: Option<i64>, issues: &[Seen]) -> rusqlite::Result<Self> {
        let keys: HashSet<_> = issues
            .iter()
            .map(|seen| (&*seen.key, &*seen.title))
            .collect();
        let names: HashSet<_> = issues.iter().map(|seen| &*seen.name).collect();
        // Of each archive, the issues that are the same, and all.
        let mut counts: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
        let mut query = db.prepare("SELECT archive, issue, title, name FROM seen")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (issue, title) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            let is_same = match row.get_ref(3)?.as_str_or_null()? {
                Some(name) => names.contains(name),
                // Earlier versions wrote no names.
                None => keys.contains(&(issue, title)),
            };
            let (same, all) = counts.entry(row.get(0)?).or_default();
            *same += usize::from(is_same);
            *all += 1;
        }
        counts.retain(|archive, (same, _)| Some(*archive) != own && *same * 2 >= issues.len());
        let nearest = counts.iter().max_by_key(|(_, (same, _))| *same);
        let nearest = nearest.map(|(archive, _)| *archive);
        counts.retain(|_, (same, all)| *same * 2 >= *all);
        Ok(Self {
            nearest,
            same: counts.into_keys().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

    use super::*;

    #[test]
    fn every_path_is_found_again() {
        let paths: [&[u8]; 4] = [
            b"/lamp",
            b"/l\xffmp %41",
            b"/two\nlines",
            "/등대".as_bytes(),
        ];
        for path in paths.map(|bytes| Path::new(OsStr::from_bytes(bytes))) {
            let line = absolute(path);
            assert_eq!(line.lines().count(), 1);
            assert_eq!(path_of(&line), path);
        }
    }
}
