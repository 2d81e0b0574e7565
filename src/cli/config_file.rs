//! Changes to the configuration file that commands make for the user: the whole file or nothing, and nobody's comments are lost.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{Error, settings::Settings};
use crate::library::Clones;

/// Changes the file's text.
pub(super) fn edit<E: std::fmt::Display>(
    settings: &Settings,
    change: impl FnOnce(&str) -> Result<String, E>,
) -> Result<PathBuf, Error> {
    let none = || Error::Usage("there is no home folder: say --config FILE".to_owned());
    let named = settings.file().ok_or_else(none)?;
    // A link to a file elsewhere stays one.
    let path = fs::canonicalize(&named).unwrap_or(named);
    let cannot = |why: &dyn std::fmt::Display| {
        Error::Usage(format!("cannot write {}: {why}", path.display()))
    };
    // Two programs at once lose nothing: the second one reads what the first one wrote.
    let lock = Clones::of_user().map(|clones| clones.lock("config.toml"));
    let _lock = lock.transpose().map_err(|why| cannot(&why))?;
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text.map_err(|why| cannot(&why))?,
    };
    let text = change(&text).map_err(|why| cannot(&why))?;
    replace(&path, &text).map_err(|why| cannot(&why))?;
    Ok(path)
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("toml.part");
    let written = fs::File::create(&part).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        if let Ok(about) = fs::metadata(path) {
            file.set_permissions(about.permissions())?;
        }
        file.sync_all()
    });
    let replaced = written.and_then(|()| fs::rename(&part, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&part);
    }
    replaced
}
