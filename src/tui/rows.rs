//! The cells of a frame that go to the terminal.
//!
//! Terminals dispute how wide some graphemes are: ⚠️, 1️⃣, हि. Where one takes more or fewer columns than it was drawn with, what
//! stands behind it is lost or left over. A row that holds one is therefore written whole, from left to right, so that it looks
//! the same whatever stood there before.

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth as _};

use super::{
    cells::{is_blank, text_of},
    disputed::is_disputed_cell,
};

/// A cell, by column and row.
pub(super) type PlacedCell<'b> = (u16, u16, &'b Cell);

/// The cells that a terminal which shows one frame needs for the next.
pub(super) fn changed<'b>(shown: &'b Buffer, next: &'b Buffer) -> Vec<PlacedCell<'b>> {
    let changed: Vec<PlacedCell<'b>> = shown.diff_iter(next).collect();
    let rows = changed.chunk_by(|a, b| a.1 == b.1);
    let whole = rows.map(|cells| match cells.first() {
        Some(&(_, y, _)) if has_disputed(&row(shown, y)) || has_disputed(&row(next, y)) => {
            row(next, y)
        }
        _ => cells.to_vec(),
    });
    whole.flatten().collect()
}

/// The cells that a blank terminal needs.
pub(super) fn all(buffer: &Buffer) -> Vec<PlacedCell<'_>> {
    let rows = buffer.area.top()..buffer.area.bottom();
    let cells = rows.flat_map(|y| {
        let cells = row(buffer, y);
        let drawn = cells.iter().filter(|(.., cell)| !is_blank(cell));
        let drawn: Vec<_> = drawn.copied().collect();
        if has_disputed(&drawn) { cells } else { drawn }
    });
    cells.collect()
}

/// The cells of a row but for those that wide graphemes lie over and those under a picture.
fn row(buffer: &Buffer, y: u16) -> Vec<PlacedCell<'_>> {
    let (width, left) = (usize::from(buffer.area.width), buffer.area.left());
    let start = width * usize::from(y.saturating_sub(buffer.area.top()));
    let cells = buffer.content.get(start..start + width).unwrap_or_default();
    let (mut placed, mut covered) = (Vec::with_capacity(width), 0);
    for (cell, x) in cells.iter().zip(left..) {
        if covered > 0 {
            covered -= 1;
            continue;
        }
        if cell.diff_option != CellDiffOption::Skip {
            placed.push((x, y, cell));
        }
        covered = columns(cell).saturating_sub(1);
    }
    placed
}

/// The columns a cell is drawn over.
fn columns(cell: &Cell) -> u16 {
    match cell.diff_option {
        CellDiffOption::Skip => 1,
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ if is_letter(cell) => 1,
        _ => cell.cell_width(),
    }
}

fn has_disputed(cells: &[PlacedCell<'_>]) -> bool {
    let mut others = cells.iter().filter(|(.., cell)| !is_letter(cell));
    others.any(|(.., cell)| is_disputed_cell(cell, text_of(cell)))
}

/// True for a cell of one byte, as most of a screen are: nobody disputes its width.
fn is_letter(cell: &Cell) -> bool {
    matches!(cell.diff_option, CellDiffOption::None) && cell.symbol().len() == 1
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};
    use ratatui::{
        layout::Rect,
        style::{Color, Style},
    };

    use super::{
        super::{
            cells::Cells,
            model_terminal::{COUNTS, DISPUTED, ModelTerminal},
        },
        *,
    };
    use crate::ui::colours::{Depth, TerminalColours};

    const SIZE: (u16, u16) = (14, 3);

    fn written(cells: Vec<PlacedCell<'_>>, buffer: &Buffer) -> String {
        let mut out = Vec::new();
        Cells::new(buffer, &mut TerminalColours::new(Depth::Full), &mut out)
            .write(cells.into_iter());
        String::from_utf8(out).unwrap()
    }

    fn buffer(puts: &[(u16, u16, &'static str, Color)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        for (x, y, text, colour) in puts {
            buffer.set_stringn(
                *x,
                *y,
                text,
                usize::from(SIZE.0 - x),
                Style::new().fg(*colour),
            );
        }
        buffer
    }

    fn put() -> impl Strategy<Value = (u16, u16, &'static str, Color)> {
        let plain = select(&["a", "fog", "안개", "灯", "é", "│", "     "][..]);
        let text = prop_oneof![1 => plain, 1 => select(&DISPUTED[..])];
        (
            0..SIZE.0,
            0..SIZE.1,
            text,
            select(&[Color::Reset, Color::Red][..]),
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_frame_after_others_looks_as_one_drawn_from_nothing(frames in vec(vec(put(), 0..10), 1..5)) {
            let frames: Vec<_> = frames.iter().map(|puts| buffer(puts)).collect();
            for (name, count) in COUNTS {
                let mut terminal = ModelTerminal::new(count, SIZE);
                let mut shown = Buffer::empty(frames[0].area);
                for next in &frames {
                    terminal.read(&written(changed(&shown, next), next));
                    let mut fresh = ModelTerminal::new(count, SIZE);
                    fresh.read(&written(all(next), next));
                    prop_assert_eq!(&terminal.cells, &fresh.cells, "{}", name);
                    shown = next.clone();
                }
            }
        }
    }

    #[test]
    fn behind_a_disputed_grapheme_everything_stands_in_its_column() {
        for grapheme in DISPUTED {
            let next = buffer(&[(0, 0, grapheme, Color::Reset), (5, 0, "│fog", Color::Reset)]);
            for (name, count) in COUNTS {
                let mut terminal = ModelTerminal::new(count, SIZE);
                terminal.read(&written(all(&next), &next));
                assert_eq!(
                    terminal.cells[0][5..9],
                    ["│", "f", "o", "g"],
                    "{grapheme}: {name}"
                );
            }
        }
    }

    #[test]
    fn a_whole_frame_is_what_differs_from_a_blank_one() {
        let area = Rect::new(0, 0, 12, 4);
        let mut buffer = Buffer::empty(area);
        buffer.set_string(0, 0, "분산 락 ab", Style::new());
        buffer.set_string(3, 1, "✅ é", Style::new().bg(Color::Red));
        buffer.set_style(Rect::new(0, 0, 12, 3), Style::new().fg(Color::Blue));
        let link = "\u{1b}]8;;https://example.org\u{7}";
        buffer[(0, 3)]
            .set_symbol(&format!("{link}일"))
            .set_diff_option(CellDiffOption::ForcedWidth(2.try_into().unwrap()));
        buffer[(4, 3)]
            .set_symbol("x")
            .set_diff_option(CellDiffOption::Skip);
        let blank = Buffer::empty(area);
        let expected: Vec<_> = blank.diff(&buffer);
        assert_eq!(all(&buffer), expected);
        assert!(expected.len() > 20, "{}", expected.len());
    }
}
