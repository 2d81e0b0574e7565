//! Plain text without markup. Titles are told by their place, and links are bare URLs.
//!
//! The Markdown made of it has a heading for each title, so that all else need not know that there was none:
//!
//! | in the text | becomes |
//! |---|---|
//! | the first line | `# Lamp Weekly 7` |
//! | a line that is underlined, framed or in capitals, or stands alone before items | `## News` |
//! | the line before a URL, after `1.`, `*` or `■`, or with the URL at its end | `### [Fog](https://fog.example)` |
//! | a heading, text, and a URL alone after it | `### [the heading](the URL)`, the text |
//! | paragraphs under a heading, a URL alone after each | `### [the first sentence](the URL)`, the text |
//! | the way out of the list, at the end | a rule, and all that follows |
//! | `URL: …` and `Description: …` | `### [the description](the URL)` |
//! | anything else | itself, what Markdown would take for markup escaped |

mod blocks;
mod contents;
mod item;
mod post;
mod titles;

use std::collections::HashSet;

use crate::{
    model::Date,
    parse::{
        date, decode,
        document::Document,
        format::{escape, redirect, words},
        front_matter,
        lead::sentence,
        words::COLONS,
    },
    text::{bare_url, names_plain_text},
};
pub use blocks::after_mark;
use blocks::{PlainBlock, blocks};
pub use item::{Footnotes, footnote_in, footnotes};
use item::{TextItem, item};
pub use post::web;
use titles::FarTitles;

/// Lines above the first item that may hold the date.
const DATED_LINES: usize = 5;

/// Blocks at the end that may hold the way out of a list.
const FOOTER: usize = 4;

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
    let found = markdown(text, header.title.is_none());
    let page = header.title.as_deref().zip(header.web.as_deref());
    let items = found
        .lines()
        .filter(|line| line.starts_with("### "))
        .count();
    let post = page.filter(|_| items < 2);
    Document {
        text: post
            .map_or(found, |(title, page)| post::one_article(text, title, page))
            .into(),
        body: 0,
        header,
        guessed: decoded.guessed,
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
    let footnotes = footnotes(text);
    let mut items: Vec<_> = blocks.iter().map(|block| item(block, &footnotes)).collect();
    titles::drop_labels(&blocks, &mut items);
    let contents = contents::find(&blocks);
    let end = footer(&blocks, &items);
    let far = FarTitles::find(&blocks, items.get(..end).unwrap_or_default());
    let led = |at: usize| {
        let above = at.checked_sub(1).and_then(|at| blocks.get(at));
        above.is_some_and(is_head)
    };
    titles::below(&mut items, |at| far.has(at) || led(at));
    let linked: HashSet<_> = items.iter().flatten().map(|item| item.url).collect();
    let is_done = |block: &PlainBlock| {
        let mut notes = block.lines.iter().map(|line| footnote_in(line, &footnotes));
        notes.all(|note| note.is_some_and(|(_, url)| linked.contains(url)))
    };
    let headed = own_headings(&blocks, &items);
    let mut writer = TextWriter {
        far,
        ..TextWriter::default()
    };
    for (at, (block, found)) in blocks.iter().zip(&items).enumerate().take(end) {
        let next = items.get(at + 1).filter(|_| at + 1 < end);
        let next = next.and_then(Option::as_ref);
        let above = at.checked_sub(1).and_then(|above| blocks.get(above));
        match found {
            _ if contents.contains(&at) => writer.contents(block),
            None if contents.contains(&(at + 1)) => writer.paragraph(&block.lines),
            _ if writer.far_title(block, at, &items) => (),
            Some(item) => writer.item(item),
            None if headed && is_own_head(block) && next.is_some() => writer.own_heading(block),
            None if is_done(block) => (),
            None if is_head(block) && blocks.get(at + 1).is_some_and(is_done) => (),
            None if at == 0 && titled && is_title(block) => writer.title(block),
            None if block.headed || leads(block, next) && !is_bullet_of(block, above) => {
                writer.pending(block, next);
            }
            None => writer.paragraph(&block.lines),
        }
    }
    writer.footer(blocks.get(end..).unwrap_or_default());
    writer.text
}

/// The first of the last blocks that offers a way out of the list.
/// Links to other places and the rights stand before it.
fn footer(blocks: &[PlainBlock], items: &[Option<TextItem>]) -> usize {
    let start = blocks.len().saturating_sub(FOOTER).max(1);
    let leaves = |block: &PlainBlock| block.lines.iter().any(|line| words::leaves(line, line));
    let last = blocks.get(start..).unwrap_or_default();
    let Some(found) = last.iter().position(leaves).map(|at| start + at) else {
        return blocks.len();
    };
    let rights = |block: &PlainBlock| block.lines.iter().any(|line| line.contains('©'));
    let aside = |block: &PlainBlock, item: &Option<TextItem>| {
        let named = item.as_ref().and_then(|item| item.title);
        let short = named.is_some_and(|title| title.split_whitespace().count() == 1);
        rights(block) || short && block.lines.len() == 1
    };
    let before = blocks.iter().zip(items).take(found).rev();
    let more = before.take_while(|(block, item)| aside(block, item));
    let more: Vec<_> = more.map(|(block, _)| block).collect();
    let stated = blocks.get(found).is_some_and(rights) || more.iter().any(|block| rights(block));
    let end = if stated { more.len() } else { 0 };
    found - end
}

