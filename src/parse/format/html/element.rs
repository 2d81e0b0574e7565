//! The elements of HTML, as a reader of text needs to know them.

/// A kind of element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Text among text.
    Inline,
    /// Starts and ends a row.
    Block,
    /// A paragraph, which any block ends.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// `table`.
    Table,
    /// `tr`.
    TableRow,
    /// `td`, or `th`.
    Cell {
        /// `th`.
        head: bool,
    },
    /// `ul`, or `ol`.
    List {
        /// `ol`.
        numbered: bool,
    },
    /// `li`.
    Item,
    /// `dt`, or `dd`.
    Term,
    /// `blockquote`.
    Quote,
    /// `pre`.
    Code,
    /// `a`.
    Link,
    /// `title`.
    Title,
    /// Not shown as text, with all that is in it.
    Hidden,
    /// Has no content.
    Void(Void),
}

/// A kind of element without content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Void {
    /// `br`.
    Break,
    /// `hr`.
    Rule,
    /// `img`.
    Picture,
    /// `meta`.
    Meta,
    /// `link`.
    Relation,
    /// `base`.
    Base,
    /// Any other.
    Nothing,
}

/// Blocks that are nothing else.
const BLOCKS: [&str; 25] = [
    "address",
    "article",
    "aside",
    "body",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "legend",
    "main",
    "menu",
    "section",
    "summary",
    "caption",
    "search",
];

const HIDDEN: [&str; 14] = [
    "script", "style", "template", "noscript", "svg", "select", "datalist", "textarea", "object",
    "applet", "canvas", "map", "math", "nav",
];

const VOID: [&str; 9] = [
    "area", "col", "input", "param", "source", "track", "wbr", "embed", "o:p",
];

impl Element {
    /// The element with a name in lower case.
    pub fn named(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "table" => Self::Table,
            "tr" => Self::TableRow,
            "td" => Self::Cell { head: false },
            "th" => Self::Cell { head: true },
            "ul" => Self::List { numbered: false },
            "ol" => Self::List { numbered: true },
            "li" => Self::Item,
            "dt" | "dd" => Self::Term,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" => Self::Code,
            "a" => Self::Link,
            "title" => Self::Title,
            "br" => Self::Void(Void::Break),
            "hr" => Self::Void(Void::Rule),
            "img" => Self::Void(Void::Picture),
            "meta" => Self::Void(Void::Meta),
            "link" => Self::Void(Void::Relation),
            "base" => Self::Void(Void::Base),
            _ if VOID.contains(&name) => Self::Void(Void::Nothing),
            _ if BLOCKS.contains(&name) => Self::Block,
            _ if HIDDEN.contains(&name) => Self::Hidden,
            _ => Self::Inline,
        }
    }

    /// True if it starts and ends a row.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline | Self::Link | Self::Title | Self::Hidden | Self::Void(_)
        )
    }

    /// True if an open element of this kind ends where `next` begins.
    pub fn ends_before(self, next: Self) -> bool {
        match self {
            Self::Paragraph => next.is_block(),
            Self::Item | Self::Term => next == self,
            Self::Cell { .. } => matches!(next, Self::Cell { .. } | Self::TableRow),
            Self::TableRow => next == Self::TableRow,
            Self::Link => next == Self::Link,
            Self::Heading(_) => matches!(next, Self::Heading(_)),
            _ => false,
        }
    }

    /// True if `next`, beginning inside, ends nothing outside.
    pub fn shields_from(self, next: Self) -> bool {
        match next {
            Self::Cell { .. } | Self::TableRow => self == Self::Table,
            Self::Item => matches!(self, Self::List { .. } | Self::Table),
            Self::Link => matches!(self, Self::Cell { .. } | Self::Table),
            _ => self.is_block() && !matches!(self, Self::Paragraph | Self::Heading(_)),
        }
    }

    /// True if an end tag of `closed` inside ends nothing outside.
    pub fn holds_in(self, closed: Self) -> bool {
        match closed {
            Self::Table => false,
            Self::Cell { .. } | Self::TableRow => self == Self::Table,
            _ => matches!(self, Self::Table | Self::Cell { .. }),
        }
    }
}
