//! Tags of articles: the issue's own say `newsletter` for all of them, so that each article needs tags by what it is about.

mod starts;

use std::{cmp::Reverse, ops::Range, sync::LazyLock};

use memchr::memchr;
use serde::Deserialize;

use super::sections::Sections;
use crate::{
    model::{Packer, Span, Tag},
    text::bytes::{BLOCK, ones},
};
use starts::{PART, Starts};

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
        any.chain(exact)
            .map(move |(text, exact)| Word::new(text.clone(), tag.clone(), exact))
    }
}

/// A word that stands for a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    text: String,
    tag: Tag,
    /// Whether it must be written just so, be it in lower case or not.
    exact: bool,
    head: Head,
}

/// How many bytes are compared at once.
const HEAD: usize = u64::BITS as usize / 8;

/// The first bytes of a word, which are compared all at once.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Head {
    bytes: u64,
    /// The bits that count: not those beyond the word, nor those that make a small letter of a capital.
    mask: u64,
}

/// Words to find in titles and code.
#[derive(Debug)]
pub struct Topics {
    /// By their [`bucket`]s, and in each the longest first.
    words: Vec<Word>,
    /// Where the words of each bucket begin, and where the last ends.
    starts: Vec<usize>,
    /// Of the words of each bucket, a bit for each third byte and one for each fourth: nearly all places of a text have none.
    heads: Vec<[u32; 2]>,
    /// Where to look at all.
    begins: Starts,
}

/// How many buckets there are.
const BUCKETS: usize = 1 << 10;

/// Where to look for the words that begin with two bytes, the same for both cases of a letter.
fn bucket(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

/// The bit of a third or a fourth byte.
fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

impl Topics {
    /// A finder for `words`.
    pub fn new(words: impl IntoIterator<Item = Word>) -> Self {
        let placed = words.into_iter().flat_map(|word| {
            let buckets = word.buckets();
            buckets.map(move |bucket| (bucket, word.clone()))
        });
        let mut placed: Vec<(usize, Word)> = placed.collect();
        placed.sort_by_key(|(bucket, word)| (*bucket, Reverse(word.text.len())));
        let start = |bucket| placed.partition_point(|(own, _)| *own < bucket);
        let starts = (0..=BUCKETS).map(start).collect();
        let mut heads = vec![[0; 2]; BUCKETS];
        for (bucket, word) in &placed {
            for (bits, at) in heads.get_mut(*bucket).into_iter().flatten().zip(2..) {
                *bits |= word.text.as_bytes().get(at).map_or(!0, |byte| bit(*byte));
            }
        }
        let words: Vec<_> = placed.into_iter().map(|(_, word)| word).collect();
        Self {
            begins: Starts::new(words.iter().map(|word| word.text.as_bytes())),
            words,
            starts,
            heads,
        }
    }

    /// Calls `found` with the tag of each whole word of `text`, as often as it stands there. Of words that begin at one place
    /// the longest counts, and none begins in another.
    pub fn find<'a>(&'a self, text: &str, mut found: impl FnMut(&'a Tag)) {
        self.find_at(text, |_, tag| found(tag));
    }

    /// The same, with the offset of each.
    fn find_at<'a>(&'a self, text: &str, mut found: impl FnMut(usize, &'a Tag)) {
        let (mut from, mut inside) = (0, false);
        let mut places = [0_u8; PART];
        for (start, part) in (0..).step_by(PART).zip(text.as_bytes().chunks(PART)) {
            let starts = self.begins.within(part, inside);
            let mut count = 0;
            for (block, bits) in (0..).step_by(BLOCK).zip(starts) {
                // Nobody can foresee which of the places are none. So there is no branch on it.
                for place in ones(bits) {
                    let place = block + place;
                    if let Some(next) = places.get_mut(count) {
                        *next = place as u8;
                    }
                    let rest = text.as_bytes().get(start + place..);
                    let rest = rest.unwrap_or_default();
                    count += usize::from(self.may_begin(bytes(rest)));
                }
            }
            for place in places.iter().take(count) {
                let at = start + usize::from(*place);
                if at >= from
                    && let Some(word) = self.word_at(text, at)
                {
                    found(at, &word.tag);
                    from = at + word.text.len();
                }
            }
            inside = part.last().is_some_and(|byte| is_of_word(*byte));
        }
    }

    /// Whether a word may begin with these bytes.
    fn may_begin(&self, [first, second, third, fourth]: [u8; 4]) -> bool {
        let head = self.heads.get(bucket(first, second)).copied();
        let [thirds, fourths] = head.unwrap_or_default();
        (thirds & bit(third) != 0) & (fourths & bit(fourth) != 0)
    }

    /// The word at an offset of `text` where one may begin.
    fn word_at(&self, text: &str, at: usize) -> Option<&Word> {
        let rest = text.as_bytes().get(at..)?;
        let [first, second] = bytes(rest);
        let bucket = bucket(first, second);
        let range = *self.starts.get(bucket)?..*self.starts.get(bucket + 1)?;
        let head = u64::from_le_bytes(bytes(rest));
        let mut near = self.words.get(range)?.iter();
        near.find(|word| word.head.is_at(head) && word.stands_at(text, at))
    }
}

/// Two find the same if their words are.
impl PartialEq for Topics {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

/// The first bytes of a text, zeros after it.
fn bytes<const N: usize>(text: &[u8]) -> [u8; N] {
    text.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = text.iter().copied();
        std::array::from_fn(|_| bytes.next().unwrap_or_default())
    })
}

