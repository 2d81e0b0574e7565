//! What holds for every text whatever: nothing panics, nothing is lost, line ends do not matter.

#![allow(clippy::format_collect, reason = "tests read better so")]

use std::time::{Duration, Instant};

use backissue::{
    cli::export::{self, Format},
    load::{self, Options},
    model::{Archive, Issue, LinkRef},
    parse,
};
use proptest::prelude::*;

use crate::{fuzz::bodies::loader::assert_nothing_lost, support::SNIPPETS};

fn text() -> impl Strategy<Value = String> {
    let snippet = prop::sample::select(SNIPPETS);
    let gap = prop::sample::select(&["\n", "\n\n", "\n\n\n", " "][..]);
    prop::collection::vec((snippet, gap), 0..24).prop_map(|rows| {
        rows.into_iter()
            .map(|(text, gap)| format!("{text}{gap}"))
            .collect()
    })
}

fn issue(text: &str) -> Option<Issue> {
    parse::issue("2031-02-03.md", None, text.as_bytes()).0
}

/// Titles, references and links.
fn outcome(issue: &Issue) -> Vec<(String, Option<String>, usize)> {
    let reference = |link: LinkRef<'_>| link.url().to_owned();
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

/// An archive exported to Markdown loads as the same articles.
pub fn assert_round_trip(archive: &Archive, what: &str) {
    let mut markdown = Vec::new();
    export::write(archive, Format::Md, &mut markdown).unwrap();
    let again = parse::issue("again.md", None, &markdown).0.unwrap();
    let rows = |archive: &Archive| -> Vec<(String, Option<String>)> {
        let articles = archive.articles();
        articles
            .map(|view| {
                (
                    view.title().to_owned(),
                    view.reference().map(|link| link.url().to_owned()),
                )
            })
            .collect()
    };
    let mut reloaded = Archive::new("again");
    reloaded.extend([again]);
    assert_eq!(
        rows(&reloaded),
        rows(archive),
        "{what}\n{}",
        String::from_utf8_lossy(&markdown)
    );
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
    fn markdown_round_trips(text in text()) {
        if let Some(issue) = issue(&text) {
            let mut archive = Archive::new("fog");
            archive.extend([issue]);
            assert_round_trip(&archive, &text);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[-#*_`~<>\\[\\](){}!|:\\\\ \n\t a가1、]{0,200}") {
        parse::issue("a.md", None, &bytes);
        if let Some(issue) = issue(&text) {
            assert_nothing_lost(&issue);
        }
    }
}

#[test]
fn hostile_sizes_take_time_in_proportion() {
    let million = 1_000_000;
    let texts = [
        ("one long line", "word ".repeat(100_000)),
        ("one long line of marks", ".## x ".repeat(100_000)),
        ("headings", "## a\n".repeat(20_000)),
        ("headings with prose", "## a\n\nb\n\n".repeat(20_000)),
        ("nested headings", "# a\n## b\n### c\n".repeat(15_000)),
        ("links", "[a](https://a.example/1) ".repeat(15_000)),
        ("bullets", "- [a](https://a.example/1)\n".repeat(15_000)),
        ("bare urls", "https://a.example/1 ".repeat(20_000)),
        (
            "urls that never end",
            format!("https://a.example/{}", ")".repeat(million)),
        ),
        (
            "nested lists",
            (0..2000)
                .map(|depth| format!("{}- a\n", " ".repeat(depth)))
                .collect(),
        ),
        ("nested quotes", ">".repeat(2000) + " a\n"),
        ("brackets", "[".repeat(100_000)),
        ("tags", "<a href=x ".repeat(100_000)),
        ("html", "<a href='https://a.example'>".repeat(15_000)),
        ("html blocks", "<div>\n<a hrefhref=''>\n\n".repeat(15_000)),
        ("numbered", "1、a\n\n".repeat(20_000)),
        ("bold", "**a**\n\n---\n\n".repeat(20_000)),
        (
            "cut links",
            "[a](https://a.example/1)[a.example](http://a.example)".repeat(20_000),
        ),
        (
            "tags in front matter",
            (0..50_000).fold("---\ntags: ".to_owned(), |tags, n| {
                tags + &format!("t{n}, ")
            }) + "\n---\n# a\n",
        ),
        (
            "definitions",
            (0..50_000)
                .map(|n| format!("[{n}]: https://a.example/{n}\n"))
                .collect(),
        ),
    ];
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
    for (name, text) in texts {
        let start = Instant::now();
        issue(&text).unwrap();
        let spent = start.elapsed();
        println!("{name}: {spent:?}");
        assert!(spent < limit, "{name} took {spent:?}");
    }
}

#[test]
fn the_sample_round_trips() {
    assert_round_trip(
        &load::archive(&[], &Options::default()).unwrap(),
        "the sample",
    );
}
