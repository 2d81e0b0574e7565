//! Faults of the store.

use std::path::PathBuf;

use rusqlite::ErrorCode;

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
        matches!(self, Self::File { .. } | Self::Sqlite { .. }) && !self.is_damage()
    }
}

/// The likely cause in plain words, where SQLite's own are for programmers.
fn reason(cause: &rusqlite::Error) -> String {
    match cause.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".into(),
        Some(ErrorCode::ReadOnly) => "it can only be read".into(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program holds it".into()
        }
        Some(ErrorCode::SystemIoFailure) => "the disk does not take it".into(),
        _ => cause.to_string(),
    }
}
