//! Pixels in rows, and the few things that are done to them: scaled, turned upright, put into whole cells.

use crate::page::{Canvas, Extent};

/// The most pixels of a picture: more than cameras make.
pub(super) const MOST_PIXELS: u64 = 40_000_000;

/// The most bytes that decoding may take: those pixels, and half of it again.
pub(super) const MOST_MEMORY: usize = 6 * MOST_PIXELS as usize;

/// Red, green, blue and opacity.
pub(super) type Pixel = [u8; 4];

/// A picture in memory, four bytes a pixel.
#[derive(Clone)]
pub(super) struct Pixels {
    pub wide: u32,
    pub high: u32,
    bytes: Vec<u8>,
}

impl Pixels {
    /// Bytes beyond the size are cut, missing ones are transparent.
    pub fn from_rgba((wide, high): (u32, u32), mut bytes: Vec<u8>) -> Self {
        bytes.resize(wide as usize * high as usize * 4, 0);
        Self { wide, high, bytes }
    }

    pub fn from_rgb(size: (u32, u32), bytes: &[u8]) -> Self {
        let pixels = bytes.as_chunks().0.iter();
        let opaque = pixels.flat_map(|[red, green, blue]| [*red, *green, *blue, 0xff]);
        Self::from_rgba(size, opaque.collect())
    }

    pub fn from_fn((wide, high): (u32, u32), pixel: impl Fn(u32, u32) -> Pixel) -> Self {
        let rows = (0..high).flat_map(|y| (0..wide).map(move |x| (x, y)));
        Self::from_rgba((wide, high), rows.flat_map(|(x, y)| pixel(x, y)).collect())
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Row after row.
    pub fn all(&self) -> &[Pixel] {
        self.bytes.as_chunks().0
    }

    /// Pieces of some rows each, top down.
    pub fn strips(&self, rows: u32) -> impl Iterator<Item = Self> {
        let strip = (self.wide * rows * 4).max(1) as usize;
        let size = (self.wide, rows);
        self.bytes
            .chunks(strip)
            .map(move |bytes| Self::from_rgba(size, bytes.to_owned()))
    }

    pub fn get(&self, x: u32, y: u32) -> Option<Pixel> {
        let inside = x < self.wide && y < self.high;
        inside.then(|| self.all().get(self.index(x, y)).copied())?
    }

    fn index(&self, x: u32, y: u32) -> usize {
        y as usize * self.wide as usize + x as usize
    }

    /// The picture at this size: each pixel is the mean of those it stands for.
    pub fn scaled(&self, (wide, high): (u32, u32)) -> Self {
        if (wide, high) == (self.wide, self.high) {
            return self.clone();
        }
        Self::from_fn((wide, high), |x, y| {
            self.mean(covered(x, wide, self.wide), covered(y, high, self.high))
        })
    }

    /// The mean colour of an area; each pixel counts by its opacity.
    fn mean(&self, columns: (u32, u32), (top, bottom): (u32, u32)) -> Pixel {
        let mut sums = [0u64; 4];
        let mut count = 0;
        for y in top..bottom {
            let row = self.index(columns.0, y)..self.index(columns.1, y);
            for [red, green, blue, alpha] in self.all().get(row).unwrap_or_default() {
                let parts = [*red, *green, *blue].map(|part| u64::from(part) * u64::from(*alpha));
                let parts = parts.into_iter().chain([u64::from(*alpha)]);
                sums.iter_mut()
                    .zip(parts)
                    .for_each(|(sum, part)| *sum += part);
                count += 1;
            }
        }
        let [red, green, blue, alpha] = sums;
        let [red, green, blue] = [red, green, blue].map(|sum| rounded(sum, alpha));
        [red, green, blue, rounded(alpha, count)]
    }

    /// The picture as its orientation asks for, by the numbers of EXIF: 5 to 8 lie on their side, the others may be mirrored.
    pub fn upright(self, orientation: u16) -> Self {
        let (wide, high) = (self.wide, self.high);
        let lies = matches!(orientation, 5..=8);
        let size = if lies { (high, wide) } else { (wide, high) };
        if !matches!(orientation, 2..=8) {
            return self;
        }
        Self::from_fn(size, |x, y| {
            let (x, y) = if lies { (y, x) } else { (x, y) };
            let x = if matches!(orientation, 2 | 3 | 7 | 8) {
                wide - 1 - x
            } else {
                x
            };
            let y = if matches!(orientation, 3 | 4 | 6 | 7) {
                high - 1 - y
            } else {
                y
            };
            self.get(x, y).unwrap_or_default()
        })
    }

    /// The picture in whole cells, transparent where it does not fill the last ones.
    pub fn in_cells(&self, canvas: Canvas, extent: Extent) -> Self {
        let wide = u32::from(extent.columns) * u32::from(canvas.cell.0);
        let high = u32::from(extent.rows) * u32::from(canvas.cell.1);
        let scaled = self.scaled(extent.pixels);
        Self::from_fn((wide, high), |x, y| scaled.get(x, y).unwrap_or_default())
    }
}

/// The range of pixels that one pixel of a scaled row stands for; at least one.
fn covered(index: u32, of: u32, pixels: u32) -> (u32, u32) {
    let at = |index: u32| (u64::from(index) * u64::from(pixels) / u64::from(of.max(1))) as u32;
    let first = at(index);
    (first, at(index + 1).max(first + 1))
}

fn rounded(sum: u64, count: u64) -> u8 {
    (sum + count / 2).checked_div(count).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Pixel = [1, 0, 0, 255];
    const B: Pixel = [2, 0, 0, 255];

    /// `AB` on a row of its own.
    fn pair() -> Pixels {
        Pixels::from_rgba((2, 1), [A, B].concat())
    }

    #[test]
    fn pictures_are_turned_upright() {
        let table = [
            (1, (2, 1), [A, B]),
            (2, (2, 1), [B, A]),
            (3, (2, 1), [B, A]),
            (4, (2, 1), [A, B]),
            (5, (1, 2), [A, B]),
            (6, (1, 2), [A, B]),
            (7, (1, 2), [B, A]),
            (8, (1, 2), [B, A]),
            (9, (2, 1), [A, B]),
        ];
        for (orientation, size, want) in table {
            let upright = pair().upright(orientation);
            assert_eq!((upright.wide, upright.high), size, "{orientation}");
            assert_eq!(upright.all(), want, "{orientation}");
        }
        let tall = pair().upright(6);
        assert_eq!(tall.upright(6).all(), [B, A], "a quarter, twice");
    }

    #[test]
    fn transparent_pixels_give_no_colour() {
        let clear = [255, 255, 255, 0];
        let half = Pixels::from_rgba((2, 1), [[90, 60, 30, 255], clear].concat());
        assert_eq!(half.scaled((1, 1)).all(), [[90, 60, 30, 128]]);
        assert_eq!(pair().scaled((4, 1)).all(), [A, A, B, B]);
    }
}
