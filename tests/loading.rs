//! What holds for every text whatever: nothing panics, nothing is lost, line ends do not matter.

use backissue::{
    model::{Issue, Link},
    parse,
};
use proptest::prelude::*;

use crate::{fuzz::bodies::loader::assert_nothing_lost, support::SNIPPETS};

fn text() -> impl Strategy<Value = String> {
    let snippet = prop::sample::select(SNIPPETS);
    let gap = prop::sample::select(&["\n", "\n\n", "\n\n\n", " "][..]);
    prop::collection::vec((snippet, gap), 0..24).prop_map(|rows| {
        rows.into_iter()
            .flat_map(|(text, gap)| [text, gap])
            .collect()
    })
}

fn issue(text: &str) -> Option<Issue> {
    parse::issue("2031-02-03.md", None, text.as_bytes()).0
}

/// Titles, references and links.
fn outcome(issue: &Issue) -> Vec<(String, Option<String>, usize)> {
    let reference = |link: &Link| link.url().to_owned();
    issue
        .each()
        .map(|article| {
            (
                article.title().to_owned(),
                article.reference().map(reference),
                article.links().len(),
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(text in text()) {
        if let Some(issue) = issue(&text) {
            assert_nothing_lost(&issue);
        }
    }

    #[test]
    fn line_ends_do_not_matter(text in text()) {
        let Some(plain) = issue(&text) else { return Ok(()) };
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        prop_assert_eq!(outcome(&issue(&windows).unwrap()), outcome(&plain));
        let padded = text.replace('\n', "  \n");
        prop_assert_eq!(outcome(&issue(&padded).unwrap()), outcome(&plain));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[-#*_`~<>\\[\\](){}!|:\\\\ \n\t a가1、]{0,200}") {
        parse::issue("a.md", None, &bytes);
        if let Some(issue) = issue(&text) {
            assert_nothing_lost(&issue);
        }
    }
}
