//! PNG: <https://www.w3.org/TR/png-3/>.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Limits, Transformations};

use super::{check, exif};
use crate::picture::{
    PictureFault,
    pixels::{MOST_MEMORY, Pixels},
};

pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, PictureFault> {
    let limits = Limits { bytes: MOST_MEMORY };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let (wide, high) = decoder.read_header_info().map_err(fault)?.size();
    check(wide, high)?;
    let mut reader = decoder.read_info().map_err(fault)?;
    let mut pixels = vec![
        0;
        reader
            .output_buffer_size()
            .ok_or(PictureFault::TooMuchMemory)?
    ];
    let shape = reader.next_frame(&mut pixels).map_err(fault)?;
    if shape.color_type == ColorType::GrayscaleAlpha {
        let grey = pixels.as_chunks().0.iter();
        pixels = grey
            .flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha])
            .collect();
    }
    let exif = reader.info().exif_metadata.as_deref();
    let orientation = exif.and_then(exif::orientation).unwrap_or(1);
    Ok(Pixels::from_rgba((shape.width, shape.height), pixels).upright(orientation))
}

fn fault(error: DecodingError) -> PictureFault {
    match error {
        DecodingError::LimitsExceeded => PictureFault::TooMuchMemory,
        error => PictureFault::damaged(&error),
    }
}
