//! The topics that articles are tagged with: `assets/topics.toml` is made from the files in `assets/topics/`.
//!
//! `UPDATE_TOPICS=1 cargo test --test suite topics` writes it anew.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::PathBuf,
};

use backissue::{
    load,
    model::{Archive, Tag},
    topics::{ArticleTexts, TopicPlace, TopicRow, TopicTable, Vocabulary},
};
use serde::Deserialize;

/// The hand-written half, `own.toml`.
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

fn own() -> OwnTopics {
    toml::from_str(&fs::read_to_string(asset("topics/own.toml")).unwrap()).unwrap()
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

#[test]
fn titles_are_tagged_with_what_they_are_about() {
    let table: [(&str, &[&str]); 24] = [
        ("A quiet spring at the pier", &[]),
        ("The harbour master: an interview", &[]),
        ("Press coverage of the storm", &[]),
        ("A performance review of the lamp", &[]),
        ("The lighthouse goes live, and where to go from here", &[]),
        ("How to Go Beyond the Bay", &[]),
        ("The Matrix, seen again", &[]),
        ("灯塔的开发日志", &[]),
        ("灯台のデザインコンテスト", &[]),
        ("등대지기의 인증샷", &[]),
        ("Spring Boot at the pier", &["spring", "spring-boot"]),
        ("Go1.22 by the sea", &["go"]),
        ("iOS17 for keepers", &["ios"]),
        ("Claude keeps the lamp", &["claude"]),
        ("A/B testing of two horns", &["ab-testing"]),
        ("Ransomware in the harbour", &["ransomware"]),
        ("Typefaces for buoys", &["typography"]),
        ("Notes of a product manager", &["product-management"]),
        ("Telescopes and black holes", &["astronomy"]),
        ("灯塔的渗透测试", &["security"]),
        ("容器技术与灯塔", &["containers"]),
        ("등대의 단위테스트", &["testing"]),
        ("灯台のパフォーマンス改善", &["performance"]),
        ("灯台のチャットボット", &["chatbot"]),
    ];
    for (title, want) in table {
        let texts = ArticleTexts {
            title,
            ..ArticleTexts::default()
        };
        let vocabulary = Vocabulary::built_in();
        let reasons = vocabulary.reasons(&texts);
        let named = reasons
            .iter()
            .filter(|reason| reason.place == TopicPlace::Title);
        let found: Vec<_> = named.map(|reason| reason.tag.name()).collect();
        assert_eq!(found, want, "{title}");
    }
}

/// An archive of these files.
fn archive(files: &[(&str, &str)]) -> Archive {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    load::archive(&[folder.path().to_owned()], &load::Options::default()).unwrap()
}

/// The titles of the articles that bear a tag.
fn bearing(archive: &Archive, name: &str) -> Vec<String> {
    let views = archive.articles();
    let views = views.filter(|view| view.tags().any(|tag| tag.name() == name));
    views.map(|view| view.title().to_owned()).collect()
}

#[test]
fn tags_of_an_issue_of_several_articles_stay_with_the_issue() {
    let issue = "---\ntitle: Lamp 1\ntags: [PostgreSQL, OpenTelemetry]\n---\n\
                 ## [Postgres by the sea](https://sea.example/1)\n\nTables at low tide.\n\n\
                 ## [Fog horns](https://horn.example/2)\n\nThey are loud.\n";
    let archive = archive(&[("1.md", issue)]);
    assert_eq!(bearing(&archive, "postgresql"), ["Postgres by the sea"]);
    assert_eq!(bearing(&archive, "opentelemetry"), [""; 0]);
    let tags: Vec<_> = archive
        .issues()
        .flat_map(|(_, issue)| issue.tags.iter().map(Tag::name))
        .collect();
    assert_eq!(tags, ["postgresql", "opentelemetry"]);
}

#[test]
fn an_article_alone_in_its_issue_has_the_tags_of_the_issue() {
    let issue = "---\ntitle: A quiet night\ntags: [golang, lighthouse]\n---\nThe lamp burned.\n";
    let archive = archive(&[("1.md", issue)]);
    assert_eq!(bearing(&archive, "go"), ["A quiet night"]);
    assert_eq!(bearing(&archive, "lighthouse"), ["A quiet night"]);
}

/// Issues of seven articles with one tag each; of the last issue so many do not name it.
fn themed(tags: &[&str], strangers: usize) -> Vec<(String, String)> {
    let issue = |(n, tag): (usize, &&str)| {
        let strange = if n + 1 == tags.len() { strangers } else { 0 };
        let articles = (0..7).map(|at| {
            let title = if at < strange { "Fog horns" } else { tag };
            format!("## [{title} at pier {at}](https://sea.example/{n}/{at})\n\nA note.\n\n")
        });
        let text = format!(
            "---\ntitle: Lamp {n}\ntags: [{tag}]\n---\n{}",
            articles.collect::<String>()
        );
        (format!("{n}.md"), text)
    };
    tags.iter().enumerate().map(issue).collect()
}

#[test]
fn articles_have_the_topic_of_their_issue_where_the_archive_proves_it() {
    let table: [(&[&str], usize, usize); 4] = [
        (&["Kafka", "Redis", "PostgreSQL"], 2, 7),
        (&["Kafka", "Redis", "PostgreSQL"], 3, 4),
        (&["Kafka", "PostgreSQL"], 1, 6),
        (&["PostgreSQL", "PostgreSQL", "PostgreSQL"], 2, 19),
    ];
    for (tags, strangers, want) in table {
        let files = themed(tags, strangers);
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        let found = bearing(&archive(&files), "postgresql").len();
        assert_eq!(found, want, "{tags:?}, {strangers} of them strange");
    }
}

#[test]
fn no_topic_comes_from_a_url_in_a_title() {
    let issue = "# Lamp 1\n\n- Errors at sea https://sea.example/rust/exceptions.html\n\
                 - Nets https://github.com/nets/docker\n- Tides https://tides.example/css.json\n";
    let archive = archive(&[("1.md", issue)]);
    assert_eq!(archive.article_count(), 3);
    for view in archive.articles() {
        assert_eq!(view.tags().count(), 0, "{}", view.title());
    }
}

/// A paper of the day whose items are a title and a URL, in all the ways that people leave out what divides them.
#[test]
fn no_topic_comes_from_a_url_in_a_title_of_a_whole_archive() {
    let url =
        |n: u32| format!("https://github.example/golang/docker-{n}/kubernetes-testing-api.html");
    let items = |n: u32| {
        [
            format!("1. 灯塔 {}", url(n)),
            format!("2. 灯塔守夜{}", url(n + 1)),
            format!("3. Nets nets{}", url(n + 2)),
            format!("4. {}", url(n + 3)),
            format!("5. 海雾：{}", url(n + 4)),
            format!("6. 海雾 [{}]({})", url(n + 5), url(n + 5)),
            format!("7. 海雾 <{}> www.docker.com/rust-{n}", url(n + 6)),
        ]
    };
    let mut issues = Vec::new();
    for n in 1..=12 {
        let text = format!(
            "# 灯塔每日新闻 (2031-02-{n:02})\n\n{}\n",
            items(7 * n).join("\n")
        );
        issues.push((format!("2031-02-{n:02}.md"), text));
    }
    let files: Vec<_> = issues
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let archive = archive(&files);
    let with_urls = archive
        .articles()
        .filter(|view| view.title().contains("://"));
    assert!(with_urls.count() > 20);
    for view in archive.articles() {
        let names: Vec<_> = view.tags().map(Tag::name).collect();
        let is_shown = view.title().contains("://");
        assert!(!is_shown || names.is_empty(), "{}: {names:?}", view.title());
    }
}

#[test]
fn spellings_of_one_tag_are_one() {
    let issue = |n: u32, tag: &str| {
        format!(
            "---\ntitle: Lamp {n}\ntags: [{tag}]\n---\n## [a](https://a.example/{n})\n\n## [b](https://b.example/{n})\n"
        )
    };
    let (one, two) = (issue(1, "Sea Fog"), issue(2, "sea-fog"));
    let archive = archive(&[("1.md", &one), ("2.md", &two)]);
    let tags: HashSet<_> = archive
        .issues()
        .flat_map(|(_, issue)| issue.tags.clone())
        .collect();
    assert_eq!(tags.len(), 1, "{tags:?}");
}
