//! `Key: value` lines from the first line to the first empty one, without fences, as Pelican and MultiMarkdown write them.

use super::{Block, Fields, Problem, lines};

/// A header without one of these is a sentence with a colon.
const NEEDED: [&str; 5] = ["title", "date", "category", "tags", "slug"];

/// The header that `source` begins with.
pub fn block(source: &str) -> Option<Block<'_>> {
    let end = source
        .split_inclusive('\n')
        .take_while(|line| is_field(line))
        .map(str::len)
        .sum();
    let text = source.get(..end)?;
    let rest = source.get(end..)?;
    let known = |line: &str| {
        let name = line.split(':').next().unwrap_or("");
        NEEDED
            .iter()
            .any(|needed| needed.eq_ignore_ascii_case(name))
    };
    let next = rest.lines().next().unwrap_or("");
    let ends = next.trim().is_empty();
    (ends && text.lines().any(known)).then_some(Block {
        start: 0,
        text,
        end,
        read,
        separator: ':',
    })
}

fn is_field(line: &str) -> bool {
    let Some((name, value)) = line.trim_end().split_once(':') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 40
        && name.chars().all(plain);
    is_name && (value.is_empty() || value.starts_with(' '))
}

#[allow(clippy::unnecessary_wraps, reason = "the dialects share one signature")]
fn read(text: &str) -> Result<Fields<'_>, Problem> {
    Ok(lines::read(text, ':'))
}
