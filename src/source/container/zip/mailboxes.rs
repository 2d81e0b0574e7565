//! Mailboxes in a zip, as Takeout gives them: each is unpacked once and kept until its mails are read.

use std::io::Read;

use zip::ZipArchive;

use super::{unpack, window::Window};
use crate::{
    error::Refusal,
    source::{container::mbox, limits::Limits, listing::Listing, names},
};

/// So many bytes tell a mailbox.
const HEAD: u64 = 512;

/// Adds the mails of all mailboxes.
pub fn add(zip: &mut ZipArchive<Window>, listing: &mut Listing, raw_names: &[u8], limits: &Limits) {
    let mut total = 0;
    for index in 0..zip.len() {
        if let Some(name) = mailbox(zip, index, raw_names)
            && let Err(problem) = add_one(zip, index, &name, (&mut total, limits), listing)
        {
            listing.warn(&name, &problem);
        }
    }
}

fn add_one(
    zip: &mut ZipArchive<Window>,
    index: usize,
    name: &str,
    (total, limits): (&mut u64, &Limits),
    listing: &mut Listing,
) -> Result<(), Refusal> {
    // A mailbox is as large as all its issues.
    let whole = Limits {
        entry_bytes: limits.total_bytes,
        ..*limits
    };
    let bytes = unpack(zip, index, &whole)?;
    *total += bytes.len() as u64;
    limits.check_total(*total)?;
    mbox::add_unpacked(listing, bytes, name, limits)
}

/// The name of a member, if it is a mailbox.
fn mailbox(zip: &mut ZipArchive<Window>, index: usize, raw_names: &[u8]) -> Option<String> {
    let mut member = zip
        .by_index(index)
        .ok()
        .filter(zip::read::ZipFile::is_file)?;
    let name = names::clean(&names::decode(member.name_raw(), raw_names));
    if !names::may_be_mailbox(&name) {
        return None;
    }
    let mut head = Vec::new();
    member.by_ref().take(HEAD).read_to_end(&mut head).ok()?;
    mbox::begins(&head).then_some(name)
}
