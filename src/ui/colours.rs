//! The colours that a terminal has, and which of them is nearest to another.

use std::collections::HashMap;

use ratatui::style::Color;

/// The colours that a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None.
    None,
    /// Sixteen, by number.
    Sixteen,
    /// 256, by number.
    Indexed,
    /// All, by red, green and blue.
    Full,
}

impl Depth {
    /// The depth that the environment tells.
    pub fn of(value: impl Fn(&str) -> String) -> Self {
        let (term, colorterm) = (value("TERM"), value("COLORTERM"));
        let begins = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        let full = matches!(&*colorterm, "truecolor" | "24bit") || term.ends_with("-direct");
        match () {
            () if !value("NO_COLOR").is_empty() => Self::None,
            () if term.is_empty() || begins(&["dumb", "vt1", "vt2"]) => Self::None,
            // GNU screen passes COLORTERM on from outside, and mixes such colours up.
            () if full && value("STY").is_empty() => Self::Full,
            () if begins(&["linux", "ansi", "cygwin"]) || term.ends_with("16color") => {
                Self::Sixteen
            }
            () => Self::Indexed,
        }
    }
}

/// Letters are told from their ground by this much wherever they were before (WCAG 2.2, AA).
const CONTRAST: f32 = 4.5;

/// The sixteen colours as xterm has them. Each terminal has its own; these are near enough to choose by.
const SIXTEEN: [Channels; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

type Channels = [u8; 3];

/// The colours of a terminal, with the nearest ones found for others.
#[derive(Debug)]
pub struct TerminalColours {
    depth: Depth,
    nearest: HashMap<(Color, Color), (Color, Color)>,
}

impl TerminalColours {
    /// The colours of a terminal of this depth.
    pub fn new(depth: Depth) -> Self {
        Self {
            depth,
            nearest: HashMap::new(),
        }
    }

    /// The nearest colours of letters and their ground. The contrast between them stays, up to 4.5.
    pub fn nearest(&mut self, letters: Color, ground: Color) -> (Color, Color) {
        match self.depth {
            Depth::None => (Color::Reset, Color::Reset),
            Depth::Full => (letters, ground),
            _ if value(letters).is_none() && value(ground).is_none() => (letters, ground),
            depth => *self
                .nearest
                .entry((letters, ground))
                .or_insert_with(|| nearest(depth, letters, ground)),
        }
    }
}

fn nearest(depth: Depth, letters: Color, ground: Color) -> (Color, Color) {
    let Some(back) = value(ground) else {
        return (closest(depth, letters, |_| true), ground);
    };
    let wanted = value(letters).map_or(0.0, |front| contrast(front, back).min(CONTRAST));
    let ground = closest(depth, ground, |_| true);
    let back = value_at(depth, ground).unwrap_or(back);
    (
        closest(depth, letters, |front| contrast(front, back) >= wanted),
        ground,
    )
}

/// The closest of the colours that will do; the colour itself if it has no value of its own.
fn closest(depth: Depth, colour: Color, will_do: impl Fn(Channels) -> bool) -> Color {
    let Some(wanted) = value(colour) else {
        return colour;
    };
    let numbers = if depth == Depth::Sixteen {
        0..=15
    } else {
        16..=255
    };
    let all = numbers
        .map(|n| (n, indexed(n)))
        .filter(|(_, rgb)| will_do(*rgb));
    let closest =
        all.min_by(|(_, a), (_, b)| distance(*a, wanted).total_cmp(&distance(*b, wanted)));
    closest.map_or(colour, |(n, _)| Color::Indexed(n))
}

/// The red, green and blue of a colour that every terminal shows alike.
fn value(colour: Color) -> Option<Channels> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(n @ 16..) => Some(indexed(n)),
        _ => None,
    }
}

fn value_at(depth: Depth, colour: Color) -> Option<Channels> {
    match colour {
        Color::Indexed(n) if depth == Depth::Sixteen => Some(indexed(n)),
        colour => value(colour),
    }
}

/// The colours by number, as xterm has them: sixteen, a cube of six by six by six, and greys.
pub(super) fn indexed(n: u8) -> Channels {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match (SIXTEEN.get(usize::from(n)), n) {
        (Some(rgb), _) => *rgb,
        (None, 232..) => [8 + 10 * (n - 232); 3],
        (None, _) => {
            let n = n - 16;
            [step(n / 36), step(n / 6 % 6), step(n % 6)]
        }
    }
}

