//! The database of marks: its tables, and how changes are read and written.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, ErrorCode, OpenFlags, Row, TransactionBehavior, params,
    types::{ToSqlOutput, ValueRef},
};

use crate::model::{Change, Mark, Subject, Value};

use super::{
    StoreError,
    migration::{self, Found},
};

/// The longest wait for another window's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pages held in memory at most, in KiB (as SQLite wants it, negative): all that 300,000 marks touch. It is taken as needed.
const CACHE: i32 = -65_536;

/// Sets a mark unless the file knows a later value; of two of the same moment the greater stays, as in `Ledger::apply`
/// (NULL is less than a number is less than a text).
const SET: &str = "INSERT INTO mark (subject, mark, value, at, seq) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at, seq = excluded.seq
    WHERE excluded.at > at OR (excluded.at = at AND (value IS NULL OR excluded.value > value))";

const SINCE: &str = "SELECT subject, mark, value, at, seq FROM mark WHERE seq > ?1";

/// The file of marks, open.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// The last transaction whose marks were handed out.
    known: i64,
    /// The `PRAGMA data_version` before that reading.
    version: i64,
    /// The other rows of the archive that [arrived](Self::arrive): it was read by other paths, too.
    pub(super) also: Vec<i64>,
    /// The file behind `path` when it was opened.
    file: Option<FileId>,
}

/// Device and inode: what tells a file from another of the same name.
type FileId = (u64, u64);

impl Store {
    /// Opens the file, makes it if it is not there (for its owner's eyes only), and brings it up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        create_private(path).map_err(|cause| file_error(path, cause))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, path, flags)?;
        store.prepare()?;
        Ok(store)
    }

    /// Opens a file on a disk that cannot be written to: marks can be seen, not set.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let absolute = fs::canonicalize(path).map_err(|cause| file_error(path, cause))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let store = Self::connect(path, &immutable(&absolute), flags)?;
        store.look()?;
        Ok(store)
    }

    /// Opens a file to look at it now. Where nobody writes, nothing is waited for and nothing made: without a log of changes the
    /// file is all there is.
    pub fn open_to_look(path: &Path) -> Result<Self, StoreError> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let is_whole = fs::metadata(log).map_or(true, |log| log.len() == 0);
        let looked = is_whole.then(|| Self::open_read_only(path));
        looked
            .and_then(Result::ok)
            .map_or_else(|| Self::open(path), Ok)
    }

    /// Opens a file without checking it, to read as much of it as possible.
    pub(super) fn open_damaged(path: &Path) -> Result<Self, StoreError> {
        Self::connect(path, path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// A store that ends with the program.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = Path::new(":memory:");
        let mut store = Self::connect(path, path, OpenFlags::default())?;
        store.prepare()?;
        Ok(store)
    }

    fn connect(path: &Path, address: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let opened = Connection::open_with_flags(address, flags);
        let db = opened.map_err(|cause| StoreError::Sqlite {
            path: path.to_owned(),
            cause,
        })?;
        Ok(Self {
            db,
            path: path.to_owned(),
            known: 0,
            version: 0,
            also: Vec::new(),
            file: file_id(path),
        })
    }

    fn prepare(&mut self) -> Result<(), StoreError> {
        self.attempt(|db| db.busy_timeout(PATIENCE))?;
        self.look()?;
        self.attempt(|db| {
            // On a file system without shared memory, or while another window is at it, the old journal stays: two windows
            // still lose nothing, they only wait for each other.
            let wal = db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()));
            wal.or_else(|error| match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy) => Ok(()),
                _ => Err(error),
            })?;
            db.pragma_update(None, "synchronous", "full")?;
            db.pragma_update(None, "cache_size", CACHE)?;
            migration::migrate(db)
        })
    }

    /// Refuses files of other programs, and of newer versions.
    fn look(&self) -> Result<(), StoreError> {
        let path = self.path.clone();
        match migration::look(&self.db) {
            Ok(Found::Version(_)) => Ok(()),
            Ok(Found::Foreign) => Err(StoreError::Foreign { path }),
            Ok(Found::Newer(found)) => Err(StoreError::Newer {
                path,
                found,
                known: migration::LATEST,
            }),
            Err(cause) => Err(StoreError::sqlite(&path, cause)),
        }
    }

    /// All marks, lifted ones too.
    pub fn all(&mut self) -> Result<Vec<Change>, StoreError> {
        Ok(self.since(0)?.0)
    }

    /// The marks that other windows set since the last call; on the first call, all.
    pub fn news(&mut self) -> Result<Vec<Change>, StoreError> {
        let version = self.data_version()?;
        let (changes, last) = self.since(self.known)?;
        (self.known, self.version) = (last, version);
        Ok(changes)
    }

    /// The marks of all transactions after `known`, and the last transaction.
    fn since(&mut self, known: i64) -> Result<(Vec<Change>, i64), StoreError> {
        self.attempt(|db| {
            let mut query = db.prepare(SINCE)?;
            let mut rows = query.query([known])?;
            let (mut changes, mut last) = (Vec::new(), known);
            while let Some(row) = rows.next()? {
                last = last.max(row.get(4)?);
                changes.extend(read(row)?);
            }
            Ok((changes, last))
        })
    }

    /// Writes marks, all or none. When this returns they are on the disk.
    pub fn save(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let seq = self.attempt(|db| {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let seq: i64 = transaction.query_row(
                "UPDATE counter SET value = value + 1 WHERE name = 'seq' RETURNING value",
                [],
                |row| row.get(0),
            )?;
            let mut set = transaction.prepare(SET)?;
            for change in in_order(changes) {
                let (name, mark) = (change.subject.name(), change.mark.name());
                set.execute(params![name, mark, sql(&change.value), change.at, seq])?;
            }
            drop(set);
            transaction.commit()?;
            Ok(seq)
        })?;
        // With a gap before it, another window's marks are still to be fetched.
        if seq == self.known + 1 {
            self.known = seq;
        }
        Ok(())
    }

    /// True if another window wrote since [`news`](Self::news) were read. Looks at shared memory only.
    pub fn has_news(&mut self) -> Result<bool, StoreError> {
        Ok(self.data_version()? != self.version)
    }

    fn data_version(&mut self) -> Result<i64, StoreError> {
        self.attempt(|db| db.query_row("PRAGMA data_version", [], |row| row.get(0)))
    }

    /// True if another file has taken the name: another window set this one aside.
    pub fn is_displaced(&self) -> bool {
        self.file.is_some() && self.file != file_id(&self.path)
    }

    /// Looks through the whole file for damage: a second per gigabyte.
    pub fn check(&mut self) -> Result<(), StoreError> {
        let found: String =
            self.attempt(|db| db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)))?;
        if found == "ok" {
            return Ok(());
        }
        Err(StoreError::Damaged {
            path: self.path.clone(),
            detail: found,
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.db
    }

    pub(super) fn attempt<T>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        work(&mut self.db).map_err(|cause| StoreError::sqlite(&self.path, cause))
    }
}

