//! One program at a time works on a clone, however many are started.

use std::{
    fs::{self, File, TryLockError},
    io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

/// A lock on a file that is there as long as somebody has it or waits for it; given back when this goes, even by `kill -9`.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Waits for the lock.
    pub fn wait(path: &Path) -> io::Result<Self> {
        loop {
            let file = open(path)?;
            file.lock()?;
            if is_at(&file, path) {
                return Ok(Self::of(file, path));
            }
        }
    }

    /// The lock; `None` if another process holds it.
    pub fn now(path: &Path) -> io::Result<Option<Self>> {
        loop {
            let file = open(path)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => return Ok(Some(Self::of(file, path))),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    fn of(file: File, path: &Path) -> Self {
        let path = path.to_owned();
        Self { file, path }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // It is still held: who waits for it finds the file gone, and makes another.
        if is_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}

/// False if whoever had the lock before has taken the file away meanwhile.
fn is_at(file: &File, path: &Path) -> bool {
    let id = |about: fs::Metadata| (about.dev(), about.ino());
    let there = fs::metadata(path).map(id);
    file.metadata()
        .map(id)
        .is_ok_and(|held| there.is_ok_and(|there| held == there))
}
