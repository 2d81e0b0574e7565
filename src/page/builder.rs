//! Puts a [`RichText`] together, one piece of text after another, so that Markdown and HTML need not know how it is kept.

mod links;

use std::{borrow::Cow, ops::Range};

use self::links::Number;
use super::{
    emphasis::Delimiters,
    figure::{self, Content, Figure},
    rich_text::{Edge, Frame, RichText, StyleSpan, TextBlock, TextBlockKind, TextTable},
    shortcode,
    style::{Role, Style},
    targets::Targets,
};
use crate::model::Tag;
use crate::text::{Ruler, clean};

/// The style and the links of the text to come; saved when an element opens and brought back when it closes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    pub style: Style,
    pub link: Option<u32>,
    /// A link that is never opened, and where its text begins.
    pub refused: Option<(u32, u32)>,
    pub frame: Option<u32>,
    /// The number of open lists.
    pub lists: usize,
}

pub(super) struct TextBuilder<'a> {
    pub doc: RichText,
    pub state: State,
    pub targets: Targets<'a>,
    pub delimiters: Delimiters,
    /// Pictures of the block that is being written.
    figures: Vec<Figure>,
    /// The start of the block that is being written.
    block_start: u32,
    /// The start of the text that is not cleaned yet and has no span.
    run_start: usize,
    /// A link that has ended; its number is written unless the link continues in the next run.
    number: Option<Number>,
    gap: bool,
    joined: bool,
    /// Frames below this have been shown.
    shown: u32,
}

impl<'a> TextBuilder<'a> {
    pub fn new(targets: Targets<'a>) -> Self {
        Self {
            doc: RichText::default(),
            state: State::default(),
            targets,
            delimiters: Delimiters::default(),
            figures: Vec::new(),
            block_start: 0,
            run_start: 0,
            number: None,
            gap: false,
            joined: false,
            shown: 0,
        }
    }

    pub fn finish(mut self) -> RichText {
        self.end_block(TextBlockKind::Text);
        (self.doc.links, self.doc.refused) = self.targets.into_links();
        self.doc
    }

    /// Adds text of the present style. It is cleaned when the run ends, so that escape sequences cut in pieces are seen whole.
    pub fn text(&mut self, text: &str) {
        self.doc.text.push_str(text);
    }

    /// Adds text that is one thing of its own, in another role.
    pub fn piece(&mut self, role: Role, text: &str) {
        self.end_run();
        let saved = self.state.style;
        self.state.style.role = role;
        self.text(text);
        self.end_run();
        self.state.style = saved;
    }

    /// Adds a tag, as `#Redis`.
    pub fn tag(&mut self, role: Role, tag: &Tag) {
        let start = self.doc.end();
        self.piece(role, &format!("#{}", tag.display()));
        self.doc.tags.push((start..self.doc.end(), tag.clone()));
    }

    /// Changes the style of the text to come.
    pub fn restyle(&mut self, change: impl FnOnce(&mut Style)) {
        self.end_run();
        change(&mut self.state.style);
    }

    /// A line break within a block.
    pub fn break_line(&mut self) {
        self.end_run();
        self.write_number();
        self.raw("\n", self.state.style, None);
    }

    /// A line break of the source, which is a space.
    pub fn soft_break(&mut self) {
        let begun = self.doc.end() > self.block_start;
        if begun && !self.doc.text.ends_with([' ', '\n']) {
            self.text(" ");
        }
    }

    /// Notes the picture that an image shows, if that is a file.
    pub fn figure(&mut self, target: &str) {
        if let Some(path) = figure::path(target) {
            self.figures.push(Figure {
                target: path.into(),
                content: Content::Unknown,
            });
        }
    }

    /// Ends an image's stand-in, whose description began at `start` with a colon that is for something.
    pub fn end_image(&mut self, start: u32) {
        if self.doc.text.get(start as usize..) == Some(": ") {
            self.doc.text.truncate(start as usize);
        }
        self.text("]");
        self.end_run();
    }

    /// Asks for a blank line before the next block.
    pub fn want_gap(&mut self) {
        self.gap = !self.joined;
    }

    /// Lets the next block follow without a blank line.
    pub fn join_next(&mut self) {
        self.joined = true;
        self.gap = false;
    }

    /// True if no block has shown the present frame.
    pub fn frame_is_new(&self) -> bool {
        self.state.frame.is_some_and(|frame| frame >= self.shown)
    }

    pub fn open_frame(&mut self, edge: Edge) {
        let parent = self.state.frame;
        self.state.frame = Some(self.doc.frames.len() as u32);
        self.doc.frames.push(Frame { parent, edge });
    }

    /// Gives the present item a label of its own, such as a task's box.
    pub fn relabel(&mut self, label: &str) {
        let frame = self
            .state
            .frame
            .and_then(|frame| self.doc.frames.get_mut(frame as usize));
        if let Some(frame) = frame {
            frame.edge = Edge::Label(format!("{label} ").into());
        }
    }

    /// A line of the list of links at the end.
    pub fn list_link(&mut self, link: u32, host: &str, label: &str) {
        self.open_frame(Edge::Label(format!("[{}] ", link + 1).into()));
        self.state.link = Some(link);
        self.piece(Role::Meta, host);
        if !label.is_empty() {
            self.piece(Role::Text, " ");
            self.piece(Role::Link, label);
        }
        self.end_block(TextBlockKind::Text);
        self.state = State::default();
    }

