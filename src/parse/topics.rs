//! Tags of articles: the issue's own say `newsletter` for all of them, so that each article needs tags by what it is about.

use std::{collections::HashMap, sync::LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use serde::Deserialize;

use super::{
    outline::{Kind, Piece},
    page::Page,
};
use crate::model::{Packer, Span, Tag};

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/topics.toml"));

static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).unwrap_or_default();
    Topics::new(table.topic.iter().flat_map(Row::words))
});

#[derive(Default, Deserialize)]
struct Table {
    topic: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    display: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
}

impl Row {
    fn words(&self) -> impl Iterator<Item = Word> {
        let tag = Tag::with_display(&self.name, &self.display);
        let plain = (!self.exact.contains(&self.display)).then_some(&self.display);
        let any = self.words.iter().chain(plain).map(|text| (text, false));
        let exact = self.exact.iter().map(|text| (text, true));
        any.chain(exact).map(move |(text, exact)| Word {
            text: text.clone(),
            tag: tag.clone(),
            exact,
        })
    }
}

/// A word that stands for a tag.
#[derive(Clone, Debug)]
pub struct Word {
    /// As it is written.
    pub text: String,
    /// What it stands for.
    pub tag: Tag,
    /// Whether it must be written just so, be it in lower case or not.
    pub exact: bool,
}

/// Words to find in titles and code, all in one sweep.
#[derive(Debug)]
pub struct Topics {
    words: Vec<Word>,
    finder: Option<AhoCorasick>,
}

impl Topics {
    /// A finder for `words`.
    pub fn new(words: impl IntoIterator<Item = Word>) -> Self {
        let words: Vec<Word> = words.into_iter().collect();
        let finder = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|word| &word.text))
            .ok();
        Self { words, finder }
    }

    /// Calls `found` with the tag of each whole word of `text`, as often as it stands there.
    pub fn find<'a>(&'a self, text: &str, mut found: impl FnMut(&'a Tag)) {
        for hit in self.finder.iter().flat_map(|finder| finder.find_iter(text)) {
            let Some(word) = self.words.get(hit.pattern().as_usize()) else {
                continue;
            };
            let written = text.get(hit.range());
            let fits = !word.exact || written == Some(&word.text);
            if fits && is_whole(text, hit.range()) {
                found(&word.tag);
            }
        }
    }
}

/// Whether a match is a word of its own. Letters of another script may follow: `Redis를`, `레디스는`.
fn is_whole(text: &str, range: std::ops::Range<usize>) -> bool {
    let before = text
        .get(..range.start)
        .and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    let word = text.get(range).unwrap_or("");
    let ascii = word.starts_with(|c: char| c.is_ascii());
    let joins = |c: char| {
        if ascii {
            c.is_ascii_alphanumeric() || c == '_'
        } else {
            c.is_alphabetic() && !c.is_ascii()
        }
    };
    let ends_ascii = word.ends_with(|c: char| c.is_ascii_alphanumeric());
    let goes_on = |c: char| ends_ascii && (c.is_ascii_alphanumeric() || c == '_');
    before.is_none_or(|c| !joins(c)) && after.is_none_or(|c| !goes_on(c))
}

/// Gives an article the topics that it shows by itself: a `[Topic]` before its title, and known words in its title, its
/// headings and its code.
pub fn of_article<'a>(
    page: &Page,
    title: &'a str,
    labels: impl Iterator<Item = &'a str>,
    span: Span,
    packer: &mut Packer<'_>,
) {
    if let Some(topic) = prefix(title) {
        packer.topic(&topic);
    }
    for text in std::iter::once(title).chain(labels) {
        TOPICS.find(text, |topic| packer.topic(topic));
    }
    TOPICS.find(&code(page, span), |topic| packer.topic(topic));
}

/// `VectorDB` of `[VectorDB] Fog in vectors`, as a known topic if it is one.
fn prefix(title: &str) -> Option<Tag> {
    let (word, rest) = title.strip_prefix('[')?.split_once(']')?;
    (rest.starts_with(' ') && word.len() <= 30).then_some(())?;
    let mut known = None;
    TOPICS.find(word, |tag| {
        if known.is_none() && tag.display().eq_ignore_ascii_case(word) {
            known = Some(tag.clone());
        }
    });
    known.or_else(|| Tag::new(word))
}

/// The code spans of an article, and the languages of its code blocks.
fn code(page: &Page, span: Span) -> String {
    let mut code = String::new();
    let blocks = &page.outline.blocks;
    let from = blocks.partition_point(|block| block.span.start < span.start);
    for block in blocks
        .iter()
        .skip(from)
        .take_while(|block| block.span.start < span.end)
    {
        if block.kind == Kind::Code {
            let fence = block.span.of(page.source).lines().next().unwrap_or("");
            code.push_str(fence.trim_start_matches(['`', '~', ' ']));
            code.push('\n');
        }
        for piece in page.outline.pieces(block.pieces) {
            if let Piece::Code(span) = piece {
                code.push_str(span.of(page.source));
                code.push('\n');
            }
        }
    }
    code
}

