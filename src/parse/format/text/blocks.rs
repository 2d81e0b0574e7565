//! A text taken apart at its empty lines, its rules and its items.

use crate::text::bare_url;

/// Words before a URL that are a label rather than a title.
const LONGEST_LABEL: usize = 2;

/// Lines that stand together, without white space around them.
#[derive(Debug, Default)]
pub struct PlainBlock<'a> {
    /// At least one.
    pub lines: Vec<&'a str>,
    /// True if the block is a heading: underlined, framed or in capitals.
    pub headed: bool,
}

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<PlainBlock<'_>> {
    let mut blocks = Vec::new();
    let mut open = PlainBlock::default();
    let mut drawn = false;
    // True below a rule, up to an empty line or the rule that closes its frame.
    let mut framed = false;
    for line in text.lines().map(str::trim) {
        let underlines = is_rule(line) && open.lines.len() == 1;
        let closes = is_rule(line) && framed && !open.lines.is_empty();
        open.headed |= underlines;
        let again = open.lines.last().is_some_and(|last| is_titled(last)) && is_titled(line);
        if line.is_empty() || is_rule(line) || begins_item(line) || again {
            close(&mut blocks, &mut open);
        }
        if !line.is_empty() && !is_rule(line) {
            open.lines.push(if drawn { caption(line) } else { line });
            open.headed |= drawn;
        }
        drawn = is_rule(line) && line.contains(is_box) && !underlines && !closes;
        framed = is_rule(line) && !closes || framed && !line.is_empty() && !closes;
    }
    close(&mut blocks, &mut open);
    blocks
}

fn close<'a>(blocks: &mut Vec<PlainBlock<'a>>, open: &mut PlainBlock<'a>) {
    let mut block = std::mem::take(open);
    block.headed &= block.lines.len() == 1;
    if let [line] = &mut *block.lines {
        let inner = unframed(line);
        block.headed |= inner.len() < line.len() || is_shouted(inner);
        if block.headed {
            *line = inner;
        }
    }
    if !block.lines.is_empty() {
        blocks.push(block);
    }
}

/// True for a line of nothing but dashes and the like.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| is_frame(c) || matches!(c, '.' | '\'' | ' ');
    line.chars().count() >= 3 && line.chars().all(drawn)
}

fn is_frame(c: char) -> bool {
    matches!(c, '=' | '-' | '~' | '*' | '_' | '#' | '+' | '|') || is_box(c)
}

/// Signs that boxes and large letters are drawn with.
fn is_box(c: char) -> bool {
    matches!(c, '─'..='▟')
}

/// A line below a drawing, without the rest of its frame.
fn caption(line: &str) -> &str {
    line.trim_start_matches(['\'', '|', '*', ' '])
}

/// `*** NEWS ***` without its stars. Both ends must be framed.
fn unframed(line: &str) -> &str {
    let framed = |text: &str| text.starts_with(is_frame) && text.ends_with(is_frame);
    let inner = line.trim_matches(is_frame).trim();
    if framed(line) && !inner.is_empty() {
        inner
    } else {
        line
    }
}

/// True for a line in capitals.
fn is_shouted(line: &str) -> bool {
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(char::is_uppercase) && !line.contains("://")
}

/// True if a line begins with a number, a bullet or a box.
fn begins_item(line: &str) -> bool {
    after_mark(line).is_some()
}

/// True for a title of some words with its URL behind it. Fewer words may be a label.
pub fn is_titled(line: &str) -> bool {
    let title = before_url(line).map_or("", |(title, _)| title);
    title.split_whitespace().count() > LONGEST_LABEL
}

/// The text before the URL at the end of a line, where a sign stands between them, and that URL.
pub fn before_url(line: &str) -> Option<(&str, &str)> {
    let found = bare_url::find(line)?;
    let after = line.get(found.end..)?;
    let before = line.get(..found.start)?;
    let ends = after.chars().all(|c| matches!(c, ')' | '>' | ']' | ' '));
    let text = before.trim_end_matches([' ', '-', '–', '—', ':', '(', '<', '[', '|', '→']);
    let in_brackets = text.starts_with('[') && text.ends_with(']');
    let apart = text.len() < before.trim_end().len() || before.ends_with("  ") || in_brackets;
    (ends && apart).then_some((text, line.get(found)?))
}

/// Signs before items.
const BULLETS: [char; 21] = [
    '*', '-', '+', '•', '·', '■', '□', '▪', '●', '○', '▶', '►', '▷', '◆', '◇', '▼', '★', '☆', '※',
    '✔', '✓',
];

/// Signs around the number of an item.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('（', '）')];

/// The rest of a line after the sign that it is an item.
pub fn after_mark(line: &str) -> Option<&str> {
    let number = after_digits(line);
    let rest = if number.len() < line.len() {
        number.strip_prefix(['.', ')', '、'])?
    } else if let Some(rest) = after_bracket(line) {
        rest
    } else if let Some(rest) = line.strip_prefix('#') {
        let after = after_digits(rest);
        (after.len() < rest.len()).then_some(after)?
    } else {
        let sign = line.chars().next().filter(|c| is_bullet(*c))?;
        let rest = line.trim_start_matches(sign);
        let numbered = after_digits(rest);
        if numbered.starts_with(' ') {
            numbered
        } else {
            rest
        }
    };
    let spaced = rest.starts_with(' ') || !line.is_ascii();
    (spaced && !rest.trim().is_empty()).then(|| rest.trim())
}

fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c) || matches!(c, '①'..='⑳')
}

/// The rest of a line after `(1)` and the like.
fn after_bracket(line: &str) -> Option<&str> {
    BRACKETS.iter().find_map(|(open, close)| {
        let inner = line.strip_prefix(*open)?;
        let rest = after_digits(inner);
        (rest.len() < inner.len()).then(|| rest.strip_prefix(*close))?
    })
}

fn after_digits(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_ascii_digit())
}
