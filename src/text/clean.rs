//! The one choke point for text from an archive on its way to a screen, a pipe, a clipboard or a title.
//!
//! Call it after Markdown and entities are decoded: `&#27;` becomes a real ESC. What it takes away:
//!
//! - escape sequences (ECMA-48: CSI, OSC, DCS, SOS, PM, APC), with 7-bit and 8-bit introducers;
//! - all other C0 and C1 control characters and DEL;
//! - characters that reorder or hide text: bidi embeddings, overrides and isolates (UAX 9), tag characters, zero-width
//!   spaces, soft hyphens, interlinear annotation marks, byte order marks. Joiners stay: emoji and scripts need them.

use std::borrow::Cow;

use super::first_such;

/// Clean text in one line: line breaks and tabs become spaces.
pub fn line(text: &str) -> Cow<'_, str> {
    run(text, true)
}

/// Clean text that may have several lines: `\n` stays, tabs become spaces.
pub fn lines(text: &str) -> Cow<'_, str> {
    run(text, false)
}

/// True if such a character is in a text when that is a clean line.
pub fn line_has(text: &str, is_such: fn(char) -> bool) -> bool {
    // All before the first character to take away stays, and most texts say something there.
    let mut begin = text.chars().take_while(|c| is_plain_char(*c));
    begin.any(is_such) || line(text).contains(is_such)
}

/// A clean URL that leads to the same place: what [`line()`] would take away is percent-encoded, as browsers do it (WHATWG URL
/// Standard, 1.3).
pub fn url(url: &str) -> Cow<'_, str> {
    if url.chars().all(is_plain_char) {
        return Cow::Borrowed(url);
    }
    let mut encoded = String::with_capacity(url.len() + 16);
    for c in url.chars() {
        if is_plain_char(c) {
            encoded.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let [high, low] =
                [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16));
            encoded.push('%');
            encoded.extend(
                high.into_iter()
                    .chain(low)
                    .map(|digit| digit.to_ascii_uppercase()),
            );
        }
    }
    Cow::Owned(encoded)
}

fn run(text: &str, one_line: bool) -> Cow<'_, str> {
    let stays = |c| is_plain_char(c) || (c == '\n' && !one_line);
    let Some(first) = first_such(text, |byte| !begins_plain_char(byte), |c| !stays(c)) else {
        return Cow::Borrowed(text);
    };
    let (plain, mut rest) = text.split_at(first);
    let mut clean = String::with_capacity(text.len());
    clean.push_str(plain);
    while let Some(c) = rest.chars().next() {
        let (_, after) = rest.split_at(c.len_utf8());
        rest = after;
        match c {
            _ if stays(c) => clean.push(c),
            '\n' | '\t' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => clean.push(' '),
            _ => rest = skip_sequence(c, after),
        }
    }
    Cow::Owned(clean)
}

/// True if a character needs no cleaning.
fn is_plain_char(c: char) -> bool {
    if c < '\u{ad}' {
        return !c.is_control();
    }
    !matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// True if all characters that a byte begins in UTF-8, or goes on with, may pass as they are.
fn begins_plain_char(byte: u8) -> bool {
    !matches!(
        byte,
        0..b' ' | 0x7F | 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF | 0xF3
    )
}

/// The text behind the escape sequence that `introducer` begins; `rest` itself if it begins none.
fn skip_sequence(introducer: char, rest: &str) -> &str {
    match introducer {
        '\u{1b}' => match rest.chars().next() {
            Some('[') => skip_csi(rest.get(1..).unwrap_or("")),
            Some(']' | 'P' | 'X' | '^' | '_') => skip_string(rest.get(1..).unwrap_or("")),
            Some('@'..='~') => rest.get(1..).unwrap_or(""),
            _ => rest,
        },
        '\u{9b}' => skip_csi(rest),
        '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => skip_string(rest),
        _ => rest,
    }
}

/// Parameter and intermediate bytes, then one final byte.
fn skip_csi(rest: &str) -> &str {
    let tail = rest.trim_start_matches(|c| matches!(c, ' '..='?'));
    match tail.chars().next() {
        Some('@'..='~') => tail.get(1..).unwrap_or(""),
        _ => tail,
    }
}

/// Up to BEL or ST. A string that ends in neither before the line does is no string: its text stays.
fn skip_string(rest: &str) -> &str {
    let end = rest.find(['\u{7}', '\u{9c}', '\u{1b}', '\n']);
    let Some((_, tail)) = end.and_then(|end| rest.split_at_checked(end)) else {
        return rest;
    };
    match tail.chars().next() {
        Some('\u{1b}') => tail.strip_prefix("\u{1b}\\").unwrap_or(tail),
        Some('\n') | None => rest,
        Some(c) => tail.get(c.len_utf8()..).unwrap_or(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_away_what_acts_and_keeps_what_reads() {
        let table = [
            ("plain 한글 café", "plain 한글 café"),
            ("a\u{1b}[31mred\u{1b}[0m", "ared"),
            ("\u{1b}]52;c;ZXZpbA==\u{7}clip", "clip"),
            (
                "\u{1b}]8;;https://x.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
                "link",
            ),
            ("\u{1b}Pq#0\u{9c}x", "x"),
            ("\u{9b}2Jx\u{9d}0;title\u{7}", "x"),
            ("\u{1b}]0;never ends", "0;never ends"),
            ("\u{1b}", ""),
            ("a\u{202e}b\u{2066}c\u{2069}\u{200b}", "abc"),
            ("a\tb\r\nc", "a b c"),
            ("\u{0}\u{7}\u{7f}x", "x"),
            (
                "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}",
                "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}",
            ),
            ("\u{e0041}x\u{feff}", "x"),
        ];
        for (dirty, want) in table {
            assert_eq!(line(dirty), want, "{dirty:?}");
        }
        assert_eq!(lines("a\r\n\tb"), "a\n b");
    }

    #[test]
    fn only_what_a_clean_line_shows_is_in_it() {
        let table = [
            ("fog", true),
            ("…", false),
            ("\u{1b}[31m", false),
            ("\u{1b}[31mred", true),
            ("… \u{202e}fog", true),
        ];
        for (text, want) in table {
            assert_eq!(line_has(text, char::is_alphanumeric), want, "{text:?}");
        }
    }

    #[test]
    fn no_byte_that_begins_what_is_taken_away_counts_as_plain() {
        for c in (char::MIN..=char::MAX).filter(|c| !is_plain_char(*c)) {
            let first = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(!begins_plain_char(first), "{c:?}");
        }
    }

    #[test]
    fn what_urls_hide_is_encoded() {
        let table = [
            (
                "https://fog.example/한글?a=b%20c",
                "https://fog.example/한글?a=b%20c",
            ),
            (
                "https://fog.example/\u{202e}a\u{7}",
                "https://fog.example/%E2%80%AEa%07",
            ),
        ];
        for (dirty, want) in table {
            assert_eq!(url(dirty), want, "{dirty:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "[\\x00-\\x1f\\u{80}-\\u{9f}\\[\\];a-z\\\\\\u{202e}]{0,40}") {
            let once = line(&text).into_owned();
            assert!(once.chars().all(is_plain_char));
            assert_eq!(line(&once), once);
        }
    }
}
