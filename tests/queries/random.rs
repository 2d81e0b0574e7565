//! Queries at random: they never panic, and what is displayed parses to the same query.

use backissue::query::Query;
use proptest::{prelude::*, test_runner::FileFailurePersistence};

/// Pieces that queries are made of, and some that they are not.
const PIECES: &[&str] = &[
    "redis",
    "러스트",
    "ㄹㅅㅌ",
    "cafe\u{301}",
    "Ｇｏ",
    "👍🏽",
    "-",
    "|",
    "(",
    ")",
    "\"",
    "/",
    "\\",
    " ",
    "  ",
    ",",
    ":",
    "#",
    "..",
    "\t",
    "\u{a0}",
    "\u{0}",
    "title:",
    "tag:",
    "in:summary ",
    "date:",
    "2024",
    "-09",
    "newer:",
    "2w",
    "is:",
    "read",
    "unread",
    "sort:",
    "-date",
    "number:",
    "length:",
    "7",
    "domain:",
    "go.dev",
    "has:",
    "code",
    "lang:",
    "ko",
    "foo:",
    "[a-z]+",
    "İ",
];

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 2000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_query_displays_as_what_it_was_parsed_from(text in text()) {
        let Ok(query) = Query::parse(&text) else { return Ok(()) };
        let shown = query.to_string();
        let again = Query::parse(&shown);
        prop_assert!(again.as_ref() == Ok(&query), "{text:?} became {shown:?}: {again:?}");
    }
}
