//! The most that an archive from a stranger may hold.

/// The most that is read. Each error names the option that allows more, as a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files that may be issues.
    pub entries: usize,
    /// Bytes of one issue.
    pub entry_bytes: u64,
    /// Bytes of all issues of a zip or tar.
    pub total_bytes: u64,
    /// How many times larger than its compressed form a member of a zip or tar.gz may be.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 50_000,
            entry_bytes: 64 << 20,
            total_bytes: 4 << 30,
            ratio: 200,
        }
    }
}

/// Members smaller than this are no bombs, whatever their ratio.
const SMALL: u64 = 1 << 20;

impl Limits {
    /// Refuses a file of too many bytes.
    pub fn check_entry(&self, size: u64) -> Result<(), String> {
        if size > self.entry_bytes {
            return Err(format!(
                "has {size} bytes, more than the {} of --max-file-size",
                self.entry_bytes
            ));
        }
        Ok(())
    }

    /// Refuses `packed` bytes that unpack to a far larger `size`.
    pub fn check_ratio(&self, packed: u64, size: u64) -> Result<(), String> {
        if size > SMALL && size / packed.max(1) > self.ratio {
            return Err(format!(
                "unpacks to more than {} times its size, the limit of --max-ratio",
                self.ratio
            ));
        }
        Ok(())
    }

    /// Refuses more than so many bytes of one archive.
    pub fn check_total(&self, total: u64) -> Result<(), String> {
        if total > self.total_bytes {
            return Err(format!(
                "holds more than the {} bytes of --max-size, the rest is not read",
                self.total_bytes
            ));
        }
        Ok(())
    }

    /// Refuses to look through the directory of a zip with too many members.
    pub fn check_members(&self, count: u64) -> Result<(), String> {
        // Pictures and the like stand beside issues.
        if count / 2 > self.entries as u64 {
            return Err(format!(
                "it holds {count} files, more than twice the {} of --max-files",
                self.entries
            ));
        }
        Ok(())
    }

    /// Refuses one more file after `count`.
    pub fn check_count(&self, count: usize) -> Result<(), String> {
        if count >= self.entries {
            return Err(format!(
                "holds more than the {} files of --max-files, the rest is not read",
                self.entries
            ));
        }
        Ok(())
    }
}

/// Refuses a file beside an issue that has more than `most` bytes; the error is a sentence.
pub fn check_size(name: &str, size: u64, most: u64) -> Result<(), String> {
    if size > most {
        return Err(format!("{name} has {size} bytes, more than {most}"));
    }
    Ok(())
}
