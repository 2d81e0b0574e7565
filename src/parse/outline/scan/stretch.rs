//! Where text may be parted between what is scanned and what a parser reads: no block goes on from the one to the other.

use memchr::{memchr_iter, memmem};

use crate::parse::outline::BlockKind;

/// Where the stretch that begins at `start` may end, a line begins there after the one at `from`: mostly after the next empty
/// line. What goes on after such is passed by, as far as it is known by the beginnings of lines.
pub fn end(text: &str, start: usize, from: usize) -> usize {
    let (mut blank, mut listed, mut fenced) = (false, false, false);
    // Where the last comment ends.
    let mut comment = start;
    let mut at = start;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        let shown = line.trim_matches([' ', '\t', '\n']);
        let is_item =
            shown.starts_with(|c: char| matches!(c, '-' | '*' | '+') || c.is_ascii_digit());
        let outside = line.starts_with(shown) && !(listed && is_item);
        if shown.is_empty() {
            blank = true;
        } else if blank && outside && !fenced && at > from && at >= comment {
            return at;
        } else {
            blank = false;
            listed |= is_item;
            fenced ^= is_fence(shown);
            if shown.starts_with(COMMENT.0) && at >= comment {
                comment = after_comment(text, at);
            }
        }
        at += line.len();
    }
    text.len()
}

/// What a comment begins and ends with.
const COMMENT: (&str, &str) = ("<!--", "-->");

/// Where the line after a comment begins.
fn after_comment(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    let end = memmem::find(rest.as_bytes(), COMMENT.1.as_bytes());
    let end = end.and_then(|end| Some(end + rest.get(end..)?.find('\n')? + 1));
    end.map_or(text.len(), |end| from + end)
}

/// Whether the last block of a stretch has ended where an empty line follows it, and no item and nothing that is indented.
/// A list may reach over a definition that follows it: pulldown-cmark alone knows how far.
pub fn is_closed(stretch: &str, (kind, block): (BlockKind, &str), rest: &str) -> bool {
    match (kind, block.strip_prefix(COMMENT.0)) {
        (BlockKind::List, _) if rest.starts_with('[') => false,
        (BlockKind::Code, _) => !is_fence(block),
        (BlockKind::Html | BlockKind::Comment, Some(comment)) => comment.contains(COMMENT.1),
        _ => !may_be_raw(stretch),
    }
}

/// Whether as many lines look like the ends of fenced code as look like their beginnings: wherever they stand,
/// [`patch`](super::super::patch) counts them.
pub fn is_even_in_fences(stretch: &str) -> bool {
    let shown = stretch.lines().map(|line| line.trim_start_matches(' '));
    shown.filter(|line| is_fence(line)).count() % 2 == 0
}

fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether HTML may stand in a text that does not end with an empty line, but for comments.
fn may_be_raw(text: &str) -> bool {
    let opens = memchr_iter(b'<', text.as_bytes());
    let mut after = opens.filter_map(|at| text.get(at + 1..));
    after.any(|rest| {
        let is_raw = |name: &&str| {
            let head = rest.get(..name.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(name))
        };
        let declares = rest.starts_with(['!', '?']) && !rest.starts_with("!--");
        declares || RAW.iter().any(is_raw)
    })
}

/// Elements whose text is no HTML.
const RAW: [&str; 4] = ["script", "pre", "style", "textarea"];
