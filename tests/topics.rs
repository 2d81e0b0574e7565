//! The topics that articles are tagged with: `assets/topics.toml` is made from the files in `assets/topics/`.
//!
//! `UPDATE_TOPICS=1 cargo test --test suite topics` writes it anew.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::PathBuf,
};

use backissue::topics::{TopicRow, TopicTable, Vocabulary};
use serde::Deserialize;

/// The hand-written half, `own.toml` and `languages.toml`.
#[derive(Deserialize)]
struct OwnTopics {
    /// Topics of GitHub's that are left out.
    drop: HashSet<String>,
    /// Words of GitHub's list that find nothing.
    stop: Vec<String>,
    /// Display forms that count in their case only.
    exact: HashSet<String>,
    nothing: Vec<String>,
    topic: BTreeMap<String, OwnTopic>,
}

#[derive(Deserialize)]
struct OwnTopic {
    display: String,
    /// The topic's name in GitHub's list, where it is another one.
    github: Option<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
    #[serde(default)]
    implying: Vec<String>,
    #[serde(default)]
    broader: Vec<String>,
    #[serde(default = "yes")]
    lead: bool,
}

/// `languages.toml`: for each language the words of topics.
type Languages = BTreeMap<String, BTreeMap<String, Vec<String>>>;

fn yes() -> bool {
    true
}

/// A line of `github.tsv`.
struct GithubTopic {
    name: String,
    display: String,
    aliases: Vec<String>,
}

fn asset(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(name)
}

/// The hand-written topics, with their words in other languages.
fn own() -> OwnTopics {
    let read = |name| fs::read_to_string(asset(name)).unwrap();
    let mut own: OwnTopics = toml::from_str(&read("topics/own.toml")).unwrap();
    let languages: Languages = toml::from_str(&read("topics/languages.toml")).unwrap();
    for (name, words) in languages.into_values().flatten() {
        let topic = own.topic.get_mut(&name);
        let topic = topic.unwrap_or_else(|| panic!("languages.toml: no topic {name}"));
        topic.words.extend(words);
    }
    for topic in own.topic.values_mut() {
        let mut known = HashSet::new();
        topic.words.retain(|word| known.insert(plain(word)));
    }
    own
}

fn github() -> Vec<GithubTopic> {
    let table = fs::read_to_string(asset("topics/github.tsv")).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let topic = |line: &str| {
        let mut cells = line.split('\t').map(str::trim);
        let mut cell = || cells.next().unwrap_or_default().to_owned();
        let (name, display, aliases) = (cell(), cell(), cell());
        let aliases = aliases
            .split(',')
            .map(str::trim)
            .filter(|alias| !alias.is_empty());
        GithubTopic {
            name,
            display: without_brackets(&display),
            aliases: aliases.map(str::to_owned).collect(),
        }
    };
    lines.map(topic).collect()
}

