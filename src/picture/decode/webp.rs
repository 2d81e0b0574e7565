//! WebP, of which only the first frame is shown: <https://www.rfc-editor.org/rfc/rfc9649>.

use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};

use super::{check, exif};
use crate::picture::{
    PictureFault,
    pixels::{MOST_MEMORY, Pixels},
};

pub(super) fn claims(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, PictureFault> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(fault)?;
    decoder.set_memory_limit(MOST_MEMORY);
    let size = decoder.dimensions();
    check(size.0, size.1)?;
    let exif = decoder.exif_metadata().ok().flatten();
    let mut pixels = vec![
        0;
        decoder
            .output_buffer_size()
            .ok_or(PictureFault::TooMuchMemory)?
    ];
    decoder.read_image(&mut pixels).map_err(fault)?;
    let pixels = if decoder.has_alpha() {
        Pixels::from_rgba(size, pixels)
    } else {
        Pixels::from_rgb(size, &pixels)
    };
    let orientation = exif.and_then(|exif| exif::orientation(&exif));
    Ok(pixels.upright(orientation.unwrap_or(1)))
}

fn fault(error: DecodingError) -> PictureFault {
    match error {
        DecodingError::MemoryLimitExceeded | DecodingError::ImageTooLarge => {
            PictureFault::TooMuchMemory
        }
        error => PictureFault::damaged(&error),
    }
}
