//! All known topics, by their words and by their names.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    iter,
    sync::{Arc, LazyLock, OnceLock},
};

use super::{
    finder::WordFinder,
    table::{TopicRow, TopicTable, TopicsError},
};
use crate::model::Tag;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/topics.toml"));

static BUILT_IN: LazyLock<Arc<Vocabulary>> = LazyLock::new(|| {
    let table = TopicTable::read(TABLE).unwrap_or_default();
    Arc::new(Vocabulary::new(&table))
});

/// The vocabulary of this run, if it is not the built-in one. Like a locale, it is set before anything is read.
static CURRENT: OnceLock<Arc<Vocabulary>> = OnceLock::new();

/// Makes this the vocabulary of the run. Only the first call counts.
pub fn install(vocabulary: Vocabulary) {
    let _ = CURRENT.set(Arc::new(vocabulary));
}

/// The vocabulary of this run.
pub fn current() -> &'static Vocabulary {
    CURRENT.get().unwrap_or(&BUILT_IN)
}

/// The topic that is called by this name, or by another of its names.
pub fn canonical(name: &str) -> Option<&'static Tag> {
    current().tag(name)
}

/// The topics that articles are tagged with.
#[derive(Debug)]
pub struct Vocabulary {
    topics: Vec<KnownTopic>,
    /// By all their names, [folded](fold).
    names: HashMap<String, usize>,
    /// Tags that the user hides, folded.
    hidden: HashSet<String>,
    pub(super) finder: WordFinder<Option<TopicWord>>,
}

/// A wish of the user for a tag, from `[tags]` of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRule {
    /// The tag, by any of its names.
    pub tag: String,
    /// The name that it is to have, perhaps another tag's; empty to hide it.
    pub name: String,
}

impl TagRule {
    /// True if the rule is about this tag, by any of its names.
    pub fn is_about(&self, tag: &Tag) -> bool {
        let known = |name| canonical(name).map(Tag::name);
        is_same_name(tag.name(), &self.tag)
            || known(tag.name()).is_some_and(|name| known(&self.tag) == Some(name))
    }

    /// The tag of the new name; `None` if the rule hides.
    pub fn new_tag(&self) -> Option<Tag> {
        canonical(&self.name)
            .cloned()
            .or_else(|| Tag::new(&self.name))
    }
}

/// A topic without its words.
#[derive(Debug)]
pub(super) struct KnownTopic {
    pub tag: Tag,
    /// The tag as the user wants it: perhaps by another name, or not at all.
    pub shown: Option<Tag>,
    /// Positions of the next wider ones.
    pub broader: Vec<usize>,
    /// False if a lead names it in passing.
    pub lead: bool,
}

/// A word's claim on a topic.
#[derive(Clone, Copy, Debug)]
pub(super) struct TopicWord {
    pub topic: usize,
    /// The word means something else, and the topic with it.
    pub implied: bool,
}

impl Vocabulary {
    /// The vocabulary of `assets/topics.toml`.
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&BUILT_IN)
    }

    /// That vocabulary with a user's file of topics, which stand in for those of the same name, and with a user's rules.
    pub fn with(own: &str, rules: &[TagRule]) -> Result<Self, TopicsError> {
        let own = TopicTable::read(own)?;
        let mut table = TopicTable::read(TABLE)?;
        table.nothing.extend(own.nothing);
        table
            .topic
            .retain(|row| own.topic.iter().all(|other| other.name != row.name));
        table.topic.extend(own.topic);
        let mut vocabulary = Self::new(&table);
        for rule in rules {
            vocabulary.obey(rule);
        }
        vocabulary.refine();
        Ok(vocabulary)
    }

    /// Gives a tag another name, or hides it.
    fn obey(&mut self, rule: &TagRule) {
        let Some(tag) = Tag::new(&rule.name) else {
            self.hidden.insert(fold(&rule.tag));
            return;
        };
        let known = self.names.get(&fold(&rule.name)).copied();
        let at = known.unwrap_or(self.topics.len());
        if known.is_none() {
            self.topics.push(KnownTopic {
                shown: None,
                tag,
                broader: Vec::new(),
                lead: true,
            });
            self.names.insert(fold(&rule.name), at);
        }
        self.names.insert(fold(&rule.tag), at);
    }

    /// Notes how each topic is shown.
    fn refine(&mut self) {
        let shown: Vec<_> = self.tags().map(|tag| self.refined(tag)).collect();
        for (topic, shown) in self.topics.iter_mut().zip(shown) {
            topic.shown = shown;
        }
    }

    /// A tag's display form: the name of its topic, or the user's; `None` if the user hides it.
    pub fn refined(&self, tag: &Tag) -> Option<Tag> {
        let is_hidden =
            |tag: &Tag| !self.hidden.is_empty() && self.hidden.contains(&fold(tag.name()));
        let known = self.tag(tag.name()).unwrap_or(tag);
        (!is_hidden(tag) && !is_hidden(known)).then(|| known.clone())
    }

    fn new(table: &TopicTable) -> Self {
        let names = names(table);
        let topic = |row: &TopicRow| KnownTopic {
            tag: Tag::with_display(&row.name, &row.display),
            shown: None,
            broader: row
                .broader
                .iter()
                .filter_map(|name| names.get(&fold(name)).copied())
                .collect(),
            lead: row.lead,
        };
        let topics = table.topic.iter().map(topic).collect();
        let mut vocabulary = Self {
            topics,
            names,
            hidden: HashSet::new(),
            finder: finder(table),
        };
        vocabulary.refine();
        vocabulary
    }

    /// The topic that is called by this name or by another of its names.
    pub fn tag(&self, name: &str) -> Option<&Tag> {
        let at = *self.names.get(&fold(name))?;
        self.topics.get(at).map(|topic| &topic.tag)
    }

    /// All topics.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = &Tag> {
        self.topics.iter().map(|topic| &topic.tag)
    }

    pub(super) fn topic(&self, at: usize) -> Option<&KnownTopic> {
        self.topics.get(at)
    }
}

