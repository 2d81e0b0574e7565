//! What a line may be, by what it begins with.

use memchr::memchr;

/// Text indented by so many columns is code, or goes on a paragraph.
pub const CODE_INDENT: usize = 4;

/// What begins an item.
pub struct Marker {
    /// The bullet, or what stands after the number.
    pub sign: u8,
    /// Of a numbered item.
    pub number: Option<usize>,
    /// From its first byte to that of the item's content.
    pub width: usize,
}

/// Whether a line that begins with a bracket may begin the definition of a link or a footnote: whether a colon follows the
/// first bracket that closes, or none closes here.
pub fn may_define(line: &[u8]) -> bool {
    let Some(close) = memchr(b']', line) else {
        return true;
    };
    let escaped = line.get(..close).and_then(<[u8]>::last) == Some(&b'\\');
    line.starts_with(b"[^") || line.get(close + 1) == Some(&b':') || escaped
}

/// Whether a line is a comment and nothing else.
pub fn is_comment(line: &[u8]) -> bool {
    let inside = line.strip_prefix(b"<!--");
    let inside = inside.and_then(|inside| inside.strip_suffix(b"-->"));
    inside.is_some_and(|inside| !matches!(inside, [b'>' | b'-', ..]) && !inside.contains(&b'>'))
}

/// The level of a heading, `None` if the line is none.
pub fn heading_level(text: &[u8]) -> Option<usize> {
    let level = text.iter().take_while(|byte| **byte == b'#').count();
    let apart = matches!(text.get(level), None | Some(b' ' | b'\t'));
    (level <= 6 && apart).then_some(level)
}

/// How many bytes at the end of a heading's text close it: `## Fog ##`.
pub fn closing_marks(text: &[u8]) -> usize {
    let marks = text.iter().rev().take_while(|byte| **byte == b'#').count();
    let before = text.get(..text.len() - marks).unwrap_or_default();
    let blank = before
        .iter()
        .rev()
        .take_while(|byte| **byte == b' ')
        .count();
    if marks > 0 && blank > 0 {
        marks + blank
    } else {
        0
    }
}

/// The length of a fence, within: `None` if what follows it may not.
#[allow(
    clippy::option_option,
    reason = "a line is a fence, no fence, or a doubtful one"
)]
pub fn fence(text: &[u8]) -> Option<Option<usize>> {
    let marker = *text.first()?;
    let length = text.iter().take_while(|byte| **byte == marker).count();
    let after = text.get(length..)?;
    (length >= 3).then(|| memchr(b'`', after).is_none().then_some(length))
}

/// Whether a line may underline a heading or part a table's head from its body. Mostly its last byte tells that it does not.
pub fn is_underline(text: &[u8]) -> bool {
    let table = |byte: &u8| matches!(byte, b'-' | b'|' | b':' | b' ' | b'\t');
    match text.last() {
        Some(b'=') => text.iter().all(|byte| *byte == b'='),
        Some(last) => table(last) && text.iter().all(table),
        None => true,
    }
}

/// Whether a line is a rule of this mark: `---`, `* * *`.
pub fn is_rule(text: &[u8], marker: u8) -> bool {
    if text.last() != Some(&marker) {
        return false;
    }
    let mut marks = text.iter().filter(|byte| !matches!(byte, b' ' | b'\t'));
    let third = marks.clone().nth(2);
    third.is_some() && marks.all(|byte| *byte == marker)
}

/// The marker of an item, within: `None` if it is not plain what it begins.
#[allow(
    clippy::option_option,
    reason = "a line is an item, no item, or a doubtful one"
)]
pub fn marker(text: &[u8]) -> Option<Option<Marker>> {
    match *text {
        // Most that there are.
        [sign @ (b'-' | b'*' | b'+'), b' ', b'!'..=0xff, ..] => {
            return Some(Some(Marker {
                sign,
                number: None,
                width: 2,
            }));
        }
        [b'-' | b'*' | b'+' | b'0'..=b'9', ..] => (),
        _ => return None,
    }
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = *text.get(digits)?;
    let ordered = (1..=9).contains(&digits) && matches!(sign, b'.' | b')');
    let bullet = digits == 0 && matches!(sign, b'-' | b'*' | b'+');
    if !ordered && !bullet {
        return None;
    }
    let after = text.get(digits + 1..)?;
    let blank = after.iter().take_while(|byte| **byte == b' ').count();
    match after.get(blank) {
        Some(b'\t') | None => return Some(None),
        Some(_) if blank == 0 => return None,
        Some(_) => (),
    }
    if blank > CODE_INDENT {
        return Some(None);
    }
    let number = text.get(..digits).unwrap_or_default();
    let number = number
        .iter()
        .fold(0, |number, digit| 10 * number + usize::from(digit - b'0'));
    Some(Some(Marker {
        sign,
        number: Some(number).filter(|_| ordered),
        width: digits + 1 + blank,
    }))
}
