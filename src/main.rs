//! backissue: see the library.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use clap::Parser as _;

use backissue::{
    cli::{Arguments, Job, complete},
    tui,
};

fn main() -> ExitCode {
    if complete::answer() {
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(code) => code,
        Err(error) => {
            tell(&*error);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    match Arguments::parse().run()? {
        Job::Done(code) => Ok(code),
        Job::Read(reading) => {
            tui::run(tui::Options {
                paths: reading.paths,
                load: reading.load,
                query: reading.query,
                config: reading.config,
                themes: reading.themes,
                store: reading.store,
            })?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Whoever would read it may be gone, as when the terminal was closed.
fn tell(error: &dyn std::error::Error) {
    tracing::error!("{error}");
    let _ = writeln!(io::stderr(), "backissue: {error}");
}
