//! The user's own editor, on a text of ours.

use std::{
    env,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use crate::error::ProgramError;

/// Lets the user edit a text, with `$VISUAL`, else `$EDITOR`, else `vi`, each with arguments of its own but never through a
/// shell. Returns the text as it was saved. The terminal must be free.
pub(super) fn edit(text: &str) -> Result<String, ProgramError> {
    let file = write(text).map_err(ProgramError::NoFile)?;
    let edited = run(&file);
    let _ = fs::remove_file(&file);
    edited
}

/// The user's editor: its program, and arguments of its own.
pub(super) fn command() -> (String, Vec<String>) {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| env::var(name).ok());
    let command = named
        .map(|command| command.trim().to_owned())
        .find(|command| !command.is_empty());
    let command = command.unwrap_or_else(|| "vi".to_owned());
    let mut words = command.split_whitespace().map(str::to_owned);
    (words.next().unwrap_or_default(), words.collect())
}

fn run(file: &Path) -> Result<String, ProgramError> {
    let (program, words) = command();
    let status = Command::new(&program).args(words).arg(file).status();
    ProgramError::check(&program, status)?;
    fs::read_to_string(file).map_err(ProgramError::NotReadBack)
}

/// A new file that only its owner can read.
fn write(text: &str) -> io::Result<PathBuf> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let names = (0..100).map(|n| format!("backissue-memo-{}-{n}.md", std::process::id()));
    let mut refused = io::Error::from(io::ErrorKind::AlreadyExists);
    for path in names.map(|name| env::temp_dir().join(name)) {
        match options.open(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).map(|()| path),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}
