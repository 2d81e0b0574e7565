//! Opening marks whatever state their file is in.

use std::{fs, io, path::Path, path::PathBuf};

use jiff::Zoned;

use super::{Location, Store, StoreError, salvage::Salvaged};

/// The lifetime of marks that are set now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Yes.
    Now,
    /// Not yet: this file could not be written.
    Later(PathBuf),
    /// Not by this program.
    Never,
}

/// A store, and a notice about it.
#[derive(Debug)]
pub struct Opened {
    /// The open store; in memory if a file was impossible.
    pub store: Store,
    /// The lifetime of the marks it is given.
    pub keeping: Keeping,
    /// The fault, as a sentence.
    pub notice: Option<String>,
}

impl Opened {
    /// Opens marks for a program that runs on without them: a damaged file is set aside, a read-only one is read,
    /// what cannot be read is left alone.
    pub fn somehow(location: &Location) -> Result<Self, StoreError> {
        let Some(path) = location.path() else {
            return Ok(Self::new(Store::in_memory()?, Keeping::Never, None));
        };
        match Store::open(path) {
            Ok(store) => Ok(Self::new(store, Keeping::Now, None)),
            Err(error) if error.is_damage() => set_aside(path, Store::open_damaged(path)?),
            Err(error) if error.may_pass() => {
                let readable =
                    Store::open_read_only(path).and_then(|mut store| store.all().map(|_| store));
                let store = readable.or_else(|_| Store::in_memory())?;
                Ok(Self::new(
                    store,
                    Keeping::Later(path.to_owned()),
                    Some(&error),
                ))
            }
            Err(error) => Ok(Self::new(Store::in_memory()?, Keeping::Never, Some(&error))),
        }
    }

    fn new(store: Store, keeping: Keeping, error: Option<&StoreError>) -> Self {
        let notice = error.map(|error| format!("{error}; marks end with this session"));
        Self {
            store,
            keeping,
            notice,
        }
    }
}

/// Moves a damaged file out of the way and starts a new one with all marks that can still be read. If another window did so
/// already, joins its new file.
pub(super) fn set_aside(path: &Path, damaged: Store) -> Result<Opened, StoreError> {
    let salvaged = Salvaged::of(&damaged);
    let displaced = damaged.is_displaced();
    drop(damaged);
    let notice = if displaced {
        None
    } else {
        let aside = move_aside(path).map_err(|cause| StoreError::File {
            path: path.to_owned(),
            cause,
        })?;
        let (saved, aside) = (salvaged.marks.len(), aside.display());
        Some(format!(
            "the marks were damaged: {saved} could be read, the old file is {aside}"
        ))
    };
    let mut store = Store::open(path)?;
    salvaged.write(&mut store)?;
    Ok(Opened {
        store,
        keeping: Keeping::Now,
        notice,
    })
}

/// Renames `marks.db`, and its log with it, to `marks-damaged-2026-11-22T201500.db`; returns the new path.
fn move_aside(path: &Path) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let time = Zoned::now().strftime("%Y-%m-%dT%H%M%S").to_string();
    let mut candidates = (1..).map(|n: u32| {
        let again = if n == 1 {
            String::new()
        } else {
            format!("-{n}")
        };
        path.with_file_name(format!("{stem}-damaged-{time}{again}.{extension}"))
    });
    let free = candidates.find(|candidate| !candidate.exists());
    let aside = free.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &aside)?;
    for suffix in ["-wal", "-shm"] {
        let (from, to) = (with_suffix(path, suffix), with_suffix(&aside, suffix));
        if from.exists() {
            fs::rename(from, to)?;
        }
    }
    Ok(aside)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
