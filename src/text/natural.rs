//! The order in which people sort names that hold numbers.

use std::{cmp::Ordering, iter};

/// A piece of a name: digits as a number, anything else as text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Chunk<'a> {
    Number(u64),
    Text(&'a str),
}

/// Compares names as people count: `issue-9` is before `issue-10`.
pub fn compare(a: &str, b: &str) -> Ordering {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let same = a.get(..a.floor_char_boundary(same)).unwrap_or_default();
    // What both begin with tells nothing, but for the digits that a number may go on with.
    let from = same.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let rest = |name| chunks(str::get(name, from..).unwrap_or_default());
    rest(a).cmp(rest(b))
}

fn chunks(name: &str) -> impl Iterator<Item = Chunk<'_>> {
    let mut rest = name;
    iter::from_fn(move || {
        let digits = rest.bytes().take_while(u8::is_ascii_digit);
        let number = digits.clone().fold(0_u64, |number, digit| {
            let digit = u64::from(digit - b'0');
            number.saturating_mul(10).saturating_add(digit)
        });
        let digits = digits.count();
        if digits > 0 {
            rest = rest.get(digits..).unwrap_or_default();
            return Some(Chunk::Number(number));
        }
        let next = rest.find(|c: char| c.is_ascii_digit());
        let (text, after) = rest.split_at(next.unwrap_or(rest.len()));
        rest = after;
        (!text.is_empty()).then_some(Chunk::Text(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_count_as_numbers() {
        let sorted = [
            "",
            "7",
            "2031-02-03.md",
            "2031-10-01.md",
            "a",
            "a1",
            "ab",
            "fog-가-9",
            "fog-각-2",
            "issue-9.md",
            "issue-10.md",
            "issue-10a.md",
            "issue-100.md",
        ];
        for (at, a) in sorted.iter().enumerate() {
            for (other, b) in sorted.iter().enumerate() {
                assert_eq!(compare(a, b), at.cmp(&other), "{a} {b}");
            }
        }
        assert_eq!(compare("fog-01.md", "fog-1.md"), Ordering::Equal);
        let digits = |n| "9".repeat(n);
        assert_eq!(compare(&digits(30), &digits(40)), Ordering::Equal);
    }
}
