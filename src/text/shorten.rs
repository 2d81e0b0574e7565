//! Cutting a title without losing its number.

use std::borrow::Cow;

use super::width::Ruler;

impl Ruler {
    /// As much of `text` as fits into `columns`. Where a number near its end would be cut off, the middle is cut out instead.
    pub fn shorten(self, text: &str, columns: usize) -> Cow<'_, str> {
        if self.width(text) <= columns {
            return Cow::Borrowed(text);
        }
        let tail = numbered_end(text).unwrap_or("");
        let kept = self.width(tail);
        if kept == 0 || kept * 2 > columns {
            return self.truncate(text, columns);
        }
        Cow::Owned(format!("{}{tail}", self.truncate(text, columns - kept)))
    }
}

/// The end of a text from the word on that holds its last number.
fn numbered_end(text: &str) -> Option<&str> {
    let digit = text.rfind(|c: char| c.is_ascii_digit())?;
    let before = text.get(..digit)?;
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    text.get(start..).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_outlives_the_middle() {
        let table = [
            ("Fog Weekly 12", 13, "Fog Weekly 12"),
            ("Fog Weekly 12", 10, "Fog Wee…12"),
            ("Fog Weekly 12", 3, "Fo…"),
            ("주간 안개 소식 #12", 12, "주간 안…#12"),
            ("12 lamps that burn for long", 10, "12 lamps…"),
            ("Fog Weekly", 6, "Fog W…"),
        ];
        for (text, columns, want) in table {
            assert_eq!(Ruler::default().shorten(text, columns), want, "{text}");
        }
    }
}
