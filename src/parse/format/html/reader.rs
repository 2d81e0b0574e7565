//! Tokens to a [`Flow`]: a stack of what is open, and no tree.

use url::Url;

use super::{
    css::{Css, Size, Stylesheet},
    element::{Element, Void},
    flow::{Face, Flow, Marker, Matter, Row, RowKind, Stretch},
    head::Head,
    table::Grid,
};
use crate::{
    parse::format::redirect,
    text::html::{Token, attribute, attributes, decode, tokens},
};

/// Elements in each other; blocks that stand deeper are read as if they stood in the last of them.
const DEEPEST: usize = 512;

/// The same for elements that mark text: links and headings are known in blocks that stand too deep, too.
const DEEPEST_MARK: usize = 768;

/// The font size of a page, in pixels.
const ROOT: f32 = 16.0;

/// Text smaller than this is there for no reader.
const LEAST: f32 = 2.5;

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    name: &'a str,
    element: Element,
    style: Style,
}

/// What text in an element looks like.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are what CSS calls properties, and go together in any way"
)]
struct Style {
    size: f32,
    bold: bool,
    italic: bool,
    code: bool,
    pre: bool,
    hidden: bool,
    link: Option<usize>,
    heading: Option<u8>,
    block: bool,
}

/// A list that is open.
#[derive(Debug)]
struct ListCount {
    next: Option<u32>,
}

/// Reads a page. See [`read`].
#[derive(Debug)]
pub struct Reader<'a> {
    /// What was read.
    pub flow: Flow,
    /// What the page says of itself.
    pub head: Head,
    sheet: Stylesheet,
    open: Vec<Open<'a>>,
    /// How many blocks are open that were too deep.
    over_blocks: usize,
    /// How many other elements.
    over_marks: usize,
    lists: Vec<ListCount>,
    tables: Vec<Grid>,
    quote: u8,
    /// Where the row that is being read begins in the flow's stretches.
    start: usize,
    /// Whether white space was read that counts if text follows.
    space: bool,
    /// Whether the row begins a block.
    fresh: bool,
    marker: Option<Marker>,
    base: Option<Url>,
    /// Links to files beside the page.
    pub relative: usize,
}

/// Reads a page whose address may be known.
pub fn read<'a>(html: &'a str, address: Option<&Url>) -> Reader<'a> {
    let mut reader = Reader {
        flow: Flow::default(),
        head: Head::default(),
        sheet: Stylesheet::of_page(html),
        open: Vec::new(),
        over_blocks: 0,
        over_marks: 0,
        lists: Vec::new(),
        tables: Vec::new(),
        quote: 0,
        start: 0,
        space: false,
        fresh: true,
        marker: None,
        base: address.cloned(),
        relative: 0,
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
    reader
}

impl<'a> Reader<'a> {
    fn style(&self) -> Style {
        self.open.last().map_or(
            Style {
                size: ROOT,
                bold: false,
                italic: false,
                code: false,
                pre: false,
                hidden: false,
                link: None,
                heading: None,
                block: false,
            },
            |open| open.style,
        )
    }

    fn start_tag(&mut self, name: &'a str, attributes: &str) {
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
        self.begin(element, attributes);
        self.open.push(Open {
            name,
            element,
            style,
        });
    }