/// `Finite Element Method` of `Finite Element Method (FEM)`.
fn without_brackets(text: &str) -> String {
    text.split(" (")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// A word as it is compared.
fn plain(word: &str) -> String {
    let words = word.to_lowercase().replace(['-', '_'], " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What decides which words of GitHub's list find a topic.
struct Rules {
    stop: HashSet<String>,
    exact: HashSet<String>,
    /// Words of the hand-written topics.
    taken: HashSet<String>,
}

impl Rules {
    /// A topic from both lists; either half may be missing.
    fn row(&self, own: Option<(&String, &OwnTopic)>, github: Option<&GithubTopic>) -> TopicRow {
        let mut row = match (own, github) {
            (Some((name, own)), _) => TopicRow {
                name: name.clone(),
                display: own.display.clone(),
                words: own.words.clone(),
                exact: own.exact.clone(),
                implying: own.implying.clone(),
                broader: own.broader.clone(),
                aliases: Vec::new(),
                lead: own.lead,
            },
            (None, github) => self.github_row(github.unwrap()),
        };
        if let Some(github) = github {
            let display = own.is_none().then_some(&github.display);
            let names = display
                .into_iter()
                .chain([&github.name])
                .chain(&github.aliases);
            for name in names {
                self.add(&mut row, name);
            }
        }
        row
    }

    fn github_row(&self, github: &GithubTopic) -> TopicRow {
        let display = if github.display.is_empty() {
            &github.name
        } else {
            &github.display
        };
        let is_exact = self.exact.contains(display);
        TopicRow {
            name: github.name.clone(),
            display: display.clone(),
            words: Vec::new(),
            exact: is_exact.then(|| display.clone()).into_iter().collect(),
            implying: Vec::new(),
            broader: Vec::new(),
            aliases: Vec::new(),
            lead: true,
        }
    }

    /// Adds a name of GitHub's as a word, or as an alias if a text that has it need not be about the topic.
    fn add(&self, row: &mut TopicRow, name: &str) {
        let word = plain(name);
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        let mut exact = row.exact.iter().chain(&self.exact);
        let is_exact = exact.any(|exact| plain(exact) == word);
        let finds =
            letters > 3 && !is_exact && !self.stop.contains(&word) && !self.taken.contains(&word);
        let known = |words: &[String]| words.iter().any(|known| plain(known) == word);
        if finds && !known(&row.words) {
            row.words.push(word);
        } else if !finds && word != plain(&row.name) && !known(&row.aliases) {
            row.aliases.push(name.to_owned());
        }
    }
}

/// The whole table, by name.
fn table() -> TopicTable {
    let (own, github) = (own(), github());
    let words = own.topic.values().flat_map(|topic| &topic.words);
    let rules = Rules {
        stop: own.stop.iter().map(|word| plain(word)).collect(),
        exact: own.exact.clone(),
        taken: words.map(|word| plain(word)).collect(),
    };
    let listed: HashMap<&str, &GithubTopic> =
        github.iter().map(|topic| (&*topic.name, topic)).collect();
    let in_list = |name: &String, topic: &OwnTopic| {
        let name = topic.github.as_ref().unwrap_or(name);
        listed.get(&**name).copied()
    };
    let written = own
        .topic
        .iter()
        .map(|(name, topic)| (in_list(name, topic), name, topic));
    let written: Vec<_> = written.collect();
    let used: HashSet<&str> = written
        .iter()
        .filter_map(|(github, ..)| Some(&*(*github)?.name))
        .collect();
    let mut rows: Vec<TopicRow> = written
        .iter()
        .map(|(github, name, topic)| rules.row(Some((name, topic)), *github))
        .collect();
    let others = github
        .iter()
        .filter(|topic| !used.contains(&*topic.name) && !own.drop.contains(&topic.name));
    rows.extend(others.map(|topic| rules.row(None, Some(topic))));
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    TopicTable {
        nothing: own.nothing,
        topic: rows,
    }
}

/// The file as it should be.
fn generated() -> String {
    let head = "# Generated from assets/topics/ by `UPDATE_TOPICS=1 cargo test --test suite topics`. Don't edit.\n\
                # Names, display forms and aliases of topics are based on github.com/github/explore, CC BY 4.0.\n\n";
    format!("{head}{}", toml::to_string(&table()).unwrap())
}

#[test]
fn the_table_is_fresh() {
    let want = generated();
    if std::env::var_os("UPDATE_TOPICS").is_some() {
        fs::write(asset("topics.toml"), &want).unwrap();
    }
    let found = fs::read_to_string(asset("topics.toml")).unwrap();
    assert!(
        found == want,
        "assets/topics.toml is stale; see tests/topics.rs"
    );
}

#[test]
fn the_table_is_sound() {
    let table = table();
    assert!(table.topic.len() >= 1000, "{} topics", table.topic.len());
    let names: HashSet<_> = table.topic.iter().map(|row| &row.name).collect();
    assert_eq!(names.len(), table.topic.len(), "a name stands twice");
    for row in &table.topic {
        for broader in &row.broader {
            assert!(
                names.contains(broader),
                "{} has no wider topic {broader}",
                row.name
            );
        }
    }
}

#[test]
fn every_name_leads_to_its_topic() {
    let vocabulary = Vocabulary::built_in();
    let table = [
        ("golang", "go"),
        ("Go", "go"),
        ("postgres", "postgresql"),
        ("k8s", "kubernetes"),
        ("js", "javascript"),
        ("cpp", "c++"),
        ("Machine Learning", "machine-learning"),
        ("machinelearning", "machine-learning"),
        ("nextjs", "next.js"),
    ];
    for (name, want) in table {
        assert_eq!(vocabulary.tag(name).unwrap().name(), want, "{name}");
    }
    assert!(vocabulary.tag("fog of the sea").is_none());
}
