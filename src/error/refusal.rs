//! Why one file is not read. Each reads as a clause behind the file's name: "has 70000000 bytes, more than …".

use std::io;

/// An error of any library, in its own words.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a file, or a member of a container, is not read. Limits name the option that allows more.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// An issue that is too large.
    #[error("has {size} bytes, more than the {most} of --max-file-size")]
    FileSize {
        /// Bytes that it has.
        size: u64,
        /// Bytes that it may have.
        most: u64,
    },
    /// A file beside an issue that is too large.
    #[error("has {size} bytes, more than {most}")]
    Large {
        /// Bytes that it has.
        size: u64,
        /// Bytes that it may have.
        most: u64,
    },
    /// It unpacks to far more bytes than it has.
    #[error("unpacks to more than {0} times its size, the limit of --max-ratio")]
    Ratio(u64),
    /// All issues together are too large.
    #[error("holds more than the {0} bytes of --max-size, the rest is not read")]
    TotalSize(u64),
    /// There is too much mail in a mailbox that must be unpacked.
    #[error(
        "holds more than {0} bytes of newsletters, the rest is not read; unpack it to read all"
    )]
    Mailbox(u64),
    /// There are too many issues.
    #[error("holds more than the {0} files of --max-files, the rest is not read")]
    Count(usize),
    /// The directory of a zip is too long.
    #[error("it holds {count} files, more than twice the {most} of --max-files")]
    Members {
        /// Members that it has.
        count: u64,
        /// Issues that it may have.
        most: usize,
    },
    /// A member's path leads out of its archive.
    #[error("is skipped: its name leads out of the archive")]
    LeadsOut,
    /// A member is a link, a device or a pipe.
    #[error("is skipped: it is a link or a device, not a file")]
    NoFile,
    /// A file on disk is a link to one that is not in the archive.
    #[error("is skipped: it is a link out of the archive; --follow-links reads it")]
    LinkOut,
    /// A file on disk is a link to a folder.
    #[error("is skipped: it is a link to a folder")]
    LinkToFolder,
    /// A copy that a program for synchronising made beside the file.
    #[error("is skipped: it is a copy of {0} that was made when two changed")]
    Conflict(String),
    /// A file on disk may never end, or act when it is opened.
    #[error("is skipped: it is a pipe or a device")]
    Device,
    /// A member has a password.
    #[error("is skipped: it is encrypted")]
    Encrypted,
    /// A member needs an unsupported feature.
    #[error("is skipped: {0}")]
    Unsupported(&'static str),
    /// A member's record is damaged.
    #[error("is broken: {0}")]
    Broken(Cause),
    /// A member's bytes are damaged.
    #[error("cannot be unpacked: {0}")]
    Packed(Cause),
    /// The system does not let it be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// There is no such file.
    #[error("is not in the archive")]
    Missing,
    /// Its path leads out of the archive that names it.
    #[error("lies outside of the archive")]
    Outside,
    /// It is a folder or the like.
    #[error("is no file")]
    Folder,
    /// The container cannot be understood, for the reason that a library gives.
    #[error("{0}")]
    Container(Cause),
    /// One of its members is refused.
    #[error("{name} {why}")]
    Member {
        /// The member's name.
        name: String,
        /// The reason, a clause.
        why: Box<Refusal>,
    },
}

impl Refusal {
    /// True for the text of a refusal that every command tells: part of the archive is not there, by a limit or for want of something.
    pub fn is_told(text: &str) -> bool {
        let told = ["--max-", "cannot be read: ", "unpack it to read all"];
        told.iter().any(|words| text.contains(words))
    }

    /// This refusal, of a member that has a name.
    #[must_use]
    pub fn of(self, name: impl Into<String>) -> Self {
        Self::Member {
            name: name.into(),
            why: Box::new(self),
        }
    }
}
