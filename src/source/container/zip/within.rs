//! Containers in a zip: mailboxes, as Takeout gives them, and exports of blogs. Mailboxes are unpacked as they are read.

use std::io::Read;

use zip::ZipArchive;

use super::{unpack, window::Window};
use crate::{
    error::Refusal,
    source::{
        container::{feed, file, mbox},
        limits::Limits,
        listing::Listing,
        names,
    },
};

/// A member that holds issues.
struct Within {
    index: usize,
    name: String,
    mailbox: bool,
}

/// Adds the issues in all members that hold some.
pub fn add(zip: &mut ZipArchive<Window>, listing: &mut Listing, raw_names: &[u8], limits: &Limits) {
    let mut total = 0;
    for index in 0..zip.len() {
        if let Some(member) = member(zip, index, raw_names)
            && let Err(problem) = add_one(zip, &member, (&mut total, limits), listing)
        {
            listing.warn(&member.name, &problem);
        }
    }
}

fn add_one(
    zip: &mut ZipArchive<Window>,
    member: &Within,
    (total, limits): (&mut u64, &Limits),
    listing: &mut Listing,
) -> Result<(), Refusal> {
    if !member.mailbox {
        let bytes = unpack(zip, member.index, limits)?;
        return feed::add_unpacked(listing, &bytes, &member.name, limits);
    }
    let mailbox = zip
        .by_index(member.index)
        .map_err(|error| Refusal::Packed(error.into()))?;
    let (packed, stated) = (mailbox.compressed_size(), mailbox.size());
    limits.check_ratio(packed, stated)?;
    *total += stated;
    limits.check_total(*total)?;
    mbox::add_unpacked(listing, mailbox.take(stated), &member.name, limits)
}

/// A member, if it holds issues.
fn member(zip: &mut ZipArchive<Window>, index: usize, raw_names: &[u8]) -> Option<Within> {
    let mut member = zip
        .by_index(index)
        .ok()
        .filter(zip::read::ZipFile::is_file)?;
    let name = names::clean(&names::decode(member.name_raw(), raw_names));
    if !names::may_be_mailbox(&name) {
        return None;
    }
    let mut head = Vec::new();
    member
        .by_ref()
        .take(file::HEAD)
        .read_to_end(&mut head)
        .ok()?;
    let mailbox = mbox::begins(&head);
    (mailbox || feed::is_export(&head)).then_some(Within {
        index,
        name,
        mailbox,
    })
}
