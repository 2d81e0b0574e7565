//! The screen of a terminal as an SVG picture.
//!
//! Every run of text gets its exact place and length, so that the grid holds whatever font the viewer has, and Hangul takes
//! two columns even where its font is narrower. Frames are drawn as lines: glyphs would leave gaps between the rows.

use std::{fmt::Write, num::NonZeroU16};

use vt100::{Cell, Color, Screen};

const CELL_WIDTH: u16 = 9;
const CELL_HEIGHT: u16 = 20;
const MARGIN: u16 = 14;
/// From the top of a cell to the line that letters stand on.
const BASELINE: u16 = 15;
const FONT: &str =
    "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK KR',monospace";
const PAPER: &str = "#16181d";
const INK: &str = "#d6d8dd";
/// The terminal's own sixteen colours.
const PALETTE: [&str; 16] = [
    "#2b2e36", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#b9bec8",
    "#7f848e", "#f07f88", "#a9d48a", "#f0cd8a", "#7cc0ff", "#d68fee", "#6cc7d3", "#ffffff",
];
/// Characters of frames, and whether a line goes from the middle of the cell to the left, right, top and bottom.
const FRAMES: [(&str, [bool; 4]); 15] = [
    ("─", [true, true, false, false]),
    ("│", [false, false, true, true]),
    ("┌", [false, true, false, true]),
    ("╭", [false, true, false, true]),
    ("┐", [true, false, false, true]),
    ("╮", [true, false, false, true]),
    ("└", [false, true, true, false]),
    ("╰", [false, true, true, false]),
    ("┘", [true, false, true, false]),
    ("╯", [true, false, true, false]),
    ("├", [false, true, true, true]),
    ("┤", [true, false, true, true]),
    ("┬", [true, true, false, true]),
    ("┴", [true, true, true, false]),
    ("┼", [true, true, true, true]),
];

/// Cells that stand together and look alike.
struct Run<'a> {
    row: u16,
    column: u16,
    cells: Vec<&'a str>,
    look: Look,
}

/// What makes a difference to how a cell is drawn.
#[derive(Clone, PartialEq)]
struct Look {
    ink: String,
    paper: Option<String>,
    /// Attributes of the element, such as its weight.
    style: String,
    wide: bool,
    frame: bool,
}

/// The picture, one element to a line.
pub fn picture(screen: &Screen, title: &str) -> String {
    let (rows, columns) = screen.size();
    let width = columns.get() * CELL_WIDTH + 2 * MARGIN;
    let height = rows.get() * CELL_HEIGHT + 2 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" font-family=\"{FONT}\" font-size=\"15\" xml:space=\"preserve\">\n",
    );
    let runs: Vec<Run> = (0..rows.get()).flat_map(|row| runs(screen, row)).collect();
    svg.extend(runs.iter().map(background));
    svg.extend(runs.iter().map(foreground));
    svg + "</g>\n</svg>\n"
}

fn runs(screen: &Screen, row: u16) -> Vec<Run<'_>> {
    let (_, columns) = screen.size();
    let cells = (0..columns.get()).map(|column| (column, screen.cell(row, column).unwrap()));
    let mut runs: Vec<Run> = Vec::new();
    for (column, cell) in cells.filter(|(_, cell)| !cell.is_wide_continuation()) {
        let text = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        let look = look(cell);
        match runs.last_mut() {
            Some(run) if run.look == look => run.cells.push(text),
            _ => runs.push(Run {
                row,
                column,
                cells: vec![text],
                look,
            }),
        }
    }
    runs
}

fn look(cell: &Cell) -> Look {
    let (mut ink, mut paper) = (colour(cell.fgcolor()), colour(cell.bgcolor()));
    if cell.inverse() {
        (ink, paper) = (paper.or(Some(PAPER.into())), ink.or(Some(INK.into())));
    }
    Look {
        ink: ink.unwrap_or(INK.into()),
        paper,
        style: style(cell),
        wide: cell.is_wide(),
        frame: arms(cell.contents()).is_some(),
    }
}

fn style(cell: &Cell) -> String {
    let signs = [
        (cell.bold(), " font-weight=\"bold\""),
        (cell.dim(), " opacity=\"0.6\""),
        (cell.italic(), " font-style=\"italic\""),
        (cell.underline(), " text-decoration=\"underline\""),
    ];
    let signs = signs.iter().filter(|(is, _)| *is);
    signs.map(|(_, sign)| *sign).collect()
}

