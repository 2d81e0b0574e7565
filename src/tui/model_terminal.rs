//! A terminal for tests, which counts the columns of graphemes in one of the ways that there are.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The columns of a grapheme.
pub type Count = fn(&str) -> usize;

/// The ways in which terminals count the columns of a grapheme, each with a name.
pub const COUNTS: [(&str, Count); 8] = [
    ("tmux 3.3a", |grapheme| asked(grapheme, |row| row.1)),
    ("GNU screen 4.9.0", |grapheme| asked(grapheme, |row| row.2)),
    ("xterm 379", |grapheme| asked(grapheme, |row| row.3)),
    ("kitty 0.26.5", |grapheme| asked(grapheme, |row| row.4)),
    ("as Unicode has it now", |grapheme| grapheme.width()),
    ("each character by itself", |grapheme| {
        grapheme.chars().filter_map(char::width).sum()
    }),
    ("the first character alone", |grapheme| {
        grapheme.chars().next().and_then(char::width).unwrap_or(0)
    }),
    ("each mark a column", |grapheme| {
        let columns = grapheme.chars().map(|c| c.width().unwrap_or(0).max(1));
        columns.sum()
    }),
];

/// A disputed grapheme and the columns that tmux, screen, xterm and kitty take for it.
type Dispute = (&'static str, usize, usize, usize, usize);

/// Graphemes whose width terminals dispute, and how far the cursor of each went, as it said when it was asked (CSI 6 n).
const DISPUTES: [Dispute; 14] = [
    ("⚠️", 1, 1, 1, 2),
    ("❤️", 1, 1, 1, 2),
    ("⏱️", 1, 1, 1, 2),
    ("1️⃣", 1, 1, 1, 2),
    ("☎️", 1, 1, 1, 2),
    ("✅︎", 2, 2, 2, 1),
    ("⭐︎", 2, 2, 2, 1),
    ("हि", 2, 2, 2, 1),
    ("न्दी", 3, 3, 3, 2),
    ("மி", 2, 2, 2, 1),
    ("ழ்", 1, 1, 1, 1),
    ("👩‍🌾", 2, 4, 4, 4),
    ("🇰🇷", 2, 2, 2, 2),
    ("x\u{200d}", 1, 1, 1, 1),
];

/// Those graphemes alone.
pub const DISPUTED: [&str; DISPUTES.len()] = {
    let mut all = [""; DISPUTES.len()];
    let mut n = 0;
    while n < all.len() {
        all[n] = DISPUTES[n].0;
        n += 1;
    }
    all
};

/// The columns that a terminal took; on those of all other graphemes it agrees with Unicode.
fn asked(grapheme: &str, column: fn(&Dispute) -> usize) -> usize {
    let dispute = DISPUTES.iter().find(|row| row.0 == grapheme);
    dispute.map_or_else(|| grapheme.width(), column)
}

/// A terminal that counts in one of these ways. A wide character that is written over in part is lost.
pub struct ModelTerminal {
    count: Count,
    pub cells: Vec<Vec<String>>,
    at: (usize, usize),
}

impl ModelTerminal {
    pub fn new(count: Count, (columns, rows): (u16, u16)) -> Self {
        let cells = vec![vec![" ".to_owned(); columns.into()]; rows.into()];
        Self {
            count,
            cells,
            at: (0, 0),
        }
    }

    pub fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = match rest.strip_prefix("\x1b[") {
                Some(sequence) => self.control(sequence),
                None if rest.starts_with("\x1b]") => rest.split_once("\x1b\\").unwrap().1,
                None if c == '\r' => {
                    self.at.0 = 0;
                    &rest[1..]
                }
                None if c == '\n' => {
                    self.at.1 += 1;
                    &rest[1..]
                }
                None => {
                    let mut graphemes =
                        unicode_segmentation::UnicodeSegmentation::graphemes(rest, true);
                    let grapheme = graphemes.next().unwrap();
                    self.put(grapheme);
                    &rest[grapheme.len()..]
                }
            };
        }
    }

    fn control<'t>(&mut self, sequence: &'t str) -> &'t str {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        let mut numbers = sequence[..end]
            .split(';')
            .map(|n| n.parse::<usize>().unwrap_or(1));
        let mut next = || numbers.next().unwrap_or(1) - 1;
        match &sequence[end..=end] {
            "H" => {
                let y = next();
                self.at = (next(), y);
            }
            "G" => self.at.0 = next(),
            "m" => {}
            other => panic!("{other}"),
        }
        &sequence[end + 1..]
    }

    fn put(&mut self, grapheme: &str) {
        let width = (self.count)(grapheme).max(1);
        let (x, y) = self.at;
        for x in x..x + width {
            self.free(x, y);
        }
        let row = &mut self.cells[y];
        for (n, cell) in row.iter_mut().skip(x).take(width).enumerate() {
            *cell = if n == 0 {
                grapheme.to_owned()
            } else {
                String::new()
            };
        }
        self.at.0 = (x + width).min(row.len() - 1);
    }

    /// Blanks the whole of what covers a cell.
    fn free(&mut self, x: usize, y: usize) {
        let row = &mut self.cells[y];
        if x >= row.len() {
            return;
        }
        let start = (0..=x).rev().find(|&x| !row[x].is_empty()).unwrap();
        row[start] = " ".to_owned();
        for cell in row
            .iter_mut()
            .skip(start + 1)
            .take_while(|cell| cell.is_empty())
        {
            *cell = " ".to_owned();
        }
    }
}
