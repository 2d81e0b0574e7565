//! The texts of a mail's parts.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::flowed;
use crate::text::charset;

/// Parts of a mail that are looked at; more than that are no newsletter's.
const MOST_PARTS: usize = 4000;

/// The texts of a mail.
#[derive(Debug, Default)]
pub struct BodyContent {
    /// Its HTML.
    pub html: String,
    /// Its plain text.
    pub plain: String,
    /// The warnings about it.
    pub warnings: Vec<&'static str>,
}

/// The kinds of text in a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextKind {
    Html,
    Plain,
}

/// The kind of a part, if it is text and no attachment.
fn kind(part: &MessagePart<'_>) -> Option<TextKind> {
    let attached = part
        .content_disposition()
        .is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("attachment"));
    let kind = match (&part.body, part.content_type()) {
        (PartType::Multipart(_) | PartType::Message(_), _) => return None,
        (_, Some(kind)) if kind.ctype().eq_ignore_ascii_case("text") => match kind.subtype() {
            Some(name) if name.eq_ignore_ascii_case("html") => TextKind::Html,
            Some(name) if name.eq_ignore_ascii_case("plain") => TextKind::Plain,
            _ => return None,
        },
        (PartType::Html(_), _) => TextKind::Html,
        (PartType::Text(_), _) => TextKind::Plain,
        _ => return None,
    };
    (!attached).then_some(kind)
}

impl BodyContent {
    /// Reads the texts of a mail's own parts, and of the first mail in it if it has none.
    pub fn of(message: &Message<'_>) -> Self {
        let mut content = Self::default();
        content.look_at_boundary(message);
        content.add_all(message);
        if content.html.is_empty() && content.plain.trim().is_empty() {
            content.add_inner(message);
        }
        content
    }

    fn add_all(&mut self, message: &Message<'_>) {
        for part in message.parts.iter().take(MOST_PARTS) {
            if let Some(kind) = kind(part) {
                self.add(message, part, kind);
            }
        }
    }

    fn add(&mut self, message: &Message<'_>, part: &MessagePart<'_>, kind: TextKind) {
        let (mut text, whole) = text(message, part);
        if !whole {
            self.warn("has text that cannot be read completely");
        }
        let kept = match kind {
            TextKind::Html => &mut self.html,
            TextKind::Plain => &mut self.plain,
        };
        if !kept.is_empty() {
            kept.push('\n');
        }
        if says(part, "format", "flowed") && kind == TextKind::Plain {
            text = flowed::unflowed(&text, says(part, "delsp", "yes"));
        }
        kept.push_str(&text);
    }

