//! The schema, as the steps that led to it. A step is never changed once released: a new one is added, with a database file
//! of the version before it in `tests/fixtures/store`.

use rusqlite::{Connection, TransactionBehavior};

/// `bkis`: marks the file as ours (SQLite file format, 1.3.17).
const APPLICATION: i32 = 0x626b_6973;

/// Step n leads from version n to n + 1.
const STEPS: [&str; 6] = [
    // A mark is kept as its latest value: NULL where it was lifted. `seq` counts the transactions, so that another window
    // finds what is new to it. The subject's name is readable, and the table its own index.
    "CREATE TABLE mark (
        subject TEXT NOT NULL,
        mark TEXT NOT NULL,
        value ANY,
        at INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (subject, mark)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO counter VALUES ('seq', 0);",
    // Queries that were asked, newest last.
    "CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        query TEXT NOT NULL UNIQUE
    ) STRICT;",
    // Archives by the paths they were opened from, where reading stopped, and the issues that were there.
    "CREATE TABLE archive (
        id INTEGER PRIMARY KEY,
        roots TEXT NOT NULL UNIQUE,
        at INTEGER NOT NULL,
        issue TEXT,
        article TEXT,
        pane TEXT,
        anchor INTEGER
    ) STRICT;
    CREATE TABLE seen (
        archive INTEGER NOT NULL REFERENCES archive (id) ON DELETE CASCADE,
        issue TEXT NOT NULL,
        title TEXT NOT NULL,
        PRIMARY KEY (archive, issue)
    ) STRICT, WITHOUT ROWID;",
    // The times of memos when they were merged last with a file that other machines write too.
    "CREATE TABLE synced (
        file TEXT NOT NULL,
        subject TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (file, subject)
    ) STRICT, WITHOUT ROWID;",
    // The counts of archives, as the library shows them without loading any.
    "CREATE TABLE shelf (
        roots TEXT PRIMARY KEY,
        newsletter TEXT NOT NULL,
        issues INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        unread INTEGER NOT NULL,
        starred INTEGER NOT NULL,
        queued INTEGER NOT NULL,
        newest TEXT,
        months TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;",
    // The names of issues that were there, the same whatever paths they were read from.
    "ALTER TABLE seen ADD COLUMN name TEXT;",
];

/// The version this program writes.
pub(super) const LATEST: u32 = STEPS.len() as u32;

/// The kind of a file, by its header.
pub(super) enum Found {
    /// Ours, of this version, up to date or older. 0: empty.
    Version(u32),
    /// Ours, of a version yet unknown.
    Newer(u32),
    /// Another program's.
    Foreign,
}

/// Reads a file's header in one statement: between two, another window may have made the tables of a new file, and that
/// without a name of ours would be another program's.
const HEADER: &str = "SELECT (SELECT count(*) FROM sqlite_schema),
    (SELECT user_version FROM pragma_user_version),
    (SELECT application_id FROM pragma_application_id)";

/// Reads the header.
pub(super) fn look(db: &Connection) -> rusqlite::Result<Found> {
    let (tables, version, application): (u32, u32, i32) = db.query_row(HEADER, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    Ok(match (application, version) {
        (APPLICATION, version) if version > LATEST => Found::Newer(version),
        (APPLICATION, version) => Found::Version(version),
        (0, 0) if tables == 0 => Found::Version(0),
        _ => Found::Foreign,
    })
}

/// Brings the file up to date, in one transaction, and once even if two programs start together.
pub(super) fn migrate(db: &mut Connection) -> rusqlite::Result<()> {
    if matches!(look(db)?, Found::Version(LATEST)) {
        return Ok(());
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Found::Version(version) = look(&transaction)? {
        for step in STEPS.iter().skip(version as usize) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", LATEST)?;
    }
    transaction.commit()
}
