//! The HTML that newsletters write between their Markdown. Of elements not listed here only the text is shown.

mod element;
mod grid;
mod table;

use pulldown_cmark::CodeBlockKind;

pub(super) use element::InlineElement;
use element::element;

use super::{OpenElement, OpenList, Opener, Writer};

use crate::page::{
    rich_text::{Edge, TextBlockKind},
    style::Role,
};
use crate::text::html::{Token, attribute, decode, tokens};

impl Writer<'_, '_> {
    /// A tag within text.
    pub(super) fn html(&mut self, html: &str) {
        let (mut all, mut skipped) = (tokens(html), 0);
        while let Some((at, token)) = all.next() {
            match token {
                _ if at < skipped => {}
                Token::Open { name, attributes } => {
                    let inner = html.get(all.position()..).unwrap_or_default();
                    let grid = self.is_table(name).then(|| grid::grid(inner)).flatten();
                    if let Some(grid) = grid {
                        self.html_table(inner, &grid);
                        skipped = all.position() + grid.end;
                    } else if let Some(element) = element(name) {
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
        self.end_code();
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
        if self.is_hidden() {
            return;
        }
        let text = decode(text);
        if let Some(code) = &mut self.code {
            // A line break right behind the tag is none of the code (HTML, 13.1.2.5).
            let first = code.text.is_empty();
            let text = text.strip_prefix('\n').filter(|_| first).unwrap_or(&text);
            return code.text.push_str(text);
        }
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

    /// True within what shows nothing of its own.
    fn is_hidden(&self) -> bool {
        self.open.iter().any(|open| open.opener.hides())
    }

    fn open_element(&mut self, element: InlineElement, attributes: &str) {
        if let Some(code) = &mut self.code {
            // Of what stands in a block of code, only the lines count.
            if element == InlineElement::Break {
                code.text.push('\n');
            }
            return;
        }
        match element {
            _ if self.table.is_some() && element.is_block() => return self.builder.soft_break(),
            InlineElement::Break => return self.builder.break_line(),
            InlineElement::Rule => return self.builder.bare_block(TextBlockKind::Rule),
            InlineElement::Image => return self.html_image(attributes),
            InlineElement::Cell => return self.builder.soft_break(),
            InlineElement::Source => return self.source(attributes),
            InlineElement::Item if self.is_in_item() => self.close_element(InlineElement::Item),
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
            InlineElement::Numbers => self.begin_html_list(Some(first_number(attributes))),
            InlineElement::Item => self.start_item(),
            InlineElement::Pre => self.start_code(CodeBlockKind::Indented),
            InlineElement::Video | InlineElement::Audio => self.embedded(attributes),
            _ => {}
        }
    }

    /// True if an item is open, and no list in it.
    fn is_in_item(&self) -> bool {
        let html = self.open.iter().rev().map_while(|open| match open.opener {
            Opener::Html(element) => Some(element),
            Opener::Markdown => None,
        });
        let mut lists = html.filter(|element| {
            matches!(
                element,
                InlineElement::Item | InlineElement::Bullets | InlineElement::Numbers
            )
        });
        lists.next() == Some(InlineElement::Item)
    }

    /// The address of the element that this one stands in, unless that has one.
    fn source(&mut self, attributes: &str) {
        let around = self.open.last().map(|open| open.opener);
        if let Some(Opener::Html(InlineElement::Video | InlineElement::Audio)) = around {
            self.embedded(attributes);
        }
    }

    /// Names an embedded medium, with a link to it: once, at the first address.
    fn embedded(&mut self, attributes: &str) {
        let (Some(url), Some(open)) = (attribute(attributes, "src"), self.open.last().copied())
        else {
            return;
        };
        let Opener::Html(element) = open.opener else {
            return;
        };
        let Some(sign) = element.sign() else { return };
        let title = attribute(attributes, "title").unwrap_or_default();
        let between = if title.is_empty() { "" } else { ": " };
        self.builder.end_run();
        self.builder.write_number();
        let start = self.builder.doc.end();
        self.builder.restyle(|style| style.role = Role::Image);
        self.builder.open_link(&absolute(url));
        self.builder.text(&format!("[{sign}{between}{title}]"));
        self.builder.close_link(start);
        self.restore(open.before);
        self.hide();
    }

    /// Hides what else the innermost element holds.
    fn hide(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.opener = Opener::Html(InlineElement::Hidden);
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
        if self.code.is_some() && element != InlineElement::Pre {
            return;
        }
        let hidden = element.sign().map(|_| InlineElement::Hidden);
        let mut within = self
            .open
            .iter()
            .rev()
            .take_while(|open| open.opener != Opener::Markdown);
        let is_it =
            |opener| opener == Opener::Html(element) || hidden.map(Opener::Html) == Some(opener);
        let Some(above) = within.position(|open| is_it(open.opener)) else {
            return;
        };
        let index = self.open.len() - above - 1;
        match element {
            InlineElement::Link => self
                .builder
                .close_link(self.open.get(index).map_or(0, |open| open.start)),
            InlineElement::Item => self.end_item(),
            InlineElement::Pre => self.end_code(),
            _ if element.is_block() => self.builder.end_block(TextBlockKind::Text),
            _ => self.builder.end_run(),
        }
        self.close_from(index);
    }
}

impl Opener {
    /// True if it shows nothing of what it holds.
    pub(super) fn hides(self) -> bool {
        match self {
            Self::Html(element) => element == InlineElement::Hidden || element.sign().is_some(),
            Self::Markdown => false,
        }
    }
}

/// The address of what a page embeds, which often leaves out the scheme.
fn absolute(url: String) -> String {
    match url.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => url,
    }
}

/// The number of a list's first item.
fn first_number(attributes: &str) -> u64 {
    let start = attribute(attributes, "start");
    start
        .and_then(|start| start.trim().parse().ok())
        .unwrap_or(1)
}
