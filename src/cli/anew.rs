//! Another archive in the place of the one that was read: the program begins anew, with the same settings. So nothing of one archive
//! is left over for the next.

use std::{
    env,
    ffi::OsString,
    process::{Command, ExitCode},
};

use super::Error;

/// Reads archives by their names, with the settings of this run.
pub fn read_anew(settings: &[OsString], names: &[String]) -> Result<ExitCode, Error> {
    let program = env::current_exe().unwrap_or_else(|_| "backissue".into());
    let mut command = Command::new(program);
    command.arg("read").args(settings).arg("--").args(names);
    let failed = replace(&mut command);
    let why = format!("cannot open {}: {failed}", names.join(", "));
    Err(Error::Usage(why))
}

/// Becomes the other program.
#[cfg(unix)]
fn replace(command: &mut Command) -> std::io::Error {
    use std::os::unix::process::CommandExt as _;
    command.exec()
}

/// Waits for the other program, and ends as it does.
#[cfg(not(unix))]
fn replace(command: &mut Command) -> std::io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or_default()),
        Err(error) => error,
    }
}
