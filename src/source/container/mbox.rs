//! Mailboxes in one file: each mail is a range of its bytes, found in one pass.
//!
//! A line that starts with "From " begins a mail only after an empty line, with a date at its end or nothing after it, and
//! with a header in the next line: text may hold such lines as well.

mod lines;
mod unpacked;

use std::{
    fs::File,
    io::{self, Read},
    ops::Range,
    path::Path,
};

use crate::{
    error::Refusal,
    source::{container::Given, entry::Entry, limits::Limits, listing::Listing, mail},
};
use lines::MboxLines;

pub use unpacked::add as add_unpacked;

/// The first line of the first mail.
pub fn claims(given: &Given<'_>) -> bool {
    matches!(given, Given::File(head) if begins(head))
}

/// True if bytes begin as a mailbox does.
pub fn begins(head: &[u8]) -> bool {
    let start = head
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count();
    let head = head.get(start..).unwrap_or_default();
    let end = memchr::memchr(b'\n', head);
    let Some((line, rest)) = end.and_then(|end| head.split_at_checked(end + 1)) else {
        return false;
    };
    is_from(line) && mail::starts_header(rest)
}

/// Adds the mails of a mailbox that were sent to a list. It has a path inside an archive.
pub fn add(listing: &mut Listing, file: &Path, path: &str, limits: &Limits) -> Result<(), Refusal> {
    for found in mails(File::open(file)?)? {
        if !found.is_listed(limits) {
            listing.others += 1;
            continue;
        }
        if let Err(problem) = limits.check_count(listing.entries.len()) {
            listing.warn(path, &problem);
            break;
        }
        let path = found.path(path);
        let entry = Entry::part(path, file.to_owned(), found.bytes);
        listing.entries.push(entry);
    }
    Ok(())
}

/// A mail found in a mailbox.
#[derive(Debug, PartialEq, Eq)]
pub struct FoundMail {
    /// Where it is, without the line that begins it.
    pub bytes: Range<u64>,
    /// Its Message-ID, as a name in a path.
    pub id: Option<String>,
    /// True if it was sent to a list.
    pub listed: bool,
    /// The address that it is from.
    pub sender: Option<String>,
}

impl FoundMail {
    /// True if it is listed: it was sent to a list, or its sender is named.
    fn is_listed(&self, limits: &Limits) -> bool {
        let named = || {
            self.sender
                .as_deref()
                .is_some_and(|sender| limits.lists(sender))
        };
        self.listed || limits.all_mail || named()
    }

    /// Its path below that of its mailbox.
    fn path(&self, mailbox: &str) -> String {
        match &self.id {
            Some(id) => format!("{mailbox}/{id}"),
            None => format!("{mailbox}/{}", self.bytes.start),
        }
    }
}

/// Finds the mails of a mailbox.
pub fn mails(input: impl Read) -> io::Result<Vec<FoundMail>> {
    let mut finder = Finder::default();
    let mut lines = MboxLines::new(input);
    while let Some(line) = lines.next()? {
        finder.line(&line);
        if finder.is_in_body() {
            lines.skip();
        }
    }
    finder.end();
    Ok(finder.mails)
}

/// The mails found so far.
#[derive(Default)]
struct Finder {
    mails: Vec<FoundMail>,
    /// A line that may begin a mail: where it is, and where the line after it is.
    begun: Option<Range<u64>>,
    /// The head of the last mail, while it lasts.
    head: Option<mail::MailHead>,
    filled: bool,
    at: u64,
}

impl Finder {
    fn line(&mut self, line: &lines::MboxLine<'_>) {
        let start = line.start;
        self.at = line.end;
        if let Some(begun) = self.begun.take()
            && mail::starts_header(line.text)
        {
            self.close(begun.start);
            self.mails.push(FoundMail {
                bytes: begun.end..line.end,
                id: None,
                listed: false,
                sender: None,
            });
            self.head = Some(mail::MailHead::default());
        }
        let empty = line.text.trim_ascii().is_empty();
        if !self.filled && is_from(line.text) {
            self.begun = Some(start..line.end);
        }
        if let Some(head) = &mut self.head
            && !head.line(line.text)
        {
            self.finish_head();
        }
        self.filled = !empty;
    }