/// True if each item stands under a heading of its own, which then is its title.
fn own_headings(blocks: &[PlainBlock], items: &[Option<TextItem>]) -> bool {
    let next = items.iter().skip(1);
    let own = blocks.iter().zip(items).zip(next);
    let own =
        own.filter(|((block, item), next)| is_own_head(block) && item.is_none() && next.is_some());
    let own = own.count();
    own > 1 && own == items.iter().flatten().count()
}

/// True for a heading, or a marked line that stands alone.
fn is_own_head(block: &PlainBlock) -> bool {
    let marked = |line: &&str| after_mark(line).is_some();
    block.headed || matches!(&*block.lines, [line] if marked(line))
}

/// True if a block's first line may be the title.
fn is_title(block: &PlainBlock) -> bool {
    block.lines.first().is_some_and(|line| is_short(line)) && block.lines.len() <= 3
}

/// True for one short line that stands before an item: the name of its group, or the title of a URL alone.
fn leads(block: &PlainBlock, next: Option<&TextItem>) -> bool {
    is_head(block) && next.is_some()
}

/// True for one of several bullets, or one below a label: "Highlights:".
fn is_bullet_of(block: &PlainBlock, above: Option<&PlainBlock>) -> bool {
    let sign = |block: &PlainBlock| {
        let first = block.lines.first()?;
        after_mark(first)?;
        first.chars().next()
    };
    let labels = |block: &PlainBlock| {
        let last = block.lines.last();
        last.is_some_and(|line| line.ends_with(COLONS))
    };
    sign(block).is_some() && above.is_some_and(|above| sign(above) == sign(block) || labels(above))
}

/// True for one short line.
fn is_head(block: &PlainBlock) -> bool {
    matches!(&*block.lines, [line] if is_short(line))
}

fn is_short(line: &str) -> bool {
    let ends = line.ends_with(['.', ',', ';', '。', '，']);
    !ends && !line.contains("://") && line.chars().count() <= LONGEST_TITLE
}

/// True if the first line goes on in the next one.
fn is_wrapped(block: &PlainBlock) -> bool {
    let next = block.lines.get(1);
    next.is_some_and(|next| next.starts_with(char::is_lowercase))
}

/// Writes Markdown block by block.
#[derive(Default)]
struct TextWriter<'a> {
    text: String,
    far: FarTitles,
    /// The title of a URL that stands alone after it.
    title: Option<&'a str>,
    /// The heading that is the title of the next item.
    heading: Option<&'a str>,
    /// True after a line of a table of contents.
    in_contents: bool,
}

impl<'a> TextWriter<'a> {
    fn title(&mut self, block: &PlainBlock<'a>) {
        let mut lines = block.lines.iter();
        let title = lines.next().copied().unwrap_or("");
        self.push(&format!("# {}", escape::line(title)));
        self.paragraph(lines.as_slice());
    }

    /// A short line: the title of the next item if that has none, else the name of a group.
    fn pending(&mut self, block: &PlainBlock<'a>, next: Option<&TextItem>) {
        let (first, rest) = block.lines.split_first().unwrap_or((&"", &[]));
        if next.is_some_and(|next| next.title.is_none()) && !block.headed {
            self.title = Some(first);
        } else {
            self.push(&format!("## {}", escape::line(first)));
        }
        self.paragraph(rest);
    }

