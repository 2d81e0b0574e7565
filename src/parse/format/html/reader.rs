//! Tokens to a [`Sheet`]: a stack of open elements, and no tree.

mod frame;
mod inserted;
mod rows;
mod style;

use std::collections::HashMap;

use url::Url;

use super::{
    css::{Css, Stylesheet},
    element::{Element, Void},
    head::PageHead,
    sheet::{ItemMarker, Sheet},
    table::Grid,
};
use crate::text::html::{Token, attribute, tokens};
use frame::PageFrame;
use style::CssStyle;

/// The deepest nesting of blocks; deeper ones are read as if they stood at this depth.
const DEEPEST: usize = 512;

/// The same for elements that mark text: links and headings are recognised even in blocks that are too deep.
const DEEPEST_MARK: usize = 768;

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct OpenTag<'a> {
    name: &'a str,
    element: Element,
    style: CssStyle,
}

/// A list that is open.
#[derive(Debug)]
struct ListCount {
    next: Option<u32>,
}

/// Reads a page. See [`read`].
#[derive(Debug)]
pub struct TokenReader<'a> {
    /// The rows read so far.
    pub sheet: Sheet,
    /// The page's head.
    pub head: PageHead,
    css: Stylesheet,
    /// Styles of single elements as they are written, of which most come again.
    styles: HashMap<&'a str, Css>,
    open: Vec<OpenTag<'a>>,
    /// The number of open blocks that were too deep.
    over_blocks: usize,
    /// The number of other open elements that were too deep.
    over_marks: usize,
    frame: PageFrame,
    lists: Vec<ListCount>,
    tables: Vec<Grid>,
    quote: u8,
    /// Where the row that is being read begins in the sheet's stretches.
    start: usize,
    /// True if white space was read that counts if text follows.
    space: bool,
    /// True if the row begins a block.
    fresh: bool,
    marker: Option<ItemMarker>,
    base: Option<Url>,
    /// Links to files beside the page.
    pub relative: usize,
    /// Addresses that lead on as they stand in the page, with the positions of their targets.
    pub given: Vec<(usize, String)>,
    /// Pictures within the page so far.
    drawn: usize,
}

/// Reads a page whose address may be known.
pub fn read<'a>(html: &'a str, address: Option<&Url>) -> TokenReader<'a> {
    let mut reader = TokenReader {
        sheet: Sheet::default(),
        head: PageHead::default(),
        css: Stylesheet::of_page(html),
        styles: HashMap::new(),
        open: Vec::new(),
        over_blocks: 0,
        over_marks: 0,
        frame: PageFrame::default(),
        lists: Vec::new(),
        tables: Vec::new(),
        quote: 0,
        start: 0,
        space: false,
        fresh: true,
        marker: None,
        base: address.cloned(),
        relative: 0,
        given: Vec::new(),
        drawn: 0,
    };
    for (_, token) in tokens(html) {
        match token {
            Token::Open { name, attributes } => reader.start_tag(name, attributes),
            Token::Close { name } => reader.end_tag(name),
            Token::Text(text) => reader.text(text),
        }
    }
    while reader.pop() {}
    reader.end_row(true);
    reader.keep_main_part();
    let web = reader.head.web.as_deref().map(Url::parse);
    let host = web.and_then(|web| Some(web.ok()?.host_str()?.to_owned()));
    reader.sheet.site = host;
    reader
}

impl<'a> TokenReader<'a> {
    fn start_tag(&mut self, name: &'a str, attributes: &'a str) {
        let lower = name.to_ascii_lowercase();
        let element = Element::named(&lower);
        if let Element::Void(void) = element {
            self.void(void, attributes);
            return;
        }
        self.end_implied(element);
        let mut style = self.styled(element, &lower, attributes);
        match lower.as_str() {
            "time" => self.head.time(attributes),
            "iframe" | "video" | "audio" => self.embedded(&lower, attributes, &mut style),
            _ => {}
        }
        if style.block {
            self.end_row(true);
        }
        if is_layout(element) && self.open.len() >= DEEPEST {
            self.over_blocks += 1;
            return;
        }
        if self.open.len() >= DEEPEST_MARK {
            self.over_marks += 1;
            return;
        }
        self.begin_part(&lower);
        self.read_microformat(element, attributes);
        self.begin(element, attributes);
        self.open.push(OpenTag {
            name,
            element,
            style,
        });
    }