    /// True where only the line that begins the next mail counts.
    fn is_in_body(&self) -> bool {
        self.head.is_none() && self.begun.is_none()
    }

    fn finish_head(&mut self) {
        if let (Some(head), Some(mail)) = (self.head.take(), self.mails.last_mut()) {
            mail.listed = head.listed;
            mail.id = head.id();
            mail.sender = head.sender().filter(|_| !head.listed);
        }
    }

    /// The last mail ends.
    fn close(&mut self, end: u64) {
        self.finish_head();
        if let Some(mail) = self.mails.last_mut() {
            mail.bytes.end = end;
        }
    }

    fn end(&mut self) {
        self.close(self.at);
    }
}

/// True if a line begins a mail: "From ", and a date at its end, or nothing.
fn is_from(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    let Some(rest) = line.strip_prefix(b"From") else {
        return false;
    };
    if rest.is_empty() {
        return true;
    }
    let time = |word: &[u8]| {
        word.len() >= 4
            && word.get(1..3).is_some_and(|part| part.contains(&b':'))
            && word
                .iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b':')
    };
    let year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let words = || {
        rest.split(|byte| *byte == b' ')
            .filter(|word| !word.is_empty())
    };
    let zone = |word: &&[u8]| word.len() <= 5 && !time(word);
    let last = words().rev().take(3);
    rest.starts_with(b" ")
        && words().any(time)
        && (words().next_back().is_some_and(year) || last.filter(zone).any(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, bool)> {
        let mails = mails(text.as_bytes()).unwrap();
        let text = |mail: &FoundMail| {
            text.get(mail.bytes.start as usize..mail.bytes.end as usize)
                .unwrap()
        };
        mails.iter().map(|mail| (text(mail), mail.listed)).collect()
    }

    #[test]
    fn only_a_line_with_a_date_after_an_empty_line_begins_a_mail() {
        let a = "From: a@a.example\nList-Id: x\n\nHello\nFrom here on\n\nFrom the pier, 1999\n\n";
        let b = "Subject: b\n\nBye\n";
        let mbox = format!(
            "From a@a.example Tue Apr  6 07:30:00 2021\n{a}From b Tue Apr  6 07:30:00 2021 +0200\n{b}"
        );
        assert_eq!(found(&mbox), [(a, true), (b, false)]);
        let crlf =
            "From - Tue Apr 06 07:30:00 2021\r\nX: y\r\n\r\nHello\r\n\r\nFrom \r\nX: z\r\n\r\n";
        assert_eq!(
            found(crlf),
            [
                ("X: y\r\n\r\nHello\r\n\r\n", false),
                ("X: z\r\n\r\n", false)
            ]
        );
        assert!(found("No mailbox\n\nFrom a Tue Apr  6 07:30:00 2021\n\nno header\n").is_empty());
    }

    #[test]
    fn a_mail_is_found_wherever_the_buffer_ends() {
        let begin = "From a@a.example Tue Apr  6 07:30:00 2021\nX: y\n\n";
        for short in 0..80 {
            let lines = "Fog\nFrom the pier\n".repeat(lines::CHUNK / 36);
            let fill = "z".repeat(lines::CHUNK - begin.len() - lines.len() - short);
            let first = format!("X: y\n\n{lines}{fill}\n\n");
            let mbox = format!("{begin}{lines}{fill}\n\n{begin}Bye\n");
            assert_eq!(
                found(&mbox),
                [(&*first, false), ("X: y\n\nBye\n", false)],
                "{short}"
            );
        }
    }

    #[test]
    fn a_mailbox_is_known_by_its_first_lines() {
        assert!(begins(
            b"From a@a.example Tue Apr  6 07:30:00 2021\nFrom: a\n"
        ));
        assert!(!begins(b"From the sea\n\n# Fog\n"));
        assert!(!begins(b"From: a\nTo: b\n"));
    }
}
