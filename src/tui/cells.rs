//! Cells to what a terminal understands (ECMA-48, and the colours of ISO 8613-6), in few bytes: many read over SSH.
//!
//! It stands in for ratatui's `CrosstermBackend`, which moves the cursor after each Hangul syllable, and sets a colour and an
//! attribute by a sequence each.

use ratatui::{
    buffer::{Buffer, Cell, CellDiffOption, CellWidth as _},
    style::{Color, Modifier},
};

use super::disputed::is_disputed_cell;
use crate::ui::colours::TerminalColours;

/// The escape sequences around the text of a link (OSC 8).
const LINK: (&str, &str) = ("\x1b]8;", "\x1b]8;;\x1b\\");

/// Writes cells of a buffer to a terminal whose cursor may be anywhere and whose look is plain. It is plain again afterwards.
pub(super) struct Cells<'a> {
    out: &'a mut Vec<u8>,
    buffer: &'a Buffer,
    colours: &'a mut TerminalColours,
    look: CellFace,
    /// The cursor's column, if it is known.
    at: Option<CellPlace>,
    /// The sequence that opened the current link.
    link: String,
}

/// Where the cursor is after a cell was written.
#[derive(Clone, Copy)]
struct CellPlace {
    /// The row of the cell.
    row: u16,
    /// The column of the cell.
    cell: u16,
    /// The column of the cursor, if it is certain.
    cursor: Option<u16>,
}

