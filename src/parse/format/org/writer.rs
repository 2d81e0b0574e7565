//! Lines of Org to Markdown, one after another.

use super::{
    heading::heading,
    inline::inline,
    is_drawer_end,
    keyword::{keyword, note},
};
use crate::parse::{document::Header, format::escape};

/// Writes Markdown line by line.
#[derive(Default)]
pub struct OrgWriter<'a> {
    out: String,
    header: Header,
    /// True if a line that opens a drawer has one to end it.
    pub may_open_drawer: bool,
    in_drawer: bool,
    /// The level of a heading that is not shown.
    hidden: Option<usize>,
    /// Lines that keep their spaces, while they last.
    code: Option<OrgCode<'a>>,
    quoted: bool,
    /// The columns where the items that are open begin, and where their text does in Markdown.
    items: Vec<(usize, usize)>,
    last: OrgLine,
}

/// The last thing written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum OrgLine {
    #[default]
    Nothing,
    Text,
    Item,
    Row,
}

/// A block of code.
struct OrgCode<'a> {
    /// The line that ends it, in lower case; fixed lines end where another line begins.
    end: Option<String>,
    language: &'a str,
    lines: Vec<&'a str>,
    shown: bool,
}

impl<'a> OrgWriter<'a> {
    /// The text written, and the file's header.
    pub fn finish(mut self) -> (String, Header) {
        self.end_code();
        self.out.truncate(self.out.trim_end().len());
        self.out.push('\n');
        (self.out, self.header)
    }

    /// Reads a line.
    pub fn line(&mut self, line: &'a str) {
        if self.goes_on(line) {
            return;
        }
        let text = line.trim();
        if let Some(found) = heading(line) {
            self.hidden = self.hidden.filter(|level| found.level > *level);
            if found.hidden && self.hidden.is_none() {
                self.hidden = Some(found.level);
            }
            if self.hidden.is_none() {
                let marks = "#".repeat((found.level + 1).min(6));
                self.block(&format!("{marks} {}", inline(found.title)));
            }
        } else if self.hidden.is_some() {
        } else if text.is_empty() {
            self.empty();
        } else if text.starts_with("#+") {
            self.setting(text);
        } else if !is_silent(text) {
            self.shown(line, text);
        }
    }

    /// True if a line belongs to a drawer or to code that is open.
    fn goes_on(&mut self, line: &'a str) -> bool {
        if self.in_drawer {
            self.in_drawer = !is_drawer_end(line);
            return true;
        }
        if let Some(code) = &mut self.code {
            let Some(end) = &code.end else {
                match fixed(line) {
                    Some(text) => code.lines.push(text),
                    None => self.end_code(),
                }
                return self.code.is_some();
            };
            if line.trim().eq_ignore_ascii_case(end) {
                self.end_code();
            } else {
                code.lines.push(line);
            }
            return true;
        }
        false
    }

    fn setting(&mut self, text: &'a str) {
        let lower = text.to_ascii_lowercase();
        if let Some(kind) = lower.strip_prefix("#+begin_") {
            let kind = kind.split_whitespace().next().unwrap_or("");
            return self.begin(kind, text);
        }
        if lower.starts_with("#+end_") {
            self.quoted = false;
            self.last = OrgLine::Nothing;
        } else if let Some((name, value)) = keyword(text) {
            note(&mut self.header, name, value);
        }
    }

