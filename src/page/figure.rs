//! Pictures of a document: which files they are, and how large they are shown.

use crate::text::clean;

/// The surface that pictures are drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Canvas {
    /// The pixels of a cell, across and down.
    pub cell: (u16, u16),
    /// The most rows of a picture.
    pub rows: u16,
}

/// The room that a picture takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Columns of cells.
    pub columns: u16,
    /// Rows of cells.
    pub rows: u16,
    /// Pixels, across and down, from the upper left corner of the first cell.
    pub pixels: (u32, u32),
}

/// A picture of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub target: Box<str>,
    pub content: Content,
}

/// The state of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Nothing yet.
    #[default]
    Unknown,
    /// Its size in pixels, across and down.
    Pixels(u32, u32),
    /// Why it cannot be shown: a clause, clean.
    Missing(String),
}

impl Canvas {
    /// The room of a picture of a size in pixels within some columns: its own size, or the largest that fits, in its
    /// own proportions.
    pub fn fit(self, pixels: (u32, u32), columns: u16) -> Extent {
        let cell = (u64::from(self.cell.0.max(1)), u64::from(self.cell.1.max(1)));
        let (wide, high) = (u64::from(pixels.0.max(1)), u64::from(pixels.1.max(1)));
        let most = (
            cell.0 * u64::from(columns.max(1)),
            cell.1 * u64::from(self.rows.max(1)),
        );
        let mut size = (wide.min(most.0), high);
        size.1 = (high * size.0 / wide).max(1);
        if size.1 > most.1 {
            size = ((wide * most.1 / high).max(1), most.1);
        }
        Extent {
            columns: size.0.div_ceil(cell.0) as u16,
            rows: size.1.div_ceil(cell.1) as u16,
            pixels: (size.0 as u32, size.1 as u32),
        }
    }
}

/// The path of the file that an image's target names, relative to the text it stands in, with `/` between names; or the name
/// of a part of the same text, `cid:…` or `data:#…`. `None` for what is neither: URLs, absolute paths.
pub(super) fn path(target: &str) -> Option<String> {
    let target = target.trim();
    if target.starts_with("cid:") || target.starts_with("data:#") {
        return Some(clean::line(target).into_owned());
    }
    let named = target.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(named).decode_utf8();
    let path = clean::line(&decoded.ok()?).replace('\\', "/");
    let scheme = path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'));
    (!path.is_empty() && !path.starts_with('/') && !scheme).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_beside_the_text_are_told_from_urls() {
        let table = [
            ("fog.png", Some("fog.png")),
            ("./a/b%20c.png?raw=true#x", Some("./a/b c.png")),
            ("../img/안개.jpg", Some("../img/안개.jpg")),
            ("img\\fog.png", Some("img/fog.png")),
            ("https://fog.example/a.png", None),
            ("//fog.example/a.png", None),
            ("/fog.png", None),
            ("data:image/png;base64,AA==", None),
            ("cid:a%2B1@fog.example", Some("cid:a%2B1@fog.example")),
            ("data:#7", Some("data:#7")),
            ("c:/fog.png", None),
            ("%2Fetc/passwd", None),
            ("%ff.png", None),
            ("#end", None),
            ("", None),
        ];
        for (target, want) in table {
            assert_eq!(path(target).as_deref(), want, "{target}");
        }
    }

    #[test]
    fn pictures_keep_their_proportions() {
        let canvas = Canvas {
            cell: (10, 20),
            rows: 12,
        };
        let table = [
            // Small ones are as large as they are.
            ((100, 100), 40, (10, 5)),
            ((5, 5), 40, (1, 1)),
            // Wide ones are as wide as the text, high ones as high as they may be.
            ((800, 400), 40, (40, 10)),
            ((400, 4000), 40, (3, 12)),
            ((u32::MAX, 1), 40, (40, 1)),
            ((1, u32::MAX), 40, (1, 12)),
            ((0, 0), 0, (1, 1)),
        ];
        for (pixels, columns, (wide, high)) in table {
            let extent = canvas.fit(pixels, columns);
            assert_eq!((extent.columns, extent.rows), (wide, high), "{pixels:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_picture_stays_within_its_room(w: u32, h: u32, cell: (u16, u16), rows: u16, columns: u16) {
            let extent = Canvas { cell, rows }.fit((w, h), columns);
            assert!((1..=columns.max(1)).contains(&extent.columns));
            assert!((1..=rows.max(1)).contains(&extent.rows));
        }
    }
}
