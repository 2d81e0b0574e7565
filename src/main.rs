//! backissue: see the library.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use backissue::{
    cli::{self, Arguments, Job},
    tui,
};
use clap::Parser as _;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            tell(&*error);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    match Arguments::parse().job()? {
        Job::Print(what, paths) => Ok(cli::print(what, &paths)?),
        Job::Read(paths, store) => {
            let options = tui::Options {
                paths,
                store,
                colours: cli::colours(),
                ..tui::Options::default()
            };
            tui::run(options)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Whoever would read it may be gone, as when the terminal was closed.
fn tell(error: &dyn std::error::Error) {
    let _ = writeln!(io::stderr(), "backissue: {error}");
}