    /// A line of that list for a link that is never opened.
    pub fn list_refused(&mut self, number: usize, target: &str, label: &str) {
        self.open_frame(Edge::Label(format!("[{number}] ").into()));
        self.piece(Role::Deceptive, &format!("{target} not opened"));
        if !label.is_empty() {
            self.piece(Role::Meta, &format!(" {label}"));
        }
        self.end_block(TextBlockKind::Text);
        self.state = State::default();
    }

    /// A numbered line that is no link.
    pub fn list_text(&mut self, number: usize, text: &str) {
        self.open_frame(Edge::Label(format!("[{number}] ").into()));
        self.piece(Role::Text, text);
        self.end_block(TextBlockKind::Text);
        self.state = State::default();
    }

    /// Ends the running block, if there is one.
    pub fn end_block(&mut self, kind: TextBlockKind) {
        self.end_run();
        self.write_number();
        self.repair_emphasis();
        let text = self.block_start..self.doc.end();
        if !self.doc.slice(&text).trim().is_empty() {
            self.push_block(kind, text);
        }
    }

    /// A block of nothing but its frame or itself: an empty item, a rule.
    pub fn bare_block(&mut self, kind: TextBlockKind) {
        self.end_block(TextBlockKind::Text);
        self.push_block(kind, self.doc.end()..self.doc.end());
    }

    /// A block whose text is kept unchanged, line by line.
    pub fn code_block(&mut self, language: &str, code: &str) {
        self.end_block(TextBlockKind::Text);
        let code = expand_tabs(code);
        let code = clean::lines(&code);
        self.raw(
            code.trim_end_matches('\n'),
            Style::of(Role::CodeBlock),
            None,
        );
        let text = self.block_start..self.doc.end();
        let language = clean::line(language).into();
        self.push_block(TextBlockKind::Code(language), text);
    }

    /// Ends a cell of a table: the text since `start`.
    pub fn end_cell(&mut self, start: u32) -> Range<u32> {
        self.end_run();
        self.write_number();
        self.repair_emphasis();
        let cell = start..self.doc.end();
        self.raw("\n", Style::default(), None);
        cell
    }

    pub fn table(&mut self, table: TextTable) {
        let text = self.block_start..self.doc.end();
        self.doc.tables.push(table);
        let index = self.doc.tables.len() as u32 - 1;
        self.push_block(TextBlockKind::Table(index), text);
    }

    fn push_block(&mut self, kind: TextBlockKind, text: Range<u32>) {
        let (gap, frame) = (self.gap && !self.doc.blocks.is_empty(), self.state.frame);
        self.doc.blocks.push(TextBlock {
            kind,
            text,
            frame,
            gap,
        });
        (self.gap, self.joined) = (false, false);
        self.shown = self.doc.frames.len() as u32;
        self.push_figures(frame);
        self.raw("\n", Style::default(), None);
        self.block_start = self.doc.end();
    }

    /// The pictures that stand in a block come below it.
    fn push_figures(&mut self, frame: Option<u32>) {
        for figure in self.figures.drain(..) {
            let (index, end) = (self.doc.figures.len() as u32, self.doc.end());
            self.doc.figures.push(figure);
            self.doc.blocks.push(TextBlock {
                kind: TextBlockKind::Figure(index),
                text: end..end,
                frame,
                gap: false,
            });
        }
    }

    /// Cleans the running text and gives it its look; bare URLs in it become links.
    pub fn end_run(&mut self) {
        let Some(tail) = self.doc.text.get(self.run_start..) else {
            return;
        };
        if tail.is_empty() {
            return;
        }
        let is_code = self.state.style.role == Role::Code;
        // The line under the title is ours, not the article's, and holds no bare URL of it.
        let is_written = !is_code
            && !matches!(
                self.state.style.role,
                Role::Meta | Role::Tag | Role::WiderTag
            );
        let mut clean = clean::line(tail);
        if let Some(drawn) = (!is_code).then(|| shortcode::draw(&clean)).flatten() {
            clean = Cow::Owned(drawn);
        }
        if let Cow::Owned(clean) = clean {
            self.delimiters.forget_from(self.run_start);
            self.doc.text.truncate(self.run_start);
            self.doc.text.push_str(&clean);
        }
        if self.state.link.is_none() && is_written {
            self.link_bare_urls();
        }
        if self.doc.text.len() > self.run_start {
            self.span_run();
        }
    }

    /// Adds text that is clean.
    fn raw(&mut self, text: &str, style: Style, link: Option<u32>) {
        if !text.is_empty() {
            let start = self.doc.end();
            self.doc.push_span(StyleSpan { start, style, link });
            self.doc.text.push_str(text);
        }
        self.run_start = self.doc.text.len();
    }

    fn repair_emphasis(&mut self) {
        self.delimiters.repair(&mut self.doc);
        self.run_start = self.doc.text.len();
    }
}

/// Tabs to the next multiple of four columns, as CommonMark counts them.
fn expand_tabs(code: &str) -> Cow<'_, str> {
    if !code.contains('\t') {
        return Cow::Borrowed(code);
    }
    let mut expanded = String::with_capacity(code.len() + 16);
    for line in code.split_inclusive('\n') {
        let mut column = 0;
        for (nth, part) in line.split('\t').enumerate() {
            if nth > 0 {
                let next = column / 4 * 4 + 4;
                expanded.extend(std::iter::repeat_n(' ', next - column));
                column = next;
            }
            expanded.push_str(part);
            column += Ruler::default().width(part);
        }
    }
    Cow::Owned(expanded)
}
