//! The inline content of a heading or paragraph: text, emphasis, code spans, links and images as they are mostly written.

use std::{cell::OnceCell, ops::Range};

use memchr::memchr;

use super::{Line, definitions::Definitions};
use crate::parse::outline::{Piece, build::Builder, signs::Signs};

/// Links and images deeper in each other are not plain.
const MAX_DEPTH: usize = 4;

/// Reads inline content. Nothing reaches the builder before all of it is known to be plain.
pub struct Inline<'p> {
    text: &'p str,
    /// Where what is read begins.
    start: usize,
    signs: &'p Signs,
    /// What texts in brackets may refer to, found when the first is met: most texts have none.
    definitions: OnceCell<Option<Definitions<'p>>>,
    /// What was read.
    steps: Vec<Step>,
    /// Emphasis that is open: its mark and how often that stands there.
    emphasis: Vec<(u8, usize)>,
    /// Whether a `~` was met. One alone strikes nothing out.
    tilde: bool,
}

/// A call to the builder.
enum Step {
    Text(Range<usize>),
    /// A code span, and what it says.
    Code(Range<usize>, Range<usize>),
    /// A link, and where it leads.
    Link(Range<usize>, Range<usize>),
    LinkEnd,
    Image(Range<usize>),
    Piece(Piece),
}

/// What stands beside a mark of emphasis, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Blank,
    Punctuation,
    Letter,
}

impl<'p> Inline<'p> {
    /// A reader of ranges of `text` from `start` on, which has these signs.
    pub fn new(text: &'p str, start: usize, signs: &'p Signs) -> Self {
        Self {
            text,
            start,
            signs,
            definitions: OnceCell::new(),
            steps: Vec::new(),
            emphasis: Vec::new(),
            tilde: false,
        }
    }

    /// The definitions of the text; `None` if they are not certain.
    pub fn definitions(&self) -> Option<&Definitions<'p>> {
        let ahead = || Definitions::ahead(self.text.get(self.start..).unwrap_or(""));
        self.definitions.get_or_init(ahead).as_ref()
    }

    /// All definitions, if any were asked for.
    pub fn into_definitions(self) -> Definitions<'p> {
        self.definitions.into_inner().flatten().unwrap_or_default()
    }

    /// Gives the content of some lines to the builder; `false`, and nothing given, if they are not plain.
    pub fn read(&mut self, lines: &[Line], builder: &mut Builder) -> bool {
        self.steps.clear();
        self.tilde = false;
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.steps.push(Step::Piece(Piece::Break));
            }
            if self.marked(*line).is_none() {
                return false;
            }
        }
        for step in self.steps.drain(..) {
            give(self.text, step, builder);
        }
        true
    }

    fn bytes(&self, range: Range<usize>) -> &'p [u8] {
        self.text.as_bytes().get(range).unwrap_or_default()
    }

    fn marked(&mut self, line: Line) -> Option<()> {
        self.emphasis.clear();
        let mut reading = Reading {
            from: line.start,
            inline: self,
            line,
        };
        let end = reading.content(line.start, 0)?;
        (end == line.end).then_some(())
    }
}

fn give(text: &str, step: Step, builder: &mut Builder) {
    match step {
        Step::Text(range) => builder.text(range),
        Step::Code(range, code) => match text.get(code.clone()) {
            Some(says) if !says.starts_with('`') => builder.code_at(&code, &range),
            // It is found where it stands first, as it is for the parser's.
            says => builder.code(says.unwrap_or(""), &range),
        },
        Step::Link(range, url) => builder.open_link(text.get(url).unwrap_or(""), &range),
        Step::LinkEnd => builder.end_link(),
        Step::Image(range) => builder.piece(Piece::Image, &range),
        Step::Piece(piece) => builder.end(piece),
    }
}

/// A line with markup in it.
struct Reading<'i, 'p> {
    inline: &'i mut Inline<'p>,
    line: Line,
    /// Where the text begins that was passed and is no step yet.
    from: usize,
}

