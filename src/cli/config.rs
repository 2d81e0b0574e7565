//! `config`: the file of settings.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use super::{Arguments, Ended, Error, settings::Settings};
use clap::CommandFactory as _;

use crate::{
    app::{action::ACTIONS, help, keymap::KeyContext},
    config::{Config, annotated, oddities},
    library::at_home,
    program,
};

/// Write, check and show the configuration
#[derive(Debug, clap::Subcommand)]
#[command(after_help = "\
Examples:
  backissue config init
  backissue config show --set theme=dark")]
pub enum ConfigCommand {
    /// Write a file with every setting explained and commented out
    Init,
    /// Print where the file is, or would be
    Path,
    /// Report the errors of the file, with line and column
    Check,
    /// Print the settings that hold now, as a file
    Show,
    /// Print every action with its keys
    Keys,
}

impl ConfigCommand {
    pub(super) fn run(&self, settings: &Settings, out: &mut dyn Write) -> Result<Ended, Error> {
        match self {
            Self::Init => init(settings, out)?,
            Self::Path => writeln!(out, "{}", path(settings)?.display())?,
            Self::Check => return check(settings, out),
            Self::Show => write!(out, "{}", annotated(&settings.load()?))?,
            Self::Keys => keys(&settings.load()?, out)?,
        }
        Ok(Ended::Done)
    }
}

fn path(settings: &Settings) -> Result<PathBuf, Error> {
    let none = || Error::Usage("there is no home folder: say --config FILE".to_owned());
    settings.file().ok_or_else(none)
}

/// Tells what is wrong, which stops every command, then what is odd, which stops none.
fn check(settings: &Settings, out: &mut dyn Write) -> Result<Ended, Error> {
    settings.load()?;
    let path = path(settings)?;
    let text = fs::read_to_string(&path).unwrap_or_default();
    let commands = Arguments::command();
    let commands: Vec<_> = commands
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let exists = |path: &str| at_home(path).exists();
    let odd = oddities(&text, &commands, &exists, &program::is_installed);
    for problem in &odd {
        writeln!(out, "{}:{problem}", path.display())?;
    }
    if odd.is_empty() {
        writeln!(out, "{}: no problems", path.display())?;
        return Ok(Ended::Done);
    }
    Ok(Ended::Nothing(format!(
        "problems in {}: {}",
        path.display(),
        odd.len()
    )))
}

/// Never overwrites a file.
fn init(settings: &Settings, out: &mut dyn Write) -> Result<(), Error> {
    let path = path(settings)?;
    let shown = path.display();
    let cannot = |error: io::Error| {
        Error::Usage(match error.kind() {
            io::ErrorKind::AlreadyExists => format!(
                "{shown} is there already: change it, or move it away to have a new one written"
            ),
            _ => format!("cannot write {shown}: {error}"),
        })
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let mut file = fs::File::create_new(&path).map_err(cannot)?;
    let written = file.write_all(annotated(&Config::default()).as_bytes());
    if let Err(error) = written.and_then(|()| file.sync_all()) {
        // Half a file would be in the way of the next try.
        let _ = fs::remove_file(&path);
        return Err(cannot(error));
    }
    writeln!(out, "wrote {}", path.display())?;
    Ok(())
}

/// Every action by name, in the order of the help, with its keys in the panes and the picker; then the user's own commands.
fn keys(config: &Config, out: &mut dyn Write) -> Result<(), Error> {
    for (name, action, what) in ACTIONS {
        let places = KeyContext::ALL.iter();
        let rows = places.flat_map(|place| config.keymap.rows_of(*place));
        let rows = rows.filter(|row| row.action.name() == action.name());
        let mut keys: Vec<String> = Vec::new();
        for key in rows.flat_map(|row| &row.on) {
            let key = help::shown(key);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        writeln!(out, "{name:<18} {:<22} {what}", keys.join(" "))?;
    }
    for command in config.keymap.commands() {
        let keys: Vec<_> = command.keys.iter().map(|key| help::shown(key)).collect();
        let (name, keys) = (&command.name, keys.join(" "));
        let words = command.words.written().join(" ");
        writeln!(out, "{name:<18} {keys:<22} run {words}")?;
    }
    Ok(())
}