/// The look of a cell.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct CellFace {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl<'a> Cells<'a> {
    pub fn new(buffer: &'a Buffer, colours: &'a mut TerminalColours, out: &'a mut Vec<u8>) -> Self {
        Self {
            out,
            buffer,
            colours,
            look: CellFace::default(),
            at: None,
            link: String::new(),
        }
    }

    /// Writes the cells at these columns and rows.
    pub fn write<'c>(mut self, cells: impl Iterator<Item = (u16, u16, &'c Cell)>) {
        for (x, y, cell) in cells {
            self.cell(x, y, cell);
        }
        self.link("");
        self.look(CellFace::default());
    }

    fn cell(&mut self, x: u16, y: u16, cell: &Cell) {
        let (link, text) = parts(cell);
        let disputed = is_disputed_cell(cell, text);
        let here = self.at.is_some_and(|at| at.is_before(x, y));
        if !here || !self.is_open(link) {
            // A link must not reach over cells that are skipped.
            self.link("");
        }
        if !here && !self.write_to(x, y) {
            self.go(x, y);
        }
        let look = self.look_of(cell);
        self.look(look);
        if disputed {
            self.blank(x, cell);
        }
        self.link(link);
        self.out.extend_from_slice(text.as_bytes());
        let place = CellPlace {
            row: y,
            cell: x,
            cursor: width(cell, text).map(|width| x.saturating_add(width)),
        };
        self.at = Some(place).filter(|_| !disputed && !text.contains('\x1b'));
    }

    /// Blanks the columns of a cell: a terminal that takes its text for narrower leaves the rest as it was.
    fn blank(&mut self, x: u16, cell: &Cell) {
        let columns = match cell.diff_option {
            CellDiffOption::ForcedWidth(width) => width.get(),
            _ => cell.cell_width(),
        };
        self.out.extend((0..columns).map(|_| b' '));
        self.out.extend_from_slice(b"\x1b[");
        self.number(x + 1);
        self.out.push(b'G');
    }

    /// Advances to a column by writing the few cells up to there, if they look like the last one written.
    fn write_to(&mut self, x: u16, y: u16) -> bool {
        let at = self.at.filter(|at| at.row == y);
        let Some(from) = at.and_then(|at| at.cursor) else {
            return false;
        };
        let few = from < x && x - from <= FEW && (from..x).all(|x| self.is_filler(x, y));
        if few {
            let cells = (from..x).filter_map(|x| self.buffer.cell((x, y)));
            self.out
                .extend(cells.flat_map(|cell| cell.symbol().bytes()));
        }
        few
    }

    /// True for a plain cell that looks as the last one written; a cell under a picture is not plain.
    fn is_filler(&mut self, x: u16, y: u16) -> bool {
        self.buffer.cell((x, y)).is_some_and(|cell| {
            let plain = cell.diff_option == CellDiffOption::None && cell.symbol().len() == 1;
            plain && self.look_of(cell) == self.look
        })
    }

    /// Moves the cursor.
    fn go(&mut self, x: u16, y: u16) {
        let row = self.at.map(|at| at.row);
        if x == 0 && row.is_some_and(|row| row + 1 == y) {
            self.out.extend_from_slice(b"\r\n");
            return;
        }
        self.out.extend_from_slice(b"\x1b[");
        if row == Some(y) {
            self.number(x + 1);
            self.out.push(b'G');
        } else {
            self.number(y + 1);
            self.out.push(b';');
            self.number(x + 1);
            self.out.push(b'H');
        }
    }

    /// A number in decimal digits.
    fn number(&mut self, n: u16) {
        if n >= 10 {
            self.number(n / 10);
        }
        self.out.push(b'0' + (n % 10) as u8);
    }

    /// Opens a link in place of the one that is open.
    fn link(&mut self, open: &str) {
        if self.is_open(open) {
            return;
        }
        let sequence = if open.is_empty() { LINK.1 } else { open };
        self.out.extend_from_slice(sequence.as_bytes());
        self.link.clear();
        self.link.push_str(open);
    }

    /// True if `link` is the open one; both are mostly empty. Empty texts are not compared: glibc's
    /// `memcmp` reads no bytes at the place where no text lies by an instruction that takes a tenth of a microsecond there.
    fn is_open(&self, link: &str) -> bool {
        link.len() == self.link.len() && (link.is_empty() || link == self.link)
    }

    /// The look of a cell in the colours that the terminal has.
    fn look_of(&mut self, cell: &Cell) -> CellFace {
        let (fg, bg) = self.colours.nearest(cell.fg, cell.bg);
        let (underline, _) = self.colours.nearest(cell.underline_color, Color::Reset);
        let modifier = cell.modifier;
        CellFace {
            fg,
            bg,
            underline,
            modifier,
        }
    }

    fn look(&mut self, look: CellFace) {
        if look == self.look {
            return;
        }
        if look == CellFace::default() {
            self.out.extend_from_slice(b"\x1b[0m");
        } else {
            let start = self.out.len();
            self.out.extend_from_slice(b"\x1b[");
            self.attributes(look.modifier);
            let colours = [
                (3, self.look.fg, look.fg),
                (4, self.look.bg, look.bg),
                (5, self.look.underline, look.underline),
            ];
            for (plane, before, now) in colours {
                if before != now {
                    self.colour(plane, now);
                }
            }
            match self.out.last_mut() {
                Some(last @ b';') => *last = b'm',
                // Nothing that shows.
                _ => self.out.truncate(start),
            }
        }
        self.look = look;
    }

    /// Writes the codes that end and begin attributes, as `1;` each.
    fn attributes(&mut self, now: Modifier) {
        let before = self.look.modifier;
        let mut begun = now - before;
        for (attributes, end) in ENDS {
            if (before - now).intersects(attributes) {
                self.parameters(&[end]);
                // One code ends several of them.
                begun |= now & attributes;
            }
        }
        for (attribute, begin) in BEGINS {
            if begun.intersects(attribute) {
                self.parameters(&[begin]);
            }
        }
    }

    /// A colour as `38;5;1;`; its plane is 3 for letters, 4 for the background, 5 for underlines.
    fn colour(&mut self, plane: u8, colour: Color) {
        if colour == Color::Reset {
            return self.parameters(&[10 * plane + 9]);
        }
        self.parameters(&[10 * plane + 8]);
        match (colour, index(colour)) {
            (Color::Rgb(red, green, blue), _) => self.parameters(&[2, red, green, blue]),
            (_, index) => self.parameters(&[5, index]),
        }
    }

    fn parameters(&mut self, numbers: &[u8]) {
        for number in numbers {
            self.number((*number).into());
            self.out.push(b';');
        }
    }
}

impl CellPlace {
    /// True if the next text lands at this place. A cell in the next column is meant to be written right
    /// behind it, however wide the terminal takes it for.
    fn is_before(self, x: u16, y: u16) -> bool {
        self.row == y && (self.cell + 1 == x || self.cursor == Some(x))
    }
}

