//! The HTML that newsletters write between their Markdown: what is harmless stays, as the terminal shows it.

use super::body::Body;
use crate::text::html::{Token, attribute, decode, tokens};

/// The part that an element plays in the export.
#[derive(Clone, Copy)]
enum RawPart {
    /// It stays, under this name.
    Same(&'static str),
    /// It has no end.
    Void(&'static str),
    Link,
    Image,
    /// A cell of a table for layout: a space before what is in it.
    Cell,
    /// Nothing of what it holds is shown.
    Hidden,
}

/// Elements that stay. Of others, only the text does.
const ELEMENTS: [(&str, RawPart); 56] = [
    ("a", RawPart::Link),
    ("b", RawPart::Same("b")),
    ("blockquote", RawPart::Same("blockquote")),
    ("br", RawPart::Void("br")),
    ("center", RawPart::Same("div")),
    ("cite", RawPart::Same("cite")),
    ("code", RawPart::Same("code")),
    ("dd", RawPart::Same("div")),
    ("del", RawPart::Same("del")),
    ("details", RawPart::Same("div")),
    ("dfn", RawPart::Same("i")),
    ("div", RawPart::Same("div")),
    ("dl", RawPart::Same("div")),
    ("dt", RawPart::Same("div")),
    ("em", RawPart::Same("em")),
    ("figcaption", RawPart::Same("div")),
    ("figure", RawPart::Same("div")),
    ("h1", RawPart::Same("p")),
    ("h2", RawPart::Same("p")),
    ("h3", RawPart::Same("p")),
    ("h4", RawPart::Same("p")),
    ("h5", RawPart::Same("p")),
    ("h6", RawPart::Same("p")),
    ("hr", RawPart::Void("hr")),
    ("i", RawPart::Same("i")),
    ("iframe", RawPart::Hidden),
    ("img", RawPart::Image),
    ("kbd", RawPart::Same("kbd")),
    ("li", RawPart::Same("li")),
    ("mark", RawPart::Same("mark")),
    ("noscript", RawPart::Hidden),
    ("ol", RawPart::Same("ol")),
    ("p", RawPart::Same("p")),
    ("pre", RawPart::Same("pre")),
    ("s", RawPart::Same("s")),
    ("samp", RawPart::Same("code")),
    ("script", RawPart::Hidden),
    ("section", RawPart::Same("div")),
    ("small", RawPart::Same("small")),
    ("strike", RawPart::Same("s")),
    ("strong", RawPart::Same("strong")),
    ("style", RawPart::Hidden),
    ("sub", RawPart::Same("sub")),
    ("summary", RawPart::Same("p")),
    ("sup", RawPart::Same("sup")),
    ("svg", RawPart::Hidden),
    ("table", RawPart::Same("div")),
    ("td", RawPart::Cell),
    ("template", RawPart::Hidden),
    ("th", RawPart::Cell),
    ("title", RawPart::Hidden),
    ("tr", RawPart::Same("div")),
    ("tt", RawPart::Same("code")),
    ("u", RawPart::Same("i")),
    ("ul", RawPart::Same("ul")),
    ("var", RawPart::Same("i")),
];

fn part(name: &str) -> Option<RawPart> {
    let name = name.to_ascii_lowercase();
    let at = ELEMENTS.binary_search_by(|(other, _)| other.cmp(&name.as_str()));
    ELEMENTS.get(at.ok()?).map(|(_, part)| *part)
}

impl Body<'_, '_> {
    /// Tags, and text between them.
    pub(super) fn html(&mut self, html: &str) {
        for (_, token) in tokens(html) {
            match token {
                Token::Open { name, attributes } => {
                    if let Some(part) = part(name) {
                        self.open_part(part, attributes);
                    }
                }
                Token::Close { name } => match part(name) {
                    Some(RawPart::Same(name)) => self.tree.close_html(name),
                    Some(RawPart::Link) => self.tree.close_html("a"),
                    Some(RawPart::Hidden) => self.hidden = self.hidden.saturating_sub(1),
                    _ => {}
                },
                Token::Text(text) => self.shown(&decode(text)),
            }
        }
    }

    fn open_part(&mut self, part: RawPart, attributes: &str) {
        let value = |name| attribute(attributes, name).unwrap_or_default();
        match part {
            RawPart::Hidden => self.hidden += 1,
            _ if self.hidden > 0 => {}
            RawPart::Same(name) => self.tree.open_html(name, ""),
            RawPart::Void("hr") => self.tree.rule(),
            RawPart::Void(name) => self.tree.void(name, ""),
            RawPart::Link => {
                if let Some(href) = self.place.href(&value("href")) {
                    self.tree.open_html("a", &href);
                }
            }
            RawPart::Image => self.image(&value("src"), &value("alt")),
            RawPart::Cell => self.shown(" "),
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
