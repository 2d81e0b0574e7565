//! Queries that were asked.

use super::{Store, StoreError};

/// So many queries are remembered.
const KEPT: u32 = 500;

impl Store {
    /// The queries asked, the latest last, none twice.
    pub fn history(&mut self) -> Result<Vec<String>, StoreError> {
        self.attempt(|db| {
            let mut query = db.prepare("SELECT query FROM history ORDER BY id")?;
            let rows = query.query_map([], |row| row.get(0))?;
            rows.collect()
        })
    }

    /// Remembers a query as the latest.
    pub fn remember(&mut self, query: &str) -> Result<(), StoreError> {
        self.attempt(|db| {
            let transaction = db.transaction()?;
            transaction.execute("INSERT OR REPLACE INTO history (query) VALUES (?1)", [query])?;
            transaction.execute(
                "DELETE FROM history WHERE id NOT IN (SELECT id FROM history ORDER BY id DESC LIMIT ?1)",
                [KEPT],
            )?;
            transaction.commit()
        })
    }
}
