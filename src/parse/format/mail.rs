//! A mail read into Markdown: its HTML, else its plain text.

mod body;
mod encoded;
mod flowed;

use std::borrow::Cow;

use mail_parser::{HeaderName, Message, MessageParser};

use super::{escape, html, text};
use crate::{
    parse::{
        date, decode,
        document::{Document, Header},
    },
    text::clean,
};
use body::BodyContent;

/// Lines of a signature.
const LONGEST_SIGNATURE: usize = 8;

/// A mail read.
#[derive(Debug, Default)]
pub struct Mail {
    /// Its text as Markdown.
    pub markdown: String,
    /// The subject, on one line.
    pub subject: Option<String>,
    /// Its day, as `2026-03-08`.
    pub date: Option<String>,
    /// The sender's name, or address.
    pub sender: Option<String>,
    /// The list that it was sent to, else the sender's address: the same for all mails of a newsletter.
    pub list: Option<String>,
    /// True if it was sent to a list.
    pub listed: bool,
    /// Its Message-ID; of a mail without, a number made of its text.
    pub key: String,
    /// Its page on the web.
    pub web: Option<String>,
    /// The warnings about it.
    pub warnings: Vec<&'static str>,
}

/// Reads a mail, whose date cannot be right if it is after a `limit`.
fn read(bytes: &[u8], limit: &str) -> Mail {
    let bytes = unescaped(bytes);
    let Some(message) = MessageParser::default().parse(&*bytes) else {
        return Mail {
            warnings: vec!["is not a readable mail"],
            ..Mail::default()
        };
    };
    let mut mail = Mail::default();
    mail.read_header(&message, limit);
    mail.read_body(&message);
    mail.key = message
        .message_id()
        .map_or_else(|| mail.number(), |id| id.trim().to_owned());
    mail
}

/// Reads a mail as a document. Of a mail that was sent to no list it is one only if the user asks for it.
pub fn document(bytes: &[u8]) -> Document<'static> {
    let mail = read(bytes, &in_ten_years());
    let warnings = mail
        .warnings
        .iter()
        .map(|warning| (None, (*warning).to_owned()));
    Document {
        aside: !mail.listed,
        warnings: warnings.collect(),
        header: Header {
            title: mail
                .subject
                .map(|subject| clean::line(&subject).into_owned()),
            date: mail.date.as_deref().and_then(date::parse),
            key: Some(mail.key),
            newsletter: mail.sender.map(|sender| clean::line(&sender).into_owned()),
            list: mail.list,
            web: mail.web,
            ..Header::default()
        },
        text: decode::decode(mail.markdown.as_bytes())
            .text
            .into_owned()
            .into(),
        ..Document::default()
    }
}

/// The HTML and the plain text of a mail.
pub fn texts(bytes: &[u8]) -> Option<(String, String)> {
    let bytes = unescaped(bytes);
    let message = MessageParser::default().parse(&*bytes)?;
    let content = BodyContent::of(&message);
    Some((content.html, content.plain))
}

/// A day that no mail was sent on, however wrong the sender's clock was.
fn in_ten_years() -> String {
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let (year, day) = today.split_once('-').unwrap_or((&today, ""));
    let year = year.parse().unwrap_or(9989) + 10;
    format!("{year:04}-{day}")
}

/// Mails in an mbox have `>` before lines that begin with "From ".
fn unescaped(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(bytes, b"\n>From ").is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"\n>From ") {
        let (before, after) = rest.split_at_checked(at + 1).unwrap_or((rest, b""));
        plain.extend_from_slice(before);
        rest = after.get(1..).unwrap_or_default();
    }
    plain.extend_from_slice(rest);
    Cow::Owned(plain)
}

impl Mail {
    fn read_header(&mut self, message: &Message<'_>, limit: &str) {
        let subject = message.header_raw(HeaderName::Subject).map(encoded::decode);
        self.subject = subject
            .map(|subject| in_one_line(&subject))
            .filter(|subject| !subject.is_empty());
        self.date = message.date().and_then(day);
        if self.date.is_none() {
            self.warnings.push("has no readable date");
        } else if self.date.as_deref() > Some(limit) {
            self.warnings.push("has a date far in the future");
        }
        let from = message.from().and_then(|from| from.first());
        let address = from.and_then(|from| from.address()).map(str::to_lowercase);
        let plain = || from.and_then(|from| from.name()).map(str::to_owned);
        let name = encoded_name(message).or_else(plain);
        self.sender = name
            .map(|name| in_one_line(&name))
            .filter(|name| !name.is_empty())
            .or_else(|| address.clone());
        let list = message
            .header_raw(HeaderName::ListId)
            .map(list_id)
            .filter(|list| !list.is_empty());
        self.listed = list.is_some() || message.header_raw(HeaderName::ListUnsubscribe).is_some();
        self.list = list.or(address);
        // An archive says where a mail is (RFC 5064). Lists name an address for new mails (RFC 2369); where nobody can write one,
        // some platforms name the page that the mail was posted as.
        let archived = page(message, HeaderName::ArchivedAt);
        self.web = archived.or_else(|| page(message, HeaderName::ListPost));
    }

