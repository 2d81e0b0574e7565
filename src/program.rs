//! Programs that are started for the user: looked for, started apart, and fed. Never through a shell.

use std::{
    env,
    io::{self, Write as _},
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

/// True if the program is there to be started.
pub fn is_installed(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    // A program that is named by its path is not looked for: joining takes that path.
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
        || Path::new(program).is_file()
}

/// Starts a program whose output goes nowhere, in a group of its own: Ctrl-C and the end of the terminal are not for it.
pub fn apart(command: &mut Command) -> io::Result<Child> {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.process_group(0).spawn()
}

/// Hands text to a program that was started with a pipe for it, and waits until it ends.
pub fn feed(mut child: Child, text: &str) -> io::Result<ExitStatus> {
    if let Some(mut input) = child.stdin.take() {
        // A program need not read to the end: `head -1`.
        let _ = input.write_all(text.as_bytes());
    }
    child.wait()
}
