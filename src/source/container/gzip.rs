//! A mailbox, a feed or an export that is packed with gzip (RFC 1952). Of a tar that is, see `tar`.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;

use crate::{
    error::Refusal,
    source::{
        container::{Given, feed, file, mbox},
        limits::Limits,
        listing::Listing,
    },
};

/// The first bytes of a packed file that holds issues.
pub fn claims(given: &Given<'_>) -> bool {
    let Given::File(head) = given else {
        return false;
    };
    is_packed(head) && holds_issues(&unpacked_head(head))
}

/// True if bytes are packed.
pub fn is_packed(head: &[u8]) -> bool {
    head.starts_with(b"\x1f\x8b")
}

fn holds_issues(head: &[u8]) -> bool {
    mbox::begins(head) || feed::claims(&Given::File(head))
}

/// The first bytes of what is packed, as many as the first packed bytes hold.
fn unpacked_head(head: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut reader = MultiGzDecoder::new(head).take(file::HEAD);
    // That the packed bytes end in the middle of a block is an error, and all before it has been read.
    let _ = reader.read_to_end(&mut unpacked);
    unpacked
}

/// Adds the issues in a packed file.
pub fn add(listing: &mut Listing, path: &Path, name: &str, limits: &Limits) -> Result<(), Refusal> {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let mut input = unpacked(path, limits)?;
    let mut bytes = Vec::new();
    input.by_ref().take(file::HEAD).read_to_end(&mut bytes)?;
    if mbox::begins(&bytes) {
        return mbox::add_unpacked(listing, io::Cursor::new(bytes).chain(input), name, limits);
    }
    let most = limits.entry_bytes.saturating_add(1);
    input.take(most).read_to_end(&mut bytes)?;
    limits.check_entry(bytes.len() as u64)?;
    feed::add_unpacked(listing, &bytes, name, limits)
}

/// A packed file as it unpacks.
pub fn unpacked(path: &Path, limits: &Limits) -> io::Result<Bounded<impl Read + use<>>> {
    let file = File::open(path)?;
    let packed = file.metadata()?.len();
    Ok(Bounded {
        reader: MultiGzDecoder::new(BufReader::new(file)),
        packed,
        unpacked: 0,
        limits: limits.clone(),
    })
}

/// An unpacked stream that ends with an error if it is too large for its packed form.
pub struct Bounded<R> {
    reader: R,
    packed: u64,
    unpacked: u64,
    limits: Limits,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.unpacked += read as u64;
        let problem = self.limits.check_ratio(self.packed, self.unpacked).err();
        problem.map_or(Ok(read), |problem| Err(io::Error::other(problem)))
    }
}