    fn begin(&mut self, kind: &str, text: &'a str) {
        match kind {
            "src" | "example" | "export" | "comment" => {
                let language = text.split_whitespace().nth(1).filter(|_| kind == "src");
                self.code = Some(OrgCode {
                    end: Some(format!("#+end_{kind}")),
                    language: language.unwrap_or(""),
                    lines: Vec::new(),
                    shown: matches!(kind, "src" | "example"),
                });
            }
            "quote" | "verse" => {
                self.end_paragraph();
                self.quoted = true;
            }
            _ => {}
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take().filter(|code| code.shown) else {
            return;
        };
        let backticks = |line: &&str| line.split(|c| c != '`').map(str::len).max();
        let longest = code.lines.iter().filter_map(backticks).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.end_paragraph();
        self.push(&format!("{fence}{}", code.language));
        for line in code.lines {
            let escaped = line.trim_start().strip_prefix(',');
            let escaped = escaped.filter(|rest| rest.starts_with(['*', '#', ',']));
            match escaped {
                Some(rest) => self.push(&format!("{}{rest}", spaces(columns(line)))),
                None => self.push(line),
            }
        }
        self.push(&fence);
        self.end_paragraph();
    }

    /// A line with text in it.
    fn shown(&mut self, line: &'a str, text: &'a str) {
        if self.may_open_drawer && is_drawer(text) {
            self.in_drawer = true;
        } else if fixed(line).is_some() {
            self.code = Some(OrgCode {
                end: None,
                language: "",
                lines: fixed(line).into_iter().collect(),
                shown: true,
            });
        } else if text.len() >= 5 && text.bytes().all(|byte| byte == b'-') {
            self.block("---");
        } else if let Some(cells) = text.strip_prefix('|') {
            self.row(cells);
        } else if let Some((marker, rest)) = item(line, text) {
            self.item(columns(line), &marker, rest);
        } else {
            self.paragraph(columns(line), text);
        }
    }

    fn row(&mut self, cells: &str) {
        if cells.starts_with('-') {
            return;
        }
        let cells = cells.trim_end_matches('|').split('|');
        let cells: Vec<_> = cells.map(|cell| inline(cell.trim())).collect();
        let row = format!("| {} |", cells.join(" | "));
        if self.last == OrgLine::Row {
            return self.push(&row);
        }
        self.end_paragraph();
        self.push(&row);
        self.push(&format!("|{}", " --- |".repeat(cells.len())));
        self.last = OrgLine::Row;
    }

    fn item(&mut self, column: usize, marker: &str, text: &str) {
        if !matches!(self.last, OrgLine::Item) && self.items.is_empty() {
            self.end_paragraph();
        }
        self.items.retain(|(start, _)| *start < column);
        let indent = self.items.last().map_or(0, |(_, text)| *text);
        self.items.push((column, indent + marker.len() + 1));
        let text = match text.split_once(" :: ") {
            Some((term, text)) => format!("**{}**: {}", inline(term), inline(text)),
            None => inline(text),
        };
        self.push(&format!("{}{marker} {text}", spaces(indent)));
        self.last = OrgLine::Item;
    }

    fn paragraph(&mut self, column: usize, text: &str) {
        let open = self.items.len();
        self.items.retain(|(start, _)| *start < column);
        if self.items.len() < open && self.items.is_empty() || self.last == OrgLine::Row {
            self.end_paragraph();
        }
        let indent = self.items.last().map_or(0, |(_, text)| *text);
        let text = match text
            .strip_prefix("[fn:")
            .and_then(|rest| rest.split_once("] "))
        {
            Some((name, note)) => format!("[^{name}]: {}", inline(note)),
            None => escape::at_line_start(inline(text)),
        };
        self.push(&format!("{}{text}", spaces(indent)));
        self.last = OrgLine::Text;
    }

    /// A block of one line, outside of lists.
    fn block(&mut self, line: &str) {
        self.end_paragraph();
        self.items.clear();
        self.push(line);
        self.end_paragraph();
    }

    fn empty(&mut self) {
        if self.last != OrgLine::Nothing {
            self.push("");
            self.last = OrgLine::Nothing;
        }
    }

    /// An empty line, unless there is one.
    fn end_paragraph(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.last = OrgLine::Nothing;
    }

    fn push(&mut self, line: &str) {
        if self.quoted {
            self.out.push_str(if line.is_empty() { ">" } else { "> " });
        }
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// The marker of an item in Markdown, and its text.
fn item<'a>(line: &str, text: &'a str) -> Option<(String, &'a str)> {
    let bullet = text.strip_prefix(['-', '+']).or_else(|| {
        let starred = text.strip_prefix('*')?;
        line.starts_with([' ', '\t']).then_some(starred)
    });
    if let Some(rest) = bullet {
        let spaced = rest.is_empty() || rest.starts_with(' ');
        return spaced.then(|| ("-".to_owned(), rest.trim_start()));
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.get(..text.len() - rest.len())?;
    let rest = rest
        .strip_prefix(['.', ')'])?
        .strip_prefix(' ')?
        .trim_start();
    // `[@5]` sets the number that the list goes on with.
    let rest = match rest
        .strip_prefix("[@")
        .and_then(|rest| rest.split_once(']'))
    {
        Some((_, rest)) => rest.trim_start(),
        None => rest,
    };
    ((1..=9).contains(&number.len())).then(|| (format!("{number}."), rest))
}

/// The text of a line that keeps its spaces.
fn fixed(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(':')?;
    if rest.is_empty() {
        Some("")
    } else {
        rest.strip_prefix(' ')
    }
}

/// True for a line that opens a drawer: `:PROPERTIES:`.
fn is_drawer(text: &str) -> bool {
    let name = text
        .strip_prefix(':')
        .and_then(|rest| rest.strip_suffix(':'));
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    name.is_some_and(|name| !name.is_empty() && name.chars().all(in_name))
}

/// True for comments and plans.
fn is_silent(text: &str) -> bool {
    let plans = ["SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"];
    text == "#" || text.starts_with("# ") || plans.iter().any(|plan| text.starts_with(plan))
}

/// The column where a line's text begins.
fn columns(line: &str) -> usize {
    let blank = line.chars().take_while(|c| matches!(c, ' ' | '\t'));
    blank.fold(0, |column, c| {
        if c == '\t' {
            column / 8 * 8 + 8
        } else {
            column + 1
        }
    })
}

fn spaces(n: usize) -> String {
    " ".repeat(n)
}
