//! Why a file is not shown as a picture, as a clause behind its name: "is damaged".

use super::pixels::{MOST_MEMORY, MOST_PIXELS};
use crate::{error::Refusal, text::clean};

/// A picture that is not shown.
#[derive(Debug, thiserror::Error)]
#[error("{target} {fault}")]
pub struct PictureError {
    /// The file, as the text names it.
    pub target: String,
    /// The reason.
    pub fault: PictureFault,
}

/// A fault of a picture's file.
#[derive(Debug, thiserror::Error)]
pub enum PictureFault {
    /// It is not read.
    #[error(transparent)]
    Unread(#[from] Refusal),
    /// Another kind of file.
    #[error("is not a PNG, JPEG, GIF or WebP")]
    Unknown,
    /// It says that it has more pixels than anybody needs.
    #[error("has {wide} × {high} pixels, more than {} million", MOST_PIXELS / 1_000_000)]
    TooLarge {
        /// Pixels across.
        wide: u32,
        /// Pixels down.
        high: u32,
    },
    /// A side of no length, or no frame.
    #[error("has no pixels")]
    Empty,
    /// It needs more memory than a picture of the largest size.
    #[error("takes more than {} MB to decode", MOST_MEMORY / 1_000_000)]
    TooMuchMemory,
    /// The decoder panicked.
    #[error("is damaged")]
    Panic,
    /// The decoder gave up, in its own words.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// The terminal's kind of file cannot be written.
    #[error("cannot be encoded: {0}")]
    Encoding(String),
}

impl PictureFault {
    /// A decoder's error, whose words may quote the file.
    pub(super) fn damaged(error: &dyn std::fmt::Display) -> Self {
        Self::Damaged(clean::line(&error.to_string()).into())
    }
}
