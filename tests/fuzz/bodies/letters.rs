//! Bytes as a page, as a mail, and as a mailbox.

use super::loader;

/// A page of HTML.
pub fn html(bytes: &[u8]) {
    loader::issue("2031-02-03.html", bytes);
}

/// A mail that was sent to a list; the bytes go on with its header.
pub fn mail(bytes: &[u8]) {
    let head = b"List-Id: <lamp.example>\n";
    loader::issue("2031-02-03.eml", &[head, bytes].concat());
}

/// A mailbox, whose first mail begins before the bytes.
pub fn mbox(bytes: &[u8]) {
    let head = b"From a@lamp.example Tue Apr  6 07:30:00 2021\nList-Id: <lamp.example>\n";
    loader::container(&[head, bytes].concat());
}
