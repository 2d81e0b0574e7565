//! Numbers as signs: bars, little columns, shades. Terminals that draw block elements over two columns get ASCII.

/// The characters of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// ASCII alone.
    pub ascii: bool,
}

/// A row of eighths (Unicode 17, block elements): from the left, and from below.
const EIGHTHS_ACROSS: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
const EIGHTHS_UP: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const ASCII_UP: [&str; 8] = [".", ":", "-", "=", "+", "*", "#", "@"];
const SHADES: [&str; 4] = ["░", "▒", "▓", "█"];
const ASCII_SHADES: [&str; 4] = [":", "+", "#", "@"];

impl Ink {
    /// A bar for `n`, of `columns` columns for `most`. What is more than nothing is seen.
    pub fn bar(self, n: usize, most: usize, columns: usize) -> String {
        if self.ascii {
            return "#".repeat(scaled(n, most, columns));
        }
        let eighths = scaled(n, most, columns * 8);
        let last = (eighths % 8).checked_sub(1);
        let last = last.and_then(|at| EIGHTHS_ACROSS.get(at)).unwrap_or(&"");
        "█".repeat(eighths / 8) + last
    }

    /// The rest of a bar that is not filled.
    pub fn rest(self) -> &'static str {
        if self.ascii { "-" } else { "░" }
    }

    /// A column for each number, one row high; a space for nothing.
    pub fn spark(self, numbers: &[usize]) -> String {
        let most = numbers.iter().copied().max().unwrap_or(0);
        let steps = numbers.iter().map(|n| scaled(*n, most, 8));
        steps.map(|eighths| self.step(eighths)).collect()
    }

    /// The part of the column for `n` in one row of a chart, counted from below.
    pub fn column(self, n: usize, most: usize, rows: usize, row: usize) -> &'static str {
        let eighths = scaled(n, most, rows * 8);
        self.step(eighths.saturating_sub(row * 8).min(8))
    }

    /// Points at the column above it.
    pub fn cursor(self) -> &'static str {
        if self.ascii { "^" } else { "▲" }
    }

    /// Stands for the square that is chosen.
    pub fn mark(self) -> &'static str {
        if self.ascii { "X" } else { "◆" }
    }

    /// An empty place for a square.
    pub fn empty(self) -> &'static str {
        if self.ascii { "." } else { "·" }
    }

    /// A square, 1 to 4 dark.
    pub fn shade(self, dark: usize) -> &'static str {
        let shades = if self.ascii { ASCII_SHADES } else { SHADES };
        dark.checked_sub(1)
            .and_then(|at| shades.get(at).copied())
            .unwrap_or(" ")
    }

    /// A column filled to some eighths; a space for zero.
    fn step(self, eighths: usize) -> &'static str {
        let steps = if self.ascii { ASCII_UP } else { EIGHTHS_UP };
        let step = eighths.checked_sub(1);
        step.and_then(|at| steps.get(at).copied()).unwrap_or(" ")
    }
}

/// `n` where `most` is `steps`: nothing is 0, and nothing else is.
fn scaled(n: usize, most: usize, steps: usize) -> usize {
    (n * steps / most.max(1)).max(n.min(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCKS: Ink = Ink { ascii: false };
    const ASCII: Ink = Ink { ascii: true };

    #[test]
    fn bars_are_as_long_as_their_part_and_never_lost() {
        let table = [
            (0, ""),
            (1, "▏"),
            (50, "█████"),
            (99, "█████████▉"),
            (100, "██████████"),
        ];
        for (n, want) in table {
            assert_eq!(BLOCKS.bar(n, 100, 10), want, "{n}");
        }
        assert_eq!(ASCII.bar(1, 100, 10), "#");
        assert_eq!(BLOCKS.bar(0, 0, 10), "");
    }

    #[test]
    fn little_columns_grow_with_their_numbers() {
        assert_eq!(BLOCKS.spark(&[0, 1, 40, 80]), " ▁▄█");
        assert_eq!(ASCII.spark(&[0, 1, 40, 80]), " .=@");
        assert_eq!(BLOCKS.spark(&[0, 0]), "  ");
    }

    #[test]
    fn columns_fill_from_below() {
        let rows = |n| [2, 1, 0].map(|row| BLOCKS.column(n, 24, 3, row)).concat();
        assert_eq!(rows(24), "███");
        assert_eq!(rows(12), " ▄█");
        assert_eq!(rows(1), "  ▁");
        assert_eq!(rows(0), "   ");
    }

    #[test]
    fn shades_go_from_light_to_dark() {
        assert_eq!(
            [0, 1, 4, 9].map(|dark| BLOCKS.shade(dark)),
            [" ", "░", "█", " "]
        );
        assert_eq!(ASCII.shade(2), "+");
    }
}
