//! The file's bytes to pixels, within limits: a file of a few kilobytes may claim to be a picture of gigabytes.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageReader, Limits, Rgba, RgbaImage, imageops,
};

use crate::page::{Canvas, Extent};
use crate::text::clean;

/// The most pixels of a picture: more than cameras make.
const MOST_PIXELS: u64 = 40_000_000;

/// The most bytes that decoding may take: those pixels, and half of it again.
const MOST_MEMORY: u64 = 6 * MOST_PIXELS;

/// The first picture in the file, the right way up.
pub(super) fn decode(bytes: &[u8]) -> Result<RgbaImage, String> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| format!("cannot be read: {error}"))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(why)?;
    check(decoder.dimensions())?;
    let orientation = decoder.orientation().map_err(why)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(why)?;
    image.apply_orientation(orientation);
    Ok(image.into_rgba8())
}

fn check((wide, high): (u32, u32)) -> Result<(), String> {
    let pixels = u64::from(wide) * u64::from(high);
    if pixels > MOST_PIXELS {
        let most = MOST_PIXELS / 1_000_000;
        return Err(format!(
            "has {wide} × {high} pixels, more than {most} million"
        ));
    }
    if pixels == 0 {
        return Err("has no pixels".to_owned());
    }
    Ok(())
}

fn why(error: ImageError) -> String {
    match error {
        ImageError::Unsupported(_) => "is no PNG, JPEG, GIF or WebP".to_owned(),
        ImageError::Limits(_) => {
            format!("takes more than {} MB to decode", MOST_MEMORY / 1_000_000)
        }
        error => format!("is damaged: {}", clean::line(&error.to_string())),
    }
}

/// The picture at this size.
pub(super) fn scaled(image: &RgbaImage, (wide, high): (u32, u32)) -> RgbaImage {
    if image.dimensions() == (wide, high) {
        image.clone()
    } else {
        imageops::thumbnail(image, wide, high)
    }
}

/// The picture in whole cells, transparent where it does not fill the last ones.
pub(super) fn in_cells(image: &RgbaImage, canvas: Canvas, extent: Extent) -> RgbaImage {
    let wide = u32::from(extent.columns) * u32::from(canvas.cell.0);
    let high = u32::from(extent.rows) * u32::from(canvas.cell.1);
    let mut cells = RgbaImage::from_pixel(wide, high, Rgba([0; 4]));
    imageops::replace(&mut cells, &scaled(image, extent.pixels), 0, 0);
    cells
}
