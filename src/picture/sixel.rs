//! Pictures as sixels (DEC STD 070, chapter 9): bands of six rows of pixels, colour after colour. Each row of cells is a
//! picture of its own, so that the window may cut it.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{erase, palette::FewColours, pixels::Pixels};
use crate::page::{Canvas, Extent};

/// Rows of pixels in a band.
const BAND: usize = 6;

pub(super) fn paint(image: &Pixels, canvas: Canvas, extent: Extent) -> Vec<String> {
    let image = image.in_cells(canvas, extent);
    let (wide, high) = (image.wide as usize, usize::from(canvas.cell.1));
    let palette = FewColours::of(&image);
    let rows = palette.pixels.chunks((wide * high).max(1));
    rows.map(|pixels| {
        let erase = erase(extent.columns);
        format!("{erase}{}", strip(&palette.colours, pixels, wide, high))
    })
    .collect()
}

/// A picture: its raster, the colours it has, its bands. Transparent pixels are left as they were (P2 is 1).
fn strip(colours: &[[u8; 3]], pixels: &[Option<u8>], wide: usize, high: usize) -> String {
    let mut sixels = format!("\x1bP0;1;0q\"1;1;{wide};{high}");
    for number in numbers(pixels) {
        if let Some([red, green, blue]) = colours.get(usize::from(number)) {
            let [red, green, blue] = [red, green, blue].map(|value| u32::from(*value) * 100 / 255);
            let _ = write!(sixels, "#{number};2;{red};{green};{blue}");
        }
    }
    for (index, band) in pixels.chunks((wide * BAND).max(1)).enumerate() {
        if index > 0 {
            sixels.push('-');
        }
        for (index, (number, columns)) in by_colour(band, wide).iter().enumerate() {
            let back = if index > 0 { "$" } else { "" };
            let _ = write!(sixels, "{back}#{number}");
            run_lengths(&mut sixels, columns);
        }
    }
    sixels + "\x1b\\"
}

/// The numbers of the colours in some pixels, in order.
fn numbers(pixels: &[Option<u8>]) -> Vec<u8> {
    let mut numbers: Vec<u8> = pixels.iter().flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The pixels of a band for each colour: six bits for each column, up to the last that has any.
fn by_colour(band: &[Option<u8>], wide: usize) -> BTreeMap<u8, Vec<u8>> {
    let mut colours: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
    for (y, row) in band.chunks(wide.max(1)).enumerate() {
        for (x, number) in row.iter().enumerate() {
            let Some(number) = number else { continue };
            let columns = colours.entry(*number).or_default();
            if columns.len() <= x {
                columns.resize(x + 1, 0);
            }
            if let Some(bits) = columns.get_mut(x) {
                *bits |= 1 << y;
            }
        }
    }
    colours
}

/// A character for each column, repeats counted.
fn run_lengths(sixels: &mut String, columns: &[u8]) {
    for run in columns.chunk_by(|a, b| a == b) {
        let character = char::from(b'?' + run.first().copied().unwrap_or(0));
        match run.len() {
            count @ 4.. => drop(write!(sixels, "!{count}{character}")),
            count => sixels.extend(std::iter::repeat_n(character, count)),
        }
    }
}
