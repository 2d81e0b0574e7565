//! Bytes to text: encodings, line ends, normal form.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2_iter, memmem};
use unicode_normalization::UnicodeNormalization;

use crate::text::clean;

/// Text as issues keep it, and whether bytes were lost on the way.
pub struct Decoded<'a> {
    /// UTF-8 in NFC, `\n` at line ends, no byte order mark.
    pub text: Cow<'a, str>,
    /// See [`Look::plain`](clean::Look::plain).
    pub plain: bool,
    /// Whether something was not text, and became U+FFFD.
    pub lossy: bool,
}

/// Decodes a file. UTF-16 is known by its byte order mark, all else is taken for UTF-8.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (text, lossy) = characters(bytes);
    let look = clean::look(&text);
    let (text, plain) = if look.unsettled {
        let text = normalised(line_ends(text));
        let plain = clean::is_plain(&text);
        (text, plain)
    } else {
        (text, look.plain)
    };
    Decoded { text, plain, lossy }
}

fn characters(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _, lossy) = encoding.decode(bytes);
        return (text, lossy);
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (String::from_utf8_lossy(bytes), true),
    }
}

/// `\r\n` and lone `\r` become `\n`.
fn line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Only text that holds decomposed characters is normalised: checking all of it takes longer than parsing it.
fn normalised(text: Cow<'_, str>) -> Cow<'_, str> {
    if has_combining(text.as_bytes()) {
        return Cow::Owned(text.nfc().collect());
    }
    text
}

/// Conjoining jamo (U+1100 to U+11FF), combining marks (U+0300 to U+036F), kana voice marks (U+3099, U+309A).
fn has_combining(text: &[u8]) -> bool {
    let jamo = |at: usize| {
        text.get(at + 1)
            .is_some_and(|byte| (0x84..=0x87).contains(byte))
    };
    memchr2_iter(0xcc, 0xcd, text).any(|at| {
        text.get(at + 1)
            .is_some_and(|&byte| byte < 0xb0 || text.get(at) == Some(&0xcc))
    }) || memchr_iter(0xe1, text).any(jamo)
        || (memchr(0xe3, text).is_some() && has_voice_mark(text))
}

fn has_voice_mark(text: &[u8]) -> bool {
    let has = |mark: &str| memmem::find(text, mark.as_bytes()).is_some();
    has("\u{3099}") || has("\u{309a}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_line_ends_and_normal_form() {
        let table: [(&[u8], &str, bool); 6] = [
            (b"a\r\nb\rc\n", "a\nb\nc\n", false),
            ("\u{feff}가".as_bytes(), "가", false),
            (b"\xff\xfea\0b\0", "ab", false),
            (b"a\xffb", "a\u{fffd}b", true),
            (
                "\u{1112}\u{1161}\u{11ab} e\u{301}".as_bytes(),
                "한 é",
                false,
            ),
            ("か\u{3099}".as_bytes(), "が", false),
        ];
        for (bytes, want, lossy) in table {
            let decoded = decode(bytes);
            assert_eq!((&*decoded.text, decoded.lossy), (want, lossy));
        }
    }
}
