//! Paths below the home folder, as users write them.

use std::path::{Path, PathBuf};

/// `~/x` is x in the home folder: shells expand it on the command line, but not in a file.
pub fn at_home(path: &str) -> PathBuf {
    let rest = path
        .strip_prefix('~')
        .filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match rest.zip(etcetera::home_dir().ok()) {
        Some((rest, home)) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(path),
    }
}

/// The path as users write it: in the home folder it begins with `~`.
pub fn below_home(path: &Path) -> String {
    let home = etcetera::home_dir().ok();
    let inside = home.as_ref().and_then(|home| path.strip_prefix(home).ok());
    match inside.and_then(Path::to_str) {
        Some(inside) if !inside.is_empty() => format!("~/{inside}"),
        _ => path.to_string_lossy().into_owned(),
    }
}
