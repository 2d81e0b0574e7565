//! The few colours that stand for all of a picture's.

use std::collections::HashMap;

use color_quant::NeuQuant;
use image::RgbaImage;

use super::visible;

/// The most colours of a sixel picture: one less than 256, as some terminals do.
const MOST: usize = 255;

/// Pixels to learn the colours from, about.
const SAMPLES: usize = 40_000;

/// Colours by number, and the number of each pixel.
pub(super) struct ColourTable {
    pub colours: Vec<[u8; 3]>,
    /// Row after row; nothing where a pixel is transparent.
    pub pixels: Vec<Option<u8>>,
}

impl ColourTable {
    pub fn of(image: &RgbaImage) -> Self {
        let mut known = HashMap::new();
        let colours = image.pixels().filter_map(|pixel| visible(pixel.0));
        for colour in colours {
            let next = known.len();
            known.entry(colour).or_insert(next);
            if known.len() > MOST {
                return Self::learnt(image);
            }
        }
        let mut colours = vec![[0; 3]; known.len()];
        for (colour, index) in &known {
            if let Some(place) = colours.get_mut(*index) {
                *place = *colour;
            }
        }
        let number = |colour| known.get(&colour).map(|index| *index as u8);
        Self {
            colours,
            pixels: numbers(image, number),
        }
    }

    /// Of a picture with more colours than there is room for.
    fn learnt(image: &RgbaImage) -> Self {
        let count = (image.width() * image.height()) as usize;
        let one_in = i32::try_from(count / SAMPLES).map_or(30, |n| n.clamp(1, 30));
        let learnt = NeuQuant::new(one_in, MOST, image.as_raw());
        let mut known = HashMap::new();
        let number = |[red, green, blue]: [u8; 3]| {
            let find = || learnt.index_of(&[red, green, blue, 255]) as u8;
            Some(*known.entry([red, green, blue]).or_insert_with(find))
        };
        let pixels = numbers(image, number);
        let colours = learnt.color_map_rgb();
        let colours = colours.chunks_exact(3);
        Self {
            colours: colours.filter_map(|rgb| rgb.try_into().ok()).collect(),
            pixels,
        }
    }
}

fn numbers(image: &RgbaImage, mut number: impl FnMut([u8; 3]) -> Option<u8>) -> Vec<Option<u8>> {
    let pixels = image.pixels();
    pixels.map(|pixel| number(visible(pixel.0)?)).collect()
}
