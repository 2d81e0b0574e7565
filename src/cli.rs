//! The command line: arguments, and the commands that print. One file a command.

mod add;
mod anew;
mod archives;
pub mod check;
mod chosen;
mod columns;
mod command;
pub mod complete;
mod config;
mod door;
mod error;
mod exchange;
pub mod export;
mod generate;
mod ids;
mod list;
mod listing;
mod log;
mod man;
mod mark;
mod marked;
mod new;
mod note;
mod nothing;
mod open;
mod output;
mod progress;
mod remove;
mod run;
pub mod selection;
mod settings;
mod show;
mod stats;
mod tags;
mod update;
mod vocabulary;
mod voice;

use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, IsTerminal as _, Write},
    path::PathBuf,
    process::{self, ExitCode},
};

use clap::{Parser, Subcommand as _};

use crate::{
    config::{Config, FirstScreen, ReaderOptions, Updates},
    query::Query,
    store::{Location, Store},
    ui::theme::Theme,
};
pub use anew::go_on;
use command::Command;
use door::Door;
pub use error::Error;
use log::LogOptions;
use selection::Selection;
use settings::Settings;
use voice::Voice;

/// A terminal reader for newsletter archives.
///
/// Without PATH it opens a small archive of its own that teaches the keys. When standard output is not a terminal, it
/// prints a plain listing instead.
#[derive(Debug, Default, Parser)]
#[command(name = "backissue", version)]
#[command(override_usage = "backissue [OPTIONS] [PATH]...\n       backissue [SETTINGS] <COMMAND>")]
#[command(after_help = "\
Examples:
  backissue ~/newsletters              read a folder of issues
  backissue gdc                        read an archive that the configuration gives this name
  backissue list -q '#redis newer:1y'  one article a line
  backissue ~/newsletters | grep redis

A path that is named like a command is written ./list.
Exit codes: 0 done, 1 nothing found or something to report, 2 wrong use or nothing could be loaded.")]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    selection: Selection,
    /// Open the archive that was read last
    #[arg(long, conflicts_with = "paths")]
    last: bool,
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    log: LogOptions,
}

/// The job that the arguments ask for.
#[derive(Debug)]
pub enum Job {
    /// The reader.
    Read(Box<ReaderOptions>),
    /// Something was printed, and the program ends with this code.
    Done(ExitCode),
}

/// The end of a command that prints.
pub(crate) enum Ended {
    /// All is done.
    Done,
    /// Nothing was found, or something is to report: a sentence about it.
    Nothing(String),
}

/// The context of every command that prints.
pub(crate) struct Session {
    config: Config,
    theme: Theme,
    /// True if output has colours.
    colours: bool,
    /// True if output goes to a terminal.
    terminal: bool,
    voice: Voice,
}

impl Session {
    /// The columns to print text in.
    fn width(&self) -> u16 {
        output::columns().clamp(20, self.config.measure.max(20))
    }
}

impl Arguments {
    /// The arguments of this run. Wrong ones end it with a message that quotes them.
    pub fn read() -> Self {
        let words: Vec<_> = env::args_os().skip(1).collect();
        Self::of_paths(&words).unwrap_or_else(Self::parsed)
    }

    /// The same where there are paths and nothing else: to make a parser for them would take a tenth of the time until the first
    /// frame.
    fn of_paths(words: &[OsString]) -> Option<Self> {
        let is_path = |word: &OsString| {
            let text = word.to_string_lossy();
            let is_command = text == "help" || Command::has_subcommand(&text);
            !text.is_empty() && !text.starts_with('-') && !is_command
        };
        words.iter().all(is_path).then(|| Self {
            selection: Selection::of_paths(words),
            ..Self::default()
        })
    }

    fn parsed() -> Self {
        Self::try_parse().unwrap_or_else(|error| {
            if !error.use_stderr() {
                error.exit();
            }
            let mut out = Door::new(io::stderr());
            let _ = write!(out, "{}", error.render()).and_then(|()| out.flush());
            process::exit(error.exit_code())
        })
    }

