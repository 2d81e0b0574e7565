//! Values of an article in a command, by the names that stand for them.

/// A value that is put into a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The address of the reference; of an issue, where it is on the web.
    Url,
    /// The title.
    Title,
    /// The tags, commas between them.
    Tags,
    /// The file.
    Path,
    /// The article's id.
    Id,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Url, Self::Title, Self::Tags, Self::Path, Self::Id];

    /// The placeholder as it stands in a command.
    pub fn written(self) -> &'static str {
        match self {
            Self::Url => "{url}",
            Self::Title => "{title}",
            Self::Tags => "{tags}",
            Self::Path => "{path}",
            Self::Id => "{id}",
        }
    }

    /// The thing that is not there where the value is missing.
    pub(super) fn lack(self) -> &'static str {
        match self {
            Self::Url => "reference",
            Self::Title => "title",
            Self::Tags => "tag",
            Self::Path => "file of its own on disk",
            Self::Id => "article",
        }
    }
}
