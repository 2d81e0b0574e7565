//! The archive while it is loaded, and the tasks that wait for its end.

use std::collections::HashSet;

use super::away::Away;
use crate::{store::Place, topics::TagRule};

/// The progress of a load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load {
    /// Issues are still coming.
    Running {
        /// Files read so far.
        done: usize,
        /// Files found; 0 until they are counted.
        total: usize,
    },
    /// All are here.
    Done,
    /// It ended early, with issues or without; the sentence says why.
    Failed(String),
}

/// The progress of the load, and what the last visit left for it.
#[derive(Debug)]
pub struct Loading {
    /// The progress.
    pub state: Load,
    /// The place to go to once it is loaded.
    pub(super) resume: Option<Place>,
    /// The keys of the issues that were there last time.
    pub(super) seen: Option<HashSet<String>>,
    /// The state that went away with files that may come back.
    pub(super) away: Away,
    /// Names that tags were given meanwhile, for issues that are still to come.
    pub(super) tag_rules: Vec<TagRule>,
    /// Issues changed so far by a change that comes in parts.
    pub(super) changed: usize,
}

impl Default for Loading {
    fn default() -> Self {
        Self {
            state: Load::Running { done: 0, total: 0 },
            resume: None,
            seen: None,
            away: Away::default(),
            tag_rules: Vec::new(),
            changed: 0,
        }
    }
}
