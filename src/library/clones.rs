//! The folder of the clones, which are ours: made, removed and brought up to date by backissue alone.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use etcetera::BaseStrategy as _;

use crate::{
    git::{Git, GitError, Lock, Repository, note_dates},
    source,
};

/// Ends the name of a folder that is not whole yet, or no longer.
const PART: &str = ".part";

/// The file whose time is that of the last update of all clones.
const UPDATED: &str = ".updated";
/// The time for which an update lasts.
const DAY: Duration = Duration::from_hours(24);

/// The folder of the clones, each under the name of its archive.
#[derive(Clone, Debug)]
pub struct Clones {
    root: PathBuf,
}

/// A clone that backissue made.
#[derive(Clone, Debug)]
pub struct OwnClone {
    /// The name under which it was made.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The paths that are read.
    pub paths: Vec<PathBuf>,
}

impl Clones {
    /// The user's: `backissue/archives` in `$XDG_DATA_HOME` (`~/.local/share`); `None` without a home.
    pub fn of_user() -> Option<Self> {
        let data = etcetera::choose_base_strategy().ok()?.data_dir();
        let root = data.join("backissue").join("archives");
        Some(Self { root })
    }

    /// The folder of a clone, which need not be there.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The clone that one of these paths lies in.
    pub fn holding(&self, paths: &[PathBuf]) -> Option<OwnClone> {
        let name = paths.iter().find_map(|path| {
            let inside = path.strip_prefix(&self.root).ok()?;
            inside.components().next()?.as_os_str().to_str()
        })?;
        Some(OwnClone {
            name: name.to_owned(),
            folder: self.folder(name),
            paths: paths.to_vec(),
        })
    }

    /// Waits for the lock on the clone of this name.
    pub fn lock(&self, name: &str) -> io::Result<Lock> {
        Lock::wait(&self.lock_file(name))
    }

    /// The lock on the clone of this name; `None` if another process holds it.
    pub fn try_lock(&self, name: &str) -> io::Result<Option<Lock>> {
        Lock::now(&self.lock_file(name))
    }

    fn lock_file(&self, name: &str) -> PathBuf {
        self.root.join(format!(".{name}.lock"))
    }

    fn part(&self, name: &str) -> PathBuf {
        self.root.join(format!(".{name}{PART}"))
    }

    /// Clones a repository under a name, whole or not at all. Its lock must be held.
    pub fn make(
        &self,
        git: Git<'_>,
        address: &str,
        name: &str,
        told: &mut dyn FnMut(&str),
    ) -> Result<PathBuf, GitError> {
        self.sweep();
        let (part, folder) = (self.part(name), self.folder(name));
        // Left behind by a process that was stopped: no other holds the lock.
        remove(&part)?;
        let cloned = Repository::clone_from(git, address, &part, told);
        let moved = cloned.and_then(|_| Ok(fs::rename(&part, &folder)?));
        if let Err(why) = moved {
            let _ = remove(&part);
            return Err(why);
        }
        Ok(folder)
    }

    /// Removes a clone. It is renamed first, so that nobody finds a half of it.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        let part = self.part(name);
        remove(&part)?;
        match fs::rename(self.folder(name), &part) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            moved => moved.and_then(|()| remove(&part)),
        }
    }

    /// Removes the remains of processes that were killed, where no other is at work.
    pub fn sweep(&self) {
        let children = fs::read_dir(&self.root).into_iter().flatten().flatten();
        for child in children {
            let file = child.file_name();
            let name = file
                .to_str()
                .and_then(|name| name.strip_prefix('.')?.strip_suffix(PART));
            if let Some(name) = name
                && let Ok(Some(_lock)) = self.try_lock(name)
            {
                let _ = remove(&child.path());
            }
        }
    }

    /// True if no update of all clones was noted for a day.
    pub fn are_due(&self) -> bool {
        let noted = fs::metadata(self.root.join(UPDATED)).and_then(|file| file.modified());
        let age = noted.ok().and_then(|noted| noted.elapsed().ok());
        self.root.is_dir() && age.is_none_or(|age| age >= DAY)
    }

    /// Notes that all clones were brought up to date now.
    pub fn note_update(&self) {
        let _ = fs::write(self.root.join(UPDATED), "");
    }

    /// Notes when issues came in that have no date of their own, for the repository that holds this folder. Returns how many days
    /// are known.
    pub fn note_dates(git: Git<'_>, folder: &Path, revision: &str) -> Result<usize, GitError> {
        match source::notes_of_dates(folder) {
            Some(notes) => note_dates(git, folder, &notes, revision, &source::is_issue_path),
            None => Ok(0),
        }
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
