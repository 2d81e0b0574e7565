//! A picture to be made on another thread.

use super::page_id::PageId;
use crate::{page::Canvas, source::Origin};

/// A picture of a page, for the room that it has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRequest {
    /// The page it stands on.
    pub subject: PageId,
    /// Its position in the document.
    pub figure: u32,
    /// The text that names it.
    pub origin: Origin,
    /// Its file, as that text names it.
    pub target: String,
    /// The screen that it is drawn for.
    pub canvas: Canvas,
    /// The columns that it may have.
    pub columns: u16,
}