/// True if a cell looks as if nothing was drawn on it.
pub(super) fn is_blank(cell: &Cell) -> bool {
    // Not by a comparison, which would be a call for each of ten thousand cells.
    let plain = [cell.fg, cell.bg, cell.underline_color]
        .iter()
        .all(|colour| matches!(colour, Color::Reset));
    matches!(cell.symbol().as_bytes(), [b' '])
        && plain
        && cell.modifier.is_empty()
        && matches!(cell.diff_option, CellDiffOption::None)
}

/// No more cells are written to come to another: to move takes as many bytes.
const FEW: u16 = 4;

/// The text of a cell without the link around it.
pub(super) fn text_of(cell: &Cell) -> &str {
    parts(cell).1
}

/// The sequence that opens a cell's link, empty without one, and the text. A joiner at its end would join the next text.
fn parts(cell: &Cell) -> (&str, &str) {
    let symbol = cell.symbol();
    let (link, text) = linked(symbol).unwrap_or(("", symbol));
    (link, text.trim_end_matches('\u{200d}'))
}

/// The sequence that opens a link, and the text that is linked.
fn linked(symbol: &str) -> Option<(&str, &str)> {
    if !symbol.starts_with(LINK.0) {
        return None;
    }
    let inside = symbol.strip_suffix(LINK.1)?;
    let end = inside.find("\x1b\\")? + 2;
    inside.split_at_checked(end)
}

/// The columns that the cursor advances, if all terminals agree.
fn width(cell: &Cell, text: &str) -> Option<u16> {
    if text.len() == 1 {
        return Some(1);
    }
    let width = match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ => cell.cell_width(),
    };
    let mut chars = text.chars();
    let agreed = matches!(
        chars.next(),
        Some('가'..='힣' | '一'..='\u{9fff}' | 'ぁ'..='ヿ')
    );
    // What they do not agree on is mostly wide: after that, the cursor is put in its place.
    (width == 1 || (agreed && chars.next().is_none())).then_some(width)
}

/// The codes that begin attributes.
const BEGINS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The codes that end them.
const ENDS: [(Modifier, u8); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];

