//! The one choke point for text from an archive on its way to a screen, a pipe, a clipboard or a title.
//!
//! Call it after Markdown and entities are decoded: `&#27;` becomes a real ESC. What it takes away:
//!
//! - escape sequences (ECMA-48: CSI, OSC, DCS, SOS, PM, APC), with 7-bit and 8-bit introducers;
//! - all other C0 and C1 control characters and DEL;
//! - characters that reorder or hide text: bidi embeddings, overrides and isolates (UAX 9), tag characters, zero-width
//!   spaces, soft hyphens, interlinear annotation marks, byte order marks. Joiners stay: emoji and scripts need them.

use std::borrow::Cow;

use fearless_simd::{dispatch, prelude::*, u8x64};
use memchr::memmem;

use super::bytes::{BLOCK, ByteSet, LEVEL, ones};

/// Clean text in one line: line breaks and tabs become spaces.
pub fn line(text: &str) -> Cow<'_, str> {
    run(text, true)
}

/// Clean text that may have several lines: `\n` stays, tabs become spaces.
pub fn lines(text: &str) -> Cow<'_, str> {
    run(text, false)
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

/// What one look at all of a text tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether it is clean as it stands, with no white space in it but blanks and `\n`. Nearly every issue is, and need not be
    /// cleaned piece by piece.
    pub plain: bool,
    /// Whether there may be `\r` in it, or characters that another normal form than NFC has.
    pub unsettled: bool,
}

/// See [`Look::plain`].
pub fn is_plain(text: &str) -> bool {
    look(text).plain
}

/// Looks at a text.
pub fn look(text: &str) -> Look {
    dispatch!(*LEVEL, simd => look_with(simd, text))
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "see `bytes`")]
fn look_with<S: Simd>(simd: S, text: &str) -> Look {
    let odd = ODD.load(simd);
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    let (mut plain, mut unsettled, mut wide) = (true, false, 0);
    let mut look_at = |at: usize| {
        let first = text.as_bytes().get(at);
        unsettled |= first.is_some_and(|first| UNSETTLED.contains(first));
        plain = plain && is_plain_at(text, at);
    };
    for (start, block) in (0..).step_by(BLOCK).zip(blocks) {
        let bytes = u8x64::load_array_ref(simd, block);
        wide |= bytes.simd_eq(WIDE_BLANK.0).to_bitmask();
        ones(odd.members(bytes)).for_each(|place| look_at(start + place));
    }
    for (at, byte) in (BLOCK * blocks.len()..).zip(rest) {
        if ODD.contains(*byte) {
            look_at(at);
        }
    }
    let wide = wide != 0 || rest.contains(&WIDE_BLANK.0);
    Look {
        plain: plain && !(wide && memmem::find(text.as_bytes(), WIDE_BLANK.1).is_some()),
        unsettled: unsettled || wide,
    }
}

/// A blank as wide as an ideograph: what it begins with, as the marks of kana do that may be combined, and all of it.
const WIDE_BLANK: (u8, &[u8]) = (0xe3, "\u{3000}".as_bytes());

/// `\r`, what combining marks begin with (U+0300 to U+036F), and conjoining jamo (U+1100 to U+11FF).
const UNSETTLED: &[u8] = b"\r\xcc\xcd\xe1";

/// Control characters but `\n`, and what characters may begin with that are not plain or [`UNSETTLED`].
const ODD: ByteSet = ByteSet::of(
    b"\0\x01\x02\x03\x04\x05\x06\x07\x08\t\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\
      \x7f\xc2\xcc\xcd\xd8\xe1\xe2\xef\xf3",
);

/// Whether the character that begins at an offset is plain.
fn is_plain_at(text: &str, at: usize) -> bool {
    let first = text.get(at..).and_then(|text| text.chars().next());
    first.is_some_and(|c| is_plain_char(c) && (c == ' ' || !c.is_whitespace()))
}

fn run(text: &str, one_line: bool) -> Cow<'_, str> {
    let stays = |c| is_plain_char(c) || (c == '\n' && !one_line);
    let Some(first) = first_that_may_go(text, stays) else {
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

/// Where the first character stands that does not stay. Nearly all text has none, and a look at its bytes tells.
fn first_that_may_go(text: &str, stays: impl Fn(char) -> bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let found = text
            .as_bytes()
            .get(from..)?
            .iter()
            .position(|byte| MAY_GO.get(usize::from(*byte)) == Some(&true));
        let at = from + found?;
        let c = text.get(at..)?.chars().next()?;
        if !stays(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
}

/// The bytes that characters begin with of which some do not stay; see [`is_plain_char`]. A table is faster for one byte.
#[expect(clippy::indexing_slicing, reason = "the compiler checks constants")]
const MAY_GO: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte == b'\n' as usize || ODD.contains(byte as u8);
        byte += 1;
    }
    table
};

/// Whether a character may pass as it is.
fn is_plain_char(c: char) -> bool {
    if c < '\u{ad}' {
        return !c.is_control();
    }
    !matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// What follows the escape sequence that `introducer` begins; `rest` itself if it begins none.
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
    fn the_table_of_bytes_misses_no_character() {
        for c in ('\0'..=char::MAX).filter(|c| !is_plain_char(*c)) {
            let mut bytes = [0; 4];
            let lead = c.encode_utf8(&mut bytes).as_bytes()[0];
            assert!(MAY_GO[usize::from(lead)], "{c:?}");
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

    #[test]
    fn plain_is_what_cleaning_leaves_as_it_is() {
        let table = [
            ("Fog — “thick”, 안개\n- [a](b)\n", true),
            ("tab\there", false),
            ("no\u{a0}break", false),
            ("wide\u{3000}blank", false),
            ("bell\u{7}", false),
            ("c1 \u{9b}", false),
            ("bidi \u{202e}x", false),
            ("zero\u{200b}width", false),
            ("tag \u{e0041}", false),
            ("line\u{2028}end", false),
            ("\u{feff}mark", false),
            ("emoji ❤\u{fe0f} · ê", true),
        ];
        for (text, plain) in table {
            assert_eq!(is_plain(text), plain, "{text:?}");
            let long = format!("{}{text}{}", "안개 ".repeat(200), "x".repeat(300));
            assert_eq!(is_plain(&long), plain, "{text:?} far inside");
            let clean = lines(text) == text && !text.contains(['\u{a0}', '\u{3000}']);
            assert_eq!(plain, clean, "{text:?}");
        }
    }
}
