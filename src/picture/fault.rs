//! Why a file is not shown as a picture, as a clause behind its name: "is damaged".

use crate::text::clean;

use super::decode::{MOST_MEMORY, MOST_PIXELS};

/// What is wrong with a picture's file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Another kind of file.
    #[error("is no PNG, JPEG, GIF or WebP")]
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
    /// The decoder gave up, in its own words.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// The terminal's kind of file cannot be written.
    #[error("cannot be encoded: {0}")]
    Encoding(String),
}

impl Fault {
    /// The decoder's words may quote the file.
    pub(super) fn damaged(error: &dyn std::fmt::Display) -> Self {
        Self::Damaged(clean::line(&error.to_string()).into())
    }
}
