//! backissue: see the library.

use std::process::ExitCode;

use backissue::{
    cli::{self, Arguments, Job, complete},
    tui,
};

fn main() -> ExitCode {
    if complete::answer() {
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::read();
    let voice = arguments.voice();
    match run(arguments) {
        Ok(code) => code,
        Err(error) => {
            voice.tell(&*error);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Box<dyn std::error::Error>> {
    match arguments.run()? {
        Job::Done(code) => Ok(code),
        Job::Read(options) => {
            if let Some(code) = tui::guard()? {
                return Ok(code);
            }
            let settings = options.settings.clone();
            match tui::run(*options)? {
                Some(onward) => Ok(cli::go_on(&settings, &onward)?),
                None => Ok(ExitCode::SUCCESS),
            }
        }
    }
}
