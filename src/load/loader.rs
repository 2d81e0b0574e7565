//! Reading issues in batches, and what must be known of all of them: keys that are taken, and topics.

use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    sync::{
        Arc, Mutex, OnceLock,
        mpsc::{self, Receiver, TryRecvError},
    },
};

use rayon::{Yield, prelude::*};

use super::{
    Batch,
    bundle::{Bundle, Workspace},
    early::Early,
};
use crate::{
    model::{ArticleRef, Gains, Issue, Tag, Warning},
    parse::{self, topics::Topics},
    source::Limits,
};

/// How many issues are parsed at a time at first, and come in the first batch: few, so that there is something to see at once.
/// At last, too, so that no thread waits long for another.
const PIECE: usize = 16;

/// How many are parsed at a time meanwhile, at most: whoever waits for them is woken less often.
const LARGE_PIECE: usize = 128;

/// A piece is no larger than such a part of what is left.
const PART: usize = 16;

/// How many issues come in another batch at least.
const BATCH: usize = 256;

pub type Parsed = (Option<Issue>, Vec<Warning>);

/// What was parsed, and what its articles gain by the tags that were [foreseen](Loader::foreseen), if they were by then.
type Searched = (Parsed, Option<Gains>);

/// A load on its way.
pub(super) struct Loader<'a> {
    limits: Limits,
    sink: &'a mut dyn FnMut(Batch),
    loaded: Vec<Arc<Issue>>,
    /// The tags that issues of the first batches bear, maybe the same that issues of all do: a title that was read just now is
    /// searched in half the time.
    foreseen: Arc<OnceLock<Topics>>,
    /// The issues that were parsed before tags were foreseen.
    unsearched: Vec<Arc<Issue>>,
    /// What others gain by the tags foreseen.
    found: Vec<(String, Gains)>,
    keys: Keys,
    tags: Tags,
}

impl<'a> Loader<'a> {
    pub fn new(limits: Limits, sink: &'a mut dyn FnMut(Batch)) -> Self {
        Self {
            limits,
            sink,
            loaded: Vec::new(),
            foreseen: Arc::default(),
            unsearched: Vec::new(),
            found: Vec::new(),
            keys: Keys::default(),
            tags: Tags::default(),
        }
    }

    /// Reads these issues, and hands them on in their order as they come. While some are handed on, others are read.
    pub fn read(&mut self, bundles: &[Bundle], early: &Early) {
        let (limits, workspaces) = (self.limits, Workspaces::default());
        let foreseen = Arc::clone(&self.foreseen);
        let parse = |lent: &mut Lent<'_>, bundle: &Bundle| {
            let taken = bundle.taken(early);
            let parsed = taken.unwrap_or_else(|| bundle.parse(&limits, &mut lent.workspace));
            let issue = parsed.0.as_ref().zip(foreseen.get());
            let gains = issue.map(|(issue, topics)| gains(issue, topics));
            (parsed, gains)
        };
        let total = bundles.len();
        self.loaded.reserve(total);
        self.found.reserve(total);
        let (sender, parsed) = mpsc::channel();
        rayon::in_place_scope(|scope| {
            for (at, piece) in pieces(bundles) {
                let sender = sender.clone();
                let (parse, workspaces) = (&parse, &workspaces);
                scope.spawn(move |_| {
                    let mut lent = workspaces.lend();
                    let parsed: Vec<_> = piece
                        .iter()
                        .map(|bundle| parse(&mut lent, bundle))
                        .collect();
                    // Whoever waits for it ends only when all is there.
                    let _ = sender.send((at, parsed));
                });
            }
            drop(sender);
            self.collect(&parsed, total);
        });
    }

    /// Hands on what is parsed, the positions of whose first issues come with it.
    fn collect(&mut self, parsed: &Receiver<(usize, Vec<Searched>)>, total: usize) {
        let mut early = BTreeMap::new();
        let mut batch = Vec::new();
        let mut done = 0;
        while let Some((at, piece)) = next(parsed) {
            early.insert(at, piece);
            while let Some(piece) = early.remove(&(done + batch.len())) {
                batch.extend(piece);
            }
            let enough = if done == 0 { PIECE } else { BATCH };
            if batch.len() >= enough || done + batch.len() == total {
                done += batch.len();
                self.emit(std::mem::take(&mut batch));
                (self.sink)(Batch::Progress { done, total });
                if done >= BATCH {
                    self.foreseen.get_or_init(|| self.tags.vocabulary());
                }
            }
        }
    }

    /// Hands parsed issues on.
    pub fn emit(&mut self, parsed: impl IntoIterator<Item = Searched>) {
        let mut warnings = Vec::new();
        let mut issues = Vec::new();
        for ((issue, odd), gains) in parsed {
            warnings.extend(odd);
            if let Some(mut issue) = issue {
                self.keys.keep_apart(&mut issue);
                self.tags.share(&mut issue.tags);
                let issue = Arc::new(issue);
                match gains {
                    Some(gains) if gains.is_empty() => (),
                    Some(gains) => self.found.push((issue.path.clone(), gains)),
                    None => self.unsearched.push(Arc::clone(&issue)),
                }
                issues.push(issue);
            }
        }
        self.loaded.extend(issues.iter().cloned());
        (self.sink)(Batch::Issues(issues));
        self.warn(warnings);
    }

    /// Hands warnings on.
    pub fn warn(&mut self, warnings: Vec<Warning>) {
        if !warnings.is_empty() {
            (self.sink)(Batch::Warnings(warnings));
        }
    }

    /// Looks in all titles for the tags that issues of this archive bear.
    pub fn finish(self) -> (Keys, Topics) {
        let topics = self.tags.vocabulary();
        let (mut found, rest) = if self.foreseen.get() == Some(&topics) {
            (self.found, self.unsearched)
        } else {
            (Vec::new(), self.loaded)
        };
        let named = |issue: &Arc<Issue>| {
            let gains = Some(gains(issue, &topics)).filter(|gains| !gains.is_empty());
            Some((issue.path.clone(), gains?))
        };
        found.par_extend(rest.par_iter().filter_map(named));
        if !found.is_empty() {
            (self.sink)(Batch::Gains(found));
        }
        (self.keys, topics)
    }
}

