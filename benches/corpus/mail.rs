//! A mailbox of newsletters in HTML, in base64 and quoted-printable by turns, made of the words of the corpus.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    SEED,
    random::Random,
    words::{HOSTS, TOPICS, WORDS},
};

/// The sender, which stands on the screen as soon as a mail is there.
pub const NEWSLETTER: &str = "Harbour Letter";

/// The longest line of an encoded body.
const LINE: usize = 76;

/// The mails of a mailbox, each with the line that begins it, oldest first.
pub fn mails() -> impl Iterator<Item = String> {
    (1..).map(mail)
}

fn mail(n: u32) -> String {
    let (year, month, day) = (2000 + n / 336, n / 28 % 12, n % 28 + 1);
    let month = MONTHS[month as usize];
    let html = html(n);
    let (encoding, body) = if n.is_multiple_of(2) {
        ("base64", base64(&html))
    } else {
        ("quoted-printable", quoted_printable(&html))
    };
    format!(
        "From news@harbour.example {month} {day} 07:00:00 {year}\n\
         From: {NEWSLETTER} <news@harbour.example>\n\
         Date: {day} {month} {year} 07:00:00 +0000\n\
         Subject: {NEWSLETTER} #{n}\n\
         Message-ID: <{n}@harbour.example>\n\
         List-Id: <letter.harbour.example>\n\
         MIME-Version: 1.0\n\
         Content-Type: text/html; charset=utf-8\n\
         Content-Transfer-Encoding: {encoding}\n\n{body}\n\n"
    )
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn html(n: u32) -> String {
    let mut random = Random::new(SEED ^ u64::from(n));
    let mut html = format!(
        "<!DOCTYPE html><html><head><title>{NEWSLETTER}</title><style>p {{ margin: 0 }}</style></head>\
         <body style=\"margin:0;padding:0\"><div style=\"display:none;max-height:0\">In this letter</div>\
         <table width=\"600\" cellpadding=\"0\" cellspacing=\"0\" align=\"center\">\n"
    );
    for _ in 0..random.between(20, 40) {
        let (title, text) = (words(&mut random, 4, 9), words(&mut random, 25, 60));
        let [host, a, b] = [HOSTS, WORDS, TOPICS].map(|from| random.pick(from));
        let _ = write!(
            html,
            "<tr><td style=\"padding:16px 24px;font-family:Arial,sans-serif;font-size:16px;line-height:24px\">\
             <h2 style=\"font-size:20px;margin:0 0 8px\"><a href=\"https://{host}/{a}-{b}?utm_source=letter&amp;utm_medium=email\" \
             style=\"color:#1a1a1a;text-decoration:none\">{title}</a></h2>\n\
             <p style=\"color:#444444\">{text}.</p></td></tr>\n"
        );
    }
    html + "<tr><td><a href=\"https://harbour.example/leave\">Unsubscribe</a></td></tr></table></body></html>\n"
}

fn words(random: &mut Random, least: u32, most: u32) -> String {
    let count = random.between(least, most);
    let words = (0..count).map(|at| random.pick(if at % 12 == 5 { TOPICS } else { WORDS }));
    words.collect::<Vec<_>>().join(" ")
}

fn base64(text: &str) -> String {
    let encoded = STANDARD.encode(text);
    let lines = encoded.as_bytes().chunks(LINE);
    let lines = lines.map(String::from_utf8_lossy);
    lines.collect::<Vec<_>>().join("\n")
}

/// Each `=` is encoded, and long lines are broken softly (RFC 2045, 6.7).
fn quoted_printable(text: &str) -> String {
    let (mut encoded, mut column) = (String::with_capacity(text.len() * 5 / 4), 0);
    for c in text.chars() {
        let width = if c == '=' { 3 } else { 1 };
        if c != '\n' && column + width >= LINE {
            encoded += "=\n";
            column = 0;
        }
        match c {
            '=' => encoded += "=3D",
            c => encoded.push(c),
        }
        column = if c == '\n' { 0 } else { column + width };
    }
    encoded
}
