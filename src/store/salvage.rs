//! The readable rest of a damaged file: each table separately.

use rusqlite::{params_from_iter, types::Value as Cell};

use super::{
    Store, StoreError,
    gaps::{DamagedTable, KeyPlace, RowCells},
};
use crate::model::{Change, Mark, Subject, Value};

/// The rows that were read of a file, each with the statement that writes it.
#[derive(Debug, Default)]
pub(super) struct Salvaged {
    pub marks: Vec<Change>,
    others: Vec<(&'static str, RowCells)>,
}

const ARCHIVE: &str = "INSERT OR IGNORE INTO archive (id, roots, at, issue, article, pane, anchor)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const SEEN: &str =
    "INSERT OR IGNORE INTO seen (issue, archive, title, name) VALUES (?1, ?2, ?3, ?4)";
const HISTORY: &str = "INSERT OR IGNORE INTO history (id, query) VALUES (?1, ?2)";
const SHELF: &str = "INSERT OR IGNORE INTO shelf VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const SYNCED: &str = "INSERT OR IGNORE INTO synced (file, subject, at) VALUES (?1, ?2, ?3)";

impl Salvaged {
    /// Reads all that can be read.
    pub fn of(store: &Store) -> Self {
        let table = |columns, rows: &str| DamagedTable::new(store.connection(), columns, rows);
        let texts = |columns, rows: &str| {
            let end = KeyPlace::Text("\u{10ffff}".into());
            table(columns, rows).read(KeyPlace::Text(Vec::new()), end)
        };
        let numbers = |columns, rows: &str| {
            table(columns, rows).read(KeyPlace::Number(0), KeyPlace::Number(i64::MAX))
        };
        let mut salvaged = Self {
            marks: marks(texts("subject, mark, value, at", "mark WHERE true")),
            others: Vec::new(),
        };
        let columns = "id, roots, at, issue, article, pane, anchor";
        let archives = numbers(columns, "archive WHERE true");
        let ids = archives.iter().filter_map(|row| row.first().cloned());
        let ids: Vec<Cell> = ids.collect();
        salvaged.add(ARCHIVE, archives);
        for id in ids {
            if let Cell::Integer(id) = id {
                let rows = format!("seen WHERE archive = {id}");
                salvaged.add(SEEN, texts("issue, archive, title, name", &rows));
            }
        }
        salvaged.add(HISTORY, numbers("id, query", "history WHERE true"));
        let columns =
            "roots, newsletter, issues, articles, unread, starred, queued, newest, months";
        salvaged.add(SHELF, texts(columns, "shelf WHERE true"));
        salvaged.add(SYNCED, texts("file, subject, at", "synced WHERE true"));
        salvaged
    }

    fn add(&mut self, insert: &'static str, rows: Vec<RowCells>) {
        self.others
            .extend(rows.into_iter().map(|row| (insert, row)));
    }

    /// Writes all of it into a new file.
    pub fn write(&self, store: &mut Store) -> Result<(), StoreError> {
        store.save(&self.marks)?;
        store.attempt(|db| {
            let transaction = db.transaction()?;
            for (insert, row) in &self.others {
                // A row that makes no sense any more is left out.
                let mut insert = transaction.prepare(insert)?;
                let _ = insert.execute(params_from_iter(row));
            }
            transaction.commit()
        })
    }
}

/// The marks of rows that make sense, each once.
fn marks(rows: Vec<RowCells>) -> Vec<Change> {
    let mut marks: Vec<Change> = rows.into_iter().filter_map(change).collect();
    marks.sort_by(|a, b| (&a.subject, a.mark).cmp(&(&b.subject, b.mark)));
    marks.dedup();
    marks
}

/// A row of marks; `None` if it makes no sense.
fn change(row: RowCells) -> Option<Change> {
    let row = <[Cell; 4]>::try_from(row).ok()?;
    let [
        Cell::Text(subject),
        Cell::Text(mark),
        value,
        Cell::Integer(at),
    ] = row
    else {
        return None;
    };
    Some(Change {
        subject: Subject::from_name(&subject),
        mark: Mark::from_name(&mark)?,
        value: match value {
            Cell::Integer(number) => Value::Number(number),
            Cell::Text(text) => Value::Text(text.into()),
            _ => Value::Off,
        },
        at,
    })
}
