//! Kinds of what `backissue check` reports.

/// A kind of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    /// A fault of a file as such.
    File,
    /// A file that is no issue.
    Skipped,
    /// An article that leads nowhere.
    NoReference,
    /// Articles of one issue that lead to one page.
    SameReference,
    /// A link whose text names another host.
    OtherHost,
    /// Topics that the front matter could name.
    Tags,
}

impl CheckKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Skipped,
        Self::NoReference,
        Self::SameReference,
        Self::OtherHost,
        Self::Tags,
    ];

    /// Its name on the command line, in the configuration and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Skipped => "skipped",
            Self::NoReference => "no-reference",
            Self::SameReference => "same-reference",
            Self::OtherHost => "other-host",
            Self::Tags => "tags",
        }
    }

    /// Its purpose, as a clause.
    pub fn help(self) -> &'static str {
        match self {
            Self::File => "a file cannot be read, or its front matter not in full",
            Self::Skipped => "a file is no issue: a draft, a translation, without text; no mistake",
            Self::NoReference => "an article names a source, and leads to none",
            Self::SameReference => "two articles of an issue lead to the same page",
            Self::OtherHost => "a link's text names another host than it opens",
            Self::Tags => "several articles have a topic that the front matter does not name",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
