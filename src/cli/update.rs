//! `update`: clones are brought up to date, all at once.

use std::{io::Write, thread};

use serde::Serialize;

use super::{
    Ended, Error, note,
    output::OutputFormat,
    progress::{self, ProgressLine},
    settings::Settings,
};
use crate::{
    config::{Config, NamedArchive},
    git::Git,
    json,
    library::{Clones, Gain, GainError, OwnClone, at_home},
    store::Location,
};

/// Bring clones up to date, and list the new issues
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit code 1 if any could not be brought up to date.

Examples:
  backissue update
  backissue update --json twir")]
pub struct Update {
    /// The names of archives; none for all that `add` cloned
    names: Vec<String>,
    #[command(flatten)]
    format: OutputFormat,
}

/// The outcome for an archive, as JSON.
#[derive(Serialize)]
struct UpdateJson<'a> {
    name: &'a str,
    issues: usize,
    articles: usize,
    /// True if the repository's history was written anew.
    rewritten: bool,
    error: Option<String>,
}

/// An archive, and what came of its update.
struct Outcome {
    name: String,
    result: Result<Gain, GainError>,
}

impl Update {
    pub(super) fn run(&self, settings: &Settings, out: &mut dyn Write) -> Result<Ended, Error> {
        let config = settings.load()?;
        let none = || Error::Usage("there is no home folder to keep clones in".to_owned());
        let clones = Clones::of_user().ok_or_else(none)?;
        let targets = self.targets(&config, &clones)?;
        let stop = progress::stop();
        let (git, store) = (Git::new(progress::asking(), &stop), settings.store());
        let outcomes = thread::scope(|scope| {
            let spawn = |(name, clone): (String, OwnClone)| {
                let (clones, store) = (&clones, &store);
                scope.spawn(move || Outcome {
                    result: fetch(git, clones, store, &name, &clone),
                    name,
                })
            };
            let running: Vec<_> = targets.into_iter().map(spawn).collect();
            let ended = running.into_iter().filter_map(|one| one.join().ok());
            ended.collect::<Vec<_>>()
        });
        self.tell(&outcomes, out)?;
        let failed = outcomes.iter().filter(|outcome| outcome.result.is_err());
        Ok(match failed.count() {
            0 => Ended::Done,
            n => Ended::Nothing(format!("not brought up to date: {n} of {}", outcomes.len())),
        })
    }

    /// The clones to bring up to date, with the names of their archives.
    fn targets(&self, config: &Config, clones: &Clones) -> Result<Vec<(String, OwnClone)>, Error> {
        let clone = |archive: &NamedArchive| {
            let paths: Vec<_> = archive.paths.iter().map(|path| at_home(path)).collect();
            clones.holding(&paths)
        };
        if self.names.is_empty() {
            let all = config.archives.iter();
            return Ok(all
                .filter_map(|one| Some((one.name.clone(), clone(one)?)))
                .collect());
        }
        let named = self.names.iter().map(|name| {
            let archive = config.archives.iter().find(|archive| archive.name == *name);
            let archive =
                archive.ok_or_else(|| Error::Usage(format!("no archive is called {name}")))?;
            let clone = clone(archive).ok_or_else(|| {
                Error::Usage(format!(
                    "{name} is not a clone made by backissue: update it yourself"
                ))
            })?;
            Ok((name.clone(), clone))
        });
        named.collect()
    }

    fn tell(&self, outcomes: &[Outcome], out: &mut dyn Write) -> Result<(), Error> {
        if self.format.json {
            let rows: Vec<_> = outcomes.iter().map(Outcome::json).collect();
            return Ok(json::write_named("updates", &rows, out)?);
        }
        for outcome in outcomes {
            let name = &outcome.name;
            match &outcome.result {
                Ok(gain) if gain.rewritten => {
                    writeln!(out, "{name}: {} (its history was rewritten)", gain.told())?;
                }
                Ok(gain) => writeln!(out, "{name}: {}", gain.told())?,
                Err(why) => writeln!(out, "{name}: {why}")?,
            }
        }
        if outcomes.is_empty() {
            writeln!(
                out,
                "there are no clones: `backissue add` fetches a newsletter"
            )?;
        }
        Ok(())
    }
}

/// Brings a clone up to date, and has the library know of what came.
fn fetch(
    git: Git<'_>,
    clones: &Clones,
    store: &Location,
    name: &str,
    clone: &OwnClone,
) -> Result<Gain, GainError> {
    let line = ProgressLine::new(name);
    // Another update of this clone ends first; then there is nothing more to do.
    let fetched = match clones.lock(&clone.name) {
        Ok(_lock) => Gain::fetch(git, clone, &mut |text| line.show(text)),
        Err(error) => Err(GainError::Git(error.into())),
    };
    line.clear();
    Ok(match fetched? {
        Some((gain, archive)) => {
            note::counts(store, &clone.paths, &archive);
            gain
        }
        None => Gain::default(),
    })
}

impl Outcome {
    fn json(&self) -> UpdateJson<'_> {
        let gain = self.result.as_ref().copied().unwrap_or_default();
        UpdateJson {
            name: &self.name,
            issues: gain.issues,
            articles: gain.articles,
            rewritten: gain.rewritten,
            error: self.result.as_ref().err().map(ToString::to_string),
        }
    }
}
