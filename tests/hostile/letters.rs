//! Pages, mails, mailboxes and feeds that are large, deep or broken.

#![allow(clippy::format_collect, reason = "tests read better so")]

use super::{Case, PART};

pub fn pages() -> Vec<Case> {
    let n = 100_000 / PART;
    let repeated = |text: &str, n: usize| format!("<html><p>x</p>{}", text.repeat(n));
    let pages = [
        ("elements in each other", repeated("<div>", n)),
        ("lists in each other", repeated("<ul><li>", n)),
        ("tables in each other", repeated("<table><tr><td>", n / 4)),
        ("marks in each other", repeated("<b>", n)),
        ("tags that never end", repeated("<a href='", n)),
        ("scripts that never end", repeated("<script>", n)),
        ("comments that never end", repeated("<!--", n)),
        ("ampersands", repeated("&", n)),
        ("entities", repeated("&amp;amp;&#x110000;&#0;&nGg;", n / 10)),
        (
            "sizes in sizes",
            repeated("<div style='font-size:99em'>a", n / 20),
        ),
        (
            "menus in menus",
            repeated("<a href=#a>a</a><ul id=a><li>", n / 10),
        ),
        ("end tags of nothing", repeated("</i>", n)),
        (
            "headings of falling size",
            (1..n / 20)
                .map(|n| format!("<p style='font-size:{}px'>A heading", 999 - n % 900))
                .collect(),
        ),
        (
            "links alone",
            repeated("<p><a href=https://a.example/1>One two three</a>", n / 10),
        ),
        (
            "rules of style",
            repeated("<style>.a{display:none}", n / 10),
        ),
    ];
    let pages = pages
        .into_iter()
        .map(|(name, text)| Case::file(name, "7.html", text));
    pages.collect()
}

/// The head of a mail that was sent to a list.
const HEAD: &str = "From: Fog <post@fog.example>\nSubject: Fog\nList-Id: <fog.example>\nDate: Mon, 03 Feb 2031 07:30:00 +0100\n";

/// Mails that are many things at once, or claim to be others.
pub fn bombs() -> Vec<Case> {
    let (n, head) = (100_000 / PART, HEAD);
    let bombs = [
        (
            "parts by the hundred thousand",
            format!(
                "{head}Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n",
                "--b\nContent-Type: text/plain\n\nf\n".repeat(n)
            ),
        ),
        (
            "a million tiny parts",
            format!(
                "{head}Content-Type: multipart/mixed; boundary=b\n\nFog\n{}",
                "--b\n\n\n".repeat(10 * n)
            ),
        ),
        (
            "codes that are none",
            format!(
                "{head}Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>Fog {}",
                "=ZZ=\r\n= =".repeat(n)
            ),
        ),
        (
            "mails in mails",
            format!(
                "{head}{}Subject: x\n\nFog\n",
                "Content-Type: message/rfc822\n\n".repeat(n / 20)
            ),
        ),
        (
            "a quoted line without end",
            format!(
                "{head}Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{}",
                "=".repeat(n * 10)
            ),
        ),
        (
            "references without end",
            format!("{head}References: {}\n\nFog\n", "<a@b> ".repeat(n)),
        ),
        (
            "links that act",
            format!(
                "{head}Content-Type: text/html\n\n<h3><a href='javascript:alert(1)'>Fog</a></h3><h3><a href='data:text/html,x'>Ice</a></h3><h3><a href=' java\nscript:alert(1)'>Horn</a></h3><iframe src='file:///etc/passwd'></iframe>\
                <a href='JaVaScRiPt:alert(2)'>Tide</a><a href='https://go.example/?url=javascript%3Aalert(3)'>Rope</a><img src='javascript:alert(4)' alt='Pier'>"
            ),
        ),
        (
            "a mail that names two lists",
            format!(
                "{head}List-Id: Another <other.example>\nList-Id: \x1b[31m<\u{202e}moc>\n\nList-Id: <text.example>\n\nFog\nhttps://fog.example\n"
            ),
        ),
    ];
    let bombs = bombs.into_iter();
    bombs
        .map(|(name, text)| Case::file(name, "7.eml", text))
        .collect()
}

pub fn letters() -> Vec<Case> {
    let (n, head) = (100_000 / PART, HEAD);
    let nested: String = (0..n / 20)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
        .collect();
    let letters = [
        (
            "parts in each other",
            format!("{head}{nested}Content-Type: text/plain\n\nFog\n"),
        ),
        (
            "parts without end",
            format!(
                "{head}Content-Type: multipart/mixed; boundary=b\n\n{}",
                "--b\n\nfog\n".repeat(n / 10)
            ),
        ),
        (
            "headers without end",
            format!("{head}{}\n\nFog\n", "X-Fog: y\n".repeat(n)),
        ),
        (
            "a header that goes on",
            format!("{head}X-Fog: y\n{}\n\nFog\n", " y\n".repeat(n)),
        ),
        (
            "encoded words",
            format!(
                "Subject: {}\n{head}\nFog\n",
                "=?utf-8?q?a?= =?".repeat(n / 10)
            ),
        ),
        (
            "quoted signs",
            format!(
                "{head}Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{}",
                "=3D=\n".repeat(n)
            ),
        ),
        (
            "escapes",
            format!("{head}Content-Type: text/html\n\n<p>\x1b]0;owned\x07</p>\u{202e}"),
        ),
    ];
    let letters = letters
        .into_iter()
        .map(|(name, text)| Case::file(name, "7.eml", text));
    let mailbox = format!(
        "From a Mon Feb  3 07:30:00 2031\n{head}\n{}",
        "\nFrom a 2031\n".repeat(n / 4)
    );
    let feed = format!(
        "<rss><channel>{}",
        "<item><title>Fog</title><description>&lt;p&gt;Thick".repeat(n / 200)
    );
    let entities = format!(
        "<!DOCTYPE x [<!ENTITY a \"{}\">]><rss><channel><item><title>Fog &a;</title></item></channel></rss>",
        "&a;".repeat(n / 10)
    );
    letters
        .chain([
            Case::file("lines that look like mails", "box.mbox", mailbox),
            Case::file(
                "titles far above their addresses",
                "7.txt",
                "Fog\n---\n\nIt is thick.\n\nhttps://fog.example\n\n".repeat(n / 5),
            ),
            Case::file("a feed that is cut off", "feed.xml", feed),
            Case::file("entities of entities", "feed.xml", entities),
        ])
        .collect()
}