    /// Writes a block that is the title of a later item, or the item that its title was written of.
    fn far_title(
        &mut self,
        block: &PlainBlock<'a>,
        at: usize,
        items: &[Option<TextItem<'_>>],
    ) -> bool {
        let item = |at: usize| items.get(at).and_then(Option::as_ref);
        if let Some(item) = self.far.item(at).and_then(item) {
            let (first, rest) = block.lines.split_first().unwrap_or((&"", &[]));
            let first = after_mark(first).unwrap_or(first);
            if block.headed || is_short(first) && !is_wrapped(block) {
                self.linked(first, item.url);
                self.paragraph(rest);
            } else {
                self.linked(&sentence(&block.lines.join(" ")), item.url);
                self.paragraph(&block.lines);
            }
            return true;
        }
        let told = item(at).filter(|_| self.far.has(at));
        if let Some(item) = told {
            self.paragraph(&item.rest);
        }
        told.is_some()
    }

    fn linked(&mut self, title: &str, url: &str) {
        let title = escape::escape(title, true);
        let url = redirect::target(url).unwrap_or_else(|| url.to_owned());
        self.push(&format!("### [{title}](<{}>)", bare_url::target(&url)));
    }

    /// All that follows the last item is no part of it.
    fn footer(&mut self, blocks: &[PlainBlock<'a>]) {
        if !blocks.is_empty() {
            self.push("---");
        }
        for block in blocks {
            self.paragraph(&block.lines);
        }
    }

    fn own_heading(&mut self, block: &PlainBlock<'a>) {
        let line = block.lines.first().copied().unwrap_or("");
        self.heading = Some(after_mark(line).unwrap_or(line));
    }

    fn item(&mut self, item: &TextItem<'_>) {
        let own = item.title.or(self.title.take());
        let heading = self.heading.take();
        let title = heading.or(own).unwrap_or(item.url);
        self.linked(title, item.url);
        let told = own.filter(|_| heading.is_some());
        let lines: Vec<_> = told.into_iter().chain(item.rest.iter().copied()).collect();
        self.paragraph(&lines);
    }

    /// A line of a table of contents, in one paragraph with the line before.
    fn contents(&mut self, block: &PlainBlock<'a>) {
        let lines: Vec<_> = block.lines.iter().map(|line| escape::line(line)).collect();
        if self.in_contents {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\\\n");
        }
        self.push(&lines.join("\n"));
        self.in_contents = true;
    }

    fn paragraph(&mut self, lines: &[&str]) {
        let lines: Vec<_> = lines.iter().map(|line| escape::line(line)).collect();
        if !lines.is_empty() {
            self.push(&lines.join("\n"));
        }
    }

    fn push(&mut self, block: &str) {
        self.in_contents = false;
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
                "Lamp Weekly 7\n\nNews\n====\n\nFog is back, they say. It is\nthick.\n\nhttps://fog.example\n\nOil is dear, they say.\n\nhttps://oil.example\n\nIce is thin, they say.\n\nhttps://ice.example\n",
                "# Lamp Weekly 7\n\n## News\n\n### [Fog is back, they say.](<https://fog.example>)\n\nFog is back, they say. It is\nthick.\n\n### [Oil is dear, they say.](<https://oil.example>)\n\nOil is dear, they say.\n\n### [Ice is thin, they say.](<https://ice.example>)\n\nIce is thin, they say.\n\n",
            ),
            (
                "Lamp Weekly 7\n\nFog\nhttps://fog.example/a_b\nIt is *thick*.\n",
                "# Lamp Weekly 7\n\n### [Fog](<https://fog.example/a_b>)\n\nIt is \\*thick\\*.\n\n",
            ),
            (
                "Lamp Weekly 7\n=============\n\n*** NEWS ***\n\n1. Fog: https://fog.example\n2. Horn - https://horn.example\n",
                "# Lamp Weekly 7\n\n## NEWS\n\n### [Fog](<https://fog.example>)\n\n### [Horn](<https://horn.example>)\n\n",
            ),
            (
                "The fog[1]\nis thick\n\n[2]The horn\n\nReferences\n\n1. https://fog.example\n2. https://horn.example\n",
                "### [The fog](<https://fog.example>)\n\nis thick\n\n### [The horn](<https://horn.example>)\n\n",
            ),
            (
                "Lamp\n\nThe fog is thick → https://fog.example\nThe horn is loud → https://horn.example\nSource: https://a.example\n",
                "# Lamp\n\n### [The fog is thick](<https://fog.example>)\n\n### [The horn is loud](<https://horn.example>)\n\nSource: https://a.example\n\n",
            ),
            (
                "Lamp\n\nThe fog\n\nIt is thick.\n\n[Read on] https://fog.example\n\n-----\n\nThe ice\n\nIt melts.\n\n[Read on] https://ice.example\n",
                "# Lamp\n\n### [The fog](<https://fog.example>)\n\nIt is thick.\n\n### [The ice](<https://ice.example>)\n\nIt melts.\n\n",
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
                "Fog\n---\n\nIt is thick.\n\nRead more: https://fog.example\n\n(2) Ice\n\nIt melts.\n\nhttps://ice.example\n",
                "### [Fog](<https://fog.example>)\n\nIt is thick.\n\n### [Ice](<https://ice.example>)\n\nIt melts.\n\n",
            ),
            (
                "Lamp\n\n① Fog\nMore: https://fog.example\n\n【2】Ice\n→ https://ice.example\n\nTo unsubscribe:\nhttps://lamp.example/bye\n",
                "# Lamp\n\n### [Fog](<https://fog.example>)\n\n### [Ice](<https://ice.example>)\n\n---\n\nTo unsubscribe:\nhttps://lamp.example/bye\n\n",
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
