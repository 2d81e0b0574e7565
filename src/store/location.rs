//! The place of the database on this machine.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;

/// Names the file of marks, or a folder for it.
const VARIABLE: &str = "BACKISSUE_STATE";
const FILE: &str = "marks.db";

/// Where marks are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Location {
    /// In this file.
    File(PathBuf),
    /// Nowhere: they end with the program.
    #[default]
    Memory,
}

impl Location {
    /// The place for this user: what `BACKISSUE_STATE` names, else `backissue/marks.db` in `$XDG_STATE_HOME`
    /// (`~/.local/state`), or in the roaming application data on Windows. Memory if there is no home.
    pub fn of_user() -> Self {
        Self::from_variable(std::env::var_os(VARIABLE)).unwrap_or_else(Self::of_platform)
    }

    /// The file that outlasts the program, if there is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Memory => None,
        }
    }

    fn from_variable(value: Option<OsString>) -> Option<Self> {
        let path = PathBuf::from(value.filter(|value| !value.is_empty())?);
        Some(Self::File(if path.is_dir() {
            path.join(FILE)
        } else {
            path
        }))
    }

    fn of_platform() -> Self {
        let folder = etcetera::choose_base_strategy()
            .ok()
            .map(|base| base.state_dir().unwrap_or_else(|| base.data_dir()));
        folder.map_or(Self::Memory, |folder| {
            Self::File(folder.join("backissue").join(FILE))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_names_a_file_or_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let of = |path: &Path| Location::from_variable(Some(path.into()));
        let file = folder.path().join("my.db");
        assert_eq!(of(&file), Some(Location::File(file)));
        let inside = folder.path().join("marks.db");
        assert_eq!(of(folder.path()), Some(Location::File(inside)));
        assert_eq!(Location::from_variable(Some("".into())), None);
    }
}
