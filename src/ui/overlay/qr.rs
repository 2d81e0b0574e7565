//! A link as a QR code (ISO/IEC 18004), two modules a cell, for the phone beside the terminal.

use fast_qr::{ECL, qr::QRBuilder, qr::QRCode};
use ratatui::{buffer::Buffer, layout::Rect};

use super::super::{Painter, cover::cover, theme::ThemePart};
use crate::model::Link;

/// The attempts until one fits: the level of error correction, and the light modules around the code. The standard asks
/// for four; readers live with two.
const SIZES: [(ECL, usize); 4] = [(ECL::Q, 4), (ECL::M, 4), (ECL::L, 4), (ECL::L, 2)];

impl Painter<'_> {
    /// The code, dark on light whatever the theme; or the URL, with the reason why there is no code.
    pub(super) fn qr(&self, buffer: &mut Buffer, area: Rect, link: &Link) {
        if self.app.ruler().ambiguous_wide {
            return self.url(
                buffer,
                link,
                "this terminal draws blocks too wide for a QR code",
            );
        }
        let drawn = SIZES
            .iter()
            .find_map(|(level, quiet)| rows(link.url(), *level, *quiet, area));
        let Some(rows) = drawn else {
            return self.url(buffer, link, "too long for a QR code in this window");
        };
        let width = rows.first().map_or(0, |row| row.chars().count()) as u16;
        let height = rows.len() as u16;
        let place = Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + (area.height - height) / 2,
            width,
            height,
        };
        cover(buffer, place);
        for (row, y) in rows.iter().zip(0..) {
            self.row(buffer, place, y)
                .put(row, self.theme.part(ThemePart::Qr));
        }
    }
}

/// The code in half blocks; `None` if it does not fit.
fn rows(text: &str, level: ECL, quiet: usize, area: Rect) -> Option<Vec<String>> {
    let code = QRBuilder::new(text).ecl(level).build().ok()?;
    let side = code.size + 2 * quiet;
    let fits = side <= area.width.into() && side.div_ceil(2) <= area.height.into();
    let row = |y: usize| (0..side).map(|x| cell(&code, quiet, x, 2 * y)).collect();
    fits.then(|| (0..side.div_ceil(2)).map(row).collect())
}

fn cell(code: &QRCode, quiet: usize, x: usize, y: usize) -> char {
    match (dark(code, quiet, x, y), dark(code, quiet, x, y + 1)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

/// True if the module at (x, y), the quiet zone counted, is dark.
fn dark(code: &QRCode, quiet: usize, x: usize, y: usize) -> bool {
    let inside = |at: usize| at.checked_sub(quiet).filter(|at| *at < code.size);
    let (Some(x), Some(y)) = (inside(x), inside(y)) else {
        return false;
    };
    let module = code[y].get(x);
    module.is_some_and(|module| module.value())
}
