//! What queries find, and what is said of those that cannot be read.

pub mod library;
mod random;
mod reference;

use std::sync::atomic::AtomicBool;

use backissue::{
    model::{Archive, NoMarks},
    query::{self, AsOf, Facets, Matches, ParseError, Query},
};

fn as_of() -> AsOf<'static> {
    AsOf {
        today: jiff::civil::date(2024, 10, 1),
        marks: &NoMarks,
    }
}

fn find(archive: &Archive, query: &Query) -> Matches {
    query::run(archive, query, &as_of(), &AtomicBool::new(false)).unwrap()
}

fn titles(archive: &Archive, found: &Matches) -> Vec<String> {
    let views = found.ids.iter().filter_map(|&id| archive.article(id));
    views.map(|view| view.title().to_owned()).collect()
}

/// The first letters of the titles found stand for the articles of the library.
fn letters(query: &str) -> String {
    let archive = library::archive();
    let found = find(&archive, &Query::parse(query).unwrap());
    titles(&archive, &found)
        .iter()
        .filter_map(|title| title.chars().next())
        .collect()
}

#[test]
fn each_part_of_the_language_finds_its_articles() {
    for (query, expected) in library::TABLE {
        assert_eq!(letters(query), *expected, "{query}");
    }
}

#[test]
fn letters_are_found_in_every_form() {
    let table = [
        ("don't", "Don’t fear the fog", true),
        ("don’t", "don't fear the fog", true),
        ("strasse", "Die Straße", true),
        ("straße", "DIE STRASSE", true),
        ("Straße", "Strasse", true),
        ("spas", "Spaß", true),
        ("fish", "ﬁsh", true),
        ("office", "oﬃce oﬀice", true),
        ("ﬁsh", "fish", true),
        ("елка", "Ёлка", true),
        ("ёлка", "елка", true),
        ("и", "й", false),
        ("αρχη", "ἀρχή", true),
        ("ἀρχή", "αρχη", false),
        ("שלום", "שָׁלוֹם", true),
        ("שָׁלוֹם", "שלום", true),
        ("محمد", "مُحَمَّد", true),
        ("احمد", "أحمد", true),
        ("がくせい", "ガクセイ", true),
        ("ガイド", "ｶﾞｲﾄﾞ", true),
        ("がえる", "か\u{3099}える", true),
        ("か", "が", false),
        ("国际", "國際", true),
        ("國際", "国际", true),
        ("cafe", "CAFÉ", true),
        ("café", "cafe", false),
    ];
    for (query, title, expected) in table {
        let archive = library::titled(title);
        let found = find(&archive, &Query::parse(query).unwrap());
        assert_eq!(found.ids.len() == 1, expected, "{query} in {title}");
    }
}

#[test]
fn while_typing_the_last_word_may_grow() {
    let archive = library::archive();
    let typed = |text| {
        titles(
            &archive,
            &find(&archive, &Query::parse(text).unwrap().typing()),
        )
    };
    for text in ["러ㅅ", "러스", "러슽", "#ru"] {
        assert!(
            typed(text).iter().any(|title| title.contains("러스트")),
            "{text}"
        );
    }
    assert_eq!(typed("소유궈").len(), 1, "on the way to 소유권");
    for ended in ["소유궈 ", "\"소유궈\"", "(소유궈)", "소유궈 sort:date"] {
        assert!(typed(ended).is_empty(), "{ended}");
    }
}

#[test]
fn spaces_in_korean_words_do_not_count_if_nothing_else_is_found() {
    let archive = library::archive();
    let found = |text| find(&archive, &Query::parse(text).unwrap());
    let loose = found("\"분산락\"");
    assert!(loose.loosened);
    assert_eq!(loose.ids, found("\"분산 락\"").ids);
    assert!(!found("\"분산 락\"").loosened);
    assert!(!found("없는말").loosened);
}

#[test]
fn errors_point_at_the_column_and_say_what_was_expected() {
    let table = [
        (
            "date:yesterdayish",
            "column 6: expected a date such as 2024-09 or 2024-01..2024-03, found `yesterdayish`",
        ),
        (
            "redis \"unclosed",
            "column 16: expected `\"` to end the phrase, found the end",
        ),
        (
            "/(/",
            "column 1: expected a regular expression (unclosed group), found `/(/`",
        ),
        (
            "is:raed",
            "column 4: expected unread, read, starred, queued, opened or new, found `raed`",
        ),
        (
            "러스트 | ",
            "column 7: expected a term after `|`, found the end",
        ),
        ("| a", "column 1: expected a term before `|`, found `|`"),
        ("(a b", "column 5: expected `)`, found the end"),
        (
            "a)",
            "column 2: expected the end of the query or a `(` before this, found `)`",
        ),
        ("a -", "column 4: expected a term, found the end"),
        ("#", "column 2: expected a tag, found the end"),
        (
            "sort:size",
            "column 6: expected date, title, issue or relevance, found `size`",
        ),
        (
            "in:summary",
            "column 11: expected a word to find in that section, found the end",
        ),
        (
            "date:2024-03..2024-01",
            "column 6: expected a date such as 2024-09 or 2024-01..2024-03, found `2024-03..2024-01`",
        ),
    ];
    for (query, expected) in table {
        let error = Query::parse(query).unwrap_err();
        assert_eq!(error.to_string(), expected, "{query}");
    }
    let ParseError {
        column, expected, ..
    } = Query::parse("go tilte:x").unwrap_err();
    assert_eq!(column, 4);
    assert!(
        expected.starts_with("a field such as title:, tag:"),
        "{expected}"
    );
}

#[test]
fn a_cancelled_search_gives_no_answer() {
    let archive = library::archive();
    let cancelled = AtomicBool::new(true);
    assert_eq!(
        query::run(&archive, &Query::everything(), &as_of(), &cancelled),
        None
    );
}

#[test]
fn queries_of_tags_are_made_without_writing_them() {
    let archive = library::archive();
    let ids = find(&archive, &Query::everything()).ids;
    let facets = Facets::count(&archive, &ids, &NoMarks, &AtomicBool::new(false));
    let tags = facets.unwrap().tags;
    let name = |at: usize| (tags[at].0.name().to_owned(), tags[at].1);
    assert_eq!(name(0), ("redis".to_owned(), 2), "most frequent first");
    let both = Query::tags(
        tags.iter()
            .map(|(tag, _)| tag)
            .filter(|tag| ["go", "redis"].contains(&tag.name())),
    );
    assert_eq!(find(&archive, &both).ids.len(), 1);
    assert_eq!(Query::parse(&both.to_string()).unwrap(), both);
}

#[test]
fn a_query_that_was_pasted_by_mistake_is_refused_at_once() {
    let start = std::time::Instant::now();
    for (text, want) in [
        (
            "fog ".repeat(300_000),
            "a query of at most 4096 bytes, found `1200000 bytes`",
        ),
        ("a ".repeat(1000), "at most 300 terms, found `more`"),
    ] {
        let error = Query::parse(&text).unwrap_err().to_string();
        assert!(error.ends_with(want), "{error}");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(1));
}
