//! Plain text without markup. Titles are told by their place, and links are bare URLs.
//!
//! The Markdown made of it has a heading for each title, so that all else need not know that there was none:
//!
//! | in the text | becomes |
//! |---|---|
//! | the first line | `# Lamp Weekly 7` |
//! | a line that is underlined, framed or in capitals, or stands alone before items | `## News` |
//! | the line before a URL, after `1.`, `*` or `■`, or with the URL at its end | `### [Fog](https://fog.example)` |
//! | `URL: …` and `Description: …` | `### [the description](the URL)` |
//! | anything else | itself, what Markdown would take for markup escaped |

mod blocks;
pub mod escape;
mod item;

use std::collections::HashSet;

use crate::{
    model::Date,
    parse::{date, decode, document::Document, front_matter},
    text::{bare_url, names_plain_text},
};
use blocks::{PlainBlock, blocks};
use escape::escape;
use item::{TextItem, footnote, item};

/// Lines above the first item that may hold the date.
const DATED_LINES: usize = 5;

/// A longer line is no title, in characters.
const LONGEST_TITLE: usize = 140;

/// True for plain text by its name.
pub fn claims(path: &str, _: &[u8]) -> bool {
    names_plain_text(path)
}

/// Reads a text file. It may begin with a header of `Key: value` lines.
pub fn read(bytes: &[u8]) -> Document<'_> {
    let decoded = decode::decode(bytes);
    let front_matter = front_matter::read(&decoded.text);
    let text = decoded.text.get(front_matter.end..).unwrap_or("");
    let odd = decoded.warning.map(|message| (None, message));
    let noted = front_matter.warnings.into_iter();
    let noted = noted.map(|(line, message)| (Some(line), message));
    let mut header = front_matter.header;
    header.date = header.date.or_else(|| dated_line(text));
    Document {
        text: markdown(text, header.title.is_none()).into(),
        body: 0,
        header,
        aside: false,
        warnings: odd.into_iter().chain(noted).collect(),
    }
}

/// The first of the lines at the top that is a date and little else.
fn dated_line(text: &str) -> Option<Date> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let short = |line: &&str| line.chars().count() <= 40;
    lines.take(DATED_LINES).filter(short).find_map(date::parse)
}

/// Markdown that shows as the text does; its first line may be the title.
pub fn markdown(text: &str, titled: bool) -> String {
    let blocks = blocks(text);
    let footnotes = item::footnotes(text);
    let items: Vec<_> = blocks.iter().map(|block| item(block, &footnotes)).collect();
    let linked: HashSet<_> = items.iter().flatten().map(|item| item.url).collect();
    let is_done = |line: &str| footnote(line).is_some_and(|(_, url)| linked.contains(url));
    let headed = own_headings(&blocks, &items);
    let mut writer = TextWriter::default();
    for (at, (block, found)) in blocks.iter().zip(&items).enumerate() {
        let next = items.get(at + 1).and_then(Option::as_ref);
        match found {
            Some(item) => writer.item(item),
            None if headed && block.headed && next.is_some() => writer.own_heading(block),
            None if block.lines.iter().all(|line| is_done(line)) => (),
            None if at == 0 && titled && is_title(block) => writer.title(block),
            None if block.headed || leads(block, next) => writer.pending(block, next),
            None => writer.paragraph(&block.lines),
        }
    }
    writer.text
}

/// True if each item stands under a heading of its own, which then is its title.
fn own_headings(blocks: &[PlainBlock], items: &[Option<TextItem>]) -> bool {
    let next = items.iter().skip(1);
    let own = blocks.iter().zip(items).zip(next);
    let own = own.filter(|((block, item), next)| block.headed && item.is_none() && next.is_some());
    let own = own.count();
    own > 1 && own == items.iter().flatten().count()
}

/// True if a block's first line may be the title.
fn is_title(block: &PlainBlock) -> bool {
    block.lines.first().is_some_and(|line| is_short(line)) && block.lines.len() <= 3
}

/// True for one short line that stands before an item: the name of its group, or the title of a URL alone.
fn leads(block: &PlainBlock, next: Option<&TextItem>) -> bool {
    let alone = matches!(&*block.lines, [line] if is_short(line));
    alone && next.is_some()
}

fn is_short(line: &str) -> bool {
    let ends = line.ends_with(['.', ',', ';', '。', '，']);
    !ends && !line.contains("://") && line.chars().count() <= LONGEST_TITLE
}

