//! Markdown events (CommonMark 0.31 with tables, footnotes, strike-through, task lists and alerts) to rich text.

mod html;

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::{
    builder::{State, TextBuilder},
    definitions::Definitions,
    rich_text::{Align, Edge, TextBlockKind, TextTable},
    soft_break,
    style::Role,
};

/// The beginning of an image's stand-in.
const IMAGE: &str = "[image";

/// Writes Markdown into a document.
pub(super) struct Writer<'a, 'b> {
    builder: &'b mut TextBuilder<'a>,
    source: &'b str,
    /// Elements that are open, each with what held before it.
    open: Vec<OpenElement>,
    lists: Vec<OpenList>,
    table: Option<TextTable>,
    code: Option<OpenCode>,
    html: String,
}

#[derive(Clone, Copy, Debug)]
struct OpenElement {
    opener: Opener,
    /// The state before it.
    before: State,
    /// Its byte offset in the document's text.
    start: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    Markdown,
    Html(html::InlineElement),
}

#[derive(Clone, Copy, Debug)]
struct OpenList {
    /// The number of the next item of a numbered list.
    next: Option<u64>,
    items: u32,
}

/// A block of code that is being read.
#[derive(Debug)]
struct OpenCode {
    language: String,
    text: String,
}

/// Writes `source` into the document; references that it does not define are looked up in `definitions`.
pub(super) fn write(builder: &mut TextBuilder<'_>, source: &str, definitions: &Definitions<'_>) {
    let resolve = |link: pulldown_cmark::BrokenLink<'_>| {
        let url = definitions.find(&link.reference)?;
        Some((url.to_owned().into(), "".into()))
    };
    let parser = Parser::new_with_broken_link_callback(source, options(), Some(resolve));
    let mut writer = Writer {
        builder,
        source,
        open: Vec::new(),
        lists: Vec::new(),
        table: None,
        code: None,
        html: String::new(),
    };
    let before = writer.builder.state;
    for (event, range) in parser.into_offset_iter() {
        writer.event(event, range);
    }
    writer.builder.end_block(TextBlockKind::Text);
    writer.builder.state = before;
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

