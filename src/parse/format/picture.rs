//! Pictures that a mail brings with it, named `cid:` in its text (RFC 2392).

use mail_parser::{MessageParser, MimeHeaders as _};
use percent_encoding::percent_decode_str;

/// The bytes of the part of a mail that has this Content-ID.
pub fn picture(mail: &[u8], id: &str) -> Option<Vec<u8>> {
    let id = percent_decode_str(id).decode_utf8().ok()?;
    let message = MessageParser::default().parse(mail)?;
    let is_named = |found: &str| found.trim_matches(['<', '>', ' ']) == id;
    let mut parts = message.parts.iter();
    let part = parts.find(|part| part.content_id().is_some_and(is_named))?;
    Some(part.contents().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_their_names() {
        let mail = b"Subject: Fog\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src=cid:a@b>\n--b\nContent-Type: image/png\nContent-ID: <a+1@b>\nContent-Transfer-Encoding: base64\n\naGVs\nbG8=\n--b--\n";
        assert_eq!(picture(mail, "a%2B1@b").as_deref(), Some(&b"hello"[..]));
        assert_eq!(picture(mail, "other@b"), None);
        assert_eq!(picture(b"", "a"), None);
    }
}
