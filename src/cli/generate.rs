//! Completions for packagers, from the definition of the command line.

use std::io::{self, Write};

use clap_complete::{Shell, env::Shells};

/// A completion script: a few lines that have the shell ask the program itself, by the variable `COMPLETE`.
pub fn completions(shell: Shell, out: &mut dyn Write) -> io::Result<()> {
    const NAME: &str = "backissue";
    let shells = Shells::builtins();
    let script = shells.completer(&shell.to_string());
    script.map_or(Ok(()), |script| {
        script.write_registration("COMPLETE", NAME, NAME, NAME, &mut &mut *out)
    })
}
