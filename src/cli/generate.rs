//! What packagers want: completions and the man page, from the definition of the command line.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_complete::{Shell, env::Shells};

use super::Arguments;

/// A completion script: a few lines that have the shell ask the program itself, by the variable `COMPLETE`.
pub fn completions(shell: Shell, out: &mut dyn Write) -> io::Result<()> {
    const NAME: &str = "backissue";
    let shells = Shells::builtins();
    let script = shells.completer(&shell.to_string());
    script.map_or(Ok(()), |script| {
        script.write_registration("COMPLETE", NAME, NAME, NAME, &mut &mut *out)
    })
}

/// The manual page, roff.
pub fn man(out: &mut dyn Write) -> io::Result<()> {
    clap_mangen::Man::new(Arguments::command()).render(out)
}
