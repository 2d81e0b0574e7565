//! Programs that get the terminal for a while: an editor, a command that reads the article.

use std::{
    ffi::OsStr,
    io::{self, BufRead as _, Write as _},
    path::{self, Path},
    process::{Command, ExitStatus, Stdio},
    sync::mpsc::Sender,
    thread,
};

use super::{editor, events::Event};
use crate::{
    app::{
        Message,
        message::{FilePlace, Pipe},
    },
    command::{CommandRun, StartedRun},
    error::ProgramError,
    program,
};

/// Editors that take `+LINE` before the file; the rest get the file alone.
const TAKE_LINE: [&str; 12] = [
    "vi",
    "vim",
    "nvim",
    "nano",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "ne",
    "mg",
    "jed",
];

/// Runs the editor on the file.
pub(super) fn edit(edit: &FilePlace) -> Result<(), ProgramError> {
    let (program, words) = editor::command();
    let mut command = Command::new(&program);
    command.args(words).args(place(&program, edit));
    ProgramError::check(&program, command.status())
}

fn place(program: &str, edit: &FilePlace) -> Vec<std::ffi::OsString> {
    let name = Path::new(program)
        .file_name()
        .and_then(OsStr::to_str)
        .unwrap_or(program);
    // A name that begins with `+` or `-` would be an order to some editors.
    let file = path::absolute(&edit.file).unwrap_or_else(|_| edit.file.clone());
    let file = file.into_os_string();
    match name {
        "hx" | "helix" => {
            let mut at = file;
            at.push(format!(":{}", edit.line));
            vec![at]
        }
        "code" | "codium" => {
            let mut at = file;
            at.push(format!(":{}", edit.line));
            vec!["--wait".into(), "--goto".into(), at]
        }
        _ if TAKE_LINE.contains(&name) => vec![format!("+{}", edit.line).into(), file],
        _ => vec![file],
    }
}

/// Runs the command by the user's shell, as the user typed it, with the article as its input; then waits for Enter, so that
/// what it printed can be read.
pub(super) fn pipe(pipe: &Pipe) -> Result<(), ProgramError> {
    let result = ProgramError::check(&pipe.command, feed(pipe));
    wait_for_enter();
    result
}

fn wait_for_enter() {
    let mut out = io::stdout();
    let _ = write!(out, "\n[Enter: back to backissue] ").and_then(|()| out.flush());
    let _ = io::stdin().lock().read_line(&mut String::new());
}

/// Runs a command of the user's own on this terminal, all of its runs; returns the first failure. Where the command says so,
/// what it printed stays until Enter.
pub(super) fn run_on_terminal(runs: &[CommandRun]) -> Result<(), ProgramError> {
    let ends: Vec<_> = runs.iter().map(CommandRun::run_here).collect();
    if runs.iter().any(|run| run.wait) {
        wait_for_enter();
    }
    ends.into_iter().collect()
}

/// Starts a command of the user's own apart from this terminal, and tells the end of its runs. What is waited for runs one
/// after another, all others at once.
pub(super) fn run_apart(runs: Vec<CommandRun>, sender: &Sender<Event>) {
    let Some(first) = runs.first() else { return };
    let (name, wait) = (first.name.clone(), first.wait);
    let tell = sender.clone();
    let tell = move |name: &str, result| {
        let _ = tell.send(Event::Message(Message::Ran(name.to_owned(), result)));
    };
    if wait {
        thread::spawn(move || {
            let ends = runs.iter().map(|run| run.start_apart()?.end());
            let ends: Vec<_> = ends.collect();
            let result: Result<(), _> = ends.into_iter().collect();
            tell(&name, result.map(|()| true));
        });
        return;
    }
    for run in runs {
        let (started, tell) = (run.start_apart(), tell.clone());
        thread::spawn(move || {
            let result = started.and_then(StartedRun::end);
            tell(&run.name, result.map(|()| false));
        });
    }
}

fn feed(pipe: &Pipe) -> io::Result<ExitStatus> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(&pipe.command).stdin(Stdio::piped());
    program::feed(shell.spawn()?, &pipe.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_get_the_line_in_their_own_way() {
        let edit = FilePlace {
            file: "/fog/a b.md".into(),
            line: 7,
        };
        let table = [
            ("/usr/bin/vim", vec!["+7", "/fog/a b.md"]),
            ("hx", vec!["/fog/a b.md:7"]),
            ("code", vec!["--wait", "--goto", "/fog/a b.md:7"]),
            ("gedit", vec!["/fog/a b.md"]),
            ("vi", vec!["+7", "/fog/a b.md"]),
        ];
        for (program, want) in table {
            assert_eq!(place(program, &edit), want, "{program}");
        }
    }

    #[test]
    fn a_file_is_never_an_order_to_its_editor() {
        for name in ["+!touch x;.md", "-c quit.md"] {
            let edit = FilePlace {
                file: name.into(),
                line: 1,
            };
            let here = std::env::current_dir().unwrap();
            for program in ["vi", "nano", "gedit", "hx", "code"] {
                let words = place(program, &edit);
                let file = words.last().unwrap().to_string_lossy();
                assert!(
                    file.starts_with(&*here.to_string_lossy()),
                    "{program}: {file}"
                );
            }
        }
    }
}
