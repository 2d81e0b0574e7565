//! Pictures as iTerm2 has them: a file on the way, one for each row of cells, so that the window may cut it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::{
    ExtendedColorType, ImageEncoder as _, RgbaImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    imageops,
};

use super::{decode::in_cells, erase};
use crate::page::{Canvas, Extent};

pub(super) fn paint(
    image: &RgbaImage,
    canvas: Canvas,
    extent: Extent,
) -> Result<Vec<String>, String> {
    let image = in_cells(image, canvas, extent);
    let high = u32::from(canvas.cell.1);
    let row = |y: u16| {
        let strip = imageops::crop_imm(&image, 0, u32::from(y) * high, image.width(), high);
        let file = png(&strip.to_image())?;
        let (erase, columns, size) = (erase(extent.columns), extent.columns, file.len());
        let payload = STANDARD.encode(file);
        Ok(format!(
            "{erase}\x1b]1337;File=inline=1;size={size};width={columns};height=1;preserveAspectRatio=0;\
             doNotMoveCursor=1:{payload}\x07"
        ))
    };
    (0..extent.rows).map(row).collect()
}

/// The picture as a file.
pub(super) fn png(image: &RgbaImage) -> Result<Vec<u8>, String> {
    let mut file = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Adaptive);
    let (wide, high) = image.dimensions();
    let written = encoder.write_image(image.as_raw(), wide, high, ExtendedColorType::Rgba8);
    written
        .map(|()| file)
        .map_err(|error| format!("cannot be encoded: {error}"))
}
