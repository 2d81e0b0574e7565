//! The roles and attributes of text.

/// The meaning of a piece of text; a theme gives each its look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// The article's title.
    Title,
    /// The line under the title: date, tags, host. Also hosts in the list of links.
    Meta,
    /// A tag in that line.
    Tag,
    /// A tag there that is wider than one of the others.
    WiderTag,
    /// The heading of a section of the article.
    Section,
    /// The heading of the summary.
    Summary,
    /// The heading of the section that names the source.
    Reference,
    /// A heading within the text.
    Heading,
    /// Inline code.
    Code,
    /// A block of code.
    CodeBlock,
    /// Text of a quotation.
    Quote,
    /// The heading of an alert (`> [!WARNING]`).
    Alert,
    /// Text of a link.
    Link,
    /// The number of a link.
    LinkNumber,
    /// The host that a link opens while its text names another.
    Deceptive,
    /// The stand-in of an image.
    Image,
    /// A key to press.
    Key,
    /// A list's bullet or number, a quote's bar, a table's lines.
    Marker,
    /// A thematic break.
    Rule,
    /// The head of a table's column.
    TableHead,
    /// In code: a word of the language.
    Keyword,
    /// In code: a string.
    String,
    /// In code: a number, or another constant.
    Number,
    /// In code: a comment.
    Comment,
    /// In code: the name of a function.
    Function,
    /// In code: the name of a type.
    Type,
}

/// The look of a piece of text. The attributes come on top of what the theme gives the role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// The meaning.
    pub role: Role,
    /// Strong emphasis.
    pub bold: bool,
    /// Emphasis.
    pub italic: bool,
    /// Struck out.
    pub strike: bool,
}

impl Style {
    /// The plain style of a role.
    pub fn of(role: Role) -> Self {
        Self {
            role,
            ..Self::default()
        }
    }
}