    fn add_inner(&mut self, message: &Message<'_>) {
        let inner = message.parts.iter().find_map(|part| match &part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        });
        if let Some(inner) = inner {
            self.add_all(inner);
        }
    }

    /// A mail in parts says what stands between them; where that is missing, something was lost.
    fn look_at_boundary(&mut self, message: &Message<'_>) {
        let root = message.root_part();
        let Some(kind) = root
            .content_type()
            .filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart"))
        else {
            return;
        };
        let found =
            |mark: String| memchr::memmem::find(&message.raw_message, mark.as_bytes()).is_some();
        let whole = kind.attribute("boundary").is_some_and(|boundary| {
            found(format!("--{boundary}\n")) || found(format!("--{boundary}\r"))
        });
        if !whole {
            self.warn("has parts that are not marked");
        } else if !kind
            .attribute("boundary")
            .is_some_and(|boundary| found(format!("--{boundary}--")))
        {
            self.warn("ends before its last part does");
        }
    }

    fn warn(&mut self, warning: &'static str) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// True if a part's kind has a parameter of that value.
fn says(part: &MessagePart<'_>, parameter: &str, value: &str) -> bool {
    let kind = part.content_type();
    let said = kind.and_then(|kind| kind.attribute(parameter));
    said.is_some_and(|said| said.eq_ignore_ascii_case(value))
}

/// The text of a part, and true if all of it could be read.
fn text(message: &Message<'_>, part: &MessagePart<'_>) -> (String, bool) {
    let raw = message
        .raw_message
        .get(part.offset_body as usize..part.offset_end as usize);
    let raw = raw.unwrap_or_default();
    let charset = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    if let Some(text) = decoded(part, charset, raw) {
        return (text.to_owned(), true);
    }
    // The parser leaves unchanged what it cannot decode.
    let encoding = part.content_transfer_encoding().unwrap_or("");
    let bytes = if encoding.eq_ignore_ascii_case("quoted-printable") {
        quoted_printable(raw)
    } else if encoding.eq_ignore_ascii_case("base64") {
        base64(raw)
    } else {
        let (text, whole) = charset::decode(raw, charset);
        return (text.into_owned(), whole);
    };
    let broken = part.is_encoding_problem;
    let (text, whole) = charset::decode(&bytes.0, charset);
    (text.into_owned(), whole && bytes.1 && !broken)
}

/// The text of a part as the parser decoded it, where that is certain: it is UTF-8, and says so. Of base64, the parser passes
/// over what is broken, and its text is short then.
fn decoded<'a>(part: &'a MessagePart<'_>, charset: Option<&str>, raw: &[u8]) -> Option<&'a str> {
    let (PartType::Html(text) | PartType::Text(text)) = &part.body else {
        return None;
    };
    let encoding = part.content_transfer_encoding().unwrap_or("");
    let sure = !encoding.eq_ignore_ascii_case("base64") || base64_length(raw) == Some(text.len());
    let stated = charset?.eq_ignore_ascii_case("utf-8") && sure;
    let whole = stated && !part.is_encoding_problem && !text.contains(char::REPLACEMENT_CHARACTER);
    whole.then(|| text.trim_start_matches('\u{feff}'))
}

/// Bytes that were written as `=E9`, and whether all could be read.
pub fn quoted_printable(raw: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut whole = true;
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, b""));
        bytes.extend_from_slice(before);
        let code = after.get(1..).unwrap_or_default();
        let spaces = code
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
            .count();
        rest = if code.get(spaces) == Some(&b'\n') {
            code.get(spaces + 1..).unwrap_or_default()
        } else if let Some(byte) = hex(code) {
            bytes.push(byte);
            code.get(2..).unwrap_or_default()
        } else {
            whole = false;
            bytes.push(b'=');
            code
        };
    }
    bytes.extend_from_slice(rest);
    (bytes, whole)
}

/// The bytes that whole base64 is of: of four signs three, but for those that fill up the last four.
fn base64_length(raw: &[u8]) -> Option<usize> {
    let signs = raw
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .count();
    let raw = raw.trim_ascii_end();
    let filled = raw.iter().rev().take_while(|byte| **byte == b'=').count();
    let length = (signs / 4 * 3).checked_sub(filled)?;
    (signs.is_multiple_of(4) && filled < 3).then_some(length)
}

fn hex(code: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(code.get(..2)?).ok()?;
    u8::from_str_radix(digits, 16)
        .ok()
        .filter(|_| !digits.starts_with('+'))
}

/// Bytes that were written in base64, and true if all could be read; foreign signs are skipped.
pub fn base64(raw: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(raw.len() / 4 * 3);
    let (mut bits, mut held, mut whole) = (0_u32, 0_u32, true);
    let mut signs = 0;
    for &byte in raw {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                (bits, held, signs) = (0, 0, 0);
                continue;
            }
            _ => {
                whole &= byte.is_ascii_whitespace();
                continue;
            }
        };
        signs += 1;
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    // Signs come in fours, or are filled up: else the text was cut.
    (bytes, whole && signs % 4 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfer_encodings_are_read_as_far_as_they_go() {
        assert_eq!(
            quoted_printable(b"a=3Db=\r\nc=C3=A9 =x"),
            ("a=bcé =x".into(), false)
        );
        assert_eq!(base64(b"aGVs\r\nbG8="), (b"hello".to_vec(), true));
        assert_eq!(base64(b"aGVs!*bG8"), (b"hello".to_vec(), false));
        assert_eq!(base64(b"aGVsbG8"), (b"hello".to_vec(), false));
    }

    #[test]
    fn whole_base64_is_as_long_as_its_signs_say() {
        let table: [(&[u8], _); 6] = [
            (b"aGVs\r\nbG8=\r\n", Some(5)),
            (b"aGVsbGE=", Some(5)),
            (b"aGVs", Some(3)),
            (b"aGVsb", None),
            (b"aA==", Some(1)),
            (b"====", None),
        ];
        for (raw, want) in table {
            assert_eq!(base64_length(raw), want, "{raw:?}");
        }
    }
}
