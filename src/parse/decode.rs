//! Bytes to text: encodings, line ends, normal form.

use std::borrow::Cow;

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

use crate::text::{charset, first_such};

/// The warning about text of which something was lost.
pub const LOSSY: &str = "is not UTF-8; what cannot be read is shown as \u{fffd}";

/// Text as issues keep it, and what was odd about its bytes.
pub struct Decoded<'a> {
    /// UTF-8 in NFC, `\n` at line ends, no byte order mark.
    pub text: Cow<'a, str>,
    /// A warning about bytes that are not UTF-8.
    pub warning: Option<String>,
    /// The encoding, where nothing but the bytes tell it.
    pub guessed: Option<&'static Encoding>,
}

/// Decodes a file. UTF-16 has a byte order mark; any encoding but it and UTF-8 is guessed.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (text, warning, guessed) = characters(bytes);
    let text = normalised(line_ends(text));
    Decoded {
        text,
        warning,
        guessed,
    }
}

/// Text, a warning, and the encoding if it was guessed.
type Characters<'a> = (Cow<'a, str>, Option<String>, Option<&'static Encoding>);

fn characters(bytes: &[u8]) -> Characters<'_> {
    if Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (Cow::Borrowed(text), None, None);
    }
    let encoding = charset::encoding(bytes, None);
    let (text, encoding, lossy) = encoding.decode(bytes);
    let marked = Encoding::for_bom(bytes).is_some();
    let warning = if lossy {
        Some(LOSSY.to_owned())
    } else {
        (!marked).then(|| format!("is not UTF-8, but read as {}", encoding.name()))
    };
    (text, warning, (!marked).then_some(encoding))
}

/// `\r\n` and lone `\r` become `\n`.
fn line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\r') {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Text in NFC. Nearly all is so already, and first bytes tell: only where one of a decomposed character stands is there more to
/// look at.
fn normalised(text: Cow<'_, str>) -> Cow<'_, str> {
    let may_begin = |byte| matches!(byte, 0xCC | 0xCD | 0xE1 | 0xE3);
    match first_such(&text, may_begin, may_be_composed) {
        Some(_) => Cow::Owned(text.nfc().collect()),
        None => text,
    }
}

/// Combining marks, conjoining jamo and kana voice marks.
fn may_be_composed(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1100}'..='\u{11ff}' | '\u{3099}' | '\u{309a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_line_ends_and_normal_form() {
        let table: [(&[u8], &str, Option<&str>); 8] = [
            (b"a\r\nb\rc\n", "a\nb\nc\n", None),
            ("\u{feff}가".as_bytes(), "가", None),
            (b"\xff\xfea\0b\0", "ab", None),
            (
                b"caf\xe9",
                "café",
                Some("is not UTF-8, but read as windows-1252"),
            ),
            (
                b"\xb5\xee\xb4\xeb",
                "등대",
                Some("is not UTF-8, but read as EUC-KR"),
            ),
            (
                "등대 주간\u{fffd}".as_bytes().split_last().unwrap().1,
                "등대 주간\u{fffd}",
                Some(LOSSY),
            ),
            ("\u{1112}\u{1161}\u{11ab} e\u{301}".as_bytes(), "한 é", None),
            ("か\u{3099}".as_bytes(), "が", None),
        ];
        for (bytes, want, warning) in table {
            let decoded = decode(bytes);
            assert_eq!(
                (&*decoded.text, decoded.warning.as_deref()),
                (want, warning)
            );
        }
    }
}
