//! Pictures that the terminal keeps, and cells that stand for their parts: scrolling and covering moves text only.

use std::fmt::Write as _;

use super::{Drawing, PictureFault, iterm::png, pixels::Pixels};
use crate::page::{Canvas, Extent};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The character that stands for a part of a picture.
const PLACEHOLDER: char = '\u{10eeee}';

/// The mark of each row, from the protocol's table, as far as windows are high. A cell without a column continues the one
/// before it.
const ROWS: &str = "\u{305}\u{30d}\u{30e}\u{310}\u{312}\u{33d}\u{33e}\u{33f}\u{346}\u{34a}\u{34b}\u{34c}\u{350}\u{351}\u{352}\
    \u{357}\u{35b}\u{363}\u{364}\u{365}\u{366}\u{367}\u{368}\u{369}\u{36a}\u{36b}\u{36c}\u{36d}\u{36e}\u{36f}\u{483}\u{484}\
    \u{485}\u{486}\u{487}\u{592}\u{593}\u{594}\u{595}\u{597}\u{598}\u{599}\u{59c}\u{59d}\u{59e}\u{59f}\u{5a0}\u{5a1}\u{5a8}\
    \u{5a9}\u{5ab}\u{5ac}\u{5af}\u{5c4}\u{610}\u{611}\u{612}\u{613}\u{614}\u{615}\u{616}\u{617}\u{657}\u{658}\u{659}\u{65a}\
    \u{65b}\u{65d}\u{65e}\u{6d6}\u{6d7}\u{6d8}\u{6d9}\u{6da}\u{6db}\u{6dc}\u{6df}\u{6e0}\u{6e1}\u{6e2}\u{6e4}\u{6e7}\u{6e8}\
    \u{6eb}\u{6ec}\u{730}\u{732}\u{733}\u{735}\u{736}\u{73a}\u{73d}\u{73f}\u{740}\u{741}\u{743}\u{745}\u{747}\u{749}\u{74a}";

/// The most columns that the protocol can tell apart.
pub(super) const MOST_COLUMNS: u16 = 297;

/// Base64 in one command, at most.
const CHUNK: usize = 4096;

pub(super) fn paint(
    image: &Pixels,
    canvas: Canvas,
    extent: Extent,
    id: u32,
) -> Result<Drawing, PictureFault> {
    let payload = STANDARD.encode(png(&image.in_cells(canvas, extent))?);
    let Extent { columns, rows, .. } = extent;
    let mut sending = String::with_capacity(payload.len() + payload.len() / 200 + 100);
    let mut left = payload.as_str();
    let mut keys = format!("a=T,U=1,f=100,i={id},c={columns},r={rows},");
    loop {
        let (chunk, rest) = left.split_at_checked(CHUNK).unwrap_or((left, ""));
        let more = u8::from(!rest.is_empty());
        let _ = write!(sending, "\x1b_G{keys}q=2,m={more};{chunk}\x1b\\");
        if rest.is_empty() {
            break;
        }
        keys.clear();
        left = rest;
    }
    let sending = sending.into();
    Ok(Drawing::Kept { id, sending })
}

/// The command by which the terminal forgets a picture.
pub fn forget(id: u32) -> String {
    format!("\x1b_Ga=d,d=I,i={id},q=2\x1b\\")
}

/// The text of a cell that stands for a part of a picture, which the cell's colour names. `None` below the last row that has a mark.
pub fn symbol(row: u16, column: u16) -> Option<String> {
    let mark = ROWS.chars().nth(row.into())?;
    let mut symbol = String::from_iter([PLACEHOLDER, mark]);
    if column == 0 {
        symbol.extend(ROWS.chars().next());
    }
    Some(symbol)
}
