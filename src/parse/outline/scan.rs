//! The blocks of a file, line by line, and several times as fast as a parser that knows all of Markdown.
//!
//! What is met in nearly all issues is read here: headings, paragraphs, lists, fenced code, rules. Anything else, and whatever
//! takes a second look to know, is left to pulldown-cmark, with the text around it up to where other blocks begin for certain.
//! Where that is not to be told, [`outline`] gives up, and all of the file is read by pulldown-cmark. A test holds that the two
//! never disagree.

mod definitions;
mod inline;
mod line;
mod stretch;

use std::ops::Range;

use super::{
    BlockKind, Outline, Room,
    build::{Builder, Mark},
    events,
    patch::{self, Patched},
    signs::Signs,
};
pub use definitions::Definitions;
use inline::Inline;
use line::{CODE_INDENT, Marker};

/// Deeper lists are not plain.
const MAX_DEPTH: usize = 32;

/// Outlines what stands from `start` on in `source`, which has these signs, if that can be done piece by piece.
pub fn outline<'s>(
    source: &'s str,
    signs: &Signs,
    start: usize,
    room: &mut Room,
) -> Option<Outline<'s>> {
    let unchanged = Patched::unchanged(source);
    let mut scanner = Scanner {
        text: source,
        signs,
        builder: Builder::new(room.lend(source), &unchanged, signs, 0),
        inline: Inline::new(source, start, signs),
        defined: 0,
        lists: Vec::new(),
        leaf: Vec::new(),
        fence: None,
        end: 0,
    };
    let whole = scanner.lines(start).is_some();
    let definitions = scanner.inline.into_definitions();
    let outline = scanner.builder.outline;
    // Those that are code or within HTML are none.
    if !whole || scanner.defined != definitions.count() {
        room.take_back(outline);
        return None;
    }
    Some(Outline {
        definitions: definitions.all(),
        ..outline
    })
}

/// Whether [`patch`](super::patch) may have something to correct in a text that is not plain.
fn may_be_patched(text: &str) -> bool {
    text.contains("##") || text.contains("</h")
}

struct Scanner<'s, 'p> {
    text: &'p str,
    signs: &'p Signs,
    builder: Builder<'s, 'p>,
    inline: Inline<'p>,
    /// How many definitions were met.
    defined: usize,
    /// Open lists, outermost first, each with an open item.
    lists: Vec<List>,
    /// Lines of the open paragraph.
    leaf: Vec<Line>,
    fence: Option<Fence>,
    /// Where the last line that is not blank ends.
    end: usize,
}

/// Where a block begins that stands in no other, and how far the outline was there.
#[derive(Default)]
struct Top {
    at: usize,
    mark: Mark,
}

struct List {
    /// The bullet, or what stands after the number.
    marker: u8,
    /// The column where the content of its open item begins.
    content: usize,
}

/// A line without white space round it: offsets in the text.
#[derive(Clone, Copy)]
pub struct Line {
    pub start: usize,
    pub end: usize,
}

struct Fence {
    marker: u8,
    length: usize,
    start: usize,
}

