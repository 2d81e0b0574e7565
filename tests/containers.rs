//! Zips and tars: what is read from them, and what is refused.

use std::{
    io::{Cursor, Write},
    path::PathBuf,
};

use backissue::{
    load::{self, Options},
    model::Archive,
    source::Limits,
};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

const ISSUE: &str = "---\ntitle: Fog\ndate: 2031-02-03\n---\n\n## [One](https://one.example)\n\nText.\n\n## [Two](https://two.example)\n";

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn load(bytes: &[u8], limits: Limits) -> Result<Archive, String> {
    let folder = TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("download");
    std::fs::write(&path, bytes).unwrap();
    load::archive(&[path], &Options { limits }).map_err(|error| error.to_string())
}

fn paths(archive: &Archive) -> Vec<&str> {
    archive
        .issues()
        .map(|(_, issue)| issue.path.as_str())
        .collect()
}

#[test]
fn containers_are_known_by_their_bytes() {
    let members = [
        ("fog-main/README.md", &b"# Read me"[..]),
        ("fog-main/issues/2031-02-03.md", ISSUE.as_bytes()),
        ("fog-main/.github/x.md", b"# no"),
        ("fog-main/picture.png", b"\x89PNG"),
    ];
    for bytes in [zip(&members), tar(&members), gzip(&tar(&members))] {
        let archive = load(&bytes, Limits::default()).unwrap();
        assert_eq!(
            paths(&archive),
            ["issues/2031-02-03.md"],
            "the top folder is left out"
        );
        assert_eq!(archive.article_count(), 2);
        assert!(archive.warnings.is_empty(), "{:?}", archive.warnings);
    }
}

#[test]
fn names_are_composed() {
    let decomposed = "\u{1112}\u{1161}\u{11ab}.md";
    for bytes in [
        zip(&[(decomposed, ISSUE.as_bytes())]),
        tar(&[(decomposed, ISSUE.as_bytes())]),
    ] {
        assert_eq!(paths(&load(&bytes, Limits::default()).unwrap()), ["한.md"]);
    }
}

#[test]
fn names_that_lead_out_are_passed_over() {
    let archive = load(
        &zip(&[
            ("../evil.md", ISSUE.as_bytes()),
            ("good.md", ISSUE.as_bytes()),
        ]),
        Limits::default(),
    )
    .unwrap();
    assert_eq!(paths(&archive), ["good.md"]);
    assert!(
        archive.warnings[0]
            .message
            .contains("leads out of the archive"),
        "{:?}",
        archive.warnings
    );
}

#[test]
fn limits_are_kept_and_name_their_option() {
    let bomb = format!("# a\n{}", "word ".repeat(1 << 20));
    let members = [
        ("1.md", ISSUE.as_bytes()),
        ("2.md", bomb.as_bytes()),
        ("3.md", ISSUE.as_bytes()),
    ];
    let table = [
        (
            Limits {
                ratio: 10,
                ..Limits::default()
            },
            "--max-ratio",
            2,
        ),
        (
            Limits {
                entry_bytes: 1000,
                ..Limits::default()
            },
            "--max-file-size",
            2,
        ),
        (
            Limits {
                entries: 2,
                ..Limits::default()
            },
            "--max-files",
            1,
        ),
        (
            Limits {
                total_bytes: 100,
                ..Limits::default()
            },
            "--max-size",
            0,
        ),
    ];
    for (limits, option, issues) in table {
        let archive = load(&zip(&members), limits).unwrap();
        let named = archive
            .warnings
            .iter()
            .any(|warning| warning.message.contains(option));
        assert!(named, "{option}: {:?}", archive.warnings);
        assert_eq!(archive.order().len(), issues, "{option}");
    }
}

#[test]
fn damaged_archives_are_told_in_a_sentence() {
    let mut cut = zip(&[("a.md", ISSUE.as_bytes())]);
    cut.truncate(cut.len() - 10);
    assert!(
        load(&cut, Limits::default())
            .unwrap_err()
            .contains("is damaged or no archive")
    );
    let mut tape = gzip(&tar(&[("a.md", ISSUE.as_bytes())]));
    tape.truncate(40);
    assert!(load(&tape, Limits::default()).is_err());
    assert!(
        load(&zip(&[("a.png", b"x")]), Limits::default())
            .unwrap_err()
            .starts_with("no Markdown issues in")
    );
}
