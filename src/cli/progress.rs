//! The progress of git, on a line of the terminal that is written over; and the signals that stop it.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::{Arc, atomic::AtomicBool},
};

use crate::{
    git::Asking,
    text::{Ruler, clean},
};

/// The columns that are written over.
const COLUMNS: usize = 78;

/// A line of standard error, if that is a terminal.
pub(super) struct ProgressLine {
    terminal: bool,
    name: String,
}

impl ProgressLine {
    /// A line that begins with a name.
    pub fn new(name: &str) -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
            name: name.to_owned(),
        }
    }

    /// Shows this.
    pub fn show(&self, text: &str) {
        let line = format!("{}: {}", self.name, clean::line(text));
        self.put(&Ruler::default().truncate(&line, COLUMNS));
    }

    /// Takes the line away.
    pub fn clear(&self) {
        self.put("");
    }

    fn put(&self, line: &str) {
        if self.terminal {
            let mut out = io::stderr().lock();
            let _ = write!(out, "\r\x1b[2K{line}").and_then(|()| out.flush());
        }
    }
}

/// True if git may ask for a password: at a terminal.
pub(super) fn asking() -> Asking {
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        Asking::User
    } else {
        Asking::Nobody
    }
}

/// Becomes true when a signal asks the program to end, after removing unfinished work.
pub(super) fn stop() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [
        signal_hook::consts::SIGINT,
        signal_hook::consts::SIGTERM,
        signal_hook::consts::SIGHUP,
    ] {
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}
