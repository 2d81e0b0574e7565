//! Bytes as an issue, or as a zip or tar of issues.

use std::{fs, io};

use backissue::{
    cli::export::{self, Format},
    load::{self, Options},
    model::{Archive, Issue, Span, identities},
    parse,
    source::Limits,
    text::clean,
};

/// Small, so that no input is slow because it is large.
const LIMITS: Limits = Limits {
    entries: 50,
    entry_bytes: 1 << 16,
    total_bytes: 1 << 18,
    ratio: 200,
};

pub fn run(bytes: &[u8]) {
    let signs: [&[u8]; 2] = [b"PK", b"\x1f\x8b"];
    let tar = bytes.get(257..262) == Some(b"ustar");
    if tar || signs.iter().any(|sign| bytes.starts_with(sign)) {
        container(bytes);
    }
    if let Some(issue) = parse::issue("2031-02-03.md", None, bytes).0 {
        assert_nothing_lost(&issue);
        let mut archive = Archive::new("fuzz");
        archive.extend([issue]);
        assert_sound(&archive);
    }
}

fn container(bytes: &[u8]) {
    // A name of its own for each process and thread.
    let name = format!(
        "backissue-fuzz-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    );
    let path = std::env::temp_dir().join(name);
    fs::write(&path, bytes).unwrap();
    let loaded = load::archive(std::slice::from_ref(&path), &Options { limits: LIMITS });
    fs::remove_file(path).unwrap();
    if let Ok(archive) = loaded {
        assert_sound(&archive);
    }
}

/// What lists show is clean and in one line, and every form of export can be written.
fn assert_sound(archive: &Archive) {
    for (_, issue) in archive.issues() {
        assert_clean(&issue.title);
        assert_clean(&issue.path);
        assert_eq!(identities(issue).len(), issue.articles.len());
    }
    for article in archive.articles() {
        assert_clean(article.title());
        article.tags().for_each(|tag| assert_clean(tag.name()));
        for link in article.links() {
            assert!(!link.url().contains(char::is_control), "{:?}", link.url());
        }
    }
    for warning in &archive.warnings {
        assert_clean(&warning.to_string());
    }
    for format in [
        Format::Json,
        Format::Csv,
        Format::Md,
        Format::Html,
        Format::Atom,
    ] {
        export::write(archive, format, &mut io::sink()).unwrap();
    }
}

fn assert_clean(text: &str) {
    assert_eq!(clean::line(text), text);
}

/// Every line that is not blank is in the front matter, in one note, or in one article.
pub fn assert_nothing_lost(issue: &Issue) {
    let notes = issue.notes.iter().copied();
    let mut spans: Vec<Span> = notes.chain(issue.articles.spans()).collect();
    spans.sort();
    for pair in spans.windows(2) {
        assert!(
            pair[0].end <= pair[1].start,
            "{pair:?} overlap in {:?}",
            issue.source
        );
    }
    let first = issue.source.lines().next().unwrap_or_default();
    let word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    let is_field = first.split_once(':').is_some_and(|(key, _)| word(key));
    let front_matter = if ["---", "+++"].contains(&first.trim_end()) || is_field {
        spans.first().map_or(u32::MAX, |span| span.start)
    } else {
        0
    };
    let mut at = 0;
    for line in issue.source.split_inclusive('\n') {
        let start = at as u32;
        at += line.len();
        let word = start + (line.len() - line.trim_start().len()) as u32;
        let held = spans.iter().filter(|span| span.contains(word)).count();
        assert!(
            line.trim().is_empty() || held == 1 || start < front_matter,
            "{line:?} is held {held} times in {:?}",
            issue.source
        );
    }
    for article in issue.each() {
        let (outer, parts) = (article.span(), article.sections());
        for inner in parts
            .map(|section| section.body)
            .chain([article.body_span()])
        {
            assert!(inner.is_empty() || (outer.start <= inner.start && inner.end <= outer.end));
            assert!(
                issue.source.is_char_boundary(inner.start as usize)
                    && issue.source.is_char_boundary(inner.end as usize)
            );
        }
    }
}
