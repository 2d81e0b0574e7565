//! What searches find is what a slow and simple matcher finds, in archives and for queries at random.

use std::sync::atomic::AtomicBool;

use backissue::{
    model::{Archive, Article, ArticleView, Issue, NoMarks, Span, Tag},
    query::{self, AsOf, Facets, Query, Searcher},
};
use proptest::{prelude::*, test_runner::FileFailurePersistence};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What texts are made of: Hangul, cased letters, letters with marks composed and decomposed, full width, emoji.
const PIECES: &[&str] = &[
    "러",
    "스",
    "트",
    "분산",
    "분",
    "사",
    "나",
    "락",
    "go",
    "Go",
    "GO",
    "e",
    "E",
    "東京",
    "x",
    " ",
    "\n",
    "  ",
    "1",
    "-",
    "&",
    "n",
    "é",
    "e\u{301}",
    "É",
    "Ｇ",
    "ｏ",
    "👍🏽",
    "👨‍👩‍👧",
    "１",
    "ñ",
];

/// So many of the pieces, the first, are letters in their plain form.
const PLAIN: usize = 22;

/// A query that the simple matcher understands as well.
#[derive(Clone, Debug)]
enum Wanted {
    Words(String),
    Tag(&'static str),
    Not(Box<Wanted>),
    All(Vec<Wanted>),
    Any(Vec<Wanted>),
}

const TAGS: &[&str] = &["go", "rust", "안개"];

impl Wanted {
    fn text(&self) -> String {
        let join =
            |parts: &[Self], by: &str| parts.iter().map(Self::text).collect::<Vec<_>>().join(by);
        match self {
            Self::Words(words) => format!("\"{words}\""),
            Self::Tag(tag) => format!("#{tag}"),
            Self::Not(inner) => format!("-({})", inner.text()),
            Self::All(parts) => format!("({})", join(parts, " ")),
            Self::Any(parts) => format!("({})", join(parts, " | ")),
        }
    }

    fn holds(&self, view: &ArticleView<'_>) -> bool {
        match self {
            Self::Words(words) => {
                let names = view.tags().map(Tag::name);
                let mut texts = names.chain([view.text(), view.title()]);
                texts.any(|text| contains(text, words))
            }
            Self::Tag(tag) => view.tags().any(|other| other.name() == *tag),
            Self::Not(inner) => !inner.holds(view),
            Self::All(parts) => parts.iter().all(|part| part.holds(view)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(view)),
        }
    }
}

/// Every start is tried, letter after letter.
fn contains(text: &str, words: &str) -> bool {
    let needle = letters(words);
    let sensitive = needle
        .iter()
        .any(|letter| letter.chars().any(char::is_uppercase));
    let text = letters(text);
    (0..text.len()).any(|start| {
        let rest = &text[start..];
        needle.len() <= rest.len()
            && needle
                .iter()
                .zip(rest)
                .all(|(wanted, found)| same(wanted, found, sensitive))
    })
}

/// Letters with their marks, in plain width; white space of any length is one letter.
fn letters(text: &str) -> Vec<String> {
    let mut letters: Vec<String> = Vec::new();
    for c in text.nfc() {
        let c = if c == '１' || c == 'Ｇ' || c == 'ｏ' {
            c.nfkc().next().unwrap()
        } else {
            c
        };
        match letters.last_mut() {
            Some(last) if c.is_whitespace() && last == " " => {}
            Some(last) if is_combining_mark(c) => last.push(c),
            _ => letters.push(if c.is_whitespace() { ' ' } else { c }.to_string()),
        }
    }
    letters
}

/// A plain letter is found with any marks.
fn same(wanted: &str, found: &str, sensitive: bool) -> bool {
    let fold = |text: &str| {
        if sensitive {
            text.to_owned()
        } else {
            text.to_lowercase()
        }
    };
    let plain = |text: &str| {
        text.nfd()
            .filter(|c| !is_combining_mark(*c))
            .nfc()
            .collect::<String>()
    };
    let (wanted, found) = (fold(wanted), fold(found));
    wanted == found || (wanted.is_ascii() && plain(&found) == wanted)
}

fn words() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 1..4);
    pieces
        .prop_map(|pieces| pieces.concat())
        .prop_filter("words", |words| {
            !words.trim().is_empty() && words.trim() == words
        })
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let one = prop_oneof![
        4 => words().prop_map(Wanted::Words),
        1 => prop::sample::select(TAGS).prop_map(Wanted::Tag),
    ];
    one.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Wanted::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Wanted::All),
            prop::collection::vec(inner, 1..3).prop_map(Wanted::Any),
        ]
    })
}