impl<'p> Scanner<'_, 'p> {
    fn lines(&mut self, mut at: usize) -> Option<()> {
        let bytes = self.text.as_bytes();
        let signs = self.signs;
        let mut top = Top {
            at,
            ..Top::default()
        };
        let mut line = |end: usize| {
            if end < at {
                return Some(());
            }
            if end == at {
                // Most lines between blocks are empty.
                at = end + 1;
                return self.blank().or_else(|| {
                    at = self.stretch(&top, end)?;
                    Some(())
                });
            }
            if self.is_between_blocks() {
                top = Top {
                    at,
                    mark: self.builder.mark(),
                };
            }
            at = match self.line(at, bytes.get(at..end)?) {
                Some(()) => end + 1,
                None => self.stretch(&top, at)?,
            };
            Some(())
        };
        signs.ends().try_for_each(&mut line)?;
        line(bytes.len())?;
        if self.end_paragraph().is_none() || self.fence.is_some() {
            return self.stretch(&top, bytes.len()).map(drop);
        }
        self.close_lists(0);
        Some(())
    }

    /// Whether the next line begins a block that stands in no other.
    fn is_between_blocks(&self) -> bool {
        self.lists.is_empty() && self.leaf.is_empty() && self.fence.is_none()
    }

    /// Leaves to the parser what stands from `top` on, as the line at `odd` is not plain; where what follows begins.
    fn stretch(&mut self, top: &Top, odd: usize) -> Option<usize> {
        self.lists.clear();
        self.leaf.clear();
        self.fence = None;
        self.builder.go_back(&top.mark);
        let end = stretch::end(self.text, top.at, odd);
        let (text, rest) = (self.text.get(top.at..end)?, self.text.get(end..)?);
        if !stretch::is_even_in_fences(text) || !patch::patch(text).is_unchanged() {
            return None;
        }
        let definitions = self.inline.definitions()?;
        if !events::stretch(&mut self.builder, top.at..end, definitions) {
            return None;
        }
        let last = self.builder.last_of_top();
        let closed = last.is_none_or(|last| stretch::is_closed(text, last, rest));
        (rest.is_empty() || closed).then_some(end)
    }

    fn line(&mut self, start: usize, line: &'p [u8]) -> Option<()> {
        let is_text = |byte: &u8| *byte != b' ';
        let Some(indent) = line.iter().position(is_text) else {
            return self.blank();
        };
        let last = line.iter().rposition(is_text)?;
        let text = line.get(indent..=last)?;
        if line.get(indent)?.is_ascii_control() || line.get(last)?.is_ascii_control() {
            return None;
        }
        let at = start + indent;
        if self.fence.is_some() {
            self.in_fence(at, text, indent)?;
        } else {
            self.block(at, text, indent)?;
        }
        self.end = at + text.len();
        Some(())
    }

    /// A line without text.
    fn blank(&mut self) -> Option<()> {
        if self.fence.is_none() {
            self.end_paragraph()
        } else {
            Some(())
        }
    }

    /// A line that stands at column `indent`, outside of code.
    fn block(&mut self, at: usize, text: &'p [u8], indent: usize) -> Option<()> {
        let matched = self
            .lists
            .iter()
            .take_while(|list| list.content <= indent)
            .count();
        let inside = matched == self.lists.len();
        let base = self.lists.get(..matched)?.last();
        let beyond = indent - base.map_or(0, |list| list.content);
        let open = !self.leaf.is_empty();
        if beyond >= CODE_INDENT {
            // What follows a line of wide blanks may be a bullet pushed to the right.
            let goes_on = open && inside && !self.ends_with_wide_blanks();
            return goes_on.then(|| self.push_line(at, text));
        }
        let first = *text.first()?;
        if begins_text(first) {
            return self.text(at, text, matched);
        }
        match first {
            b'>' => return None,
            b'[' if line::may_define(text) => {
                // How far a list reaches before one, pulldown-cmark alone knows.
                let alone = self.is_between_blocks() && indent == 0;
                definitions::definition(self.text, at).filter(|_| alone)?;
                self.inline.definitions()?;
                self.defined += 1;
                return Some(());
            }
            b'<' if matched == 0 && line::is_comment(text) => {
                self.interrupt(0)?;
                self.builder
                    .lone(BlockKind::Comment, &(at..at + text.len()));
                return Some(());
            }
            b'<' if !text.starts_with(b"<http") => return None,
            b'#' => {
                if let Some(level) = line::heading_level(text) {
                    self.interrupt(matched)?;
                    return self.heading(at, text, level);
                }
            }
            b'`' | b'~' => {
                if let Some(length) = line::fence(text) {
                    self.interrupt(matched)?;
                    self.fence = Some(Fence {
                        marker: first,
                        length: length?,
                        start: at,
                    });
                    return Some(());
                }
            }
            b'-' | b'=' | b'|' | b':'
                if open && line::is_underline(text) && (inside || first != b'-') =>
            {
                return None;
            }
            b'-' | b'*' | b'_' if line::is_rule(text, first) => {
                self.interrupt(matched)?;
                self.builder.lone(BlockKind::Rule, &(at..at + text.len()));
                return Some(());
            }
            _ => (),
        }
        if let Some(marker) = line::marker(text) {
            return self.item(at, text, indent, matched, &marker?);
        }
        self.text(at, text, matched)
    }

    /// A line of text in the `matched`th list: it goes on what is open, or begins a paragraph.
    fn text(&mut self, at: usize, text: &[u8], matched: usize) -> Option<()> {
        if self.leaf.is_empty() {
            self.close_lists(matched);
        } else if matched < self.lists.len() {
            return None;
        }
        self.push_line(at, text);
        Some(())
    }

    fn ends_with_wide_blanks(&self) -> bool {
        let last = self.leaf.last();
        let last = last.and_then(|line| self.text.get(line.start..line.end));
        last.is_some_and(|line| line.trim().is_empty())
    }

    fn push_line(&mut self, at: usize, text: &[u8]) {
        self.leaf.push(Line {
            start: at,
            end: at + text.len(),
        });
    }

    /// Ends what a new block in the `matched`th list ends.
    fn interrupt(&mut self, matched: usize) -> Option<()> {
        self.end_paragraph()?;
        self.close_lists(matched);
        Some(())
    }

    fn end_paragraph(&mut self) -> Option<()> {
        let (Some(first), Some(last)) = (self.leaf.first(), self.leaf.last()) else {
            return Some(());
        };
        let range = first.start..last.end;
        let lines = std::mem::take(&mut self.leaf);
        self.leaf(BlockKind::Paragraph, range, &lines)?;
        self.leaf = lines;
        self.leaf.clear();
        Some(())
    }

    /// A heading or paragraph, which is in `range`, with these lines of text.
    fn leaf(&mut self, kind: BlockKind, range: Range<usize>, lines: &[Line]) -> Option<()> {
        if lines
            .iter()
            .all(|line| self.signs.is_plain(line.start, line.end))
        {
            let lines = lines.iter().map(|line| line.start..line.end);
            self.builder.plain(kind, &range, lines);
            return Some(());
        }
        self.builder.open(kind, &range);
        if !self.inline.read(lines, &mut self.builder) {
            // In an item, how code goes on in the next line depends on its indent, and where the item's text begins and ends on
            // blank lines elsewhere in the list, if it does so with anything else than text.
            let text = self.text.get(lines.first()?.start..lines.last()?.end)?;
            let in_item = kind == BlockKind::Paragraph && !self.lists.is_empty();
            let definitions = self.inline.definitions()?;
            let refers = !definitions.is_empty();
            let odd = refers || text.contains(['<', '`']) || text.starts_with('\\');
            // By itself, the text of a heading could be a definition.
            let defines = text.starts_with('[') && line::may_define(text.as_bytes());
            if (odd && in_item) || defines || may_be_patched(text) {
                return None;
            }
            events::leaf(&mut self.builder, range, definitions);
        }
        self.builder.end_leaf();
        Some(())
    }

    /// Closes the lists from the `keep`th on.
    fn close_lists(&mut self, keep: usize) {
        while self.lists.len() > keep {
            self.lists.pop();
            // The item, and the list.
            self.builder.end_block_at(self.end);
            self.builder.end_block_at(self.end);
        }
    }

    fn heading(&mut self, at: usize, text: &[u8], level: usize) -> Option<()> {
        let range = at..at + text.len();
        let rest = text.get(level..)?;
        if self.signs.tabs && rest.contains(&b'\t') {
            return None;
        }
        let indent = rest.iter().take_while(|byte| **byte == b' ').count();
        let shown = rest.len() - line::closing_marks(rest);
        let line = (indent < shown).then(|| Line {
            start: at + level + indent,
            end: at + level + shown,
        });
        self.leaf(BlockKind::Heading(level as u8), range, line.as_slice())
    }

    fn item(
        &mut self,
        at: usize,
        text: &'p [u8],
        indent: usize,
        matched: usize,
        marker: &Marker,
    ) -> Option<()> {
        let sibling = self
            .lists
            .get(matched)
            .is_some_and(|list| list.marker == marker.sign);
        let open = !self.leaf.is_empty();
        if open && !sibling && marker.number.is_some_and(|number| number != 1) {
            return None;
        }
        self.interrupt(matched + usize::from(sibling))?;
        if sibling {
            self.builder.end_block_at(self.end);
            self.lists.pop();
        } else {
            self.builder.open(BlockKind::List, &(at..at + 1));
        }
        self.builder.open(BlockKind::Item, &(at..at + 1));
        let content = indent + marker.width;
        self.lists.push(List {
            marker: marker.sign,
            content,
        });
        let rest = text.get(marker.width..)?;
        let task = matches!(rest, [b'[', b' ' | b'x' | b'X', b']', ..]);
        if task || self.lists.len() > MAX_DEPTH {
            return None;
        }
        if rest.first().is_some_and(|first| begins_text(*first)) {
            return self.text(at + marker.width, rest, self.lists.len());
        }
        self.block(at + marker.width, rest, content)
    }

    fn in_fence(&mut self, at: usize, text: &[u8], indent: usize) -> Option<()> {
        let base = self.lists.last().map_or(0, |list| list.content);
        let beyond = indent.checked_sub(base)?;
        let fence = self.fence.as_ref()?;
        let marks = text
            .iter()
            .take_while(|byte| **byte == fence.marker)
            .count();
        if marks >= fence.length && marks == text.len() && beyond < CODE_INDENT {
            let start = fence.start;
            self.fence = None;
            self.builder
                .open(BlockKind::Code, &(start..at + text.len()));
            self.builder.end_block();
            return Some(());
        }
        (!text.starts_with(b"```") && !text.starts_with(b"~~~")).then_some(())
    }
}

/// Whether a line that begins with this byte is text, whatever follows.
fn begins_text(first: u8) -> bool {
    first.is_ascii_alphabetic() || !first.is_ascii()
}

#[cfg(test)]
mod tests;
