//! JPEG: <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>.

use zune_jpeg::{
    JpegDecoder,
    errors::DecodeErrors,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

use super::{check, exif};
use crate::picture::{PictureFault, pixels::Pixels};

pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, PictureFault> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(fault)?;
    let info = decoder.info().ok_or(PictureFault::Empty)?;
    let size = (info.width.into(), info.height.into());
    check(size.0, size.1)?;
    let pixels = decoder.decode().map_err(fault)?;
    let orientation = decoder.exif().and_then(|exif| exif::orientation(exif));
    Ok(Pixels::from_rgb(size, &pixels).upright(orientation.unwrap_or(1)))
}

fn fault(error: DecodeErrors) -> PictureFault {
    match error {
        DecodeErrors::ZeroError => PictureFault::Empty,
        error => PictureFault::damaged(&error),
    }
}
