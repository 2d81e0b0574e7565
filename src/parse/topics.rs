//! Tags of articles: the issue's own say `newsletter` for all of them, so that each article needs tags by what it is about.

mod finder;

use std::sync::LazyLock;

use serde::Deserialize;

use super::sections::Sections;
use crate::model::{Span, Tag};
use finder::TopicWord;
pub use finder::Topics;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/topics.toml"));

static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
    let table: TopicTable = toml::from_str(TABLE).unwrap_or_default();
    Topics::new(table.topic.iter().flat_map(TopicRow::words))
});

#[derive(Default, Deserialize)]
struct TopicTable {
    topic: Vec<TopicRow>,
}

#[derive(Deserialize)]
struct TopicRow {
    name: String,
    display: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
}

impl TopicRow {
    fn words(&self) -> impl Iterator<Item = TopicWord> {
        let tag = Tag::with_display(&self.name, &self.display);
        let plain = (!self.exact.contains(&self.display)).then_some(&self.display);
        let any = self.words.iter().chain(plain).map(|text| (text, false));
        let exact = self.exact.iter().map(|text| (text, true));
        any.chain(exact).map(move |(text, exact)| TopicWord {
            text: text.clone(),
            tag: tag.clone(),
            exact,
        })
    }
}

/// The topics that an article shows by itself, none twice: a `[Topic]` before its title, and known words in its title, its
/// headings and its code.
pub fn of_article<'a>(
    sections: &Sections,
    title: &'a str,
    labels: impl Iterator<Item = &'a str>,
    span: Span,
) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut add = |tag: &Tag| {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    };
    let mut label = prefix(title);
    for (at, word) in TOPICS.find(title) {
        let is_label = |label: &&str| at == 1 && word.tag.display().eq_ignore_ascii_case(label);
        let other = label.take().filter(|label| !is_label(label));
        other.and_then(labelled).iter().for_each(&mut add);
        add(&word.tag);
    }
    label.and_then(labelled).iter().for_each(&mut add);
    let code = sections.outline.code_in(span);
    let mut add_all = |text: &str| TOPICS.find(text).for_each(|(_, word)| add(&word.tag));
    labels.for_each(&mut add_all);
    code.for_each(&mut add_all);
    tags
}

/// `VectorDB` of `[VectorDB] Fog in vectors`.
fn prefix(title: &str) -> Option<&str> {
    let (word, rest) = title.strip_prefix('[')?.split_once(']')?;
    (rest.starts_with(' ') && word.len() <= 30).then_some(word)
}

/// The tag of a word before a title: the topic of that name if there is one.
fn labelled(label: &str) -> Option<Tag> {
    let mut tags = TOPICS.find(label).map(|(_, word)| &word.tag);
    let known = tags.find(|tag| tag.display().eq_ignore_ascii_case(label));
    known.cloned().or_else(|| Tag::new(label))
}

/// Tags that issues of an archive bear, as words to look for in its titles: each with how many do, of `tagged` that bear any.
/// Tags that nearly all of them bear say nothing.
pub fn vocabulary<'a>(counts: impl Iterator<Item = (&'a Tag, usize)>, tagged: usize) -> Topics {
    let tells = |tag: &Tag, count| (tagged < 4 || 2 * count < tagged) && is_searchable(tag.name());
    let telling = counts.filter(|(tag, count)| tells(tag, *count));
    let mut telling: Vec<&Tag> = telling.map(|(tag, _)| tag).collect();
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
    TOPICS.words().iter().any(|word| word.tag == *tag)
}

fn word(tag: &Tag) -> TopicWord {
    TopicWord {
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
        let found = TOPICS
            .find(text)
            .map(|(_, word)| word.tag.name().to_owned());
        let mut names: Vec<String> = found.collect();
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
        let table: [(&str, &[&str]); 12] = [
            ("R", &["r"]),
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
        let table: TopicTable = toml::from_str(TABLE).unwrap();
        let mut words: Vec<_> = table
            .topic
            .iter()
            .flat_map(TopicRow::words)
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
        let prefix = |title| Some(labelled(prefix(title)?)?.name().to_owned());
        assert_eq!(prefix("[VectorDB] Fog"), Some("vectordb".into()));
        assert_eq!(prefix("[Postgres] Fog"), Some("postgres".into()));
        assert_eq!(prefix("[Fog](x)"), None);
    }

    #[test]
    fn a_vocabulary_leaves_out_what_all_bear() {
        let tags = [("newsletter", 4), ("lighthouse", 1), ("sea", 1)]
            .map(|(name, count)| (Tag::new(name).unwrap(), count));
        let topics = vocabulary(tags.iter().map(|(tag, count)| (tag, *count)), 4);
        let found = topics.find("A newsletter of the lighthouse by the sea");
        let found: Vec<&str> = found.map(|(_, word)| word.tag.name()).collect();
        assert_eq!(found, ["lighthouse"]);
    }
}