    /// The voice that tells errors in this run.
    pub fn voice(&self) -> Voice {
        self.settings.voice()
    }

    /// Does the job, except for reading: that needs a terminal to draw on. Without one, the same arguments print a listing.
    pub fn run(self) -> Result<Job, Error> {
        self.check()?;
        self.log.start()?;
        let this = self.with_last()?;
        match this.command {
            None | Some(Command::Read(_)) if can_draw() => this.reading(),
            Some(Command::Add(ref add)) if add.browses() && can_draw() => this.browsing(),
            _ => Ok(Job::Done(this.print()?)),
        }
    }

    /// Refuses options of the reader before a command, which has its own.
    fn check(&self) -> Result<(), Error> {
        if self.command.is_some() && (self.last || !self.selection.is_empty()) {
            let what =
                "of the options, only settings stand before a command: write the others after it";
            return Err(Error::Usage(what.to_owned()));
        }
        Ok(())
    }

    /// With `--last`, its paths.
    fn with_last(mut self) -> Result<Self, Error> {
        if self.last {
            self.selection.paths = last(&self.settings.store())?;
        }
        Ok(self)
    }

    fn reading(self) -> Result<Job, Error> {
        let selection = match self.command {
            Some(Command::Read(selection)) => selection,
            _ => self.selection,
        };
        let config = self.settings.load()?;
        let first = if selection.is_empty() && is_library(&config) {
            FirstScreen::Library
        } else {
            FirstScreen::Archive
        };
        let themes = self
            .settings
            .themes(&config.theme, self.settings.colours(true))?;
        vocabulary::install(&config, &selection.paths)?;
        let named = vocabulary::named(&config, &selection.paths);
        let load = selection.options(&config);
        let query = Query::parse(selection.query.as_deref().unwrap_or_default())?;
        let paths = selection::paths(&config, &selection.paths);
        Selection::check(&paths, &config)?;
        Ok(Job::Read(Box::new(ReaderOptions {
            paths,
            load,
            query,
            config,
            themes,
            store: self.settings.store(),
            named,
            config_file: self.settings.file(),
            settings: self.settings.words(),
            first,
        })))
    }

    /// The catalogue on the screen.
    fn browsing(self) -> Result<Job, Error> {
        let config = self.settings.load()?;
        let themes = self
            .settings
            .themes(&config.theme, self.settings.colours(true))?;
        Ok(Job::Read(Box::new(ReaderOptions {
            config: Config {
                update: Updates::Off,
                ..config
            },
            themes,
            settings: self.settings.words(),
            first: FirstScreen::Catalogue,
            ..ReaderOptions::default()
        })))
    }

