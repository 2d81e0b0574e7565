//! The areas of the screen: pure arithmetic on its size.
//!
//! ```text
//!  header
//!  tag bar
//! ┌ index ─┬ list ─────────────┬ article ─────────┐
//! │        │                   │                  │
//! └────────┴───────────────────┴──────────────────┘
//!  footer
//! ```

pub use super::pane::{Pane, Size};
use super::split::{Border, Split};

/// At least this many columns for a list beside the article.
const MEDIUM: u16 = 60;
/// At least this much room for the line of tags.
const ROOMY: Size = Size {
    width: 60,
    height: 18,
};
/// The smallest size worth drawing at.
const SMALLEST: Size = Size {
    width: 12,
    height: 4,
};

/// A rectangle in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

/// The state that the layout depends on, beside the size.
#[derive(Clone, Copy, Debug)]
pub struct Arrangement {
    /// The pane that keys go to.
    pub focus: Pane,
    /// The borders that were moved.
    pub split: Split,
    /// True if a line of tags is wanted where there is room.
    pub tags: bool,
    /// True if the index stands in the place of the list.
    pub folded: bool,
    /// True if the article has the whole screen.
    pub alone: bool,
}

/// The areas of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// The whole screen.
    pub screen: Area,
    /// The line above.
    pub header: Area,
    /// The line of tags below it, if shown.
    pub tag_bar: Option<Area>,
    /// The line below.
    pub footer: Area,
    /// True if panes have a frame; on very small screens they have none.
    pub framed: bool,
    panes: [Option<Area>; 3],
}

impl Geometry {
    /// The layout of a screen of this size.
    pub fn new(size: Size, arrangement: Arrangement) -> Self {
        let (Size { width, height }, tags) = (size, arrangement.tags);
        let line = |y| Area {
            x: 0,
            y,
            width,
            height: height.min(1),
        };
        let tags = tags && width >= ROOMY.width && height >= ROOMY.height;
        let above = 1 + u16::from(tags);
        let body = Area {
            x: 0,
            y: above,
            width,
            height: height.saturating_sub(above + 1),
        };
        let framed = height >= 8 && width >= 30;
        Self {
            screen: Area {
                x: 0,
                y: 0,
                width,
                height,
            },
            header: line(0),
            tag_bar: tags.then(|| line(1)),
            footer: line(height.saturating_sub(1)),
            framed,
            panes: panes(size, body, arrangement, framed),
        }
    }

    /// True if the screen is too small to draw on.
    pub fn too_small(&self) -> bool {
        self.screen.width < SMALLEST.width || self.screen.height < SMALLEST.height
    }

    /// A pane with its frame; `None` if it is not on the screen.
    pub fn pane(&self, pane: Pane) -> Option<Area> {
        let at = Pane::ALL.iter().position(|other| *other == pane)?;
        self.panes.get(at).copied().flatten()
    }

    /// The pane under a cell of the screen.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        let holds = |pane: &Pane| {
            self.pane(*pane)
                .is_some_and(|area| area.cell(x, y).is_some())
        };
        Pane::ALL.into_iter().find(holds)
    }

    /// The border under a cell.
    pub fn border_at(&self, x: u16, y: u16) -> Option<Border> {
        let borders = [
            (Pane::Articles, Border::Issues),
            (Pane::Reader, Border::Text),
        ];
        let right_of = |(pane, border)| {
            let right = self.pane(pane).filter(|area| area.x > 0)?;
            let rows = right.y..right.y + right.height;
            (rows.contains(&y) && x == right.x).then_some(border)
        };
        let mut found = borders.into_iter().filter_map(right_of);
        found.next().filter(|_| self.framed)
    }

    /// True if only one pane is on the screen.
    pub fn single(&self) -> bool {
        self.panes.iter().flatten().count() == 1
    }

    /// The area inside a pane's frame; empty if it is not on the screen.
    pub fn inside(&self, pane: Pane) -> Area {
        let area = self.pane(pane).unwrap_or_default();
        let margin = u16::from(pane == Pane::Reader);
        if self.framed {
            area.shrunk(1 + margin, 1)
        } else {
            area
        }
    }

    /// The area of the lists, where the article stays in sight beside them; of all panes on a narrow screen.
    pub fn beside_reader(&self) -> Area {
        let above = self.header.height + u16::from(self.tag_bar.is_some());
        let body = Area {
            y: above,
            height: self.screen.height.saturating_sub(above + 1),
            ..self.screen
        };
        let reader = self.pane(Pane::Reader).filter(|reader| reader.x > 0);
        Area {
            width: reader.map_or(body.width, |reader| reader.x),
            ..body
        }
    }

    /// An area for what lies over the panes: centred, at most as large as asked for and as fits between header and footer.
    pub fn over(&self, width: u16, height: u16) -> Area {
        let Area {
            width: columns,
            height: rows,
            ..
        } = self.screen;
        let (width, height) = (width.min(columns), height.min(rows.saturating_sub(2)));
        Area {
            x: (columns - width) / 2,
            y: (rows - height) / 2,
            width,
            height,
        }
    }
}