    /// Notes the structure that begins with an element.
    fn begin(&mut self, element: Element, attributes: &str) {
        let rows = self.sheet.rows.len();
        match element {
            Element::Table => {
                if let Some(around) = self.tables.last_mut() {
                    around.nested = true;
                }
                self.tables.push(Grid::at(rows));
            }
            Element::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            Element::Cell { head } => {
                if let Some(table) = self.tables.last_mut() {
                    table.headed |= head;
                    table.cell(rows);
                }
            }
            Element::List { numbered } => {
                let start =
                    attribute(attributes, "start").and_then(|start| start.trim().parse().ok());
                let next = numbered.then(|| start.unwrap_or(1));
                self.lists.push(ListCount { next });
                if let Some(table) = self.tables.last_mut() {
                    table.nested = true;
                }
            }
            Element::Item => self.marker = Some(self.next_marker(attributes)),
            Element::Quote => self.quote = self.quote.saturating_add(1),
            _ => {}
        }
    }

    fn next_marker(&mut self, attributes: &str) -> ItemMarker {
        let value = attribute(attributes, "value").and_then(|value| value.trim().parse().ok());
        let Some(next) = self.lists.last_mut().and_then(|list| list.next.as_mut()) else {
            return ItemMarker::Bullet;
        };
        let number = value.unwrap_or(*next);
        *next = number.saturating_add(1);
        ItemMarker::Number(number)
    }

    fn end_tag(&mut self, name: &str) {
        let element = Element::named(&name.to_ascii_lowercase());
        let over = if is_layout(element) {
            &mut self.over_blocks
        } else {
            &mut self.over_marks
        };
        if *over > 0 {
            *over -= 1;
            if element.is_block() {
                self.end_row(true);
            }
            return;
        }
        let mut depth = self.open.len();
        for open in self.open.iter().rev() {
            depth -= 1;
            if open.name.eq_ignore_ascii_case(name) {
                while self.open.len() > depth && self.pop() {}
                return;
            }
            if open.element.holds_in(element) {
                break;
            }
        }
        match element {
            Element::Void(Void::Break) => self.line_break(),
            Element::Paragraph => self.end_row(true),
            _ => {}
        }
    }

    /// Ends what the start of an element ends.
    fn end_implied(&mut self, next: Element) {
        let mut depth = self.open.len();
        let mut keep = None;
        for open in self.open.iter().rev() {
            depth -= 1;
            if open.element.ends_before(next) {
                keep = Some(depth);
            }
            if open.element.shields_from(next) && !open.element.ends_before(next) {
                break;
            }
        }
        if let Some(keep) = keep {
            while self.open.len() > keep && self.pop() {}
        }
    }

    /// Ends the last element that is open, if one is.
    fn pop(&mut self) -> bool {
        let Some(open) = self.open.pop() else {
            return false;
        };
        if open.style.block {
            self.end_row_of(open.style, true);
        }
        self.end_part(open.name);
        self.end_content();
        let rows = self.sheet.rows.len();
        match open.element {
            Element::Table => {
                if let Some(table) = self.tables.pop() {
                    table.end(&mut self.sheet);
                    self.start = self.sheet.stretches.len();
                }
            }
            Element::Cell { .. } => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(rows);
                }
            }
            Element::List { .. } => {
                self.lists.pop();
            }
            Element::Item => self.marker = None,
            Element::Title => self.head.end_title(),
            Element::Quote => self.quote = self.quote.saturating_sub(1),
            _ => {}
        }
        true
    }
}

/// True if an element places text, and does not mark it.
fn is_layout(element: Element) -> bool {
    element.is_block() && !matches!(element, Element::Heading(_) | Element::Item | Element::Code)
}
