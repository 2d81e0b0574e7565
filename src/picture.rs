//! Pictures: from the bytes of a file to what a terminal shows, or the reason why it does not.
//!
//! Everything here is slow and belongs on a thread of its own. The result is ready to be drawn, row by row, so that a picture
//! that is half out of the window is cut without being made again.

mod blocks;
mod decode;
mod fault;
mod iterm;
mod kitty;
mod palette;
mod pixels;
mod sixel;

use std::sync::Arc;

use crate::page::{Canvas, Extent};

pub use blocks::{HalfBlock, Rgb};
pub use fault::{PictureError, PictureFault};
pub use kitty::{forget, symbol};

/// The most bytes of a picture's file.
pub const MOST_BYTES: u64 = 16 << 20;

/// A terminal's way of showing pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// None of its own: cells of two colours.
    Blocks,
    /// The graphics protocol of kitty, with placeholders of Unicode:
    /// <https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders>.
    Kitty,
    /// The inline images of iTerm2: <https://iterm2.com/documentation-images.html>.
    Iterm2,
    /// Sixels, as the VT340 had them.
    Sixel,
}

/// The pictures that a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Its way of showing pictures.
    pub protocol: Protocol,
    /// True for all colours, false for 256.
    pub true_colour: bool,
    /// True if the half block is one column wide.
    pub half_blocks: bool,
}

/// A picture in its room, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The size of the picture itself, in pixels across and down.
    pub pixels: (u32, u32),
    /// The pixels of a cell that it was made for, across and down.
    pub cell: (u16, u16),
    /// The room it takes.
    pub extent: Extent,
    /// Its way to the screen.
    pub drawing: Drawing,
}

/// A picture in the terminal's own terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The cells, row after row, from left to right.
    Blocks(Vec<HalfBlock>),
    /// Cells that stand for a picture that the terminal keeps.
    Kept {
        /// The number it has there: at most 24 bits.
        id: u32,
        /// The picture itself, to be sent once.
        sending: Arc<str>,
    },
    /// A sequence for each row, written at its first cell. The cells behind that are left alone.
    Rows(Vec<String>),
}

impl Picture {
    /// True if it would be the same within some columns of this canvas.
    pub fn suits(&self, canvas: Canvas, columns: u16) -> bool {
        self.cell == canvas.cell && self.extent == extent(self.pixels, canvas, columns)
    }
}

/// Makes a picture of a file's bytes, to be shown within some columns of a canvas. `id` is the number that a terminal which
/// keeps pictures knows it by.
pub fn paint(
    bytes: &[u8],
    (canvas, columns): (Canvas, u16),
    terminal: Terminal,
    id: u32,
) -> Result<Picture, PictureFault> {
    let image = decode::decode(bytes)?;
    let pixels = (image.wide, image.high);
    let extent = extent(pixels, canvas, columns);
    let drawing = match terminal.protocol {
        // Terminals disagree about where the cursor is behind such a picture, and nothing would move it before the next cell.
        Protocol::Iterm2 | Protocol::Sixel if extent.columns == 1 => {
            Drawing::Blocks(blocks::paint(&image, canvas, extent, terminal))
        }
        Protocol::Blocks => Drawing::Blocks(blocks::paint(&image, canvas, extent, terminal)),
        Protocol::Kitty => kitty::paint(&image, canvas, extent, id)?,
        Protocol::Iterm2 => Drawing::Rows(iterm::paint(&image, canvas, extent)?),
        Protocol::Sixel => Drawing::Rows(sixel::paint(&image, canvas, extent)),
    };
    Ok(Picture {
        pixels,
        cell: canvas.cell,
        extent,
        drawing,
    })
}

fn extent(pixels: (u32, u32), canvas: Canvas, columns: u16) -> Extent {
    canvas.fit(pixels, columns.min(kitty::MOST_COLUMNS))
}

/// Erases the cells of a row that a picture is drawn over: transparent pixels show the ground.
fn erase(columns: u16) -> String {
    format!("\x1b[{columns}X")
}

/// The colour of a pixel; where it is more transparent than not, the ground shows instead.
fn visible([red, green, blue, alpha]: [u8; 4]) -> Option<[u8; 3]> {
    (alpha >= 0x80).then_some([red, green, blue])
}