/// The light of a channel, which is not in proportion to its number (sRGB, IEC 61966-2-1).
fn linear(channel: u8) -> f32 {
    let c = f32::from(channel) / 255.0;
    if c <= 0.04045 {
        c / 12.92
    } else {
        ((c + 0.055) / 1.055).powf(2.4)
    }
}

/// The ratio of the luminances (WCAG 2.2).
fn contrast(a: Channels, b: Channels) -> f32 {
    let luminance = |rgb: Channels| {
        let [r, g, b] = rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// The square of the distance as people see it, in Oklab (<https://bottosson.github.io/posts/oklab>).
fn distance(a: Channels, b: Channels) -> f32 {
    let (a, b) = (oklab(a), oklab(b));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}

/// Linear red, green and blue to the three kinds of cones in the eye, and the cube roots of those to lightness and two hues.
const OKLAB: [[[f32; 3]; 3]; 2] = [
    [
        [0.4122, 0.5363, 0.0514],
        [0.2119, 0.6806, 0.1073],
        [0.0883, 0.2817, 0.6299],
    ],
    [
        [0.2104, 0.7936, -0.0040],
        [1.9779, -2.4285, 0.4505],
        [0.0259, 0.7827, -0.8086],
    ],
];

fn oklab(rgb: Channels) -> [f32; 3] {
    let times = |matrix: [[f32; 3]; 3], vector: [f32; 3]| {
        matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
    };
    let [cones, hues] = OKLAB;
    times(hues, times(cones, rgb.map(linear)).map(f32::cbrt))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        let table: [(&[(&str, &str)], Depth); 11] = [
            (
                &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")],
                Depth::Full,
            ),
            (
                &[("TERM", "xterm-kitty"), ("COLORTERM", "24bit")],
                Depth::Full,
            ),
            (&[("TERM", "xterm-direct")], Depth::Full),
            (&[("TERM", "xterm-256color")], Depth::Indexed),
            (&[("TERM", "screen")], Depth::Indexed),
            (
                &[
                    ("TERM", "screen.xterm-256color"),
                    ("COLORTERM", "truecolor"),
                    ("STY", "1.tty"),
                ],
                Depth::Indexed,
            ),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "rxvt-16color")], Depth::Sixteen),
            (&[("TERM", "vt100")], Depth::None),
            (&[], Depth::None),
            (
                &[
                    ("TERM", "xterm-256color"),
                    ("COLORTERM", "truecolor"),
                    ("NO_COLOR", "1"),
                ],
                Depth::None,
            ),
        ];
        for (variables, depth) in table {
            let value = |name: &str| {
                let found = variables.iter().find(|(other, _)| *other == name);
                found.map_or(String::new(), |(_, value)| (*value).to_owned())
            };
            assert_eq!(Depth::of(value), depth, "{variables:?}");
        }
    }

    #[test]
    fn the_nearest_colour_is_taken() {
        let table = [
            (Depth::Full, Color::Rgb(1, 2, 3), Color::Rgb(1, 2, 3)),
            (Depth::None, Color::Rgb(1, 2, 3), Color::Reset),
            (Depth::None, Color::Red, Color::Reset),
            (Depth::Indexed, Color::Rgb(255, 135, 0), Color::Indexed(208)),
            (
                Depth::Indexed,
                Color::Rgb(0x58, 0x58, 0x58),
                Color::Indexed(240),
            ),
            (Depth::Indexed, Color::Red, Color::Red),
            (Depth::Indexed, Color::Reset, Color::Reset),
            (Depth::Sixteen, Color::Rgb(250, 10, 10), Color::Indexed(9)),
            (Depth::Sixteen, Color::Indexed(231), Color::Indexed(15)),
        ];
        for (depth, colour, wanted) in table {
            let (found, _) = TerminalColours::new(depth).nearest(colour, Color::Reset);
            assert_eq!(found, wanted, "{colour} at {depth:?}");
        }
    }

    #[test]
    fn letters_stay_readable_on_the_nearest_ground() {
        for depth in [Depth::Indexed, Depth::Sixteen] {
            let mut colours = TerminalColours::new(depth);
            for (letters, ground) in [
                ([118, 118, 118], [255, 255, 255]),
                ([0x9a, 0xa0, 0xab], [0x24, 0x34, 0x4f]),
            ] {
                let rgb = |[r, g, b]: Channels| Color::Rgb(r, g, b);
                let (front, back) = colours.nearest(rgb(letters), rgb(ground));
                let [front, back] = [front, back].map(|colour| value_at(depth, colour).unwrap());
                assert!(
                    contrast(front, back) >= CONTRAST,
                    "{letters:?} at {depth:?}"
                );
            }
        }
    }
}