    /// Notes the structure that begins with an element.
    fn begin(&mut self, element: Element, attributes: &str) {
        let rows = self.flow.rows.len();
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

    fn next_marker(&mut self, attributes: &str) -> Marker {
        let value = attribute(attributes, "value").and_then(|value| value.trim().parse().ok());
        let Some(next) = self.lists.last_mut().and_then(|list| list.next.as_mut()) else {
            return Marker::Bullet;
        };
        let number = value.unwrap_or(*next);
        *next = number.saturating_add(1);
        Marker::Number(number)
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
        let rows = self.flow.rows.len();
        match open.element {
            Element::Table => {
                if let Some(table) = self.tables.pop() {
                    table.end(&mut self.flow);
                    self.start = self.flow.stretches.len();
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
            Element::Quote => self.quote = self.quote.saturating_sub(1),
            _ => {}
        }
        true
    }

    fn styled(&mut self, element: Element, name: &str, attributes: &str) -> Style {
        let around = self.style();
        let mut css = by_name(name);
        let (mut inline, mut classes, mut hidden) = (Css::default(), None, false);
        let mut href = None;
        for (key, value) in self::attributes(attributes) {
            match key.to_ascii_lowercase().as_str() {
                "style" => inline = Css::read(&decode(value)),
                "class" => classes = Some(value),
                "hidden" => hidden = true,
                "size" if name == "font" => css.size = font_size(value).or(css.size),
                "href" => href = Some(decode(value)),
                _ => {}
            }
        }
        css = css
            .under(self.sheet.of(name, classes.unwrap_or("")))
            .under(inline);
        let link = match element {
            Element::Link => href.and_then(|href| self.target(&href)),
            _ => around.link,
        };
        Style {
            size: match css.size {
                Some(Size::Pixels(pixels)) => pixels,
                Some(Size::Times(times)) => around.size * times,
                Some(Size::Root(times)) => ROOT * times,
                None => around.size,
            }
            .clamp(0.0, 999.0),
            bold: css.bold.unwrap_or(around.bold),
            italic: css.italic.unwrap_or(around.italic),
            code: around.code || matches!(name, "code" | "tt" | "kbd" | "samp" | "pre"),
            pre: css.pre.unwrap_or(around.pre),
            hidden: around.hidden || css.hidden || hidden || element == Element::Hidden,
            link,
            heading: match element {
                Element::Heading(level) => Some(level),
                _ => around
                    .heading
                    .filter(|_| !matches!(element, Element::Cell { .. })),
            },
            block: element.is_block() || css.block,
        }
    }

    /// The position of the web address that a link names, if it does name one.
    fn target(&mut self, href: &str) -> Option<usize> {
        self.relative += usize::from(super::address::is_relative(href));
        let url = super::address::resolve(href, self.base.as_ref())?;
        let url = redirect::target(&url).unwrap_or(url);
        self.flow.urls.push(url);
        Some(self.flow.urls.len() - 1)
    }

    fn void(&mut self, void: Void, attributes: &str) {
        match void {
            Void::Break => self.line_break(),
            Void::Rule => self.end_row(true),
            Void::Picture => self.picture(attributes),
            Void::Meta => self.head.meta(attributes),
            Void::Relation => self.head.relation(attributes),
            Void::Base => self.head.base(attributes),
            Void::Nothing => {}
        }
        if matches!(void, Void::Meta | Void::Relation | Void::Base) {
            self.rebase();
        }
    }

    /// Relative addresses are those of `<base>`, else of the page.
    fn rebase(&mut self) {
        let (base, web) = (&self.head.base, &self.head.web);
        let address = |text: &str| Url::parse(text.trim()).ok();
        let web = web.as_deref().and_then(address).or(self.base.take());
        self.base = match base {
            Some(base) => super::address::join(base, web.as_ref()).or(web),
            None => web,
        };
    }

    fn line_break(&mut self) {
        let style = self.style();
        if style.hidden {
            return;
        }
        if style.pre {
            self.push("\n", style);
            return;
        }
        // Of two line breaks, the second finds an empty row.
        let empty = self.start == self.flow.stretches.len();
        self.end_row(empty);
    }

    fn picture(&mut self, attributes: &str) {
        let style = self.style();
        let source = attribute(attributes, "src").unwrap_or_default();
        let css = attribute(attributes, "style").map_or(Css::default(), |style| Css::read(&style));
        let alt = attribute(attributes, "alt").unwrap_or_default();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let least = if alt.is_empty() { 12.0 } else { 2.0 };
        let tiny = ["width", "height"].iter().any(|side| {
            let side = attribute(attributes, side);
            side.is_some_and(|side| {
                side.trim_end_matches("px")
                    .trim()
                    .parse()
                    .is_ok_and(|n: f32| n <= least)
            })
        });
        if style.hidden || css.hidden || tiny || attribute(attributes, "hidden").is_some() {
            return;
        }
        let Some(url) = super::address::picture(&source, self.base.as_ref()) else {
            return;
        };
        self.flow.urls.push(url);
        let matter = Matter::Picture(self.flow.urls.len() - 1);
        let start = self.flow.text.len();
        self.flow.text.push_str(&alt);
        self.add(start, style, matter);
        self.space = false;
    }

    /// What is played in a page becomes a link to it.
    fn embedded(&mut self, name: &str, attributes: &str, style: &mut Style) {
        let Some(source) = attribute(attributes, "src") else {
            return;
        };
        style.link = self.target(&source);
        let title = attribute(attributes, "title").unwrap_or_else(|| name.to_owned());
        if style.link.is_some() && !style.hidden {
            self.end_row(true);
            self.push(&title, *style);
            self.end_row(true);
        }
        style.hidden |= name == "iframe";
    }

    fn text(&mut self, text: &'a str) {
        if self
            .open
            .last()
            .is_some_and(|open| open.element == Element::Title)
        {
            self.head.title(text);
            return;
        }
        let style = self.style();
        if style.hidden || style.size < LEAST {
            return;
        }
        let text = decode(text);
        if style.pre {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let empty = self.start == self.flow.stretches.len();
            let text = if empty {
                text.strip_prefix('\n').unwrap_or(&text)
            } else {
                &text
            };
            self.push(text, style);
        } else {
            self.collapsed(&text, style);
        }
    }

    /// Adds text, white space collapsed.
    fn collapsed(&mut self, text: &str, style: Style) {
        let start = self.flow.text.len();
        let mut empty = self.start == self.flow.stretches.len();
        for c in text.chars() {
            if c.is_whitespace() || is_padding(c, self.space || empty) {
                self.space |= c.is_whitespace();
                continue;
            }
            if !matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}' | '\u{feff}') {
                if self.space && !empty {
                    self.flow.text.push(' ');
                }
                (self.space, empty) = (false, false);
                self.flow.text.push(c);
            }
        }
        if self.flow.text.len() > start {
            self.add(start, style, Matter::Text);
        }
    }

    /// Adds text as it is.
    fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let start = self.flow.text.len();
        self.flow.text.push_str(text);
        self.add(start, style, Matter::Text);
    }

