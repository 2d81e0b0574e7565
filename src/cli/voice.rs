//! Messages on standard error: reasons for failures and empty results, and parts left out.

use std::{
    error::Error,
    io::{self, Write as _},
};

use super::door::Door;

/// The voice of a run, silent on request.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// True if nothing is to be told.
    pub quiet: bool,
}

impl Voice {
    /// Tells an error, as a sentence.
    pub fn tell(self, error: &dyn Error) {
        tracing::error!("{error}");
        self.say(&error.to_string());
    }

    /// Tells something. Nobody may be there to read it, as when the terminal was closed.
    pub fn say(self, sentence: &str) {
        if !self.quiet {
            let mut out = Door::new(io::stderr());
            let _ = writeln!(out, "backissue: {sentence}").and_then(|()| out.flush());
        }
    }
}