/// `None` is the terminal's default.
fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Default => None,
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Idx(i @ 0..16) => Some(PALETTE[usize::from(i)].into()),
        Color::Idx(i @ 16..232) => {
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let (r, g, b) = (
                level((i - 16) / 36),
                level((i - 16) / 6 % 6),
                level((i - 16) % 6),
            );
            Some(format!("#{r:02x}{g:02x}{b:02x}"))
        }
        Color::Idx(i) => {
            let grey = 8 + 10 * (i - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
    }
}

fn background(run: &Run) -> String {
    let Some(paper) = &run.look.paper else {
        return String::new();
    };
    let (x, y) = corner(run.row, run.column);
    let width = run.cells.len() as u16 * run.step();
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{CELL_HEIGHT}\" fill=\"{paper}\"/>\n"
    )
}

fn foreground(run: &Run) -> String {
    if run.look.frame {
        lines(run)
    } else {
        text(run)
    }
}

fn text(run: &Run) -> String {
    let blank = |cell: &&&str| **cell == " ";
    let indent = run.cells.iter().take_while(blank).count();
    if indent == run.cells.len() {
        return String::new();
    }
    let trail = run.cells.iter().rev().take_while(blank).count();
    let shown = &run.cells[indent..run.cells.len() - trail];
    let (left, top) = corner(run.row, run.column);
    let (x, y) = (left + indent as u16 * run.step(), top + BASELINE);
    let length = shown.len() as u16 * run.step();
    let Look { ink, style, .. } = &run.look;
    let shown = escape(&shown.concat());
    format!(
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" fill=\"{ink}\"{style}>{shown}</text>\n"
    )
}

fn lines(run: &Run) -> String {
    let mut path = String::new();
    for (cell, column) in run.cells.iter().zip(run.column..) {
        let (x, y) = corner(run.row, column);
        let middle = (x + CELL_WIDTH / 2, y + CELL_HEIGHT / 2);
        let ends = [
            (x, middle.1),
            (x + CELL_WIDTH, middle.1),
            (middle.0, y),
            (middle.0, y + CELL_HEIGHT),
        ];
        for ((x, y), _) in ends
            .iter()
            .zip(arms(cell).unwrap())
            .filter(|(_, there)| *there)
        {
            let _ = write!(path, "M{} {}L{x} {y}", middle.0, middle.1);
        }
    }
    let Look { ink, style, .. } = &run.look;
    format!("<path d=\"{path}\" stroke=\"{ink}\"{style} shape-rendering=\"crispEdges\"/>\n")
}

/// Where the lines of a frame's character go; `None` for any other text.
fn arms(cell: &str) -> Option<[bool; 4]> {
    FRAMES
        .iter()
        .find(|(frame, _)| *frame == cell)
        .map(|(_, arms)| *arms)
}

impl Run<'_> {
    /// The width of one of its cells.
    fn step(&self) -> u16 {
        if self.look.wide {
            2 * CELL_WIDTH
        } else {
            CELL_WIDTH
        }
    }
}

fn corner(row: u16, column: u16) -> (u16, u16) {
    (column * CELL_WIDTH, row * CELL_HEIGHT)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[test]
fn text_colours_and_frames_have_their_places() {
    let three = NonZeroU16::new(3).unwrap();
    let mut parser = vt100::Parser::new(three, NonZeroU16::new(9).unwrap(), 0);
    parser.process("┌─a&b\r\n│\x1b[7m한글 \x1b[0;2;38;5;208m ok".as_bytes());
    let svg = picture(parser.screen(), "test");
    let elements: Vec<&str> = svg.lines().skip(4).collect();
    let want = [
        r##"<rect x="9" y="20" width="36" height="20" fill="#d6d8dd"/>"##,
        r##"<rect x="45" y="20" width="9" height="20" fill="#d6d8dd"/>"##,
        r##"<path d="M4 10L9 10M4 10L4 20M13 10L9 10M13 10L18 10" stroke="#d6d8dd" shape-rendering="crispEdges"/>"##,
        r##"<text x="18" y="15" textLength="27" fill="#d6d8dd">a&amp;b</text>"##,
        r##"<path d="M4 30L4 20M4 30L4 40" stroke="#d6d8dd" shape-rendering="crispEdges"/>"##,
        r##"<text x="9" y="35" textLength="36" fill="#16181d">한글</text>"##,
        r##"<text x="63" y="35" textLength="18" fill="#ff8700" opacity="0.6">ok</text>"##,
        "</g>",
        "</svg>",
    ];
    assert_eq!(elements, want);
}
