//! GIF, of which only the first frame is shown: <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>.

use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, DecodingError, MemoryLimit};

use super::check;
use crate::picture::{
    PictureFault,
    pixels::{MOST_MEMORY, Pixels},
};

pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, PictureFault> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    if let Some(most) = NonZeroU64::new(MOST_MEMORY as u64) {
        options.set_memory_limit(MemoryLimit::Bytes(most));
    }
    let mut decoder = options.read_info(bytes).map_err(fault)?;
    let size = (decoder.width().into(), decoder.height().into());
    check(size.0, size.1)?;
    let frame = decoder
        .read_next_frame()
        .map_err(fault)?
        .ok_or(PictureFault::Empty)?;
    let (left, top) = (frame.left.into(), frame.top.into());
    let frame = Pixels::from_rgba(
        (frame.width.into(), frame.height.into()),
        frame.buffer.to_vec(),
    );
    // A frame may cover a part of the picture only.
    Ok(Pixels::from_fn(size, |x, y| {
        let inside = frame.get(x.wrapping_sub(left), y.wrapping_sub(top));
        inside.unwrap_or_default()
    }))
}

fn fault(error: DecodingError) -> PictureFault {
    match error {
        DecodingError::MemoryLimit | DecodingError::OutOfMemory => PictureFault::TooMuchMemory,
        error => PictureFault::damaged(&error),
    }
}
