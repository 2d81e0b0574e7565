//! Something else in the place of what was read: the program begins anew, with the same settings. So nothing of one archive is left
//! over for the next.

use std::{
    env,
    ffi::OsString,
    os::unix::process::CommandExt as _,
    process::{Command, ExitCode},
    slice,
};

use super::Error;
use crate::app::Onward;

/// Goes on after the reader, with the settings of this run.
pub fn go_on(settings: &[OsString], onward: &Onward) -> Result<ExitCode, Error> {
    let (command, names) = match onward {
        Onward::Read(names) => ("read", &**names),
        Onward::Add(name) => ("add", slice::from_ref(name)),
    };
    let program = env::current_exe().unwrap_or_else(|_| "backissue".into());
    let mut program = Command::new(program);
    program.arg(command).args(settings).arg("--").args(names);
    // It becomes that program, unless that fails.
    let failed = program.exec();
    let why = format!("cannot {command} {}: {failed}", names.join(", "));
    Err(Error::Usage(why))
}
