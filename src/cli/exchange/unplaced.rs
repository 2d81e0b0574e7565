//! `marks check`: which marks are on no article of some archives. They are kept: a file may come back, and another archive may be
//! the one they are on.

use std::{
    collections::{BTreeMap, HashSet},
    io::Write,
    path::PathBuf,
};

use serde::Serialize;

use super::super::{
    Ended, Error,
    output::{OutputFormat, Table},
    selection,
};
use crate::{
    config::Config,
    json,
    load::{self, Options},
    model::{self, Archive, Change, Issue, Key, Value, identities},
    store::{Location, Store},
};

/// The numbers of marks that found their articles, and that did not.
#[derive(Serialize)]
struct Placement {
    /// On articles of the archives.
    placed: usize,
    /// On none of them.
    unplaced: usize,
    /// Those, by the names of their issues or the addresses of their sources.
    on: Vec<Missing>,
}

#[derive(Serialize)]
struct Missing {
    name: String,
    marks: usize,
}

/// Tells how many marks are on no article of the archives at these paths, and what they are on. The exit code is 1 if there are any.
pub fn check(
    store: &Location,
    config: &Config,
    paths: &[PathBuf],
    format: OutputFormat,
    out: &mut dyn Write,
) -> Result<Ended, Error> {
    let archive = load::archive(&all(config, paths), &Options::default())?;
    let mut changes = Store::open(store.path().ok_or(Error::NoStore)?)?.all()?;
    changes.retain(|change| change.value != Value::Off);
    let missing = unplaced(&archive, &changes);
    let placement = Placement {
        placed: changes.len() - missing.len(),
        unplaced: missing.len(),
        on: by_name(&missing),
    };
    if format.json {
        json::write_named("marks", &placement, out)?;
    } else {
        write(placement, format, out)?;
    }
    Ok(match missing.len() {
        0 => Ended::Done,
        n => Ended::Nothing(format!("marks on no article of these archives: {n}")),
    })
}

/// The paths given, else those of all archives in the configuration.
fn all(config: &Config, paths: &[PathBuf]) -> Vec<PathBuf> {
    let names = config.archives.iter().map(|archive| archive.name.clone());
    let names: Vec<PathBuf> = names.map(Into::into).collect();
    let given = if paths.is_empty() { &names } else { paths };
    selection::paths(config, given)
}

/// The changes that no article has, under whatever name.
fn unplaced(archive: &Archive, changes: &[Change]) -> Vec<Change> {
    let issues: Vec<&Issue> = archive.issues().map(|(_, issue)| &**issue).collect();
    let names = issues.iter().flat_map(|issue| identities(issue));
    let here: HashSet<Key> = names
        .flat_map(|names| [names.article.key(), names.source.key()])
        .collect();
    let elsewhere = changes
        .iter()
        .filter(|change| !here.contains(&change.subject.key()));
    let elsewhere: Vec<Change> = elsewhere.cloned().collect();
    let homes = model::homes(&issues, &elsewhere);
    let numbered = elsewhere.into_iter().enumerate();
    let missing = numbered.filter(|(at, _)| !homes.contains_key(at));
    missing.map(|(_, change)| change).collect()
}

fn by_name(changes: &[Change]) -> Vec<Missing> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for change in changes {
        let subject = &change.subject;
        let name = subject.issue().unwrap_or(subject.name());
        *counts.entry(name).or_default() += 1;
    }
    let counts = counts.into_iter();
    let missing = |(name, marks): (&str, usize)| Missing {
        name: name.to_owned(),
        marks,
    };
    counts.map(missing).collect()
}

fn write(placement: Placement, format: OutputFormat, out: &mut dyn Write) -> Result<(), Error> {
    let Placement {
        placed,
        unplaced,
        on,
    } = placement;
    let all = placed + unplaced;
    if unplaced == 0 {
        return Ok(writeln!(
            out,
            "all {all} marks are on articles that are there"
        )?);
    }
    writeln!(
        out,
        "{placed} of {all} marks are on articles that are there"
    )?;
    writeln!(out, "{unplaced} are on none, and are kept:")?;
    let mut table = Table::new(&[("MARKS", 6), ("ISSUE OR SOURCE", 0)]);
    for missing in on {
        table.push([missing.marks.to_string(), missing.name]);
    }
    Ok(table.write(format, out)?)
}