impl Head {
    fn new(text: &[u8], exact: bool) -> Self {
        let of = |at: usize| match text.get(at) {
            Some(byte) if byte.is_ascii_alphabetic() && !exact => 0xdf,
            Some(_) => 0xff,
            None => 0,
        };
        Self {
            bytes: u64::from_le_bytes(bytes(text)),
            mask: u64::from_le_bytes(std::array::from_fn(of)),
        }
    }

    /// Whether it stands where these bytes do.
    fn is_at(self, bytes: u64) -> bool {
        (bytes ^ self.bytes) & self.mask == 0
    }
}

impl Word {
    /// A word as it is written, what it stands for, and whether it must be written just so.
    fn new(text: String, tag: Tag, exact: bool) -> Self {
        Self {
            head: Head::new(text.as_bytes(), exact),
            text,
            tag,
            exact,
        }
    }

    /// The buckets that the word is in: one, but for a word of one byte, which whatever may follow.
    fn buckets(&self) -> Range<usize> {
        match *self.text.as_bytes() {
            [] => 0..0,
            [first] => bucket(first, 0)..bucket(first, u8::MAX) + 1,
            [first, second, ..] => bucket(first, second)..bucket(first, second) + 1,
        }
    }

    /// Whether this is the whole word at an offset of `text` where a word may begin, and its head is.
    fn stands_at(&self, text: &str, at: usize) -> bool {
        let range = at..at + self.text.len();
        let word = self.text.as_bytes();
        let alike = |written: &[u8]| {
            if self.exact {
                written == word
            } else {
                written.eq_ignore_ascii_case(word)
            }
        };
        let written = text.as_bytes().get(range.clone());
        // Most words are not longer than what was compared.
        let alike = word.len() <= HEAD || written.is_some_and(alike);
        alike && is_whole(text, range)
    }
}

/// Whether a byte is an ASCII letter or digit, or joins such.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a match is a word of its own. Letters of another script may follow: `Redis를`, `레디스는`.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let of_word = |at: usize| bytes.get(at).is_some_and(|byte| is_of_word(*byte));
    let last = range.end - 1;
    let ends = !(of_word(last) && of_word(range.end)) || bytes.get(last) == Some(&b'_');
    let ascii = bytes.get(range.start).is_some_and(u8::is_ascii);
    let before = || {
        let before = text.get(..range.start).unwrap_or("");
        before.ends_with(|c: char| !c.is_ascii() && c.is_alphabetic())
    };
    ends && (ascii || !before())
}