/// The place of a colour among the 256.
fn index(colour: Color) -> u8 {
    match colour {
        Color::Indexed(index) => index,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Black | Color::Reset | Color::Rgb(..) => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::{collection::vec, prelude::*, sample::select};
    use ratatui::{
        backend::{Backend as _, CrosstermBackend},
        layout::Rect,
        style::Style,
    };

    use super::*;
    use crate::ui::colours::Depth;

    const SIZE: (u16, u16) = (12, 4);

    fn full() -> TerminalColours {
        TerminalColours::new(Depth::Full)
    }

    /// A text put on a screen: column, row, text, style.
    type Put = (u16, u16, &'static str, Style);

    fn put() -> impl Strategy<Value = Put> {
        let text = select(
            &[
                "a", "안개", "灯", "é", "…", "🎉", "│", "fog over", "ㅎ", "か",
            ][..],
        );
        let colour = select(
            &[
                Color::Reset,
                Color::Cyan,
                Color::LightRed,
                Color::Indexed(200),
                Color::Rgb(1, 22, 255),
            ][..],
        );
        let style = (colour.clone(), colour, 0..0x200_u16).prop_map(|(fg, bg, bits)| {
            Style::new()
                .fg(fg)
                .bg(bg)
                .add_modifier(Modifier::from_bits_truncate(bits))
        });
        (0..SIZE.0, 0..SIZE.1, text, style)
    }

    fn buffer(puts: &[Put]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        for (x, y, text, style) in puts {
            buffer.set_stringn(*x, *y, text, usize::from(SIZE.0 - x), *style);
        }
        buffer
    }

    fn screen(bytes: &[&[u8]]) -> vt100::Parser {
        let mut parser =
            vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
        for bytes in bytes {
            parser.process(bytes);
        }
        parser
    }

    /// The text and look of a screen's cell. A blank that was written equals one that was not.
    fn shown(screen: &vt100::Parser, row: u16, column: u16) -> impl PartialEq + std::fmt::Debug {
        let cell = screen.screen().cell(row, column).unwrap();
        let text = cell.contents().trim().to_owned();
        let attributes = [
            cell.bold(),
            cell.dim(),
            cell.italic(),
            cell.underline(),
            cell.inverse(),
        ];
        (text, cell.fgcolor(), cell.bgcolor(), attributes)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The same as by ratatui's own backend, and in no more bytes.
        #[test]
        fn a_frame_looks_as_it_was_drawn(first in vec(put(), 0..12), second in vec(put(), 0..12)) {
            let frames = [buffer(&[]), buffer(&first), buffer(&second)];
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            for pair in frames.windows(2) {
                Cells::new(&pair[1], &mut full(), &mut ours).write(pair[0].diff_iter(&pair[1]));
                let mut backend = CrosstermBackend::new(&mut theirs);
                backend.draw(pair[0].diff_iter(&pair[1])).unwrap();
                ratatui::backend::Backend::flush(&mut backend).unwrap();
            }
            let (seen, want) = (screen(&[&ours]), screen(&[&theirs]));
            for row in 0..SIZE.1 {
                for column in 0..SIZE.0 {
                    prop_assert_eq!(shown(&seen, row, column), shown(&want, row, column));
                }
            }
            prop_assert!(ours.len() <= theirs.len());
        }
    }

    #[test]
    fn few_bytes_say_it() {
        let table: [(&[Put], &str); 5] = [
            (&[(0, 0, "안개 속", Style::new())], "\x1b[1;1H안개 속"),
            (
                &[(0, 0, "a", Style::new()), (0, 1, "b", Style::new())],
                "\x1b[1;1Ha\r\nb",
            ),
            (
                &[(0, 0, "a", Style::new()), (6, 0, "b", Style::new())],
                "\x1b[1;1Ha\x1b[7Gb",
            ),
            (
                &[
                    (0, 0, "a", Style::new().bold().cyan()),
                    (1, 0, "b", Style::new().dim().cyan()),
                ],
                "\x1b[1;1H\x1b[1;38;5;6ma\x1b[22;2mb\x1b[0m",
            ),
            (&[(0, 0, "🎉a", Style::new())], "\x1b[1;1H🎉\x1b[3Ga"),
        ];
        for (puts, want) in table {
            let mut out = Vec::new();
            let next = buffer(puts);
            Cells::new(&next, &mut full(), &mut out).write(buffer(&[]).diff_iter(&next));
            assert_eq!(String::from_utf8(out).unwrap(), want);
        }
    }

    #[test]
    fn a_link_is_opened_once_and_reaches_over_nothing_else() {
        let open = "\x1b]8;id=1;https://fog.example\x1b\\";
        let mut next = buffer(&[(0, 0, "fog", Style::new()), (7, 0, "sea", Style::new())]);
        for x in [0, 1, 7] {
            let linked = format!("{open}{}\x1b]8;;\x1b\\", next[(x, 0)].symbol());
            let one = CellDiffOption::ForcedWidth(NonZeroU16::MIN);
            next[(x, 0)].set_symbol(&linked).set_diff_option(one);
        }
        let mut out = Vec::new();
        Cells::new(&next, &mut full(), &mut out).write(buffer(&[]).diff_iter(&next));
        let close = "\x1b]8;;\x1b\\";
        let want = format!("\x1b[1;1H{open}fo{close}g    {open}s{close}ea");
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }

    #[test]
    fn a_picture_is_not_written_over() {
        let mut next = buffer(&[(0, 0, "a", Style::new()), (3, 0, "b", Style::new())]);
        next[(1, 0)].set_diff_option(CellDiffOption::Skip);
        let mut out = Vec::new();
        Cells::new(&next, &mut full(), &mut out).write(buffer(&[]).diff_iter(&next));
        assert_eq!(out, b"\x1b[1;1Ha\x1b[4Gb");
    }

    #[test]
    fn without_colours_attributes_stay() {
        let mut out = Vec::new();
        let red = Style::new().red();
        let next = buffer(&[(0, 0, "a", red), (1, 0, "b", red.bold())]);
        Cells::new(&next, &mut TerminalColours::new(Depth::None), &mut out)
            .write(buffer(&[]).diff_iter(&next));
        assert_eq!(out, b"\x1b[1;1Ha\x1b[1mb\x1b[0m");
    }
}
