//! `remove`: an archive loses its name, and its clone goes.

use std::io::{self, BufRead as _, IsTerminal as _, Write};

use super::{Ended, Error, door::Door, settings::Settings};
use crate::{
    config::without_archive,
    library::{Clones, at_home},
};

/// Remove an archive and its clone; its marks are kept
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Files of your own stay where they are: only what `add` cloned is deleted.

Examples:
  backissue remove twir"
)]
pub struct Remove {
    /// The name of the archive
    name: String,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

impl Remove {
    pub(super) fn run(&self, settings: &Settings, out: &mut dyn Write) -> Result<Ended, Error> {
        let (config, name) = (settings.load()?, &self.name);
        let named = config.archives.iter().find(|archive| archive.name == *name);
        let named = named.ok_or_else(|| Error::Usage(format!("no archive is called {name}")))?;
        let paths: Vec<_> = named.paths.iter().map(|path| at_home(path)).collect();
        let clones = Clones::of_user();
        let clone = clones.as_ref().and_then(|clones| clones.holding(&paths));
        let what = clone.as_ref().map_or("", |_| " and its clone");
        if !self.yes && !confirmed(&format!("remove {name}{what}? its marks are kept [y/N] "))? {
            return Ok(Ended::Nothing(format!("{name} stays: say yes, or --yes")));
        }
        settings.edit(|text| without_archive(text, name))?;
        if let (Some(clones), Some(clone)) = (clones, clone) {
            let removed = clones
                .lock(&clone.name)
                .and_then(|_lock| clones.remove(&clone.name));
            removed.map_err(|why| {
                Error::Usage(format!("cannot remove {}: {why}", clone.folder.display()))
            })?;
        }
        writeln!(out, "removed {name}{what}")?;
        Ok(Ended::Done)
    }
}

fn confirmed(question: &str) -> Result<bool, Error> {
    if !io::stdin().is_terminal() {
        return Err(Error::Usage(
            "there is no terminal to ask on: say --yes".to_owned(),
        ));
    }
    let mut out = Door::new(io::stderr());
    write!(out, "{question}")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("y"))
}
