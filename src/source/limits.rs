//! The most that an archive from a stranger may hold.

use crate::error::Refusal;

/// The most that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
            follow_links: false,
        }
    }
}

/// Members smaller than this are no bombs, whatever their ratio.
const SMALL: u64 = 1 << 20;

impl Limits {
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
