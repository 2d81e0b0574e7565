//! Fields of front matter, whatever they were written in.

/// Fields in their order, names as written.
pub type Fields = Vec<(String, FieldValue)>;

/// A field's value. A text, number, switch or date is a text, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<FieldValue>),
    /// Fields within the field.
    Map(Fields),
}

impl FieldValue {
    /// The value as a text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The reason why a block is not read as what its fence says it is.
#[derive(Debug, PartialEq, Eq)]
pub struct BlockFault {
    /// The line of the block, from 1.
    pub line: u32,
    /// A clause: `is not valid YAML`.
    pub what: &'static str,
}

/// The number of line ends in a text.
pub fn newlines(text: &str) -> u32 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32
}
