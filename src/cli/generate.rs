//! What packagers want: completions and the man page, from the definition of the command line.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Arguments;

/// A completion script.
pub fn completions(shell: Shell, out: &mut dyn Write) {
    clap_complete::generate(
        shell,
        &mut Arguments::command(),
        "backissue",
        &mut &mut *out,
    );
}

/// The manual page, roff.
pub fn man(out: &mut dyn Write) -> io::Result<()> {
    clap_mangen::Man::new(Arguments::command()).render(out)
}
