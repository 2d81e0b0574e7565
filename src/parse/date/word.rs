//! A text as runs of digits and letters, with the sign before each.

/// Text is looked at so far, in characters.
const LONGEST: usize = 200;

/// A run of digits or letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord<'a> {
    /// Digits: their value, how many they are, and the sign before them.
    Number(u32, usize, char),
    /// Letters.
    Name(&'a str),
    /// A dash with blanks around it, a bar, a `#`: what stands behind it is something else.
    Break,
}

/// The words of a text.
pub fn words(text: &str) -> Vec<DateWord<'_>> {
    let mut words = Vec::new();
    let end = text.char_indices().nth(LONGEST);
    let mut rest = text
        .get(..end.map_or(text.len(), |(at, _)| at))
        .unwrap_or(text);
    let mut sign = ' ';
    while let Some(c) = rest.chars().next() {
        let same: fn(char) -> bool = if c.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if c.is_alphabetic() {
            char::is_alphabetic
        } else {
            if matches!(c, '|' | '#' | '•' | '·') || (is_dash(c) && sign == ' ' && spaced(rest))
            {
                words.push(DateWord::Break);
            }
            sign = c;
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            continue;
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        words.push(match word.parse() {
            Ok(number) => DateWord::Number(number, word.len(), sign),
            Err(_) => DateWord::Name(word),
        });
        sign = ' ';
    }
    words
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | ':')
}

/// True if a blank follows the first sign of a text.
fn spaced(text: &str) -> bool {
    text.chars().nth(1) == Some(' ')
}
