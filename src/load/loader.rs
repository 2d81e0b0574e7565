//! Reads issues on all cores and hands them on in batches. Knows what concerns all of them: keys that are taken, and topics.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    mem,
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use rayon::prelude::*;

use super::{
    ArchiveChange, Batch, Options,
    bundle::{Bundle, Parsed, Stamps, Unparsed},
    tagging::{ArchiveTags, IssueTags},
};
use crate::{
    model::{Issue, Warning, lasting},
    parse::Habits,
    source::Limits,
};

/// So many issues come in the first batch: few, to show something at once.
const FIRST_BATCH: usize = 16;

/// So many issues come in another batch at least.
const BATCH: usize = 256;

/// A load on its way.
pub(super) struct Loader<'a> {
    options: Options,
    sink: &'a mut dyn FnMut(Batch),
    /// True while issues are shown that the next batch corrects.
    shown_early: bool,
    issues: Vec<Arc<Issue>>,
    stamps: Vec<(String, Stamps)>,
    habits: Habits,
    keys: Keys,
    tags: IssueTags,
}

/// The outcome of a load.
pub(super) struct Finished {
    pub stamps: Vec<(String, Stamps)>,
    pub habits: Habits,
    pub keys: Keys,
    pub tags: ArchiveTags,
}

impl<'a> Loader<'a> {
    pub fn new(options: Options, sink: &'a mut dyn FnMut(Batch)) -> Self {
        Self {
            options,
            sink,
            shown_early: false,
            issues: Vec::new(),
            stamps: Vec::new(),
            habits: Habits::default(),
            keys: Keys::default(),
            tags: IssueTags::default(),
        }
    }

    /// Reads these issues, and hands them on in order as they are parsed. The habits of all are known by then.
    pub fn read(&mut self, mut newest: Vec<Bundle>) {
        let (limits, total) = (self.options.limits.clone(), newest.len());
        let rest = newest.split_off(total.min(FIRST_BATCH));
        let mut read = read_all(newest, &limits);
        if self.options.early && !rest.is_empty() {
            self.show_early(&read);
        }
        read.extend(read_all(rest, &limits));
        let habits = habits(&read);
        let (sender, parsed) = mpsc::channel();
        thread::scope(|scope| {
            let habits = &habits;
            scope.spawn(move || parse_all(read, habits, &sender));
            self.collect(&parsed, total);
        });
        self.habits = habits;
    }

    /// Hands on the newest issues as far as they are known by themselves. The first batch of all corrects them.
    fn show_early(&mut self, newest: &[Unparsed]) {
        let (habits, mut keys) = (habits(newest), Keys::default());
        let parsed = newest.par_iter().cloned();
        let mut issues: Vec<Issue> = parsed
            .filter_map(|issue| issue.parse(&habits).issue)
            .collect();
        for issue in &mut issues {
            keys.keep_apart(issue);
        }
        let issues = issues.into_iter().map(Arc::new).collect();
        (self.sink)(Batch::Issues(issues));
        self.shown_early = true;
    }

    /// Hands on issues, each of which comes with its position in the order.
    fn collect(&mut self, parsed: &Receiver<(usize, Parsed)>, total: usize) {
        let mut early = BTreeMap::new();
        let mut batch = Vec::new();
        let mut done = 0;
        for (at, issue) in parsed {
            early.insert(at, issue);
            while let Some(next) = early.remove(&(done + batch.len())) {
                batch.push(next);
            }
            let enough = if done == 0 { FIRST_BATCH } else { BATCH };
            if batch.len() >= enough || done + batch.len() == total {
                done += batch.len();
                self.emit(mem::take(&mut batch));
                (self.sink)(Batch::Progress { done, total });
            }
        }
    }

