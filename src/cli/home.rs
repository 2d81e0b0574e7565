//! Paths below the home folder, as users write them.

use std::path::PathBuf;

/// `~/x` is x in the home folder; a shell does it on the command line, and nobody in a file.
pub(super) fn at_home(path: &str) -> PathBuf {
    let rest = path
        .strip_prefix('~')
        .filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match rest.zip(etcetera::home_dir().ok()) {
        Some((rest, home)) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(path),
    }
}
