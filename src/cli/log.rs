//! The log file, on request: loads, searches, actions and failures. Without one, nothing is started.

use std::{
    env,
    fs::{File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::ValueEnum;
use tracing::level_filters::LevelFilter;

use super::Error;
use crate::text::clean;

/// Names the file, and how much goes into it, where no option does.
const FILE: &str = "BACKISSUE_LOG";
const LEVEL: &str = "BACKISSUE_LOG_LEVEL";

/// Options of every command.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct LogOptions {
    /// Write to the end of this file what happens; also BACKISSUE_LOG
    #[arg(long, value_name = "FILE", global = true, help_heading = "Settings")]
    log: Option<PathBuf>,
    /// Level of detail in the log [default: info]; also BACKISSUE_LOG_LEVEL
    #[arg(
        long,
        value_name = "LEVEL",
        global = true,
        help_heading = "Settings",
        hide_possible_values = true,
        long_help = "How much goes into the log: error, warn, info (what was loaded, searched, changed) or debug (each effect, \
                     and what is odd in the archive) [default: info]; also BACKISSUE_LOG_LEVEL"
    )]
    log_level: Option<Level>,
}

/// The detail of the log: each level includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

impl LogOptions {
    /// Starts the log, if one is asked for.
    pub(super) fn start(&self) -> Result<(), Error> {
        let named = || variable(FILE).map(PathBuf::from);
        let Some(path) = self.log.clone().or_else(named) else {
            return Ok(());
        };
        let level = self.level()?;
        let file = open(&path).map_err(|error| {
            Error::Usage(format!("cannot write the log {}: {error}", path.display()))
        })?;
        start(file, level);
        Ok(())
    }

    fn level(&self) -> Result<Level, Error> {
        let written = variable(LEVEL).filter(|_| self.log_level.is_none());
        let Some(written) = written else {
            return Ok(self.log_level.unwrap_or(Level::Info));
        };
        Level::from_str(&written, false).map_err(|_| {
            Error::Usage(format!(
                "{LEVEL}={written}: write error, warn, info or debug"
            ))
        })
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Opened for appending: two windows may share a log. Only its owner may read it, as it tells the owner's reading.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true).mode(0o600);
    options.open(path)
}

fn start(file: File, level: Level) {
    let file = Arc::new(file);
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::from(level))
        .with_ansi(false)
        .with_target(false)
        .with_writer(move || LogLines(Arc::clone(&file)))
        .finish();
    // Another can only stand where the library is used by another program, which then has a log of its own.
    let _ = tracing::subscriber::set_global_default(subscriber);
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        arguments = ?env::args_os().skip(1).collect::<Vec<_>>(),
        term = ?variable("TERM"),
        "started"
    );
}

impl From<Level> for LevelFilter {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::ERROR,
            Level::Warn => Self::WARN,
            Level::Info => Self::INFO,
            Level::Debug => Self::DEBUG,
        }
    }
}

/// Writes each event, which comes whole, as one clean line: an archive's text must not act on a terminal that shows the log.
struct LogLines(Arc<File>);

impl Write for LogLines {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(event);
        let line = format!("{}\n", clean::line(text.trim_end_matches('\n')));
        // A log that cannot be written is no reason to write over the screen.
        let _ = (&*self.0).write_all(line.as_bytes());
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_clean_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        for _ in 0..2 {
            let mut lines = LogLines(Arc::new(open(&path).unwrap()));
            let event = "INFO loaded title=a\u{1b}[31mred\r\n\u{202e}b\n";
            lines.write_all(event.as_bytes()).unwrap();
        }
        let line = "INFO loaded title=ared b\n";
        assert_eq!(std::fs::read_to_string(path).unwrap(), line.repeat(2));
    }
}
