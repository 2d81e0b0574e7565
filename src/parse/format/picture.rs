//! Pictures that a text brings with it: parts of a mail, named `cid:` (RFC 2392), and those within its page.

use mail_parser::{MessageParser, MimeHeaders as _};
use percent_encoding::percent_decode_str;

use super::{html::data, texts};

/// True if an image's target names a picture that the text brings with it.
pub fn names_picture_within(target: &str) -> bool {
    target.starts_with("cid:") || target.starts_with(data::NUMBER)
}

/// The bytes of such a picture of a mail or a page.
pub fn picture_within(text: &[u8], target: &str) -> Option<Vec<u8>> {
    if let Some(id) = target.strip_prefix("cid:") {
        return of_mail(text, id);
    }
    let number = target.strip_prefix(data::NUMBER)?.parse().ok()?;
    data::picture(&texts(text)?.0, number)
}

/// The bytes of the part of a mail that has this Content-ID.
fn of_mail(mail: &[u8], id: &str) -> Option<Vec<u8>> {
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
        let found = picture_within(mail, "cid:a%2B1@b");
        assert_eq!(found.as_deref(), Some(&b"hello"[..]));
        assert_eq!(picture_within(mail, "cid:other@b"), None);
        assert_eq!(picture_within(b"", "cid:a"), None);
    }

    #[test]
    fn pictures_within_a_page_are_found_by_their_numbers() {
        let page = "<img src=a.png><img src='data:image/png;base64,aGVs\nbG8'><img src=\"data:image/svg+xml,%3Csvg%3E\">";
        let mail = format!("Subject: Fog\nFrom: a@b\nContent-Type: text/html\n\n{page}");
        for text in [page, &mail] {
            let found = |target| picture_within(text.as_bytes(), target);
            assert_eq!(found("data:#1").as_deref(), Some(&b"hello"[..]));
            assert_eq!(found("data:#2").as_deref(), Some(&b"<svg>"[..]));
            assert_eq!((found("data:#3"), found("data:#0")), (None, None));
        }
    }
}
