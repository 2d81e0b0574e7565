//! Kinds of files as their first bytes tell them.

use std::borrow::Cow;

/// Header fields that only mails have, in lower case.
const MAIL_ONLY: [&str; 10] = [
    "return-path",
    "received",
    "delivered-to",
    "message-id",
    "mime-version",
    "dkim-signature",
    "authentication-results",
    "list-unsubscribe",
    "x-original-to",
    "x-mailer",
];

/// A mail, or several in an mbox (RFC 5322, RFC 4155).
pub fn is_mail(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines().peekable();
    let mailbox = lines.next_if(|line| is_postmark(line)).is_some();
    let fields = lines.filter(|line| !continues(line));
    let names: Vec<_> = fields.map_while(field_name).collect();
    let has = |name: &str| names.iter().any(|found| found == name);
    let sent = has("from") && (has("subject") || has("date") || has("to"));
    names.iter().any(|name| MAIL_ONLY.contains(&&**name)) || sent || (mailbox && !names.is_empty())
}

/// `From ann@fog.example Mon Feb  3 13:15:49 2031`: the line between the mails of an mbox.
fn is_postmark(line: &str) -> bool {
    line.starts_with("From ") && line.contains(':')
}

/// True if a line of a header continues the field before it.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t']) && !line.trim().is_empty()
}

/// The name of a header field in lower case; `None` where the header ends.
fn field_name(line: &str) -> Option<String> {
    let (name, _) = line.split_once(':')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (!name.is_empty() && name.chars().all(is_name)).then(|| name.to_ascii_lowercase())
}

/// A page of HTML, XHTML included. Markdown may begin with HTML, but not with a whole page.
pub fn is_html(head: &[u8]) -> bool {
    let text = tag(head);
    let text = match text.strip_prefix("<?xml") {
        Some(rest) => rest
            .split_once("?>")
            .map_or("", |(_, page)| page.trim_start()),
        None => &text,
    };
    begins(text, &["<!doctype html", "<html"])
}

/// True if there is a tag or a comment of HTML, and not only an address in pointed brackets.
pub fn has_tag(head: &[u8]) -> bool {
    let tag = |at: usize| {
        let rest = head.get(at + 1..).unwrap_or_default();
        let named = rest
            .first()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'!');
        named && !rest.starts_with(b"http")
    };
    memchr::memchr_iter(b'<', head).any(tag)
}

/// XML of any kind: feeds, exports.
pub fn is_xml(head: &[u8]) -> bool {
    begins(&tag(head), &["<?xml", "<rss", "<feed", "<opml"])
}

/// Emacs's Org mode: it begins with a setting or with a line for the editor.
pub fn is_org(head: &[u8]) -> bool {
    let text = start(head);
    let first = text.lines().next().unwrap_or("").to_ascii_lowercase();
    let setting = first.strip_prefix("#+");
    let setting = setting.and_then(|rest| rest.split_once(':'));
    setting.is_some_and(|(name, _)| !name.contains(' ')) || first.contains("-*- mode: org")
}

/// The Portable Document Format (ISO 32000).
pub fn is_pdf(head: &[u8]) -> bool {
    head.starts_with(b"%PDF-")
}

/// Microsoft's Rich Text Format.
pub fn is_rtf(head: &[u8]) -> bool {
    head.starts_with(b"{\\rtf")
}

/// The tag that some first bytes begin with and what follows it, in lower case; empty if they begin otherwise.
fn tag(head: &[u8]) -> String {
    let text = start(head);
    if text.starts_with('<') {
        text.to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// The text of some first bytes, from the first sign on.
fn start(head: &[u8]) -> Cow<'_, str> {
    let is_before = |c: char| c == '\u{feff}' || c.is_whitespace();
    match String::from_utf8_lossy(head) {
        Cow::Borrowed(text) => text.trim_start_matches(is_before).into(),
        Cow::Owned(text) => text.trim_start_matches(is_before).to_owned().into(),
    }
}

fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Kind = (&'static str, fn(&[u8]) -> bool);

    #[test]
    fn first_bytes_tell_kinds() {
        let kinds: [Kind; 6] = [
            ("mail", is_mail),
            ("html", is_html),
            ("xml", is_xml),
            ("org", is_org),
            ("pdf", is_pdf),
            ("rtf", is_rtf),
        ];
        let table = [
            (
                "Return-Path: <ann@fog.example>\nSubject: Fog\n\nText\n",
                "mail",
            ),
            (
                "From ann@fog.example Mon Feb  3 13:15:49 2031\nX-Fog: 7\n\nText\n",
                "mail",
            ),
            ("From: Ann <ann@fog.example>\nSubject: Fog\n", "mail"),
            ("X-Fog: a\n b\nReceived: from fog.example\n", "mail"),
            ("Title: Fog\nDate: 2031-02-03\nAuthor: Ann\n\nText\n", ""),
            ("From now on: fog\n\nSubject: fog\n", ""),
            ("\u{feff}\n<!DOCTYPE html>\n<html>", "html"),
            ("<HTML lang=en>", "html"),
            (
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">",
                "html xml",
            ),
            ("<?xml version=\"1.0\"?>\n<rss>", "xml"),
            ("<div>Fog</div>\n\n# Fog\n", ""),
            ("#+TITLE: Fog\n* One\n", "org"),
            ("# -*- mode: org -*-\n", "org"),
            ("# Fog\n\n* One\n", ""),
            ("%PDF-1.7\n", "pdf"),
            ("{\\rtf1\\ansi", "rtf"),
            ("", ""),
        ];
        for (head, want) in table {
            let found = kinds.iter().filter(|(_, claims)| claims(head.as_bytes()));
            let found: Vec<_> = found.map(|(name, _)| *name).collect();
            assert_eq!(found.join(" "), want, "{head}");
        }
    }
}
