//! Bytes to text: encodings, line ends, normal form.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The warning about text that is lossy.
pub const LOSSY: &str = "is not UTF-8; what cannot be read is shown as \u{fffd}";

/// Text as issues keep it, and whether bytes were lost on the way.
pub struct Decoded<'a> {
    /// UTF-8 in NFC, `\n` at line ends, no byte order mark.
    pub text: Cow<'a, str>,
    /// Whether something was not text, and became U+FFFD.
    pub lossy: bool,
}

/// Decodes a file. UTF-16 is known by its byte order mark, all else is taken for UTF-8.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (text, lossy) = characters(bytes);
    let text = normalised(line_ends(text));
    Decoded { text, lossy }
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
    if !text.contains('\r') {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Text in NFC. Nearly all is so already: only text that holds decomposed characters is looked at further.
fn normalised(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.chars().any(may_be_composed) {
        return Cow::Owned(text.nfc().collect());
    }
    text
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
