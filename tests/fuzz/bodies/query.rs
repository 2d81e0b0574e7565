//! Bytes as a query, on the archive that is built in.

use std::{
    cell::RefCell,
    sync::{LazyLock, atomic::AtomicBool},
};

use backissue::{
    load,
    model::{Archive, NoMarks},
    query::{self, Context, Facets, Highlighter, Query, Searcher},
};

static ARCHIVE: LazyLock<Archive> =
    LazyLock::new(|| load::archive(&[], &load::Options::default()).unwrap());

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
            search(&query);
            highlight(&query);
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

fn search(query: &Query) {
    let facets = SEARCHER.with_borrow_mut(|searcher| {
        let found = find(searcher, query);
        assert!(found.iter().all(|id| ARCHIVE.article(*id).is_some()));
        if let Some(retyped) = query.retyped() {
            find(searcher, &retyped);
        }
        searcher.facets(&ARCHIVE, &found, &NoMarks)
    });
    complete(&query.to_string(), &facets);
}

fn find(searcher: &mut Searcher, query: &Query) -> Vec<backissue::model::ArticleId> {
    let today = jiff::civil::date(2026, 11, 1);
    let marks = &NoMarks;
    let found = searcher.run(
        &ARCHIVE,
        query,
        &Context { today, marks },
        &AtomicBool::new(false),
    );
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
