//! Faults of the store.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
    time::Duration,
};

use rusqlite::{Connection, ErrorCode};

/// Why marks cannot be read or written. Each reads as a sentence.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A later version of backissue made the file.
    #[error(
        "the marks in {path} were written by a newer backissue (schema {found}, this one knows {known}): update backissue, or name another file with BACKISSUE_STATE"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: u32,
        /// The latest version known here.
        known: u32,
    },
    /// A database of another program.
    #[error("{path} is not a file of marks: name another with BACKISSUE_STATE")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file system says no.
    #[error("cannot keep marks in {path}: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// The cause, as reported.
        cause: std::io::Error,
    },
    /// SQLite says no.
    #[error("cannot keep marks in {path}: {}", reason(cause))]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// The cause, as reported.
        cause: rusqlite::Error,
    },
    /// The file system knows no locks, without which two windows would write over each other.
    #[error(
        "cannot keep marks in {path}: its file system has no locks, name another file with BACKISSUE_STATE"
    )]
    NoLocks {
        /// The file.
        path: PathBuf,
    },
    /// The check of the file found damage.
    #[error("the marks in {path} are damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The first thing found.
        detail: String,
    },
}

impl StoreError {
    /// A fault that SQLite found. It takes a file system without locks for a file that another program holds.
    pub(super) fn sqlite(path: &Path, cause: rusqlite::Error) -> Self {
        let path = path.to_owned();
        if is_busy(&cause) && !has_locks(&path) {
            return Self::NoLocks { path };
        }
        Self::Sqlite { path, cause }
    }

    /// True if the file itself is broken, and another try will not help.
    pub(super) fn is_damage(&self) -> bool {
        match self {
            Self::Damaged { .. } => true,
            Self::Sqlite { cause, .. } => matches!(
                cause.sqlite_error_code(),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            ),
            _ => false,
        }
    }

    /// True if the disk is at fault, not the file: space may be freed, or another window may finish.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::File { .. } | Self::NoLocks { .. } => true,
            Self::Sqlite { .. } => !self.is_damage(),
            _ => false,
        }
    }
}

fn is_busy(cause: &rusqlite::Error) -> bool {
    cause.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// Tries a file beside the marks that nobody else can hold.
fn has_locks(marks: &Path) -> bool {
    let probe = marks.with_extension(format!("locks-{}", process::id()));
    let write = || {
        let db = Connection::open(&probe)?;
        db.busy_timeout(Duration::ZERO)?;
        db.execute_batch("CREATE TABLE probe (x)")
    };
    let written = write();
    let _ = fs::remove_file(&probe);
    !written.is_err_and(|cause| is_busy(&cause))
}

/// The likely cause in plain words, where SQLite's own are for programmers.
fn reason(cause: &rusqlite::Error) -> String {
    match cause.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".into(),
        Some(ErrorCode::ReadOnly) => "it is read-only".into(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program holds it".into()
        }
        Some(ErrorCode::SystemIoFailure) => "the disk cannot be written".into(),
        _ => cause.to_string(),
    }
}
