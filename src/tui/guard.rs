//! A limit on memory (`ulimit -v`, `ulimit -d`). Who runs into it is aborted on the spot, and can give nothing back. So where there
//! is one, another process is the reader; this one waits for it, and puts the terminal right if it dies.

use std::{
    env, io,
    process::{Command, ExitCode},
    thread,
};

use rustix::{
    process::{Pid, Resource, Signal, WaitOptions, WaitStatus, getrlimit, kill_process, waitpid},
    stdio::stdin,
    termios::{OptionalActions, Termios, tcgetattr, tcsetattr},
};
use signal_hook::{
    consts::{SIGABRT, SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use super::{Error, screen, signals};

/// Set for the process that is the reader.
const GUARDED: &str = "BACKISSUE_GUARDED";

/// Runs the reader in a process of its own and returns its exit code; `None` where this process is to be the reader.
pub fn guard() -> Result<Option<ExitCode>, Error> {
    let (Some(limit), Ok(found)) = (limit(), tcgetattr(stdin())) else {
        return Ok(None);
    };
    // Before the reader takes the terminal: what ends this process until then would leave it as it is.
    let signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let Ok(reader) = start() else {
        return Ok(None);
    };
    pass_on(signals, reader);
    let status = wait_for(reader)?;
    if let Some(code) = status.exit_status() {
        return Ok(Some(ExitCode::from(code.try_into().unwrap_or(u8::MAX))));
    }
    give_back(&found);
    Err(match status.terminating_signal() {
        Some(SIGABRT) => Error::Memory(limit >> 20),
        signal => Error::Killed(signal.unwrap_or_default()),
    })
}

/// The limit in bytes, unless somebody watches already.
fn limit() -> Option<u64> {
    if env::var_os(GUARDED).is_some() {
        return None;
    }
    let limits = [Resource::As, Resource::Data].map(|resource| getrlimit(resource).current);
    limits.into_iter().flatten().min()
}

fn start() -> io::Result<Pid> {
    let mut reader = Command::new(env::current_exe()?);
    reader.args(env::args_os().skip(1)).env(GUARDED, "1");
    Ok(Pid::from_child(&reader.spawn()?))
}

/// Passes on what ends the reader and comes to this process.
fn pass_on(mut signals: Signals, reader: Pid) {
    thread::spawn(move || {
        for signal in signals.forever().filter_map(Signal::from_named_raw) {
            let _ = kill_process(reader, signal);
        }
    });
}

/// Stops when the reader stops, and goes on with it, so that a shell sees one program.
fn wait_for(reader: Pid) -> io::Result<WaitStatus> {
    loop {
        match waitpid(Some(reader), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => {
                signals::stop()?;
                kill_process(reader, Signal::CONT)?;
            }
            Ok(Some((_, status))) => return Ok(status),
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// The reader took the terminal and left it so.
fn give_back(found: &Termios) {
    screen::restore();
    let _ = tcsetattr(stdin(), OptionalActions::Now, found);
}
