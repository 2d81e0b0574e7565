//! The most that an archive from a stranger may hold.

use crate::error::Refusal;

/// The most that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files that may be issues.
    pub entries: usize,
    /// Bytes of one issue.
    pub entry_bytes: u64,
    /// Bytes of all issues of a zip or tar.
    pub total_bytes: u64,
    /// The size of an unpacked member of a zip or tar.gz, as a multiple of its packed size.
    pub ratio: u64,
    /// True if mails are listed that were sent to no list.
    pub all_mail: bool,
    /// Addresses and hosts whose mails are listed, even if they were sent to no list.
    pub senders: Vec<String>,
    /// Follow links wherever they lead, and not only within the archive.
    pub follow_links: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 50_000,
            entry_bytes: 64 << 20,
            total_bytes: 4 << 30,
            ratio: 200,
            all_mail: false,
            senders: Vec::new(),
            follow_links: false,
        }
    }
}

/// Members smaller than this are no bombs, whatever their ratio.
const SMALL: u64 = 1 << 20;

impl Limits {
    /// True if mails from an address are listed: it is named itself, or its host is, or one above that.
    pub fn lists(&self, sender: &str) -> bool {
        let sender = sender.to_lowercase();
        let (_, host) = sender.rsplit_once('@').unwrap_or(("", &sender));
        let is_host = |name: &str| {
            let above = host.strip_suffix(name).filter(|_| !name.is_empty());
            above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
        };
        let mut senders = self.senders.iter().map(|name| name.to_lowercase());
        senders.any(|name| match name.split_once('@') {
            Some(("", name)) => is_host(name),
            Some(_) => name == sender,
            None => is_host(&name),
        })
    }

    /// Refuses a file of too many bytes.
    pub fn check_entry(&self, size: u64) -> Result<(), Refusal> {
        if size > self.entry_bytes {
            let most = self.entry_bytes;
            return Err(Refusal::FileSize { size, most });
        }
        Ok(())
    }

    /// Refuses `packed` bytes that unpack to a far larger `size`.
    pub fn check_ratio(&self, packed: u64, size: u64) -> Result<(), Refusal> {
        if size > SMALL && size / packed.max(1) > self.ratio {
            return Err(Refusal::Ratio(self.ratio));
        }
        Ok(())
    }

    /// Refuses to read more bytes of one archive than its limit.
    pub fn check_total(&self, total: u64) -> Result<(), Refusal> {
        if total > self.total_bytes {
            return Err(Refusal::TotalSize(self.total_bytes));
        }
        Ok(())
    }

    /// Refuses to look through the directory of a zip with too many members.
    pub fn check_members(&self, count: u64) -> Result<(), Refusal> {
        // Pictures and the like stand beside issues.
        if count / 2 > self.entries as u64 {
            let most = self.entries;
            return Err(Refusal::Members { count, most });
        }
        Ok(())
    }

    /// Refuses one more file after `count`.
    pub fn check_count(&self, count: usize) -> Result<(), Refusal> {
        if count >= self.entries {
            return Err(Refusal::Count(self.entries));
        }
        Ok(())
    }
}

/// Refuses a file beside an issue that has more than `most` bytes.
pub fn check_size(size: u64, most: u64) -> Result<(), Refusal> {
    if size > most {
        return Err(Refusal::Large { size, most });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_are_named_by_address_or_host() {
        let limits = Limits {
            senders: ["Ann@Lamp.example", "@fog.example", "ice.example"]
                .map(Into::into)
                .into(),
            ..Limits::default()
        };
        let table = [
            ("ann@lamp.example", true),
            ("bo@lamp.example", false),
            ("bo@FOG.example", true),
            ("bo@mail.ice.example", true),
            ("bo@thinice.example", false),
            ("", false),
        ];
        for (sender, want) in table {
            assert_eq!(limits.lists(sender), want, "{sender}");
        }
    }
}