fn archive() -> impl Strategy<Value = Archive> {
    prop_oneof![archive_of(PIECES), archive_of(&PIECES[..PLAIN])]
}

fn archive_of(pieces: &'static [&'static str]) -> impl Strategy<Value = Archive> {
    let text = prop::collection::vec(prop::sample::select(pieces), 0..12)
        .prop_map(|pieces| pieces.concat());
    let tags = prop::sample::subsequence(TAGS, 0..=2);
    let issue = prop::collection::vec((text.clone(), text, tags), 0..5)
        .prop_map(|articles| issue(&articles));
    prop::collection::vec(issue, 1..4).prop_map(|issues| {
        let mut archive = Archive::new("random");
        archive.extend(issues.into_iter().map(std::sync::Arc::new));
        archive
    })
}

/// Texts of articles with something of no article between them. A title is first in its text, or nowhere in it.
fn issue(articles: &[(String, String, Vec<&'static str>)]) -> Issue {
    let mut source = String::new();
    let mut spans = Vec::new();
    for (n, (title, text, _)) in articles.iter().enumerate() {
        source.push_str("go e 러 between");
        let start = source.len();
        if n % 2 == 0 {
            source.push_str(title);
        }
        source.push('.');
        source.push_str(text);
        spans.push(Span::new(start..source.len()));
        source.push('|');
    }
    let articles = articles.iter().zip(spans);
    let articles = articles.map(|((title, _, tags), span)| Article {
        title: title.as_str().into(),
        span,
        tags: tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
        ..Article::default()
    });
    let articles = articles.collect();
    Issue {
        articles,
        source: source.into(),
        ..Issue::default()
    }
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn searches_find_what_a_slow_matcher_finds(archive in archive(), wanted in wanted(), more in wanted()) {
        let as_of = AsOf { today: jiff::civil::date(2024, 1, 1), marks: &NoMarks };
        let go = AtomicBool::new(false);
        let query: Query = wanted.text().parse().unwrap();
        let expected: Vec<_> = archive.articles().filter(|view| wanted.holds(view)).map(|view| view.id).collect();
        let found = query::run(&archive, &query, &as_of, &go).unwrap();
        if !found.loosened {
            prop_assert_eq!(&*found.ids, &expected, "{}", query);
        }

        // What is narrowed from an earlier answer is what a search of its own finds.
        let narrower = query.clone().and(more.text().parse().unwrap());
        let mut searcher = Searcher::default();
        searcher.run(&archive, &query, &as_of, &go);
        let narrowed = searcher.run(&archive, &narrower, &as_of, &go).unwrap();
        prop_assert_eq!(narrowed, query::run(&archive, &narrower, &as_of, &go).unwrap(), "{}", narrower);
    }

    /// One word after the other, in the same prompt, and now and then one that will not grow: what was found before is
    /// remembered, and what follows is looked up where there was time for it.
    #[test]
    fn typing_letter_by_letter_finds_what_the_whole_finds(archive in archive(), texts in prop::collection::vec(words(), 1..4), mut times: u64) {
        let as_of = AsOf { today: jiff::civil::date(2024, 1, 1), marks: &NoMarks };
        let go = AtomicBool::new(false);
        let mut searcher = Searcher::default();
        for text in texts {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            for query in ends.filter_map(|end| Query::parse(&text[..end]).ok()) {
                let query = if times & 6 == 0 { query } else { query.typing() };
                let typed = searcher.run(&archive, &query, &as_of, &go);
                prop_assert_eq!(&typed, &query::run(&archive, &query, &as_of, &go), "{}", query);
                let tags = Facets::count(&archive, &typed.unwrap().ids, &NoMarks, &go).unwrap().tags;
                prop_assert_eq!(tags, query::facets::tags(&archive, &searcher.run(&archive, &query, &as_of, &go).unwrap().ids));
                times = times.rotate_right(1);
            }
        }
    }
}
