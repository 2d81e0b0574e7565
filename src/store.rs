//! The lasting state: marks, past queries, and where reading stopped, in one SQLite file shared by all windows of the reader.
//!
//! [`Store`] is the open file; [`Keeper`] works one on a thread of its own, so that nothing on the
//! screen waits for a disk. The promises, and what keeps them:
//!
//! - What was reported as [`StoreEvent::Saved`] survives `kill -9` and power loss: it was committed to the write-ahead log and
//!   synced (`synchronous = FULL`; the sync costs a few milliseconds, on a thread of its own).
//! - Two windows at once lose nothing: a mark is set to its latest value, not the file to its latest version, and each looks
//!   every half second whether the other wrote (`PRAGMA data_version`, a read of shared memory: no disk, no lock).
//! - A damaged file is set aside under a dated name, never deleted, and its readable marks are kept.
//! - A file of a newer version is refused, an older one is brought up to date in one transaction.
//! - The end takes two seconds at most: what a locked or silent disk has not taken by then waits in a file beside the marks, and
//!   is taken in at the next start.
//! - A memo is a file from the moment that the editor gets it until it is in the database.
//! - Where nothing can be written the reader continues and says so: marks then last as long as it runs.

mod database;
mod draft;
mod error;
mod gaps;
mod history;
mod journal;
mod keeper;
mod location;
mod migration;
mod rescue;
mod salvage;
mod shelf;
mod synced;
mod visits;

pub use database::Store;
pub use draft::MemoDraft;
pub use error::StoreError;
pub use keeper::{Keeper, Request, StoreEvent};
pub use location::Location;
pub use rescue::{Keeping, Opened};
pub use shelf::Shelf;
pub use visits::{Place, Seen, Visit};
