//! The file's bytes to pixels, within limits: a file of a few kilobytes may claim to be a picture of gigabytes.

mod exif;
mod gif;
mod jpeg;
mod png;
mod webp;

use super::{Fault, pixels::Pixels};

/// The most pixels of a picture: more than cameras make.
pub(super) const MOST_PIXELS: u64 = 40_000_000;

/// The most bytes that decoding may take: those pixels, and half of it again.
pub(super) const MOST_MEMORY: usize = 6 * MOST_PIXELS as usize;

/// The kinds that newsletters have: how such a file begins, and what reads it.
const KINDS: [PictureKind; 4] = [
    (|bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n"), png::decode),
    (|bytes| bytes.starts_with(b"\xff\xd8\xff"), jpeg::decode),
    (|bytes| bytes.starts_with(b"GIF8"), gif::decode),
    (webp::claims, webp::decode),
];

type PictureKind = (fn(&[u8]) -> bool, fn(&[u8]) -> Result<Pixels, Fault>);

/// The first picture in the file, the right way up.
pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, Fault> {
    let kind = KINDS.iter().find(|(claims, _)| claims(bytes));
    let (_, decode) = kind.ok_or(Fault::Unknown)?;
    decode(bytes)
}

/// Refuses a size before anything of that size is made.
fn check(wide: u32, high: u32) -> Result<(), Fault> {
    match u64::from(wide) * u64::from(high) {
        0 => Err(Fault::Empty),
        pixels if pixels > MOST_PIXELS => Err(Fault::TooLarge { wide, high }),
        _ => Ok(()),
    }
}