    fn read_body(&mut self, message: &Message<'_>) {
        let content = BodyContent::of(message);
        self.warnings.extend(&content.warnings);
        let offered = || text::web(&content.plain).map(str::to_owned);
        self.web = self.web.take().or_else(offered);
        if content.html.trim().is_empty() {
            self.markdown = of_plain_text(&content.plain);
            return;
        }
        let page = html::convert(&content.html, None, Some(&content.plain));
        self.markdown = page.markdown;
        self.web = page.web.or(self.web.take());
    }

    /// A number for a mail that has no name: the same wherever it lies.
    fn number(&self) -> String {
        let texts = [
            self.subject.as_deref(),
            self.date.as_deref(),
            self.list.as_deref(),
            Some(&self.markdown),
        ];
        let bytes = texts
            .into_iter()
            .flat_map(|text| text.unwrap_or("").trim().bytes().chain([0]));
        // FNV-1a: short, and the same in every version of the program.
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("mail-{hash:016x}")
    }
}

/// The sender's name in encoded words. The parser reads each of them alone, and knows few encodings.
fn encoded_name(message: &Message<'_>) -> Option<String> {
    let (name, _) = message.header_raw(HeaderName::From)?.split_once('<')?;
    let quotes = |c: char| c.is_whitespace() || c == '"';
    let name = name.contains("=?").then(|| encoded::decode(name))?;
    Some(name.trim_matches(quotes).to_owned())
}

/// The page that a header names in pointed brackets and nothing else.
fn page(message: &Message<'_>, header: HeaderName<'_>) -> Option<String> {
    let value = message.header_raw(header)?.trim();
    let page = value.strip_prefix('<')?.strip_suffix('>')?;
    let is_page = page.starts_with("http") && !page.contains(['<', '>', ' ']);
    is_page.then(|| page.to_owned())
}

/// Plain text as Markdown, if it is not Markdown already. The text after the line `-- ` is the sender's signature.
fn of_plain_text(text: &str) -> String {
    let heading = |line: &&str| line.starts_with("## ") || line.starts_with("# ");
    let text = text.replace("\r\n", "\n");
    let text = unquoted(&text);
    let defined = || {
        text.lines()
            .any(|line| line.starts_with('[') && line.contains("]: http"))
    };
    let linked = text.matches("](http").nth(1).is_some();
    let noted = text.matches("][").nth(1).is_some() && defined();
    if linked || noted || text.lines().filter(heading).nth(1).is_some() {
        return text.into_owned();
    }
    let (body, signature) = signed(&text);
    let mut markdown = text::markdown(body, true);
    for line in signature.lines().filter(|line| !line.trim().is_empty()) {
        let rule = if markdown.ends_with("\\\n") {
            ""
        } else {
            "---\n\n"
        };
        markdown.push_str(rule);
        markdown.push_str(&escape::escape(line, false));
        markdown.push_str("\\\n");
    }
    markdown
}

/// A text and the signature below it. Some programs drop the space behind the line that begins it.
fn signed(text: &str) -> (&str, &str) {
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    let bare = || text.rsplit_once("\n--\n");
    let short = || bare().filter(|(_, signature)| lines(signature) <= LONGEST_SIGNATURE);
    let found = text.rsplit_once("\n-- \n").or_else(short);
    found.unwrap_or((text, ""))
}

/// A text of which most is a quoted mail, without the signs before each line of that.
fn unquoted(text: &str) -> Cow<'_, str> {
    let lines = || text.lines().filter(|line| !line.is_empty());
    let quoted = lines().filter(|line| line.starts_with('>')).count();
    if 2 * quoted <= lines().count() {
        return Cow::Borrowed(text);
    }
    let plain = text.lines().map(|line| {
        let line = line.trim_start_matches('>');
        line.strip_prefix(' ').unwrap_or(line)
    });
    plain.flat_map(|line| [line, "\n"]).collect()
}

/// The day of a date in UTC.
fn day(date: &mail_parser::DateTime) -> Option<String> {
    if !date.is_valid() {
        return None;
    }
    let utc = mail_parser::DateTime::from_timestamp(date.to_timestamp());
    Some(format!("{:04}-{:02}-{:02}", utc.year, utc.month, utc.day))
}

/// `Some words <name.example>`: the name counts, in lower case.
fn list_id(value: &str) -> String {
    let name = value.rsplit_once('<').map_or(value, |(_, name)| name);
    name.split('>').next().unwrap_or(name).trim().to_lowercase()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