/// Writes Markdown block by block.
#[derive(Default)]
struct TextWriter<'a> {
    text: String,
    /// The title of a URL that stands alone after it.
    title: Option<&'a str>,
    /// The heading that is the title of the next item.
    heading: Option<&'a str>,
}

impl<'a> TextWriter<'a> {
    fn title(&mut self, block: &PlainBlock<'a>) {
        let mut lines = block.lines.iter();
        let title = lines.next().copied().unwrap_or("");
        self.push(&format!("# {}", escape(title)));
        self.paragraph(lines.as_slice());
    }

    /// A short line: the title of the next item if that has none, else the name of a group.
    fn pending(&mut self, block: &PlainBlock<'a>, next: Option<&TextItem>) {
        let (first, rest) = block.lines.split_first().unwrap_or((&"", &[]));
        if next.is_some_and(|next| next.title.is_none()) && !block.headed {
            self.title = Some(first);
        } else {
            self.push(&format!("## {}", escape(first)));
        }
        self.paragraph(rest);
    }

    fn own_heading(&mut self, block: &PlainBlock<'a>) {
        self.heading = block.lines.first().copied();
    }

    fn item(&mut self, item: &TextItem<'_>) {
        let own = item.title.or(self.title.take());
        let heading = self.heading.take();
        let title = heading.or(own).unwrap_or(item.url);
        let label = escape(title).replace('[', "\\[").replace(']', "\\]");
        self.push(&format!("### [{label}](<{}>)", bare_url::target(item.url)));
        let told = own.filter(|_| heading.is_some());
        let lines: Vec<_> = told.into_iter().chain(item.rest.iter().copied()).collect();
        self.paragraph(&lines);
    }

    fn paragraph(&mut self, lines: &[&str]) {
        let lines: Vec<_> = lines.iter().map(|line| escape(line)).collect();
        if !lines.is_empty() {
            self.push(&lines.join("\n"));
        }
    }

    fn push(&mut self, block: &str) {
        self.text.push_str(block);
        self.text.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_by_their_place() {
        let table = [
            (
                "Lamp Weekly 7\n\nFog\nhttps://fog.example/a_b\nIt is *thick*.\n",
                "# Lamp Weekly 7\n\n### [Fog](<https://fog.example/a_b>)\n\nIt is \\*thick\\*.\n\n",
            ),
            (
                "Lamp Weekly 7\n=============\n\n*** NEWS ***\n\n1. Fog: https://fog.example\n2. Horn - https://horn.example\n",
                "# Lamp Weekly 7\n\n## NEWS\n\n### [Fog](<https://fog.example>)\n\n### [Horn](<https://horn.example>)\n\n",
            ),
            (
                "Hello,\n\nNews\n\n* Fog [1]\n  is thick\n* Horn [2]\n\n[1] https://fog.example\n[2]: https://horn.example\n",
                "Hello,\n\n## News\n\n### [Fog](<https://fog.example>)\n\nis thick\n\n### [Horn](<https://horn.example>)\n\n",
            ),
            (
                "Fog\n---\nIt is thick.\nhttps://fog.example\n\nIce\n---\nIt melts.\nhttps://ice.example\n",
                "### [Fog](<https://fog.example>)\n\nIt is thick.\n\n### [Ice](<https://ice.example>)\n\nIt melts.\n\n",
            ),
            (
                "Lamp\n\nThe fog\n\nhttps://fog.example\n",
                "# Lamp\n\n### [The fog](<https://fog.example>)\n\n",
            ),
            (
                "Lamp\n\nURL: https://fog.example\nDescription: The fog\n",
                "# Lamp\n\n### [The fog](<https://fog.example>)\n\n",
            ),
            (
                "Lamp\n\nURL: https://fog.example (+)\nURL: https://ice.example\nDescription: The fog\n",
                "# Lamp\n\n### [The fog](<https://fog.example>)\n\nURL: https://ice.example\n\n",
            ),
            (
                "Lamp\n\n'  ╔╦╗┬ ┬\n'  ╩ ╩└─┘\n'  Worth your time\n\nURL: https://fog.example\nTitle: Fog\n",
                "# Lamp\n\n## Worth your time\n\n### [Fog](<https://fog.example>)\n\n",
            ),
            (
                "Lamp\n\nThe fog of https://fog.example/x_y_z is thick.\n- and *wet\n",
                "# Lamp\n\nThe fog of https://fog.example/x_y_z is thick.\n\n\\- and \\*wet\n\n",
            ),
        ];
        for (text, want) in table {
            assert_eq!(markdown(text, true), want, "{text}");
        }
    }
}
