//! The few colours that stand for all of a picture's, by median cut: the colours are halved where they differ most, until there
//! are as many groups as there is room for.

use std::collections::{BTreeSet, HashMap};

use super::{
    pixels::{Pixel, Pixels},
    visible,
};

type RedGreenBlue = [u8; 3];

/// The most colours of a sixel picture: one less than 256, as some terminals do.
const MOST: usize = 255;

/// Pixels to learn the colours from, about.
const SAMPLES: usize = 40_000;

/// Colours by number, and the number of each pixel.
pub(super) struct FewColours {
    pub colours: Vec<RedGreenBlue>,
    /// Row after row; nothing where a pixel is transparent.
    pub pixels: Vec<Option<u8>>,
}

impl FewColours {
    pub fn of(picture: &Pixels) -> Self {
        let colours = few(picture).unwrap_or_else(|| learnt(picture));
        let mut known = HashMap::new();
        let mut number = |pixel: &Pixel| {
            let colour = visible(*pixel)?;
            Some(
                *known
                    .entry(colour)
                    .or_insert_with(|| nearest(&colours, colour)),
            )
        };
        let pixels = picture.all().iter().map(&mut number).collect();
        Self { colours, pixels }
    }
}

/// The picture's own colours, unless there are more than there is room for.
fn few(picture: &Pixels) -> Option<Vec<RedGreenBlue>> {
    let mut known = BTreeSet::new();
    for colour in picture.all().iter().copied().filter_map(visible) {
        known.insert(colour);
        if known.len() > MOST {
            return None;
        }
    }
    Some(known.into_iter().collect())
}

fn learnt(picture: &Pixels) -> Vec<RedGreenBlue> {
    let pixels = picture.all();
    let one_in = (pixels.len() / SAMPLES).max(1);
    let samples = pixels.iter().step_by(one_in).copied().filter_map(visible);
    let mut groups = vec![Group::of(samples.collect())];
    while groups.len() < MOST {
        let widest = groups.iter_mut().max_by_key(|group| group.weight());
        let Some(half) = widest.and_then(Group::split) else {
            break;
        };
        groups.push(half);
    }
    groups.iter().map(Group::mean).collect()
}

/// Colours that will be one.
struct Group {
    colours: Vec<RedGreenBlue>,
    /// The part, of red, green and blue, in which they differ most, and by how much.
    axis: usize,
    spread: u8,
}

impl Group {
    fn of(colours: Vec<RedGreenBlue>) -> Self {
        let spread = |axis: usize| {
            let parts = || colours.iter().filter_map(|colour| colour.get(axis));
            let (low, high) = (parts().min(), parts().max());
            low.zip(high).map_or(0, |(low, high)| high - low)
        };
        let widest = (0..3).map(|axis| (spread(axis), axis)).max();
        let (spread, axis) = widest.unwrap_or_default();
        Self {
            colours,
            axis,
            spread,
        }
    }

    fn weight(&self) -> usize {
        self.colours.len() * usize::from(self.spread)
    }

    /// Keeps the lower half; `None` where all are alike.
    fn split(&mut self) -> Option<Self> {
        if self.spread == 0 {
            return None;
        }
        let mut colours = std::mem::take(&mut self.colours);
        colours.sort_unstable_by_key(|colour| colour.get(self.axis).copied());
        let upper = colours.split_off(colours.len() / 2);
        *self = Self::of(colours);
        Some(Self::of(upper))
    }

    fn mean(&self) -> RedGreenBlue {
        let mut sums = [0; 3];
        for colour in &self.colours {
            sums.iter_mut()
                .zip(colour)
                .for_each(|(sum, part)| *sum += usize::from(*part));
        }
        sums.map(|sum| sum.checked_div(self.colours.len()).unwrap_or(0) as u8)
    }
}

fn nearest(colours: &[RedGreenBlue], wanted: RedGreenBlue) -> u8 {
    let distance = |colour: &RedGreenBlue| -> u32 {
        let parts = colour.iter().zip(wanted);
        parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let numbered = (0..).zip(colours);
    let nearest = numbered.min_by_key(|(_, colour)| distance(colour));
    nearest.map_or(0, |(number, _)| number)
}