fn file_error(path: &Path, cause: io::Error) -> StoreError {
    StoreError::File {
        path: path.to_owned(),
        cause,
    }
}

fn file_id(path: &Path) -> Option<FileId> {
    fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// Makes the folder and an empty file, for their owner alone. SQLite gives its log the mode of the file.
fn create_private(path: &Path) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let (mut folder, mut file) = (DirBuilder::new(), OpenOptions::new());
    folder.recursive(true);
    file.create(true).append(true);
    folder.mode(0o700);
    file.mode(0o600);
    if let Some(parent) = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        folder.create(parent)?;
    }
    file.open(path).map(drop)
}

/// The address that opens a file without locks or a log (SQLite, URI filenames).
fn immutable(path: &Path) -> PathBuf {
    let path = path.to_string_lossy();
    let path = path
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    format!("file:{path}?immutable=1").into()
}

/// A row as a change; `None` for a mark that only a later version knows.
fn read(row: &Row<'_>) -> rusqlite::Result<Option<Change>> {
    let (subject, mark) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
    let value = match row.get_ref(2)? {
        ValueRef::Integer(number) => Value::Number(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into()),
        _ => Value::Off,
    };
    let at = row.get(3)?;
    Ok(Mark::from_name(mark).map(|mark| Change {
        subject: Subject::from_name(subject),
        mark,
        value,
        at,
    }))
}

/// The changes as the table has them: neighbours are written together, 300,000 marks several times as fast.
fn in_order(changes: &[Change]) -> Vec<&Change> {
    let mut changes: Vec<_> = changes.iter().collect();
    // Stable: a mark set twice keeps its order, and the later one stays.
    changes.sort_by(|a, b| (&a.subject, a.mark.name()).cmp(&(&b.subject, b.mark.name())));
    changes
}

fn sql(value: &Value) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(match value {
        Value::Off => ValueRef::Null,
        Value::Number(number) => ValueRef::Integer(*number),
        Value::Text(text) => ValueRef::Text(text.as_bytes()),
    })
}