impl Writer<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.builder.piece(Role::Code, &code),
            Event::InlineMath(math) | Event::DisplayMath(math) => {
                self.builder.piece(Role::Code, &math);
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.html(&html),
            Event::FootnoteReference(label) => {
                self.builder.piece(Role::LinkNumber, &format!("[^{label}]"));
            }
            // A bare URL ends here all the same.
            Event::SoftBreak if soft_break::joins(self.source, &range) => self.builder.end_run(),
            Event::SoftBreak => self.builder.soft_break(),
            Event::HardBreak => self.builder.break_line(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.builder.relabel(if done { "[x]" } else { "[ ]" }),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if self.open.last().is_some_and(|open| open.opener.hides()) {
            return;
        }
        let asterisks = text.starts_with('*') && text.bytes().all(|b| b == b'*');
        if asterisks && self.source.get(range.clone()) == Some(text) {
            let at = self.builder.doc.text.len();
            self.builder.delimiters.note(at, self.source, range);
        }
        self.builder.text(text);
    }

    fn rule(&mut self) {
        self.builder.want_gap();
        self.builder.bare_block(TextBlockKind::Rule);
    }

    fn start(&mut self, tag: Tag<'_>) {
        if matches!(tag, Tag::Image { .. }) {
            // The number of the link before is no part of what the image says.
            self.builder.end_run();
            self.builder.write_number();
        }
        self.push(Opener::Markdown);
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { .. } => self.start_heading(),
            Tag::BlockQuote(alert) => self.start_quote(alert),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::List(next) => self.start_list(next),
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::Table(aligns) => self.start_table(&aligns),
            Tag::TableHead => self.builder.restyle(|style| style.role = Role::TableHead),
            Tag::Emphasis => self.builder.restyle(|style| style.italic = true),
            Tag::Strong => self.builder.restyle(|style| style.bold = true),
            Tag::Strikethrough => self.builder.restyle(|style| style.strike = true),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => self.builder.open_link(&format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => self.builder.open_link(&dest_url),
            Tag::Image { dest_url, .. } => self.start_image(&dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        // Code that HTML began ends with its parent element.
        if tag != TagEnd::HtmlBlock {
            self.end_code();
        }
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::BlockQuote(_) => {
                self.builder.end_block(TextBlockKind::Text);
            }
            TagEnd::CodeBlock => {}
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Item | TagEnd::FootnoteDefinition => self.end_item(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Link => self.builder.close_link(self.start_of_markdown()),
            TagEnd::Image => self.end_image(),
            _ => self.builder.end_run(),
        }
        self.close_to_markdown();
    }

    fn push(&mut self, opener: Opener) {
        self.builder.end_run();
        let (before, start) = (self.builder.state, self.builder.doc.end());
        self.open.push(OpenElement {
            opener,
            before,
            start,
        });
    }

    /// The offset where the innermost Markdown element begins.
    fn start_of_markdown(&self) -> u32 {
        let innermost = self
            .open
            .iter()
            .rev()
            .find(|open| open.opener == Opener::Markdown);
        innermost.map_or(0, |open| open.start)
    }

    /// Brings back what held before the innermost Markdown element; HTML left open within it is closed too.
    fn close_to_markdown(&mut self) {
        while let Some(open) = self.open.pop() {
            self.restore(open.before);
            if open.opener == Opener::Markdown {
                return;
            }
        }
    }

    fn restore(&mut self, state: State) {
        self.builder.end_run();
        self.lists.truncate(state.lists);
        self.builder.state = state;
    }

    fn start_paragraph(&mut self) {
        let first_item = self.lists.last().is_some_and(|list| list.items == 1);
        if !(self.builder.frame_is_new() && first_item) {
            self.builder.want_gap();
        }
    }

    fn start_heading(&mut self) {
        self.builder.end_block(TextBlockKind::Text);
        self.builder.want_gap();
        self.builder.restyle(|style| style.role = Role::Heading);
    }

    fn start_quote(&mut self, alert: Option<BlockQuoteKind>) {
        self.builder.end_block(TextBlockKind::Text);
        self.builder.want_gap();
        self.builder.open_frame(Edge::Quote);
        if let Some(alert) = alert {
            self.builder.piece(Role::Alert, alert_name(alert));
            self.builder.end_block(TextBlockKind::Text);
            self.builder.join_next();
        }
        self.builder.state.style.role = Role::Quote;
    }

    fn start_code(&mut self, kind: CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "".into(),
        };
        let language = info.split([' ', ',', '{']).next().unwrap_or("").to_owned();
        self.code = Some(OpenCode {
            language,
            text: String::new(),
        });
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take().filter(|code| !code.text.trim().is_empty()) {
            self.builder.end_block(TextBlockKind::Text);
            self.builder.want_gap();
            self.builder.code_block(&code.language, &code.text);
        }
    }

    fn start_list(&mut self, next: Option<u64>) {
        self.builder.end_block(TextBlockKind::Text);
        if self.lists.is_empty() {
            self.builder.want_gap();
        }
        self.lists.push(OpenList { next, items: 0 });
        self.builder.state.lists = self.lists.len();
    }

    fn start_item(&mut self) {
        self.builder.end_block(TextBlockKind::Text);
        let depth = self.lists.len().saturating_sub(1).min(255) as u8;
        let mut edge = Edge::Bullet(depth);
        if let Some(list) = self.lists.last_mut() {
            list.items += 1;
            if let Some(number) = list.next {
                edge = Edge::Label(format!("{number}. ").into());
                list.next = number.checked_add(1);
            }
        }
        self.builder.open_frame(edge);
    }

    fn end_item(&mut self) {
        self.builder.end_block(TextBlockKind::Text);
        if self.builder.frame_is_new() {
            self.builder.bare_block(TextBlockKind::Text);
        }
    }

    fn start_footnote(&mut self, label: &str) {
        self.builder.end_block(TextBlockKind::Text);
        self.builder.want_gap();
        let label = crate::text::clean::line(label);
        self.builder
            .open_frame(Edge::Label(format!("[^{label}] ").into()));
    }

    fn start_table(&mut self, aligns: &[Alignment]) {
        self.builder.end_block(TextBlockKind::Text);
        self.builder.want_gap();
        let aligns = aligns.iter().map(|align| match align {
            Alignment::None | Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        self.table = Some(TextTable {
            aligns: aligns.collect(),
            cells: Vec::new(),
        });
    }

    fn end_cell(&mut self) {
        let cell = self.builder.end_cell(self.start_of_markdown());
        if let Some(table) = &mut self.table {
            table.cells.push(cell);
        }
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.builder.table(table);
        }
    }

    /// An image within the description of another is a part of it.
    fn start_image(&mut self, url: &str) {
        if self.builder.state.style.role == Role::Image {
            return;
        }
        self.builder.restyle(|style| style.role = Role::Image);
        self.builder.figure(url);
        if self.builder.state.link.is_none() {
            self.builder.open_link(url);
        }
        self.builder.text(IMAGE);
        self.builder.text(": ");
    }

    fn end_image(&mut self) {
        if !self.inside_image() {
            self.finish_image(self.start_of_markdown());
        }
    }

    fn finish_image(&mut self, start: u32) {
        self.builder.end_image(start + IMAGE.len() as u32);
        self.builder.close_link(start);
    }

    fn inside_image(&self) -> bool {
        let outer = self.open.last();
        outer.is_some_and(|open| open.before.style.role == Role::Image)
    }
}

fn alert_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}