/// What is parsed at a time, each with the position of its first: small pieces first and last.
fn pieces(bundles: &[Bundle]) -> impl Iterator<Item = (usize, &[Bundle])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bundles.get(at..).filter(|rest| !rest.is_empty())?;
        let size = if at < 2 * PIECE {
            PIECE
        } else {
            (rest.len() / PART).clamp(PIECE, LARGE_PIECE)
        };
        let piece = (at, rest.get(..size).unwrap_or(rest));
        at += size;
        Some(piece)
    })
}

/// What comes next. A thread that others rely on for their work does it meanwhile: it may be the only one.
fn next<T>(parsed: &Receiver<T>) -> Option<T> {
    loop {
        match parsed.try_recv() {
            Ok(next) => return Some(next),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => {}
        }
        if rayon::yield_now() != Some(Yield::Executed) {
            return parsed.recv().ok();
        }
    }
}

/// Those that were used, for whoever reads next.
#[derive(Default)]
struct Workspaces(Mutex<Vec<Workspace>>);

/// One of them, until it is given back.
struct Lent<'a> {
    workspaces: &'a Workspaces,
    workspace: Workspace,
}

impl Workspaces {
    fn lend(&self) -> Lent<'_> {
        let free = self.0.lock().ok().and_then(|mut free| free.pop());
        Lent {
            workspaces: self,
            workspace: free.unwrap_or_default(),
        }
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Ok(mut free) = self.workspaces.0.lock() {
            free.push(std::mem::take(&mut self.workspace));
        }
    }
}

/// Which issue has which key.
#[derive(Debug, Default)]
pub(super) struct Keys(HashMap<String, String>);

impl Keys {
    /// A slug that was copied from another issue must not make two issues one.
    pub fn keep_apart(&mut self, issue: &mut Issue) {
        let owner = self
            .0
            .entry(issue.key.clone())
            .or_insert_with(|| issue.path.clone());
        if *owner != issue.path {
            issue.key.clone_from(&issue.path);
            self.0.insert(issue.key.clone(), issue.path.clone());
        }
    }
}

/// One copy of each tag, for thousands of issues that bear the same, and how many do.
#[derive(Default)]
struct Tags {
    counts: HashMap<Tag, usize>,
    /// How many issues bear any.
    tagged: usize,
}

impl Tags {
    /// Puts copies that are known in the place of an issue's tags that are written like them.
    fn share(&mut self, tags: &mut [Tag]) {
        self.tagged += usize::from(!tags.is_empty());
        for tag in tags {
            match self.counts.entry(tag.clone()) {
                Entry::Occupied(mut known) => {
                    *known.get_mut() += 1;
                    if known.key().display() == tag.display() {
                        *tag = known.key().clone();
                    }
                }
                Entry::Vacant(new) => drop(new.insert(1)),
            }
        }
    }

    fn vocabulary(&self) -> Topics {
        let counts = self.counts.iter();
        parse::topics::vocabulary(counts.map(|(tag, count)| (tag, *count)), self.tagged)
    }
}

/// What the articles of an issue gain.
pub(super) fn gains(issue: &Issue, topics: &Topics) -> Gains {
    // Nothing else reads the titles one right after the other. So the memory brings many of them at a time.
    let first = |article: ArticleRef<'_>| article.title().as_bytes().first().copied();
    std::hint::black_box(issue.each().filter_map(first).fold(0, u8::wrapping_add));
    let mut gains = Gains::default();
    let mut found = Vec::new();
    for (article, index) in issue.each().zip(0..) {
        for (_, word) in topics.find(article.title()) {
            let mut known = article
                .topics()
                .chain(&issue.tags)
                .chain(found.iter().copied());
            if !known.any(|known| *known == word.tag) {
                found.push(&word.tag);
            }
        }
        if !found.is_empty() {
            gains.give(index, found.drain(..).cloned());
        }
    }
    gains
}