/// A name in the form for comparing: `Machine Learning`, `machine-learning` and `machinelearning` are one.
pub fn fold(name: &str) -> String {
    letters(name).collect()
}

/// True if both names are one when [folded](fold).
pub fn is_same_name(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    let kept = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase)
}

/// The places of all topics, by all their names, folded. What a topic is called counts before what others are called, too.
fn names(table: &TopicTable) -> HashMap<String, usize> {
    let rows = || table.topic.iter().enumerate();
    let mut names: HashMap<_, _> = rows().map(|(at, row)| (fold(&row.name), at)).collect();
    for (at, row) in rows() {
        let others = iter::once(&row.display).chain(&row.aliases);
        for name in others.chain(&row.words) {
            names.entry(fold(name)).or_insert(at);
        }
    }
    names
}

/// The finder of all words.
fn finder(table: &TopicTable) -> WordFinder<Option<TopicWord>> {
    let nothing = table.nothing.iter().map(|word| (word, false, None));
    let rows = table.topic.iter().enumerate();
    let words = rows.flat_map(|(at, row)| words(at, row)).chain(nothing);
    WordFinder::new(
        words
            .flat_map(|(word, exact, sense)| spellings(word).map(move |word| (word, exact, sense))),
    )
}

/// The words of a topic, true for the exact ones.
fn words(topic: usize, row: &TopicRow) -> impl Iterator<Item = (&String, bool, Option<TopicWord>)> {
    let of = move |words, exact, implied| {
        let sense = Some(TopicWord { topic, implied });
        <[String]>::iter(words).map(move |word| (word, exact, sense))
    };
    let others = of(&row.exact, true, false).chain(of(&row.implying, false, true));
    of(&row.words, false, false).chain(others)
}

/// A word, without its spaces if it is of a script that need not have them, and with the apostrophe of printed text.
fn spellings(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let joined = (word.contains(' ') && word.chars().any(|c| c >= '\u{2e80}'))
        .then(|| word.replace(' ', ""));
    let printed = word.contains('\'').then(|| word.replace('\'', "’"));
    let others = joined.into_iter().chain(printed);
    [word.into()].into_iter().chain(others.map(Cow::Owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(tag: &str, name: &str) -> TagRule {
        TagRule {
            tag: tag.to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn the_user_renames_merges_and_hides() {
        let rules = [
            rule("golang", "Sea language"),
            rule("nats", "Kafka"),
            rule("newsletter", ""),
        ];
        let own = "[[topic]]\nname = \"redis\"\ndisplay = \"Red store\"\nwords = [\"redstore\"]\n";
        let vocabulary = Vocabulary::with(own, &rules).unwrap();
        let refined = |name: &str| Some(vocabulary.refined(&Tag::new(name)?)?.display().to_owned());
        let table = [
            ("go", Some("Go")),
            ("golang", Some("Sea language")),
            ("nats", Some("Kafka")),
            ("Newsletter", None),
            ("redis", Some("Red store")),
            ("Lighthouse", Some("Lighthouse")),
        ];
        for (name, want) in table {
            assert_eq!(refined(name).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn a_file_that_is_no_table_of_topics_is_an_error() {
        assert!(Vocabulary::with("[[topic]]\nnome = \"x\"", &[]).is_err());
    }
}
