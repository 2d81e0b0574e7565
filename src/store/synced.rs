//! The memos as they were when the store and a shared file were merged last: what differs since was written apart.

use std::collections::HashMap;

use rusqlite::params;

use super::{Store, StoreError};
use crate::model::Subject;

impl Store {
    /// The times of the memos at the last merge with a file.
    pub fn synced(&mut self, file: &str) -> Result<HashMap<Subject, i64>, StoreError> {
        self.attempt(|db| {
            let mut query = db.prepare("SELECT subject, at FROM synced WHERE file = ?1")?;
            let rows = query.query_map([file], |row| {
                let subject: String = row.get(0)?;
                Ok((Subject::from_name(&subject), row.get(1)?))
            })?;
            rows.collect()
        })
    }

    /// Remembers the times of the memos after a merge with a file.
    pub fn set_synced(
        &mut self,
        file: &str,
        memos: &HashMap<Subject, i64>,
    ) -> Result<(), StoreError> {
        self.attempt(|db| {
            let transaction = db.transaction()?;
            transaction.execute("DELETE FROM synced WHERE file = ?1", [file])?;
            let mut insert = transaction
                .prepare("INSERT INTO synced (file, subject, at) VALUES (?1, ?2, ?3)")?;
            for (subject, at) in memos {
                insert.execute(params![file, subject.name(), at])?;
            }
            drop(insert);
            transaction.commit()
        })
    }
}
