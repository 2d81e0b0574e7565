//! backissue: see the library.

use std::process::ExitCode;

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
    match Arguments::parse().job() {
        Job::Print(what, paths) => Ok(cli::print(what, &paths)?),
        Job::Read(paths) => {
            let options = tui::Options {
                paths,
                colours: cli::colours(),
                ..tui::Options::default()
            };
            tui::run(options)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

#[expect(clippy::print_stderr, reason = "this is where errors are told")]
fn tell(error: &dyn std::error::Error) {
    eprintln!("backissue: {error}");
}
