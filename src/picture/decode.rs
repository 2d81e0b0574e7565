//! The file's bytes to pixels, within limits: a file of a few kilobytes may claim to be a picture of gigabytes.

mod exif;
mod gif;
mod jpeg;
mod png;
mod webp;

use super::{
    PictureFault,
    pixels::{MOST_PIXELS, Pixels},
};

/// The kinds that newsletters have: how such a file begins, and what reads it.
const KINDS: [PictureKind; 4] = [
    (|bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n"), png::decode),
    (|bytes| bytes.starts_with(b"\xff\xd8\xff"), jpeg::decode),
    (|bytes| bytes.starts_with(b"GIF8"), gif::decode),
    (webp::claims, webp::decode),
];

type PictureKind = (fn(&[u8]) -> bool, fn(&[u8]) -> Result<Pixels, PictureFault>);

/// The first picture in the file, the right way up.
pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, PictureFault> {
    let kind = KINDS.iter().find(|(claims, _)| claims(bytes));
    let (_, decode) = kind.ok_or(PictureFault::Unknown)?;
    decode(bytes)
}

/// Refuses a size before anything of that size is made.
fn check(wide: u32, high: u32) -> Result<(), PictureFault> {
    match u64::from(wide) * u64::from(high) {
        0 => Err(PictureFault::Empty),
        pixels if pixels > MOST_PIXELS => Err(PictureFault::TooLarge { wide, high }),
        _ => Ok(()),
    }
}
