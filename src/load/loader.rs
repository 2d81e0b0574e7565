//! Reading issues in batches, and what must be known of all of them: keys that are taken, and topics.

use std::{collections::HashMap, sync::Arc};

use rayon::prelude::*;

use super::{Batch, bundle::Bundle};
use crate::{
    model::{Gains, Issue, Warning},
    parse::{self, topics::Topics},
    source::Limits,
};

/// How many issues come in one batch: the first is small, so that there is something to see at once.
const BATCHES: (usize, usize) = (16, 256);

pub type Parsed = (Option<Issue>, Vec<Warning>);

/// A load on its way.
pub(super) struct Loader<'a> {
    limits: Limits,
    sink: &'a mut dyn FnMut(Batch),
    loaded: Vec<Arc<Issue>>,
    keys: Keys,
}

impl<'a> Loader<'a> {
    pub fn new(limits: Limits, sink: &'a mut dyn FnMut(Batch)) -> Self {
        Self {
            limits,
            sink,
            loaded: Vec::new(),
            keys: Keys::default(),
        }
    }

    /// Reads these issues, and hands them on as they come.
    pub fn read(&mut self, bundles: &[Bundle]) {
        let (first, rest) = bundles.split_at(BATCHES.0.min(bundles.len()));
        let limits = self.limits;
        let mut done = 0;
        for batch in std::iter::once(first).chain(rest.chunks(BATCHES.1)) {
            self.emit(
                batch
                    .par_iter()
                    .map(|bundle| bundle.parse(&limits))
                    .collect(),
            );
            done += batch.len();
            let total = bundles.len();
            (self.sink)(Batch::Progress { done, total });
        }
    }

    /// Hands parsed issues on.
    pub fn emit(&mut self, parsed: Vec<Parsed>) {
        let mut warnings = Vec::new();
        let mut issues = Vec::new();
        for (issue, odd) in parsed {
            warnings.extend(odd);
            if let Some(mut issue) = issue {
                self.keys.keep_apart(&mut issue);
                issues.push(Arc::new(issue));
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
        let topics =
            parse::topics::vocabulary(self.loaded.iter().map(|issue| issue.tags.as_slice()));
        let named = |issue: &Arc<Issue>| Some((issue.path.clone(), gains(issue, &topics)?));
        let found: Vec<_> = self.loaded.par_iter().filter_map(named).collect();
        if !found.is_empty() {
            (self.sink)(Batch::Gains(found));
        }
        (self.keys, topics)
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

/// What the articles of an issue gain, if any gains anything.
pub(super) fn gains(issue: &Issue, topics: &Topics) -> Option<Gains> {
    let mut gains = Gains::default();
    let mut found = Vec::new();
    for (article, index) in issue.each().zip(0..) {
        topics.find(article.title(), |tag| {
            let mut known = article
                .topics()
                .chain(&issue.tags)
                .chain(found.iter().copied());
            if !known.any(|known| known == tag) {
                found.push(tag);
            }
        });
        if !found.is_empty() {
            gains.give(index, found.drain(..).cloned());
        }
    }
    (!gains.is_empty()).then_some(gains)
}
