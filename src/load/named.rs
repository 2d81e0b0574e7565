//! Pictures that a text names: files beside it, parts of the mail that it is, bytes within its page.

use crate::{
    error::Refusal,
    parse,
    source::{Limits, Origin, Siblings, check_size},
};

/// The bytes of the picture that `target` names in the text at `origin`, unless it has more than `most` bytes.
pub fn named(
    files: &mut Siblings,
    origin: &Origin,
    target: &str,
    most: u64,
) -> Result<Vec<u8>, Refusal> {
    if !parse::names_picture_within(target) {
        return files.read(origin, target, most);
    }
    let text = files.read_own(origin, Limits::default().entry_bytes)?;
    let picture = parse::picture_within(&text, target).ok_or(Refusal::Missing)?;
    check_size(picture.len() as u64, most)?;
    Ok(picture)
}
