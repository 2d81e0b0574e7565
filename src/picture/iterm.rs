//! Pictures as iTerm2 has them: a file in an escape sequence, one for each row of cells, so that the window may cut it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use png::{ColorType, Compression, Encoder};

use super::{PictureFault, erase, pixels::Pixels};
use crate::page::{Canvas, Extent};

pub(super) fn paint(
    image: &Pixels,
    canvas: Canvas,
    extent: Extent,
) -> Result<Vec<String>, PictureFault> {
    let image = image.in_cells(canvas, extent);
    let row = |strip| {
        let file = png(&strip)?;
        let (erase, columns, size) = (erase(extent.columns), extent.columns, file.len());
        let payload = STANDARD.encode(file);
        Ok(format!(
            "{erase}\x1b]1337;File=inline=1;size={size};width={columns};height=1;preserveAspectRatio=0;\
             doNotMoveCursor=1:{payload}\x07"
        ))
    };
    image.strips(canvas.cell.1.into()).map(row).collect()
}

/// The picture as a file.
pub(super) fn png(image: &Pixels) -> Result<Vec<u8>, PictureFault> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, image.wide, image.high);
    encoder.set_color(ColorType::Rgba);
    encoder.set_compression(Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(image.bytes())?;
        writer.finish()
    });
    written
        .map(|()| file)
        .map_err(|error| PictureFault::Encoding(error.to_string()))
}
