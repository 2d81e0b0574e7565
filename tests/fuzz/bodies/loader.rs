//! Bytes as an issue: Markdown, a page, a mail; or as what holds issues: a zip, a tar, an mbox, a feed, an export.

use std::{fs, io, path::PathBuf, thread};

use backissue::{
    cli::{
        export::{self, ExportFormat},
        selection::Selected,
    },
    load::{self, Options},
    model::{Archive, Issue, Span, identities},
    parse,
    source::Limits,
    text::clean,
};

use super::choices;

/// Small, so that no input is slow because it is large.
const LIMITS: Limits = Limits {
    all_mail: true,
    senders: Vec::new(),
    entries: 50,
    entry_bytes: 1 << 16,
    total_bytes: 1 << 18,
    ratio: 200,
    follow_links: false,
};

const FORMATS: [ExportFormat; 5] = [
    ExportFormat::Json,
    ExportFormat::Csv,
    ExportFormat::Md,
    ExportFormat::Html,
    ExportFormat::Atom,
];

pub fn run(bytes: &[u8]) {
    let signs: [&[u8]; 6] = [b"PK", b"\x1f\x8b", b"From ", b"<rss", b"<feed", b"{\"db\""];
    if is_tar(bytes) {
        return container(&summed(bytes));
    }
    if signs.iter().any(|sign| bytes.starts_with(sign)) {
        return container(bytes);
    }
    issue("2031-02-03.md", bytes);
}

/// The bytes of a file with this name.
pub fn issue(path: &str, bytes: &[u8]) {
    if let Some(issue) = parse::issue(path, None, bytes).0 {
        assert_nothing_lost(&issue);
        let mut archive = Archive::new("fuzz");
        archive.extend([issue]);
        assert_sound(&archive, bytes);
    }
}

fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// The tar with the checksums that its headers must have: by chance they have none.
fn summed(bytes: &[u8]) -> Vec<u8> {
    let mut tar = bytes.to_vec();
    for header in tar.chunks_mut(512).filter(|block| is_tar(block)) {
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
    }
    tar
}

/// The bytes of a container.
pub fn container(bytes: &[u8]) {
    thread_local! {
        /// One for each process and thread.
        static PATH: PathBuf = std::env::temp_dir().join(format!(
            "backissue-fuzz-{}-{:?}",
            std::process::id(),
            thread::current().id()
        ));
    }
    PATH.with(|path| {
        fs::write(path, bytes).unwrap();
        let options = Options {
            limits: LIMITS,
            ..Options::default()
        };
        let loaded = load::archive(std::slice::from_ref(path), &options);
        fs::remove_file(path).unwrap();
        if let Ok(archive) = loaded {
            assert_sound(&archive, bytes);
        }
    });
}

/// What lists show is clean and in one line, and the archive can be exported, in one of the forms.
fn assert_sound(archive: &Archive, bytes: &[u8]) {
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
    let format = FORMATS[choices::below(FORMATS.len(), bytes)];
    export::write(&Selected::whole(archive.clone()), format, &mut io::sink()).unwrap();
}

fn assert_clean(text: &str) {
    assert_eq!(clean::line(text), text);
}

/// Every line that is not blank is in the front matter, in one note, or in one article.
pub fn assert_nothing_lost(issue: &Issue) {
    let notes = issue.notes.iter().copied();
    let mut spans: Vec<Span> = notes
        .chain(issue.articles.iter().map(|article| article.span))
        .collect();
    spans.sort();
    for pair in spans.windows(2) {
        assert!(
            pair[0].end <= pair[1].start,
            "{pair:?} overlap in {:?}",
            issue.source
        );
    }
    let text = issue.source.trim_start_matches(['\n', ' ']);
    let first = text.lines().next().unwrap_or_default();
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let word = |text: &str| !text.is_empty() && text.chars().all(in_word);
    let is_field = first.split_once(':').is_some_and(|(key, _)| word(key));
    let opens = ["---", "+++"].contains(&first.trim_end()) || first.starts_with("@def ");
    let front_matter = if opens || is_field {
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