    /// Runs a command that prints. A reader of the output that went away early is no error.
    fn print(self) -> Result<ExitCode, Error> {
        let stdout = BufWriter::new(io::stdout().lock());
        let styled = self.settings.colours(io::stdout().is_terminal())
            && self.command.as_ref().is_none_or(Command::has_styles);
        let mut out: Box<dyn Write> = match &self.command {
            Some(Command::Export(export)) if export.is_binary() => Box::new(stdout),
            _ if styled => Box::new(Door::styled(stdout)),
            _ => Box::new(Door::new(stdout)),
        };
        let voice = self.voice();
        let printed = self.write(&mut out);
        match printed.and_then(|outcome| Ok(out.flush().map(|()| outcome)?)) {
            Ok(Ended::Nothing(why)) => {
                voice.say(&why);
                Ok(ExitCode::FAILURE)
            }
            Err(Error::Write(error)) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::Write(error))
            }
            Ok(Ended::Done) | Err(Error::Write(_)) => Ok(ExitCode::SUCCESS),
            Err(error) => Err(error),
        }
    }

    fn write(self, out: &mut dyn Write) -> Result<Ended, Error> {
        match &self.command {
            Some(Command::Config(command)) => return command.run(&self.settings, out),
            Some(Command::Completions { shell }) => generate::completions(*shell, out)?,
            Some(Command::Man) => man::write(out)?,
            Some(Command::Add(add)) => return add.run(&self.settings, out),
            Some(Command::Update(update)) => return update.run(&self.settings, out),
            Some(Command::Remove(remove)) => return remove.run(&self.settings, out),
            Some(Command::Marks(marks)) => return marks.run(&self.settings, out),
            _ => return self.write_articles(out),
        }
        Ok(Ended::Done)
    }

    fn write_articles(&self, out: &mut dyn Write) -> Result<Ended, Error> {
        let session = self.session()?;
        match &self.command {
            Some(Command::List(list)) => list.run(&session, out),
            Some(Command::Show(show)) => show.run(&session, out),
            Some(Command::Open(open)) => open.run(&session, &self.settings.store(), out),
            Some(Command::Run(run)) => run.run(&session),
            Some(Command::Tags(tags)) => tags.run(&session, out),
            Some(Command::Stats(stats)) => stats.run(&session, out),
            Some(Command::New(new)) => new.run(&session, out),
            Some(Command::Archives(archives)) => {
                archives.run(&session, &self.settings.store(), out)
            }
            None if self.selection.is_empty() && is_library(&session.config) => {
                archives::table(&session, &self.settings.store(), out)
            }
            Some(Command::Mark(mark)) => mark.run(&session, &self.settings.store(), out),
            Some(Command::Export(export)) => export.run(&session, out),
            Some(Command::Check(check)) => check.run(&session, out),
            Some(Command::Read(selection)) => listing(&session, selection, out),
            _ => listing(&session, &self.selection, out),
        }
    }

    fn session(&self) -> Result<Session, Error> {
        let config = self.settings.load()?;
        let terminal = io::stdout().is_terminal();
        let colours = self.settings.colours(terminal);
        let theme = self.settings.theme(&config.theme, colours)?;
        Ok(Session {
            config,
            theme,
            colours,
            terminal,
            voice: self.voice(),
        })
    }
}

/// True if there are archives to choose from, and none is the usual one.
fn is_library(config: &Config) -> bool {
    !config.archives.is_empty() && config.default_archive().is_none()
}

fn listing(session: &Session, selection: &Selection, out: &mut dyn Write) -> Result<Ended, Error> {
    let selected = selection.run(session)?;
    listing::write(&selected, &mut &mut *out)?;
    Ok(nothing::outcome_of_issues(&selected))
}

/// The paths of the archive that was read last.
fn last(store: &Location) -> Result<Vec<PathBuf>, Error> {
    let path = store.path().filter(|path| path.exists());
    Store::open(path.ok_or(Error::NoLast)?)?
        .last()?
        .ok_or(Error::NoLast)
}

fn can_draw() -> bool {
    io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn of_paths(words: &[&str]) -> Option<Arguments> {
        let words: Vec<_> = words.iter().map(OsString::from).collect();
        Arguments::of_paths(&words)
    }

    #[test]
    fn paths_alone_are_the_arguments_that_the_parser_makes_of_them() {
        for words in [&[][..], &["/lamps"], &["gdc", "./list", "a b", "등대"]] {
            let parsed = Arguments::try_parse_from(["backissue"].iter().chain(words)).unwrap();
            let plain = of_paths(words).unwrap();
            assert_eq!(format!("{plain:?}"), format!("{parsed:?}"));
        }
    }

    #[test]
    fn options_and_commands_are_left_to_the_parser() {
        let commands = Arguments::command();
        let commands = commands.get_subcommands().map(clap::Command::get_name);
        for word in commands.chain(["help", "-q", "--last", "-", "--", ""]) {
            assert!(of_paths(&["lamps", word]).is_none(), "{word:?}");
        }
    }
}
