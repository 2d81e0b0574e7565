//! The HTML that newsletters write between their Markdown. Of elements not listed here only the text is shown.

use super::{OpenElement, OpenList, Opener, Writer};

use crate::page::{
    rich_text::{Edge, TextBlockKind},
    style::Role,
};
use crate::text::html::{Token, attribute, decode, tokens};

/// The effect of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InlineElement {
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
    /// Shows nothing of what it holds.
    Hidden,
}

const ELEMENTS: [(&str, InlineElement); 54] = [
    ("a", InlineElement::Link),
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
    ("iframe", InlineElement::Hidden),
    ("img", InlineElement::Image),
    ("kbd", InlineElement::Key),
    ("li", InlineElement::Item),
    ("mark", InlineElement::Bold),
    ("noscript", InlineElement::Hidden),
    ("ol", InlineElement::Numbers),
    ("p", InlineElement::Block),
    ("pre", InlineElement::Block),
    ("s", InlineElement::Strike),
    ("samp", InlineElement::Code),
    ("script", InlineElement::Hidden),
    ("section", InlineElement::Block),
    ("strike", InlineElement::Strike),
    ("strong", InlineElement::Bold),
    ("style", InlineElement::Hidden),
    ("summary", InlineElement::Heading),
    ("svg", InlineElement::Hidden),
    ("table", InlineElement::Block),
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
];

fn element(name: &str) -> Option<InlineElement> {
    let name = name.to_ascii_lowercase();
    let index = ELEMENTS
        .binary_search_by(|(other, _)| other.cmp(&name.as_str()))
        .ok()?;
    ELEMENTS.get(index).map(|(_, element)| *element)
}

impl InlineElement {
    /// True if a paragraph cannot hold it.
    fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Heading
                | Self::Quote
                | Self::Bullets
                | Self::Numbers
                | Self::Item
                | Self::Rule
        )
    }
}

impl Writer<'_, '_> {
    /// A tag within text.
    pub(super) fn html(&mut self, html: &str) {
        for (_, token) in tokens(html) {
            match token {
                Token::Open { name, attributes } => {
                    if let Some(element) = element(name) {
                        self.open_element(element, attributes);
                    }
                }
                Token::Close { name } => {
                    if let Some(element) = element(name) {
                        self.close_element(element);
                    }
                }
                Token::Text(text) => self.html_text(text),
            }
        }
    }

    /// The end of a block of HTML. Elements of blocks stay open (Markdown may stand between `<details>` and its end), those
    /// of text do not.
    pub(super) fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        self.open.pop();
        let depth = self.open.len();
        self.builder.want_gap();
        self.html(&html);
        self.builder.end_block(TextBlockKind::Text);
        let of_text = |open: &OpenElement| matches!(open.opener, Opener::Html(element) if !element.is_block());
        let first = self.open.iter().skip(depth).position(of_text);
        if let Some(first) = first.map(|index| depth + index) {
            self.close_from(first);
        }
        self.push(Opener::Markdown);
    }

    fn close_from(&mut self, index: usize) {
        if let Some(open) = self.open.get(index) {
            let before = open.before;
            self.restore(before);
        }
        self.open.truncate(index);
    }

    fn html_text(&mut self, text: &str) {
        let hidden = |open: &OpenElement| open.opener == Opener::Html(InlineElement::Hidden);
        if self.open.iter().any(hidden) {
            return;
        }
        let text = decode(text);
        for (index, word) in text.split_whitespace().enumerate() {
            if index > 0 || text.starts_with(char::is_whitespace) {
                self.builder.soft_break();
            }
            self.builder.text(word);
        }
        if text.ends_with(char::is_whitespace) {
            self.builder.soft_break();
        }
    }

    fn open_element(&mut self, element: InlineElement, attributes: &str) {
        match element {
            _ if self.table.is_some() && element.is_block() => return self.builder.soft_break(),
            InlineElement::Break => return self.builder.break_line(),
            InlineElement::Rule => return self.builder.bare_block(TextBlockKind::Rule),
            InlineElement::Image => return self.html_image(attributes),
            InlineElement::Cell => return self.builder.soft_break(),
            InlineElement::Item => self.close_element(InlineElement::Item),
            _ => {}
        }
        if element.is_block() {
            self.builder.end_block(TextBlockKind::Text);
        }
        self.push(Opener::Html(element));
        self.begin(element, attributes);
    }

    fn begin(&mut self, element: InlineElement, attributes: &str) {
        match element {
            InlineElement::Bold => self.builder.restyle(|style| style.bold = true),
            InlineElement::Italic => self.builder.restyle(|style| style.italic = true),
            InlineElement::Strike => self.builder.restyle(|style| style.strike = true),
            InlineElement::Code => self.builder.restyle(|style| style.role = Role::Code),
            InlineElement::Key => self.builder.restyle(|style| style.role = Role::Key),
            InlineElement::Heading => self.builder.restyle(|style| style.role = Role::Heading),
            InlineElement::Link => self.html_link(attributes),
            InlineElement::Quote => self.begin_html_quote(),
            InlineElement::Bullets => self.begin_html_list(None),
            InlineElement::Numbers => self.begin_html_list(Some(1)),
            InlineElement::Item => self.start_item(),
            _ => {}
        }
    }

    fn begin_html_quote(&mut self) {
        self.builder.want_gap();
        self.builder.open_frame(Edge::Quote);
        self.builder.state.style.role = Role::Quote;
    }

    fn begin_html_list(&mut self, next: Option<u64>) {
        self.lists.push(OpenList { next, items: 0 });
        self.builder.state.lists = self.lists.len();
    }

    fn html_link(&mut self, attributes: &str) {
        if let Some(url) = attribute(attributes, "href") {
            self.builder.open_link(&url);
        }
    }

    fn html_image(&mut self, attributes: &str) {
        let alt = attribute(attributes, "alt").unwrap_or_default();
        let url = attribute(attributes, "src").unwrap_or_default();
        self.builder.end_run();
        let state = self.builder.state;
        if state.style.role == Role::Image {
            return self.builder.text(&alt);
        }
        let start = self.builder.doc.end();
        self.start_image(&url);
        self.builder.text(&alt);
        self.finish_image(start);
        self.restore(state);
    }

    /// Closes the innermost element of this kind, and those within it, but none beyond the Markdown around them.
    fn close_element(&mut self, element: InlineElement) {
        let mut within = self
            .open
            .iter()
            .rev()
            .take_while(|open| open.opener != Opener::Markdown);
        let Some(above) = within.position(|open| open.opener == Opener::Html(element)) else {
            return;
        };
        let index = self.open.len() - above - 1;
        match element {
            InlineElement::Link => self
                .builder
                .close_link(self.open.get(index).map_or(0, |open| open.start)),
            InlineElement::Item => self.end_item(),
            _ if element.is_block() => self.builder.end_block(TextBlockKind::Text),
            _ => self.builder.end_run(),
        }
        self.close_from(index);
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
