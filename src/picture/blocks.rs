//! Pictures of coloured cells, each of two pixels, for terminals that show no others.

use super::{Terminal, pixels::Pixels, visible};
use crate::page::{Canvas, Extent};

/// A cell of a picture; halves of no colour are transparent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HalfBlock {
    /// The upper half.
    pub upper: Option<Rgb>,
    /// The lower half.
    pub lower: Option<Rgb>,
}

/// A colour that the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rgb {
    /// Red, green and blue.
    True(u8, u8, u8),
    /// One of xterm's 256.
    Indexed(u8),
}

pub(super) fn paint(
    image: &Pixels,
    canvas: Canvas,
    extent: Extent,
    terminal: Terminal,
) -> Vec<HalfBlock> {
    let parts = if terminal.half_blocks { 2 } else { 1 };
    let cell = u32::from(canvas.cell.1.max(1));
    let high = (extent.pixels.1 * parts).div_ceil(cell).max(1);
    let image = image.scaled((extent.columns.into(), high));
    let colour = |x: u16, y: u32| {
        visible(image.get(x.into(), y)?).map(|[red, green, blue]| terminal.colour(red, green, blue))
    };
    let cells = (0..u32::from(extent.rows)).flat_map(|y| (0..extent.columns).map(move |x| (x, y)));
    let block = |(x, y)| HalfBlock {
        upper: colour(x, y * parts),
        lower: colour(x, y * parts + parts - 1),
    };
    cells.map(block).collect()
}

impl Terminal {
    fn colour(self, red: u8, green: u8, blue: u8) -> Rgb {
        if self.true_colour {
            Rgb::True(red, green, blue)
        } else {
            Rgb::Indexed(indexed(red, green, blue))
        }
    }
}

/// The nearest of xterm's 256 colours: a cube of six levels a side, and 24 greys.
fn indexed(red: u8, green: u8, blue: u8) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let level = |value: u8| {
        let nearest = LEVELS.iter().zip(0u8..);
        let nearest = nearest.min_by_key(|(level, _)| level.abs_diff(value));
        nearest.map_or((0, 0), |(level, index)| (*level, index))
    };
    let distance = |colour: [u8; 3]| -> u32 {
        let parts = colour.iter().zip([red, green, blue]);
        parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let [(r, ri), (g, gi), (b, bi)] = [red, green, blue].map(level);
    let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let grey = (mean.saturating_sub(3) / 10).min(23) as u8;
    if distance([8 + grey * 10; 3]) < distance([r, g, b]) {
        232 + grey
    } else {
        16 + 36 * ri + 6 * gi + bi
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_to_the_nearest_of_256() {
        let table = [
            ((0, 0, 0), 16),
            ((255, 255, 255), 231),
            ((255, 0, 0), 196),
            ((95, 135, 175), 67),
            ((128, 128, 128), 244),
            ((9, 8, 7), 232),
        ];
        for ((red, green, blue), want) in table {
            assert_eq!(indexed(red, green, blue), want, "{red} {green} {blue}");
        }
    }
}
