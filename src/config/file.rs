//! Changes to the file that commands make for the user: the whole file or nothing, and nobody's comments are lost.

use std::{
    fmt, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::library::Clones;

/// Changes the text of the file. An error is a sentence.
pub fn edit_file<E: fmt::Display>(
    path: &Path,
    change: impl FnOnce(&str) -> Result<String, E>,
) -> Result<(), String> {
    // A link to a file elsewhere stays one.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    try_edit(&path, change).map_err(|why| format!("cannot write {}: {why}", path.display()))
}

fn try_edit<E: fmt::Display>(
    path: &Path,
    change: impl FnOnce(&str) -> Result<String, E>,
) -> Result<(), String> {
    // Two programs at once lose nothing: the second one reads what the first one wrote.
    let lock = Clones::of_user().map(|clones| clones.lock("config.toml"));
    let _lock = lock.transpose().map_err(|why| why.to_string())?;
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text.map_err(|why| why.to_string())?,
    };
    let text = change(&text).map_err(|why| why.to_string())?;
    replace(path, &text).map_err(|why| why.to_string())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let part: PathBuf = path.with_extension("toml.part");
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