impl Area {
    /// Column and row within the area; `None` outside of it.
    pub fn cell(&self, x: u16, y: u16) -> Option<(u16, u16)> {
        let (column, row) = (x.checked_sub(self.x)?, y.checked_sub(self.y)?);
        (column < self.width && row < self.height).then_some((column, row))
    }

    /// The area less `across` columns at each side, and `down` rows above and below.
    #[must_use]
    pub fn shrunk(self, across: u16, down: u16) -> Self {
        Self {
            x: self.x.saturating_add(across),
            y: self.y.saturating_add(down),
            width: self.width.saturating_sub(2 * across),
            height: self.height.saturating_sub(2 * down),
        }
    }
}

/// Three panes, two, or one, as the width allows. Neighbours with a frame share one border.
fn panes(size: Size, body: Area, arrangement: Arrangement, framed: bool) -> [Option<Area>; 3] {
    let (width, focus, split) = (body.width, arrangement.focus, arrangement.split);
    if arrangement.alone || width < MEDIUM {
        return Pane::ALL.map(|pane| (pane == focus).then_some(body));
    }
    let index = focus == Pane::Issues;
    let shared = u16::from(framed);
    if size.is_wide() && !(arrangement.folded && index) {
        let (articles, text) = split.of_three(width);
        let [a, b, c] = columns(body, [articles, text - articles, width - text], shared);
        return [Some(a), Some(b), Some(c)];
    }
    let list = split.of_two(width);
    let [list, reader, _] = columns(body, [list, width - list, 0], shared);
    [
        index.then_some(list),
        (!index).then_some(list),
        Some(reader),
    ]
}

/// Side by side, with these widths; each but the last reaches `shared` columns into its neighbour.
fn columns(body: Area, widths: [u16; 3], shared: u16) -> [Area; 3] {
    let mut x = body.x;
    let end = body.x + body.width;
    widths.map(|width| {
        let right = (x + width + shared).min(end);
        let area = Area {
            x,
            width: right - x,
            ..body
        };
        x += width;
        area
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrangement(focus: Pane) -> Arrangement {
        Arrangement {
            focus,
            split: Split::default(),
            tags: false,
            folded: false,
            alone: false,
        }
    }

    fn shown(width: u16, focus: Pane) -> Vec<Pane> {
        let geometry = Geometry::new(Size { width, height: 24 }, arrangement(focus));
        Pane::ALL
            .into_iter()
            .filter(|pane| geometry.pane(*pane).is_some())
            .collect()
    }

    #[test]
    fn panes_by_width() {
        assert_eq!(shown(140, Pane::Reader), Pane::ALL);
        assert_eq!(shown(139, Pane::Reader), [Pane::Articles, Pane::Reader]);
        assert_eq!(shown(80, Pane::Reader), [Pane::Articles, Pane::Reader]);
        assert_eq!(shown(80, Pane::Issues), [Pane::Issues, Pane::Reader]);
        assert_eq!(shown(40, Pane::Articles), [Pane::Articles]);
    }

    proptest::proptest! {
        #[test]
        fn panes_tile_the_screen_at_any_size(
            width in 0u16..600, height in 0u16..300, focus in 0usize..3, tags: bool, folded: bool, alone: bool,
            moves in proptest::collection::vec((0usize..2, 0u16..700, 0u16..600), 0..4),
        ) {
            let size = Size { width, height };
            let mut split = Split::default();
            for (border, column, width) in moves {
                split.set([Border::Issues, Border::Text][border], column, Size { width, height });
            }
            let focus = Pane::ALL[focus];
            let arrangement = Arrangement { focus, split, tags, folded, alone };
            let geometry = Geometry::new(size, arrangement);
            let panes = Pane::ALL.into_iter().filter_map(|pane| geometry.pane(pane));
            let panes: Vec<_> = panes.collect();
            let shared = u16::from(geometry.framed);
            for pair in panes.windows(2) {
                assert_eq!(pair[0].x + pair[0].width, pair[1].x + shared);
            }
            assert_eq!((panes[0].x, panes.last().map(|last| last.x + last.width)), (0, Some(width)));
            assert!(panes.iter().all(|area| area.y + area.height <= height.max(1)));
            let over = geometry.over(60, 20);
            assert!(over.x + over.width <= width && over.y + over.height <= height);
        }
    }
}
