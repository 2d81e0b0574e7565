//! The heads of mails, as far as they tell which mails are listed.

use super::names;

/// Lines of a head that are looked at.
const MOST_LINES: usize = 2000;

/// A field whose value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadField {
    From,
    Id,
}

/// The fields of a mail's head.
#[derive(Debug, Default)]
pub struct MailHead {
    /// True if the mail was sent to a list.
    pub listed: bool,
    id: Option<String>,
    from: String,
    /// The field that the last line is of, if it is one that is read: its value may go on in the next.
    field: Option<HeadField>,
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
        if folded {
            self.value(line);
            return true;
        }
        self.listed |= is_named(line, b"list-id:") || is_named(line, b"list-unsubscribe:");
        self.field = None;
        if is_named(line, b"message-id:") && self.id.is_none() {
            self.field = Some(HeadField::Id);
        } else if is_named(line, b"from:") && self.from.is_empty() {
            self.field = Some(HeadField::From);
        }
        let colon = line.iter().position(|byte| *byte == b':');
        self.value(line.get(colon.map_or(0, |at| at + 1)..).unwrap_or_default());
        true
    }

    /// Reads a value, or more of it.
    fn value(&mut self, value: &[u8]) {
        match self.field {
            Some(HeadField::Id) => {
                let value = String::from_utf8_lossy(value).trim().to_owned();
                self.id = Some(value).filter(|id| !id.is_empty());
            }
            Some(HeadField::From) => self.from += &String::from_utf8_lossy(value),
            None => {}
        }
    }

    /// The address in `From`: that in pointed brackets, else the only word with an `@` in it.
    pub fn sender(&self) -> Option<String> {
        let bracket = self.from.rsplit_once('<').map(|(_, address)| address);
        let mut words = self.from.split_whitespace();
        let address = bracket.or_else(|| words.find(|word| word.contains('@')))?;
        let address = address.split('>').next().unwrap_or(address).trim();
        (!address.is_empty()).then(|| address.to_lowercase())
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