impl<'p> Reading<'_, 'p> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.rest(at).first().copied()
    }

    fn rest(&self, at: usize) -> &'p [u8] {
        self.inline.bytes(at..self.line.end)
    }

    /// Makes a step of the text passed up to `at`; what comes next begins at `next`.
    fn text_to(&mut self, at: usize, next: usize) {
        if self.from < at {
            self.inline.steps.push(Step::Text(self.from..at));
        }
        self.from = next;
    }

    /// Reads from `at` to the end of the line, or to the bracket that closes the innermost link: returns where that is.
    fn content(&mut self, mut at: usize, depth: usize) -> Option<usize> {
        let outer = self.inline.emphasis.len();
        loop {
            at = self.inline.signs.mark_in(at, self.line.end);
            let Some(byte) = self.byte(at) else {
                break;
            };
            at = match byte {
                b']' if depth > 0 => break,
                b'[' => self.bracket(at, at + 1, depth)?,
                b'!' if self.byte(at + 1) == Some(b'[') => self.bracket(at, at + 2, depth)?,
                b'`' => self.code(at)?,
                b'*' | b'_' => self.emphasis(at, byte, outer)?,
                b'<' => self.angle(at)?,
                b'~' => self.tilde(at)?,
                b'\\' => return None,
                b'#' if self.rest(at).starts_with(b"##") => return None,
                b'&' if is_entity(self.rest(at)) => return None,
                _ => at + 1,
            };
        }
        let whole = self.inline.emphasis.len() == outer;
        whole.then(|| self.text_to(at, at))?;
        Some(at)
    }

    /// What begins with a bracket at `at`, its text at `inside`: a link, an image or only text.
    fn bracket(&mut self, at: usize, inside: usize, depth: usize) -> Option<usize> {
        self.text_to(at, inside);
        let first = self.inline.steps.len();
        self.inline.steps.push(Step::Text(at..inside));
        let close = (depth < MAX_DEPTH).then(|| self.content(inside, depth + 1))??;
        match self.byte(close + 1) {
            _ if self.byte(close).is_none() => return None,
            Some(b'(') => (),
            Some(b'[' | b':') => return None,
            _ if !self.inline.definitions()?.is_empty() => return None,
            _ => return Some(close + 1),
        }
        let (url, end) = self.destination(close + 2)?;
        let steps = &mut self.inline.steps;
        let linked = steps
            .iter()
            .skip(first)
            .any(|step| matches!(step, Step::Link(..)));
        let (begin, finish) = if inside == at + 1 {
            (!linked).then_some(())?;
            (Step::Link(at..end, url), Step::LinkEnd)
        } else {
            (Step::Image(at..end), Step::Piece(Piece::ImageEnd))
        };
        if let Some(step) = steps.get_mut(first) {
            *step = begin;
        }
        steps.push(finish);
        self.from = end;
        Some(end)
    }

    /// The URL at `at`, and where the bracket after it and its title ends.
    fn destination(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let rest = self.rest(at);
        let mut depth = 0_usize;
        let mut length = 0;
        loop {
            let ends = |byte: &u8| MAY_END.get(usize::from(*byte)) == Some(&true);
            length += rest.get(length..)?.iter().position(ends)?;
            match *rest.get(length)? {
                b')' if depth == 0 => break,
                b' ' => break,
                b')' => depth -= 1,
                b'(' => depth += 1,
                b'<' | b'>' | b'`' | b'\\' => return None,
                b'&' if is_entity(rest.get(length..)?) => return None,
                byte if byte.is_ascii_control() => return None,
                _ => (),
            }
            length += 1;
        }
        (length > 0 && depth == 0).then_some(())?;
        let after = rest.get(length..)?;
        let title = after.strip_prefix(b" \"").map_or(Some(0), title)?;
        let end = length + title;
        (rest.get(end) == Some(&b')')).then_some((at..at + length, at + end + 1))
    }

    fn code(&mut self, at: usize) -> Option<usize> {
        let marks = run(self.rest(at));
        let inside = at + marks;
        // A run that is never closed is left to the parser: to look for the end of each would take ever so long.
        let end = self.closing(inside, marks)?;
        let mut code = inside..end;
        let bytes = self.inline.bytes(code.clone());
        let padded = bytes.first() == Some(&b' ') && bytes.last() == Some(&b' ');
        if padded && bytes.iter().any(|byte| *byte != b' ') {
            code = code.start + 1..code.end - 1;
        }
        self.text_to(at, end + marks);
        self.inline.steps.push(Step::Code(at..end + marks, code));
        Some(end + marks)
    }

    /// Where the next run of as many backticks begins.
    fn closing(&self, from: usize, marks: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += memchr(b'`', self.rest(at))?;
            let here = run(self.rest(at));
            if here == marks {
                return Some(at);
            }
            at += here;
        }
    }

    /// A run of `*` or `_`. One that may either begin or end something is matched with what is open, if that is alike.
    fn emphasis(&mut self, at: usize, mark: u8, outer: usize) -> Option<usize> {
        let count = run(self.rest(at));
        let (before, after) = (self.side_before(at)?, self.side_after(at + count)?);
        let left = after != Side::Blank && (after != Side::Punctuation || before != Side::Letter);
        let right = before != Side::Blank && (before != Side::Punctuation || after != Side::Letter);
        let inside = mark == b'_';
        let opens = left && (!inside || !right || before == Side::Punctuation);
        let closes = right && (!inside || !left || after == Side::Punctuation);
        let open = self.inline.emphasis.get(outer..)?.last().copied();
        let piece = match open {
            _ if !opens && !closes => return Some(at + count),
            None if !opens => return Some(at + count),
            _ if count > 2 => return None,
            Some(open) if closes => {
                (open == (mark, count)).then(|| self.inline.emphasis.pop())?;
                Piece::StrongEnd
            }
            _ => {
                self.inline.emphasis.push((mark, count));
                Piece::Strong
            }
        };
        self.text_to(at, at + count);
        if count == 2 {
            self.inline.steps.push(Step::Piece(piece));
        }
        Some(at + count)
    }

    fn side_before(&self, at: usize) -> Option<Side> {
        let line = self.inline.text.get(self.line.start..at)?;
        line.chars().next_back().map_or(Some(Side::Blank), side)
    }

    fn side_after(&self, at: usize) -> Option<Side> {
        let line = self.inline.text.get(at..self.line.end)?;
        line.chars().next().map_or(Some(Side::Blank), side)
    }

    /// `<https://fog.example>`, or a sign that is text.
    fn angle(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        if !rest.starts_with(b"<https://") && !rest.starts_with(b"<http://") {
            let text = matches!(rest.get(1), None | Some(b' ' | b'0'..=b'9' | b'=' | b'-'));
            return (text && rest.len() > 1).then_some(at + 1);
        }
        let length = memchr(b'>', rest)?;
        let odd = |byte: &u8| {
            matches!(byte, b'<' | b'&' | b'\\' | b' ' | b'`') || byte.is_ascii_control()
        };
        (!rest.get(1..length)?.iter().any(odd)).then_some(())?;
        let (url, end) = (at + 1..at + length, at + length + 1);
        self.text_to(at, end);
        let steps = [
            Step::Link(at..end, url.clone()),
            Step::Text(url),
            Step::LinkEnd,
        ];
        self.inline.steps.extend(steps);
        Some(end)
    }

    fn tilde(&mut self, at: usize) -> Option<usize> {
        let another = std::mem::replace(&mut self.inline.tilde, true);
        (!another).then(|| at + run(self.rest(at)))
    }
}

