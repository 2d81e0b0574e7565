//! The elements of HTML that a page shows, by name.

/// The effect of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineElement {
    Bold,
    Italic,
    Strike,
    Code,
    Key,
    Link,
    Break,
    Rule,
    Image,
    /// Begins and ends a block.
    Block,
    Heading,
    Quote,
    Bullets,
    Numbers,
    Item,
    Cell,
    /// Cells in rows, or what lays out a page.
    Table,
    /// A block of code.
    Pre,
    /// Something embedded: of its content only the address is shown.
    Video,
    Audio,
    /// The address of its parent element.
    Source,
    /// Hides its content.
    Hidden,
}

const ELEMENTS: [(&str, InlineElement); 57] = [
    ("a", InlineElement::Link),
    ("audio", InlineElement::Audio),
    ("b", InlineElement::Bold),
    ("blockquote", InlineElement::Quote),
    ("br", InlineElement::Break),
    ("center", InlineElement::Block),
    ("cite", InlineElement::Italic),
    ("code", InlineElement::Code),
    ("dd", InlineElement::Block),
    ("del", InlineElement::Strike),
    ("details", InlineElement::Block),
    ("dfn", InlineElement::Italic),
    ("div", InlineElement::Block),
    ("dl", InlineElement::Block),
    ("dt", InlineElement::Heading),
    ("em", InlineElement::Italic),
    ("figcaption", InlineElement::Block),
    ("figure", InlineElement::Block),
    ("h1", InlineElement::Heading),
    ("h2", InlineElement::Heading),
    ("h3", InlineElement::Heading),
    ("h4", InlineElement::Heading),
    ("h5", InlineElement::Heading),
    ("h6", InlineElement::Heading),
    ("hr", InlineElement::Rule),
    ("i", InlineElement::Italic),
    ("iframe", InlineElement::Video),
    ("img", InlineElement::Image),
    ("kbd", InlineElement::Key),
    ("li", InlineElement::Item),
    ("mark", InlineElement::Bold),
    ("noscript", InlineElement::Hidden),
    ("ol", InlineElement::Numbers),
    ("p", InlineElement::Block),
    ("pre", InlineElement::Pre),
    ("s", InlineElement::Strike),
    ("samp", InlineElement::Code),
    ("script", InlineElement::Hidden),
    ("section", InlineElement::Block),
    ("source", InlineElement::Source),
    ("strike", InlineElement::Strike),
    ("strong", InlineElement::Bold),
    ("style", InlineElement::Hidden),
    ("summary", InlineElement::Heading),
    ("svg", InlineElement::Hidden),
    ("table", InlineElement::Table),
    ("tbody", InlineElement::Block),
    ("td", InlineElement::Cell),
    ("template", InlineElement::Hidden),
    ("th", InlineElement::Cell),
    ("thead", InlineElement::Block),
    ("title", InlineElement::Hidden),
    ("tr", InlineElement::Block),
    ("tt", InlineElement::Code),
    ("ul", InlineElement::Bullets),
    ("var", InlineElement::Italic),
    ("video", InlineElement::Video),
];

/// The element with a name, however it is written.
pub fn element(name: &str) -> Option<InlineElement> {
    let name = name.to_ascii_lowercase();
    let index = ELEMENTS
        .binary_search_by(|(other, _)| other.cmp(&name.as_str()))
        .ok()?;
    ELEMENTS.get(index).map(|(_, element)| *element)
}

impl InlineElement {
    /// True if a paragraph cannot hold it.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Heading
                | Self::Quote
                | Self::Bullets
                | Self::Numbers
                | Self::Item
                | Self::Pre
                | Self::Table
                | Self::Rule
        )
    }

    /// The word in the place of something embedded.
    pub fn sign(self) -> Option<&'static str> {
        match self {
            Self::Video => Some("video"),
            Self::Audio => Some("audio"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(ELEMENTS.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
