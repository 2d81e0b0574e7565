//! The archives that have a name: listed, fetched and removed for the library, beside what is read.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread,
};

use super::events::Event;
use crate::{
    app::{Message, marks::Marking},
    config::{ReaderOptions, edit_file, with_tag, without_archive},
    git::{Asking, Git},
    library::{Clones, Gain, LibraryRow, OwnClone, at_home, library, named, shelf},
    model::Archive,
    store::{Location, Shelf, Store},
    topics::TagRule,
};

/// The archives of the configuration, and where what is known of them is kept.
#[derive(Clone)]
pub(super) struct Library {
    archives: Vec<(String, Vec<PathBuf>)>,
    location: Location,
    config_file: Option<PathBuf>,
    /// The archive that names of tags are kept for; none for all.
    named: Option<String>,
    /// The paths to read.
    open: Vec<PathBuf>,
    /// Set when the reader ends: git ends with it.
    stop: Arc<AtomicBool>,
}

impl Library {
    pub fn new(options: &ReaderOptions) -> Self {
        let archives = options.config.archives.iter().map(|archive| {
            let paths = archive.paths.iter().map(|path| at_home(path));
            (archive.name.clone(), paths.collect())
        });
        Self {
            archives: archives.collect(),
            location: options.store.clone(),
            config_file: options.config_file.clone(),
            named: options.named.clone(),
            open: options.paths.clone(),
            stop: Arc::default(),
        }
    }

    /// The archives, without their counts.
    pub fn names(&self) -> Vec<LibraryRow> {
        named(self.archives.clone())
    }

    /// The archives, with their counts when they were loaded last, or now of the one that is read.
    pub fn rows(&self, open: Option<&Shelf>) -> Vec<LibraryRow> {
        let mut rows = library(self.archives.clone(), &self.location);
        for row in rows.iter_mut().filter(|row| row.paths == self.open) {
            row.is_open = true;
            row.shelf = open.cloned().or_else(|| row.shelf.take());
        }
        rows
    }

    /// Fetches what is new in the clones of these archives, or of all, on a thread of its own.
    pub fn update(&self, names: Vec<String>, sender: &Sender<Event>) {
        let (this, sender) = (self.clone(), sender.clone());
        thread::spawn(move || {
            let result = this.fetch_all(&names);
            let send = |message| sender.send(Event::Message(message));
            let _ = send(Message::Fetched(result));
            let _ = send(Message::Shelved(this.rows(None)));
        });
    }

    /// The same, if a day has gone by since the last time.
    pub fn update_daily(&self, sender: &Sender<Event>) {
        if Clones::of_user().is_some_and(|clones| clones.are_due()) {
            self.update(Vec::new(), sender);
        }
    }

    /// The news, in a sentence; or the first reason why something could not be fetched.
    fn fetch_all(&self, names: &[String]) -> Result<String, String> {
        let clones = Clones::of_user().ok_or("there is no home folder to keep clones in")?;
        let wanted = self
            .archives
            .iter()
            .filter(|(name, _)| names.is_empty() || names.contains(name));
        let wanted = wanted.filter_map(|(name, paths)| Some((name, clones.holding(paths)?)));
        let wanted: Vec<_> = wanted.collect();
        if wanted.is_empty() {
            return Err("there is no clone to update: `backissue add` makes one".to_owned());
        }
        let told = thread::scope(|scope| {
            let fetch = |(name, clone): &(&String, OwnClone)| {
                let told = self.fetch(&clones, clone);
                told.map(|told| told.map(|told| format!("{name}: {told}")))
                    .map_err(|why| format!("{name}: {why}"))
            };
            let running: Vec<_> = wanted
                .iter()
                .map(|one| scope.spawn(move || fetch(one)))
                .collect();
            let ended = running.into_iter().filter_map(|one| one.join().ok());
            ended.collect::<Result<Vec<_>, String>>()
        })?;
        if names.is_empty() {
            clones.note_update();
        }
        let news: Vec<_> = told.into_iter().flatten().collect();
        Ok(if news.is_empty() {
            "nothing new".to_owned()
        } else {
            news.join("; ")
        })
    }

    /// The news of a clone; `None` if there are none, or another process works on it.
    fn fetch(&self, clones: &Clones, clone: &OwnClone) -> Result<Option<String>, String> {
        let lock = clones
            .try_lock(&clone.name)
            .map_err(|why| why.to_string())?;
        let Some(_lock) = lock else { return Ok(None) };
        let git = Git::new(Asking::Nobody, &self.stop);
        let fetched = Gain::fetch(git, clone, &mut |_| {}).map_err(|why| why.to_string())?;
        Ok(fetched.map(|(gain, archive)| {
            self.note(&clone.paths, &archive);
            gain.told()
        }))
    }

    /// Notes the counts of an archive that has grown.
    fn note(&self, paths: &[PathBuf], archive: &Archive) {
        let store = self.location.path().and_then(|path| Store::open(path).ok());
        if let Some(mut store) = store {
            let marks = Marking::of(archive, &store.all().unwrap_or_default());
            let _ = store.note_shelf(paths, &shelf(archive, &marks));
        }
    }

    /// Takes an archive's name away, and its clone.
    pub fn remove(&mut self, name: &str) -> Result<(), String> {
        let file = self.config_file.as_ref().ok_or("there is no home folder")?;
        edit_file(file, |text| without_archive(text, name))?;
        let (gone, kept) = self
            .archives
            .drain(..)
            .partition(|(other, _)| other == name);
        self.archives = kept;
        let gone: Vec<(String, Vec<PathBuf>)> = gone;
        let paths: Vec<_> = gone.into_iter().flat_map(|(_, paths)| paths).collect();
        if let Some(clones) = Clones::of_user()
            && let Some(clone) = clones.holding(&paths)
        {
            let lock = clones.lock(&clone.name);
            lock.and_then(|_lock| clones.remove(&clone.name))
                .map_err(|why| why.to_string())?;
        }
        Ok(())
    }

    /// Keeps another name for a tag.
    pub fn name_tag(&self, rule: &TagRule) -> Result<(), String> {
        let file = self.config_file.as_ref().ok_or("there is no home folder")?;
        edit_file(file, |text| with_tag(text, self.named.as_deref(), rule)).map(drop)
    }

    /// Ends what git is doing.
    pub fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
