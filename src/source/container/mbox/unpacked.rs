//! Mailboxes that are unpacked as they are read. Only the mails that are listed stay in memory, each until it is read.

use std::io::{self, Read};

use super::{Finder, lines::MboxLines};
use crate::{
    error::Refusal,
    source::{entry::Entry, limits::Limits, listing::Listing},
};

/// Bytes of mail that are kept of one mailbox.
const MOST_KEPT: u64 = 512 << 20;

/// Adds the mails of a mailbox that has a path inside an archive.
pub fn add(
    listing: &mut Listing,
    input: impl Read,
    path: &str,
    limits: &Limits,
) -> Result<(), Refusal> {
    let mut finder = Finder::default();
    let mut lines = MboxLines::new(MailBytes::new(input, limits.entry_bytes));
    let mut kept = KeptMails {
        path,
        limits,
        listing,
        bytes: 0,
    };
    while let Some(line) = lines.next()? {
        finder.line(&line);
        if finder.is_in_body() {
            lines.skip();
        }
        while finder.mails.len() > 1 {
            let found = finder.mails.remove(0);
            kept.add(&found, lines.input())?;
        }
    }
    finder.end();
    for found in &finder.mails {
        kept.add(found, lines.input())?;
    }
    Ok(())
}

/// The mails that are listed.
struct KeptMails<'l> {
    path: &'l str,
    limits: &'l Limits,
    listing: &'l mut Listing,
    bytes: u64,
}

impl KeptMails<'_> {
    /// Adds a mail, and lets go of its bytes and those before.
    fn add<R>(
        &mut self,
        found: &super::FoundMail,
        bytes: &mut MailBytes<R>,
    ) -> Result<(), Refusal> {
        let mail = bytes.take(&found.bytes);
        if !found.is_listed(self.limits) {
            self.listing.others += 1;
            return Ok(());
        }
        self.limits.check_count(self.listing.entries.len())?;
        let path = found.path(self.path);
        let size = found.bytes.end - found.bytes.start;
        let Some(mail) = mail else {
            let problem = self.limits.check_entry(size).err();
            self.listing
                .warn(&path, &problem.unwrap_or(Refusal::Missing));
            return Ok(());
        };
        self.bytes += size;
        if self.bytes > MOST_KEPT {
            return Err(Refusal::Mailbox(MOST_KEPT));
        }
        self.listing.entries.push(Entry::memory(path, mail));
        Ok(())
    }
}

/// An input, and its bytes from the mail on that is being read.
pub struct MailBytes<R> {
    input: R,
    bytes: Vec<u8>,
    /// Where the bytes begin in the input.
    start: u64,
    /// More bytes are no mail that is read.
    most: usize,
    /// Where the input goes on.
    at: u64,
}

impl<R> MailBytes<R> {
    fn new(input: R, most: u64) -> Self {
        Self {
            input,
            bytes: Vec::new(),
            start: 0,
            // What was read ahead of a mail's end is kept as well.
            most: usize::try_from(most)
                .unwrap_or(usize::MAX)
                .saturating_add(2 * super::lines::CHUNK),
            at: 0,
        }
    }

    /// The bytes of a mail, unless they are too many. Those before its end are not kept.
    fn take(&mut self, mail: &std::ops::Range<u64>) -> Option<Vec<u8>> {
        let position = |at: u64| usize::try_from(at.checked_sub(self.start)?).ok();
        let range = position(mail.start).zip(position(mail.end));
        let found = range.and_then(|(start, end)| self.bytes.get(start..end));
        let found = found.map(<[u8]>::to_vec);
        let passed = position(mail.end).unwrap_or(0).min(self.bytes.len());
        self.bytes.drain(..passed);
        self.start += passed as u64;
        found
    }
}

impl<R: Read> Read for MailBytes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        if self.bytes.len() > self.most {
            self.bytes.clear();
        }
        if self.bytes.is_empty() {
            self.start = self.at;
        }
        self.at += read as u64;
        self.bytes
            .extend_from_slice(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGINNING: &str = "From a@a.example Tue Apr  6 07:30:00 2021\n";

    fn read(mailbox: &str, limits: &Limits) -> (Listing, Vec<String>) {
        let mut listing = Listing::default();
        add(&mut listing, mailbox.as_bytes(), "all.mbox", limits).unwrap();
        let entries = listing.entries.iter().cloned();
        let texts = entries.map(|entry| String::from_utf8(entry.read(limits).unwrap()).unwrap());
        let texts = texts.collect();
        (listing, texts)
    }

    #[test]
    fn newsletters_are_kept_and_letters_are_counted() {
        let long = "Fog.\n".repeat(200_000);
        let letter = format!("X: y\n\n{long}\n");
        let [one, two] = ["1", "2"].map(|n| format!("List-Id: x\nMessage-ID: <{n}>\n\n{long}\n"));
        let mails = [&letter, &one, &letter, &two];
        let mailbox: String = mails.map(|mail| format!("{BEGINNING}{mail}")).concat();
        let (listing, texts) = read(&mailbox, &Limits::default());
        let paths: Vec<_> = listing.entries.iter().map(|entry| &*entry.path).collect();
        assert_eq!(
            (paths, listing.others),
            (vec!["all.mbox/1", "all.mbox/2"], 2)
        );
        assert_eq!(texts, [one, two]);
    }

    #[test]
    fn a_mail_without_end_is_passed_over_and_the_rest_is_read() {
        let endless = "Fog.\n".repeat(1_000_000);
        let small = "List-Id: x\nMessage-ID: <2>\n\nIce.\n";
        let mailbox =
            format!("{BEGINNING}List-Id: x\nMessage-ID: <1>\n\n{endless}\n{BEGINNING}{small}");
        let limits = Limits {
            entry_bytes: 1000,
            ..Limits::default()
        };
        let (listing, texts) = read(&mailbox, &limits);
        assert_eq!(texts, [small]);
        assert!(listing.warnings[0].message.contains("--max-file-size"));
    }
}
