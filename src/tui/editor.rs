//! The user's own editor, on a memo.

use std::{env, os::unix::process::ExitStatusExt as _, process::Command};

use crate::{error::ProgramError, store::MemoDraft, text::words};

/// Lets the user write a memo, with `$VISUAL`, else `$EDITOR`, else `vi`, each with arguments of its own but never through a
/// shell. Returns the text as it was saved; `None` if that is nothing new. The terminal must be free.
///
/// Text that an editor saved before it was killed counts. Where an editor fails, or saves no text, the draft waits.
pub(super) fn edit(draft: &MemoDraft) -> Result<Option<String>, ProgramError> {
    let (program, words) = command();
    let status = Command::new(&program)
        .args(words)
        .arg(draft.path())
        .status();
    let was_killed = matches!(&status, Ok(status) if status.signal().is_some());
    let ended = ProgramError::check(&program, status);
    let text = draft.read().map_err(ProgramError::NotReadBack)?;
    match ended {
        Err(_) if was_killed && text.is_some() => Ok(text),
        Err(why) if text.is_some() => Err(ProgramError::Waiting(Box::new(why))),
        ended => ended.map(|()| text),
    }
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
    let mut words = words(&command).into_iter();
    (words.next().unwrap_or_default(), words.collect())
}