    /// Hands a batch on.
    fn emit(&mut self, batch: Vec<Parsed>) {
        let mut change = ArchiveChange::default();
        self.pass_over(batch.iter().filter(|parsed| parsed.letter).count());
        for parsed in batch {
            change.warnings.extend(parsed.warnings);
            self.stamps.push((parsed.path.clone(), parsed.stamps));
            match parsed.issue {
                Some(mut issue) => {
                    self.keys.keep_apart(&mut issue);
                    self.tags.share(&mut issue);
                    change.issues.push(Arc::new(issue));
                }
                None => change.gone.push(parsed.path),
            }
        }
        self.issues.extend(change.issues.iter().cloned());
        if mem::take(&mut self.shown_early) {
            (self.sink)(Batch::Changed(change));
        } else {
            (self.sink)(Batch::Issues(change.issues));
            self.warn(change.warnings);
        }
    }

    /// Hands warnings on.
    pub fn warn(&mut self, warnings: Vec<Warning>) {
        if !warnings.is_empty() {
            (self.sink)(Batch::Warnings(warnings));
        }
    }

    /// Hands on how many mails were sent to no list.
    pub fn pass_over(&mut self, letters: usize) {
        if letters > 0 {
            (self.sink)(Batch::Letters(letters));
        }
    }

    /// Looks in all titles for the tags that issues of this archive bear.
    pub fn finish(self) -> Finished {
        let told = self.tags.tell();
        let found = self.issues.par_iter().filter_map(|issue| {
            let tags = told.infer(issue);
            (!tags.is_empty()).then(|| (issue.path.clone(), tags))
        });
        let found: Vec<_> = found.collect();
        if !found.is_empty() {
            (self.sink)(Batch::Inferred(found));
        }
        Finished {
            stamps: self.stamps,
            habits: self.habits,
            keys: self.keys,
            tags: told,
        }
    }
}

/// Reads issues on all cores.
fn read_all(bundles: Vec<Bundle>, limits: &Limits) -> Vec<Unparsed> {
    let bundles = bundles.into_par_iter();
    bundles.map(|bundle| bundle.read(limits)).collect()
}

/// The habits of the archive that these issues are of.
fn habits(issues: &[Unparsed]) -> Habits {
    let observed: Vec<_> = issues.par_iter().map(Unparsed::observe).collect();
    Habits::new(observed)
}

/// Parses issues on all cores, the first ones first, until the receiver is gone.
fn parse_all(read: Vec<Unparsed>, habits: &Habits, sender: &Sender<(usize, Parsed)>) {
    let numbered = read.into_iter().enumerate().par_bridge();
    let _ = numbered.try_for_each(|(at, issue)| sender.send((at, issue.parse(habits))).ok());
}

/// Names that issues of an archive share or must not share.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// The path of the issue that has a key.
    owners: HashMap<String, String>,
    /// The name of the newsletter that has a list.
    newsletters: HashMap<String, String>,
}

impl Keys {
    /// A list has one name, whichever mail came first.
    fn name_alike(&mut self, issue: &mut Issue) {
        if let Some((list, name)) = issue.list.as_ref().zip(issue.newsletter.as_mut()) {
            let known = self.newsletters.entry(list.clone());
            name.clone_from(known.or_insert_with(|| name.clone()));
        }
    }

    /// Gives an issue another key if it was copied from that of another issue.
    pub fn keep_apart(&mut self, issue: &mut Issue) {
        self.name_alike(issue);
        if !self.owns(&issue.path, &issue.key) {
            issue.key.clone_from(&issue.path);
            self.owns(&issue.path, &issue.key);
        }
        let name = issue.mark_key.clone();
        let mut number = 1;
        while !self.owns(&issue.path, &lasting(&issue.mark_key)) {
            number += 1;
            issue.mark_key = format!("{name} #{number}");
        }
    }

    /// Takes the keys back of issues that are no more: their files may have other names now.
    pub fn release(&mut self, gone: &[String]) {
        let gone: HashSet<&String> = gone.iter().collect();
        self.owners.retain(|_, owner| !gone.contains(owner));
    }

    /// Gives a key to the issue at `path`, unless another has it.
    fn owns(&mut self, path: &str, key: &str) -> bool {
        let owner = self.owners.entry(key.to_owned());
        owner.or_insert_with(|| path.to_owned()) == path
    }
}
