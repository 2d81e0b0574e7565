//! `add`: from a newsletter's name, an address or a path to an archive with a name.

mod choice;
mod listing;
mod report;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    Ended, Error, note,
    output::OutputFormat,
    progress::{self, ProgressLine},
    settings::Settings,
};
use crate::{
    config::{Config, with_archive},
    git::{Git, Repository, check_address, is_address},
    library::{Clones, at_home, below_home, catalogue, find_row, is_undated, slug},
    load, source,
};

/// Add an archive: a newsletter of the catalogue, an address that git clones from, or a path
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without WHAT it shows the catalogue; where the output is no terminal, it prints it. Clones are kept in $XDG_DATA_HOME/backissue/archives.

Examples:
  backissue add twir
  backissue add https://github.com/ruanyf/weekly
  backissue add --name work ~/Mail/Newsletters"
)]
pub struct Add {
    /// A newsletter's name or its initials, an address (https, ssh, file), or a path
    what: Option<String>,
    /// The name to open it by, instead of one made from WHAT
    #[arg(long)]
    name: Option<String>,
    /// The folder of the issues in a repository, instead of the one that is found
    #[arg(long)]
    folder: Option<String>,
    #[command(flatten)]
    format: OutputFormat,
}

/// The source of a new archive, and its name.
struct NewArchive {
    name: String,
    place: ArchivePlace,
    /// The folder of the issues, where it is known.
    folder: Option<String>,
}

enum ArchivePlace {
    /// To be cloned.
    Address(String),
    /// Here already.
    Path(PathBuf),
}

impl Add {
    /// True if nothing is to be added or printed yet: the catalogue is looked at.
    pub(super) fn browses(&self) -> bool {
        self.what.is_none() && !self.format.json
    }

    pub(super) fn run(&self, settings: &Settings, out: &mut dyn Write) -> Result<Ended, Error> {
        let Some(what) = &self.what else {
            listing::write(&catalogue(), self.format, out)?;
            return Ok(Ended::Done);
        };
        let config = settings.load()?;
        let wanted = self.wanted(what)?;
        let added = match &wanted.place {
            ArchivePlace::Address(address) => fetch(&config, &wanted, address)?,
            ArchivePlace::Path(path) => vec![register(&config, &wanted, path)?],
        };
        let paths: Vec<_> = added.iter().map(|path| below_home(path)).collect();
        let keep = |text: &str| with_archive(text, &wanted.name, &paths);
        if let Err(why) = settings.edit(keep) {
            if let (ArchivePlace::Address(_), Some(clones)) = (&wanted.place, Clones::of_user()) {
                let _ = clones.remove(&wanted.name);
            }
            return Err(why);
        }
        let archive = load::archive(&added, &load::Options::default())?;
        note::counts(&settings.store(), &added, &archive);
        note::issues(&settings.store(), &added, &archive);
        report::write(&wanted.name, &archive, out)?;
        Ok(Ended::Done)
    }

    /// The archive to add: an address, a path, or a newsletter of the catalogue.
    fn wanted(&self, what: &str) -> Result<NewArchive, Error> {
        if is_address(what) {
            check_address(what)?;
            let last = what.trim_end_matches('/').rsplit(['/', ':']).next();
            let name = last.unwrap_or(what).trim_end_matches(".git").to_owned();
            return self.called(&name, ArchivePlace::Address(what.to_owned()), None);
        }
        let rows = catalogue();
        let looks_like_path =
            what.contains(std::path::MAIN_SEPARATOR) || what.starts_with(['.', '~']);
        match find_row(&rows, what).filter(|_| !looks_like_path) {
            Some(row) => {
                let place = ArchivePlace::Address(row.repository.clone());
                self.called(what, place, Some(row.folder.clone()))
            }
            None => self.path(what),
        }
    }

    fn path(&self, what: &str) -> Result<NewArchive, Error> {
        let path = at_home(what);
        let Ok(whole) = std::fs::canonicalize(&path) else {
            return Err(Error::Usage(format!(
                "{what} is neither a newsletter of the catalogue nor a path: `backissue add` lists the catalogue"
            )));
        };
        let name = load::name(std::slice::from_ref(&whole));
        let name = Path::new(&name)
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        self.called(&name.unwrap_or_default(), ArchivePlace::Path(whole), None)
    }

    fn called(
        &self,
        usual: &str,
        place: ArchivePlace,
        folder: Option<String>,
    ) -> Result<NewArchive, Error> {
        let name = slug(self.name.as_deref().unwrap_or(usual));
        if name.is_empty() {
            return Err(Error::Usage(
                "give it a name with --name: letters and digits".to_owned(),
            ));
        }
        let folder = self.folder.clone().or(folder);
        Ok(NewArchive {
            name,
            place,
            folder,
        })
    }
}

/// Clones a repository and finds its issues. Nothing stays of one that has none.
fn fetch(config: &Config, wanted: &NewArchive, address: &str) -> Result<Vec<PathBuf>, Error> {
    let none = || Error::Usage("there is no home folder to keep clones in".to_owned());
    let (clones, name) = (Clones::of_user().ok_or_else(none)?, &wanted.name);
    let lock = clones.lock(name);
    let _lock = lock.map_err(|why| Error::Usage(format!("cannot keep clones: {why}")))?;
    if config.archives.iter().any(|archive| archive.name == *name) || clones.folder(name).exists() {
        return Err(taken(name));
    }
    let (stop, line) = (progress::stop(), ProgressLine::new(name));
    let git = Git::new(progress::asking(), &stop);
    let made = clones.make(git, address, name, &mut |text| line.show(text));
    line.clear();
    let folder = made?;
    let found = choice::issues(&folder, wanted.folder.as_deref()).and_then(|path| {
        note_dates(git, &folder, &path, &line)?;
        Ok(vec![path])
    });
    if found.is_err() {
        let _ = clones.remove(name);
    }
    found
}

/// Looks at what lies on the disk; of a working copy, the history tells when issues came in.
fn register(config: &Config, wanted: &NewArchive, path: &Path) -> Result<PathBuf, Error> {
    let is_repository = path.join(".git").exists();
    let issues = if is_repository || wanted.folder.is_some() {
        choice::issues(path, wanted.folder.as_deref())?
    } else {
        load::archive(&[path.to_owned()], &load::Options::default())?;
        path.to_owned()
    };
    let known = config
        .archives
        .iter()
        .find(|archive| archive.name == wanted.name);
    if known.is_some_and(|archive| archive.paths != [below_home(&issues)]) {
        return Err(taken(&wanted.name));
    }
    if source::notes_of_dates(&issues).is_some() {
        let (stop, line) = (progress::stop(), ProgressLine::new(&wanted.name));
        // Where there is no git, dates stay as they are.
        let _ = note_dates(Git::new(progress::asking(), &stop), path, &issues, &line);
    }
    Ok(issues)
}

/// Where issues have no dates, takes them from the history, which is fetched for it.
fn note_dates(
    git: Git<'_>,
    folder: &Path,
    issues: &Path,
    line: &ProgressLine,
) -> Result<(), Error> {
    let archive = load::archive(&[issues.to_owned()], &load::Options::default())?;
    if is_undated(&archive) {
        let deepened = Repository::new(folder).deepen(git, &mut |text| line.show(text));
        line.clear();
        deepened?;
        Clones::note_dates(git, folder, "HEAD")?;
    }
    Ok(())
}

fn taken(name: &str) -> Error {
    Error::Usage(format!(
        "an archive is called {name} already: give this one another name with --name, or `backissue remove {name}` first"
    ))
}
