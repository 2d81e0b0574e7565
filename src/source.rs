//! Bytes in: folders, single files, zip, tar, tar.gz, mailboxes, feeds, standard input, the embedded sample; limits on untrusted archives.
//!
//! `containers` is the table of what can be read. Nothing is unpacked to disk, so a member's name can do no harm; names are
//! cleaned all the same, because they are shown.

mod container;
mod containers;
mod csv;
mod entry;
mod history;
mod limits;
mod listing;
mod mail;
mod names;
mod open;
mod post;
mod remote;
mod root;
mod sibling;
mod stamp;
mod table;

use std::{fs, path::PathBuf, sync::Arc};

use crate::error::Error;

pub use container::{Container, FoundBytes, Given, OpenedFiles, OtherFiles, folder::folders};
pub use containers::CONTAINERS;
pub use entry::{Entry, Pack};
pub use history::notes_of_dates;
pub use limits::{Limits, check_size};
pub use listing::Listing;
pub use names::{is_issue as is_issue_path, sibling as sibling_path};
pub use remote::remote;
pub use root::newsletter_name;
pub use sibling::{Origin, Siblings};
pub use stamp::{Stamp, stamp};

/// The entries of all paths, or of the sample without any. Where there are several, the name of a folder or container
/// stands before the paths inside of it.
pub fn list(paths: &[PathBuf], limits: &Limits) -> Result<Listing, Error> {
    if paths.is_empty() {
        return containers::list(None, limits);
    }
    let roots: Arc<[PathBuf]> = paths
        .iter()
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect();
    let mut all = Listing::default();
    for path in paths {
        let mut found = containers::list(Some(path), limits)?;
        found.bind_links(&roots);
        found.leave_out_conflicts();
        history::date_entries(path, &mut found.entries);
        if found.entries.is_empty() {
            return Err(match found.others {
                0 => found.only_links(path),
                letters => Error::OnlyLetters(path.clone(), letters),
            });
        }
        found.forgive_links(path, &roots);
        if paths.len() > 1 && !path.is_file() {
            found.put_below(&root::root_name(path, paths));
            found.name(&root::newsletter_name(path));
        }
        if let Some(origin) = remote(path) {
            found.come_from(&origin.into());
        }
        all.append(found);
    }
    Ok(all)
}
