//! The user's own editor, on a text of ours.

use std::{
    env,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

/// Lets the user edit a text, with `$VISUAL`, else `$EDITOR`, else `vi`, each with arguments of its own but never through a
/// shell. Returns the text as it was saved; the error says in a clause why there is none. The terminal must be free.
pub(super) fn edit(text: &str) -> Result<String, String> {
    let file = write(text).map_err(|error| format!("no file for the editor: {error}"))?;
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

fn run(file: &Path) -> Result<String, String> {
    let (program, words) = command();
    let status = Command::new(&program).args(words).arg(file).status();
    match status {
        Ok(status) if status.success() => fs::read_to_string(file)
            .map_err(|error| format!("the text cannot be read back: {error}")),
        Ok(status) => Err(format!("{program} failed: {status}")),
        Err(error) => Err(format!("cannot start {program}: {error}")),
    }
}

/// A new file that only its owner can read.
fn write(text: &str) -> io::Result<PathBuf> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
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