    /// Adds the text from `start` to the row, to its last piece if that looks the same.
    fn add(&mut self, start: usize, style: Style, matter: Matter) {
        let face = Face {
            size: whole(style.size),
            bold: style.bold,
            italic: style.italic,
            code: style.code,
        };
        let text = start..self.flow.text.len();
        let row = self
            .flow
            .stretches
            .get_mut(self.start..)
            .unwrap_or_default();
        if let Some(last) = row.last_mut()
            && (last.face, last.link, last.matter, matter)
                == (face, style.link, Matter::Text, Matter::Text)
            && last.text.end == start
        {
            last.text.end = text.end;
            return;
        }
        self.flow.stretches.push(Stretch {
            text,
            face,
            link: style.link,
            matter,
        });
    }

    fn end_row(&mut self, fresh: bool) {
        self.end_row_of(self.style(), fresh);
    }

    /// Ends the row, which stands in an element of a style, and says whether the next begins a block.
    fn end_row_of(&mut self, style: Style, fresh: bool) {
        self.space = false;
        let stretches = self.start..self.flow.stretches.len();
        if stretches.is_empty() {
            self.fresh |= fresh;
            return;
        }
        self.start = stretches.end;
        self.flow.rows.push(Row {
            kind: self.kind(style, &stretches),
            stretches,
            depth: self.lists.len().min(usize::from(u8::MAX)) as u8,
            marker: self.marker.take(),
            quote: self.quote,
            fresh: self.fresh,
        });
        self.fresh = fresh;
    }

    fn kind(&self, style: Style, stretches: &std::ops::Range<usize>) -> RowKind {
        if style.pre && self.is_code(stretches) {
            return RowKind::Code;
        }
        style.heading.map_or(RowKind::Text, RowKind::Heading)
    }

    /// Whether text that keeps its spaces needs them.
    fn is_code(&self, stretches: &std::ops::Range<usize>) -> bool {
        let row = self
            .flow
            .stretches
            .get(stretches.clone())
            .unwrap_or_default();
        let text = || row.iter().map(|stretch| self.flow.text_of(stretch));
        let spaced = text().any(|text| text.contains("  ") || text.trim_end().contains('\n'));
        row.iter().all(|stretch| stretch.face.code)
            || (spaced && row.iter().all(|stretch| stretch.link.is_none()))
    }
}

/// A size in whole pixels.
#[allow(clippy::cast_sign_loss, reason = "sizes are between 0 and 999")]
fn whole(size: f32) -> u16 {
    size.clamp(0.0, 999.0).round() as u16
}

/// Whether an element places text, and does not mark it.
fn is_layout(element: Element) -> bool {
    element.is_block() && !matches!(element, Element::Heading(_) | Element::Item | Element::Code)
}

/// Characters that only push the text after a preheader out of sight.
fn is_padding(c: char, after_space: bool) -> bool {
    matches!(c, '\u{34f}' | '\u{ad}' | '\u{200b}' | '\u{feff}')
        || after_space && matches!(c, '\u{200c}' | '\u{200d}' | '\u{2007}')
}

/// How elements look where a page says nothing.
fn by_name(name: &str) -> Css {
    let mut css = Css::default();
    match name {
        "b" | "strong" | "th" => css.bold = Some(true),
        "i" | "em" | "cite" | "dfn" | "var" => css.italic = Some(true),
        "pre" | "listing" | "xmp" => css.pre = Some(true),
        "small" | "sup" | "sub" => css.size = Some(Size::Times(0.83)),
        "big" => css.size = Some(Size::Times(1.2)),
        _ => {}
    }
    let heading = match name {
        "h1" => 2.0,
        "h2" => 1.5,
        "h3" => 1.17,
        "h4" => 1.0,
        "h5" => 0.83,
        "h6" => 0.67,
        _ => return css,
    };
    css.size = Some(Size::Times(heading));
    css.bold = Some(true);
    css
}

/// `<font size="1">` to `<font size="7">`, or a step from 3.
fn font_size(value: &str) -> Option<Size> {
    let value = value.trim();
    let number: i32 = value.parse().ok()?;
    let number = if value.starts_with(['+', '-']) {
        3 + number
    } else {
        number
    };
    let sizes = [10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0];
    sizes
        .get(usize::try_from(number.clamp(1, 7) - 1).ok()?)
        .map(|&size| Size::Pixels(size))
}
