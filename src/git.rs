//! The user's own `git`, started on the user's word: the only way in which anything comes over the network.
//!
//! A repository is a stranger's. Whatever it holds, nothing of it is run: no hook, no filter, no submodule, no file monitor. It comes
//! by https, ssh or from a file; over plain http only from this machine.

mod dates;
mod fault;
mod fetched;
mod lock;
mod repository;
mod run;

pub use dates::note_dates;
pub use fault::GitError;
pub use fetched::{Fetched, Renewal};
pub use lock::Lock;
pub use repository::{Repository, check_address, is_address};
pub use run::{Asking, Git};
