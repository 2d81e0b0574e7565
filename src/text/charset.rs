//! Bytes to text, by what a mail or a page says of them, and by what they are where it says nothing or lies.

mod guess;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

pub use guess::guess;

/// A page names its encoding within so many bytes.
const HEAD: usize = 4096;

/// Decodes bytes; their encoding may be named outside of them. Returns false if some could not be read.
pub fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> (Cow<'a, str>, bool) {
    let (text, _, lossy) = encoding(bytes, label).decode(bytes);
    (text, !lossy)
}

/// The encoding of bytes; it may be named outside of them.
pub fn encoding(bytes: &[u8], label: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let named = named.or_else(|| in_page(bytes));
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    match named {
        // It cannot be by chance that text of several bytes a character is well-formed.
        Some(named) if named.is_single_byte() && is_utf8 && !bytes.is_ascii() => UTF_8,
        Some(named) if named != UTF_8 => named,
        _ if is_utf8 || is_nearly_utf8(bytes) => UTF_8,
        _ => guess(bytes),
    }
}

/// True if only some of the characters of several bytes are damaged.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let damaged: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    2 * damaged < high
}

/// `<?xml encoding="…"?>`, `<meta charset="…">`, or `content="text/html; charset=…"`.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len()))?).to_ascii_lowercase();
    let mut tags = head
        .split('<')
        .filter(|tag| tag.starts_with("meta") || tag.starts_with("?xml"));
    tags.find_map(|tag| {
        let tag = tag.split('>').next()?;
        let (_, value) = tag
            .split_once("charset=")
            .or_else(|| tag.split_once("encoding="))?;
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'));
        Encoding::for_label(value.get(..end.unwrap_or(value.len()))?.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_count_more_than_what_is_said_of_them() {
        let table: [(&[u8], Option<&str>, &str); 7] = [
            ("é".as_bytes(), Some("iso-8859-1"), "é"),
            (b"\x93a\x94", Some("iso-8859-1"), "“a”"),
            (b"\xe9t\xe9", Some("utf-8"), "été"),
            (b"\xe9t\xe9", Some("us-ascii"), "été"),
            (b"\xb0\xa1\xb3\xaa\xb4\xd9", None, "가나다"),
            (
                b"<meta charset=euc-kr>\xb0\xa1",
                None,
                "<meta charset=euc-kr>가",
            ),
            (b"\x1b$B$\"\x1b(B", Some("iso-2022-jp"), "あ"),
        ];
        for (bytes, label, want) in table {
            assert_eq!(decode(bytes, label).0, want);
        }
    }
}
