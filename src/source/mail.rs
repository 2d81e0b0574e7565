//! The heads of mails, as far as they tell which mails are listed.

use super::names;

/// Lines of a head that are looked at.
const MOST_LINES: usize = 2000;

/// The fields of a mail's head.
#[derive(Debug, Default)]
pub struct MailHead {
    /// True if the mail was sent to a list.
    pub listed: bool,
    id: Option<String>,
    /// The last line named the Message-ID, whose value may stand in the next.
    wants_id: bool,
    lines: usize,
}

impl MailHead {
    /// Reads a line. False if the head ends with it.
    pub fn line(&mut self, line: &[u8]) -> bool {
        let line = line.trim_ascii_end();
        self.lines += 1;
        if line.is_empty() || self.lines > MOST_LINES {
            return false;
        }
        let folded = line.starts_with(b" ") || line.starts_with(b"\t");
        if folded && self.wants_id {
            self.id = Some(String::from_utf8_lossy(line).trim().to_owned());
        }
        if folded {
            return true;
        }
        self.listed |= is_named(line, b"list-id:") || is_named(line, b"list-unsubscribe:");
        self.wants_id = is_named(line, b"message-id:");
        if self.wants_id && self.id.is_none() {
            let value = String::from_utf8_lossy(line.get(11..).unwrap_or_default());
            self.id = Some(value.trim().to_owned()).filter(|id| !id.is_empty());
        }
        true
    }

    /// The Message-ID without its brackets, as a name in a path.
    pub fn id(&self) -> Option<String> {
        let id = self.id.as_deref()?;
        let id = names::clean(id.trim_matches(['<', '>', ' ']));
        let id = id.replace('/', "_");
        (!id.is_empty() && id.len() < 500).then_some(id)
    }
}

fn is_named(line: &[u8], name: &[u8]) -> bool {
    let start = line.get(..name.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// True if bytes begin with a mail's header: a name, a colon.
pub fn starts_header(bytes: &[u8]) -> bool {
    let name = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let length = name.count();
    length > 0 && length < 80 && bytes.get(length) == Some(&b':')
}
