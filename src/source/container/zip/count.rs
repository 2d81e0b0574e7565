//! The number of members that a zip states, before its directory is read: a million of them take seconds (PKWARE's APPNOTE,
//! 4.3.14 to 4.3.16).

use std::io::{Read, Seek, SeekFrom};

/// The record at the end, without its comment.
const END: usize = 22;
/// The place of the record for large zips stands before it.
const LOCATOR: usize = 20;
/// The longest comment.
const COMMENT: u64 = 0xffff;

/// `None` if the end is not found or does not say: reading the directory will tell.
pub fn members(zip: &mut (impl Read + Seek)) -> Option<u64> {
    let length = zip.seek(SeekFrom::End(0)).ok()?;
    let most = COMMENT + (END + LOCATOR) as u64;
    let mut tail = Vec::new();
    zip.seek(SeekFrom::Start(length.saturating_sub(most)))
        .ok()?;
    zip.take(most).read_to_end(&mut tail).ok()?;
    let at = memchr::memmem::rfind(&tail, b"PK\x05\x06")?;
    match number(&tail, at + 10, 2)? {
        0xffff => large(zip, &tail, at.checked_sub(LOCATOR)?),
        count => Some(count),
    }
}

/// The count in the record for large zips.
fn large(zip: &mut (impl Read + Seek), tail: &[u8], locator: usize) -> Option<u64> {
    if tail.get(locator..locator + 4)? != b"PK\x06\x07" {
        return None;
    }
    let start = number(tail, locator + 8, 8)?;
    let mut record = [0; 40];
    zip.seek(SeekFrom::Start(start)).ok()?;
    zip.read_exact(&mut record).ok()?;
    let is_record = record.starts_with(b"PK\x06\x06");
    is_record.then(|| number(&record, 32, 8)).flatten()
}

/// A number of some bytes, the lowest first.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(size)?)?.iter().rev();
    Some(bytes.fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}