/// Which bytes may end the URL of a link, or are not plain in one.
#[expect(clippy::indexing_slicing, reason = "the compiler checks constants")]
static MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_control()
            || matches!(byte, b' ' | b'(' | b')' | b'<' | b'>' | b'`' | b'\\' | b'&');
        byte += 1;
    }
    table
};

/// The length of the title whose text `rest` begins with, with all from the blank before it to its quotation mark.
fn title(rest: &[u8]) -> Option<usize> {
    let end = memchr(b'"', rest)?;
    let odd = |byte: &u8| matches!(byte, b'\\' | b'&' | b'`' | b'<');
    (!rest.get(..end)?.iter().any(odd)).then_some(end + 3)
}

/// How often the first byte of a text is repeated there.
fn run(text: &[u8]) -> usize {
    let first = text.first();
    text.iter().take_while(|byte| Some(*byte) == first).count()
}

/// Whether what begins with `&` may be an entity.
fn is_entity(text: &[u8]) -> bool {
    let name = text.iter().skip(1);
    let mut after = name.skip_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#');
    after.next() == Some(&b';')
}

/// What a character is beside a mark of emphasis; `None` if that takes a table to know.
fn side(c: char) -> Option<Side> {
    Some(match c {
        ' ' | '\t' => Side::Blank,
        _ if c.is_ascii_punctuation() => Side::Punctuation,
        _ if c.is_ascii_alphanumeric() => Side::Letter,
        '가'..='힣' | '一'..='\u{9fff}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' => Side::Letter,
        _ => return None,
    })
}