/// Gives an article the topics that it shows by itself: a `[Topic]` before its title, and known words in its title, its
/// headings and its code.
pub fn of_article<'a>(
    sections: &Sections,
    title: &'a str,
    labels: impl Iterator<Item = &'a str>,
    span: Span,
    packer: &mut Packer<'_>,
) {
    let mut label = prefix(title);
    TOPICS.find_at(title, |at, topic| {
        let is_label = |label: &&str| at == 1 && topic.display().eq_ignore_ascii_case(label);
        // Mostly it is known, and found right here.
        let other = label.take().filter(|label| !is_label(label));
        if let Some(topic) = other.and_then(labelled) {
            packer.topic(&topic);
        }
        packer.topic(topic);
    });
    if let Some(topic) = label.and_then(labelled) {
        packer.topic(&topic);
    }
    for text in labels {
        TOPICS.find(text, |topic| packer.topic(topic));
    }
    for code in sections.outline.code_in(span) {
        TOPICS.find(code, |topic| packer.topic(topic));
    }
}

/// `VectorDB` of `[VectorDB] Fog in vectors`.
fn prefix(title: &str) -> Option<&str> {
    let label = title.strip_prefix('[')?;
    let word = label.get(..memchr(b']', label.as_bytes())?)?;
    let rest = label.get(word.len() + 1..)?;
    (rest.starts_with(' ') && word.len() <= 30).then_some(word)
}

/// What a word before a title stands for: a known topic if it is one.
fn labelled(word: &str) -> Option<Tag> {
    let mut known = None;
    TOPICS.find(word, |tag| {
        if known.is_none() && tag.display().eq_ignore_ascii_case(word) {
            known = Some(tag.clone());
        }
    });
    known.or_else(|| Tag::new(word))
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
    TOPICS.words.iter().any(|word| word.tag == *tag)
}

fn word(tag: &Tag) -> Word {
    Word::new(tag.name().replace('-', " "), tag.clone(), false)
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

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

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_word_is_passed_over(parts in vec(select(&PARTS[..]), 0..40)) {
            let text = parts.concat();
            let mut longest: Vec<&Word> = TOPICS.words.iter().collect();
            longest.sort_by_key(|word| Reverse(word.text.len()));
            let (mut want, mut from) = (Vec::new(), 0);
            for (at, char) in text.char_indices() {
                let goes_on = char.is_ascii() && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
                let mut words = longest.iter();
                let here = |word: &&&Word| {
                    let range = at..at + word.text.len();
                    let alike = |written: &str| if word.exact {
                        written == word.text
                    } else {
                        written.eq_ignore_ascii_case(&word.text)
                    };
                    text.get(range.clone()).is_some_and(alike) && is_whole(&text, range)
                };
                let word = words.find(|word| at >= from && !goes_on && here(word));
                if let Some(word) = word {
                    want.push(word.tag.name());
                    from = at + word.text.len();
                }
            }
            let mut found = Vec::new();
            TOPICS.find(&text, |tag| found.push(tag.name()));
            prop_assert_eq!(found, want);
        }
    }

    /// What the texts are made of that are searched.
    const PARTS: [&str; 20] = [
        "Go",
        "go",
        "Redis",
        "레디스",
        "카프카",
        "C++",
        "Node.js",
        ".NET",
        "R",
        "golang",
        "는",
        "안개",
        "灯",
        " ",
        "  ",
        "_",
        "-",
        "7",
        "fog",
        "the long way around",
    ];

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
        let mut found = Vec::new();
        topics.find("A newsletter of the lighthouse by the sea", |tag| {
            found.push(tag.name());
        });
        assert_eq!(found, ["lighthouse"]);
    }
}
