//! Where a block of front matter is, and in which dialect it is written.

use super::{
    header, json, lines, toml,
    value::{BlockFault, Fields, newlines},
    yaml,
};

/// A way to write front matter.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// All fields of a block.
    pub read: fn(&str) -> Result<Fields, BlockFault>,
    /// The sign between a name and its value, for a block that is broken.
    pub separator: char,
}

const YAML: Dialect = Dialect {
    read: yaml::read,
    separator: ':',
};

const TOML: Dialect = Dialect {
    read: toml::read,
    separator: '=',
};

const JSON: Dialect = Dialect {
    read: json::read,
    separator: ':',
};

/// `Key: value` lines without fences, as Pelican and MultiMarkdown write them.
const HEADER: Dialect = Dialect {
    read: |text| Ok(lines::read(text, ':')),
    separator: ':',
};

/// `@def title = "Fog"`, as Franklin writes it: TOML behind a word.
const FRANKLIN: Dialect = Dialect {
    read: |text| toml::read(&text.replace(DEF, "")),
    separator: '=',
};

const DEF: &str = "@def ";

/// A block of front matter.
#[derive(Debug)]
pub struct FrontBlock<'a> {
    /// First byte of its text, which stands between the fences.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
    /// First byte of the body.
    pub end: usize,
    /// The dialect it is written in.
    pub dialect: Dialect,
}

impl FrontBlock<'_> {
    /// True for YAML between fences that the YAML library may read.
    pub fn is_yaml(&self) -> bool {
        self.text.len() <= yaml::MAX_SIZE
            && self.start > 0
            && self.dialect.separator == ':'
            && !self.text.starts_with('{')
    }

    /// The line of the file, from 1, that is line `line` of the block.
    pub fn line_of_file(&self, source: &str, line: u32) -> u32 {
        newlines(source.get(..self.start).unwrap_or("")) + line
    }

    /// The line of the block, from 1, on which `text` first stands.
    pub fn line_with(&self, text: &str) -> u32 {
        let at = self.text.find(text).unwrap_or(0);
        newlines(self.text.get(..at).unwrap_or("")) + 1
    }
}

/// The block that `source` begins with.
pub fn of(source: &str) -> Option<FrontBlock<'_>> {
    fenced(source, "---", &["---", "..."], YAML)
        .or_else(|| fenced(source, "+++", &["+++"], TOML))
        .or_else(|| object(source))
        .or_else(|| unfenced(source, franklin(source), FRANKLIN))
        .or_else(|| unfenced(source, header::length(source)?, HEADER))
}

/// The block between a line that is `fence` and one that closes it, if it says anything.
fn fenced<'a>(
    source: &'a str,
    fence: &str,
    closing: &[&str],
    dialect: Dialect,
) -> Option<FrontBlock<'a>> {
    let blank = source.len() - source.trim_start_matches(['\n', ' ']).len();
    let (first, rest) = source.get(blank..)?.split_once('\n')?;
    if first.trim_end() != fence {
        return None;
    }
    let start = source.len() - rest.len();
    let mut at = start;
    let close = rest.split_inclusive('\n').find(|line| {
        let closes = closing.contains(&line.trim_end());
        at += if closes { 0 } else { line.len() };
        closes
    })?;
    let text = source.get(start..at)?;
    let speaks = text.trim().is_empty() || lines::any(text, dialect.separator);
    speaks.then_some(FrontBlock {
        start,
        text,
        end: at + close.len(),
        dialect,
    })
}

/// An object of JSON.
fn object(source: &str) -> Option<FrontBlock<'_>> {
    let start = source.len() - source.trim_start().len();
    let text = source.get(start..)?;
    let named = text.strip_prefix('{')?.trim_start().starts_with('"');
    let end = start + named.then(|| json::length(text))??;
    let rest = source.get(end..)?;
    let (line, _) = rest.split_once('\n').unwrap_or((rest, ""));
    line.trim().is_empty().then_some(FrontBlock {
        start,
        text: source.get(start..end)?,
        end: (end + line.len() + 1).min(source.len()),
        dialect: JSON,
    })
}

/// The length of the definitions that a text of Franklin's begins with.
fn franklin(source: &str) -> usize {
    let lines = source.split_inclusive('\n');
    let defined = lines.take_while(|line| line.starts_with(DEF));
    defined.map(str::len).sum()
}

/// So many bytes from the start on, if there are any.
fn unfenced(source: &str, length: usize, dialect: Dialect) -> Option<FrontBlock<'_>> {
    let text = source.get(..length).filter(|text| !text.is_empty())?;
    Some(FrontBlock {
        start: 0,
        text,
        end: length,
        dialect,
    })
}
