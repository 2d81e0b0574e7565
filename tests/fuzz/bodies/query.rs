//! Bytes as a query, on a small archive.

use std::{
    cell::RefCell,
    sync::{LazyLock, atomic::AtomicBool},
};

use backissue::{
    model::{Archive, ArticleId, NoMarks},
    parse,
    query::{self, AsOf, Facets, Highlighter, Query, Searcher},
};

use super::choices;

const ISSUES: [(&str, &str); 3] = [
    (
        "2031-01-27-lantern-6.md",
        include_str!("../../fixtures/reader/2031-01-27-lantern-6.md"),
    ),
    (
        "2031-02-10-lantern-8.md",
        include_str!("../../fixtures/reader/2031-02-10-lantern-8.md"),
    ),
    (
        "2032-03-07-kelp-2.md",
        include_str!("../../fixtures/kelp/2032-03-07-kelp-2.md"),
    ),
];

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let mut archive = Archive::new("small");
    let issues = ISSUES.map(|(path, text)| parse::issue(path, None, text.as_bytes()).0.unwrap());
    archive.extend(issues);
    archive
});

thread_local! {
    /// Kept from run to run: what it learned of the archive stays true.
    static SEARCHER: RefCell<Searcher> = RefCell::default();
}

pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Query::parse(&text) {
        Err(error) => drop(error.to_string()),
        Ok(query) => {
            assert_displays_as_itself(&text, &query);
            // Regular expressions are made for each search: that takes far longer than to parse.
            match choices::below(16, bytes) {
                0 => search(&query, true),
                1 => search(&query, false),
                2 => highlight(&query),
                _ => (),
            }
        }
    }
}

pub fn assert_displays_as_itself(text: &str, query: &Query) {
    let shown = query.to_string();
    let again = Query::parse(&shown);
    assert!(
        again.as_ref() == Ok(query),
        "{text:?} became {shown:?}: {again:?}"
    );
}

fn search(query: &Query, all: bool) {
    let facets = SEARCHER.with_borrow_mut(|searcher| {
        let found = find(searcher, query);
        assert!(found.iter().all(|id| ARCHIVE.article(*id).is_some()));
        all.then(|| {
            if let Some(retyped) = query.retyped() {
                find(searcher, &retyped);
            }
            Facets::count(&ARCHIVE, &found, &NoMarks, &AtomicBool::new(false)).unwrap()
        })
    });
    if let Some(facets) = facets {
        complete(&query.to_string(), &facets);
    }
}

fn find(searcher: &mut Searcher, query: &Query) -> Vec<ArticleId> {
    let (today, marks) = (jiff::civil::date(2026, 11, 1), &NoMarks);
    let as_of = AsOf { today, marks };
    let found = searcher.run(&ARCHIVE, query, &as_of, &AtomicBool::new(false));
    found.unwrap().ids.to_vec()
}

fn complete(text: &str, facets: &Facets) {
    query::complete(text, facets);
    for id in query::titles(&ARCHIVE, text, &AtomicBool::new(false)).unwrap() {
        let title = ARCHIVE.article(id).unwrap().title().to_owned();
        for range in query::positions(text, &title) {
            assert!(title.get(range).is_some());
        }
    }
}

/// What is lit up lies within the text, in order, and between whole characters.
fn highlight(query: &Query) {
    let highlighter = Highlighter::new(query);
    for article in ARCHIVE.articles().take(8) {
        for text in [article.title(), article.body()] {
            let mut end = 0;
            for range in highlighter.in_text(text) {
                assert!(
                    end <= range.start && text.get(range.clone()).is_some(),
                    "{range:?}"
                );
                end = range.end;
            }
        }
        highlighter.in_title(article.title());
    }
}