/// Tags that issues of an archive bear, as words to look for in its titles. Tags that nearly all of them bear say nothing.
pub fn vocabulary<'a>(issues: impl Iterator<Item = &'a [Tag]>) -> Topics {
    let mut counts: HashMap<&str, (usize, &Tag)> = HashMap::new();
    let mut tagged = 0;
    for tags in issues.filter(|tags| !tags.is_empty()) {
        tagged += 1;
        for tag in tags {
            counts.entry(tag.name()).or_insert((0, tag)).0 += 1;
        }
    }
    let mut telling: Vec<&Tag> = counts
        .values()
        .filter(|&&(count, tag)| (tagged < 4 || 2 * count < tagged) && is_searchable(tag.name()))
        .map(|&(_, tag)| tag)
        .collect();
    telling.sort_unstable_by_key(|tag| tag.name());
    Topics::new(telling.into_iter().filter(|tag| !is_known(tag)).map(word))
}

/// Short words need not mean the tag.
fn is_searchable(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    if name.is_ascii() {
        letters > 3
    } else {
        letters > 1
    }
}

fn is_known(tag: &Tag) -> bool {
    TOPICS.words.iter().any(|word| word.tag == *tag)
}

fn word(tag: &Tag) -> Word {
    Word {
        text: tag.name().replace('-', " "),
        tag: tag.clone(),
        exact: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SectionKind;

    fn names(text: &str) -> Vec<String> {
        let mut names = Vec::new();
        TOPICS.find(text, |tag| names.push(tag.name().to_owned()));
        names.dedup();
        names
    }

    /// The names of parts are not searched for topics.
    #[test]
    fn no_name_of_a_part_holds_a_topic() {
        let table = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sections.toml"));
        let table: toml::Table = table.parse().unwrap();
        let kinds = table
            .iter()
            .filter(|(name, _)| SectionKind::from_name(name).is_some());
        let lists = kinds.filter_map(|(_, row)| row.get("words")?.as_array());
        for word in lists.flatten().filter_map(toml::Value::as_str) {
            assert_eq!(names(word), [""; 0], "{word}");
        }
    }

    #[test]
    fn whole_words_only() {
        let table: [(&str, &[&str]); 11] = [
            ("Redis를 이용한 분산 락", &["redis"]),
            ("레디스는 빠르다", &["redis"]),
            ("rediscover the sea", &[]),
            ("Go 1.23 is out", &["go"]),
            ("going to Google, let it go", &[]),
            ("golang and gRPC", &["go", "grpc"]),
            ("카프카와 고로 1억", &["kafka"]),
            ("Next.js and Node.js", &["next.js", "node.js"]),
            ("C++ in C", &["c++"]),
            ("Postgres, POSTGRESQL", &["postgresql"]),
            ("rust on iron", &[]),
        ];
        for (text, want) in table {
            assert_eq!(names(text), want, "{text}");
        }
    }

    #[test]
    fn the_table_is_sound() {
        let table: Table = toml::from_str(TABLE).unwrap();
        let mut words: Vec<_> = table
            .topic
            .iter()
            .flat_map(Row::words)
            .map(|word| (word.text.to_lowercase(), word.tag))
            .collect();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        for pair in words.windows(2) {
            assert!(
                pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1,
                "{} stands for two topics",
                pair[0].0
            );
        }
        for row in &table.topic {
            assert_eq!(Tag::new(&row.name).unwrap().name(), row.name);
        }
    }

    #[test]
    fn prefixes_are_topics() {
        let prefix = |title| prefix(title).map(|tag| tag.name().to_owned());
        assert_eq!(prefix("[VectorDB] Fog"), Some("vectordb".into()));
        assert_eq!(prefix("[Postgres] Fog"), Some("postgres".into()));
        assert_eq!(prefix("[Fog](x)"), None);
    }

    #[test]
    fn a_vocabulary_leaves_out_what_all_bear() {
        let tags = |names: &[&str]| {
            names
                .iter()
                .filter_map(|name| Tag::new(name))
                .collect::<Vec<_>>()
        };
        let issues = [
            tags(&["newsletter", "lighthouse"]),
            tags(&["newsletter"]),
            tags(&["newsletter", "sea"]),
            tags(&["newsletter"]),
        ];
        let topics = vocabulary(issues.iter().map(Vec::as_slice));
        let mut found = Vec::new();
        topics.find("A newsletter of the lighthouse by the sea", |tag| {
            found.push(tag.name());
        });
        assert_eq!(found, ["lighthouse"]);
    }
}
