//! Zips and tars: what is read from them, and what is refused.

mod siblings;

use std::{
    fs,
    io::{Cursor, Write},
    path::PathBuf,
    sync::mpsc,
    thread,
    time::Duration,
};

use backissue::{
    load::{self, Options},
    model::Archive,
    source::{CONTAINERS, Limits},
};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

pub const ISSUE: &str = "---\ntitle: Fog\ndate: 2031-02-03\n---\n\n## [One](https://one.example)\n\nText.\n\n## [Two](https://two.example)\n";

pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn load(bytes: &[u8], limits: Limits) -> Result<Archive, String> {
    let folder = TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("download");
    std::fs::write(&path, bytes).unwrap();
    load::archive(
        &[path],
        &Options {
            limits,
            ..Options::default()
        },
    )
    .map_err(|error| error.to_string())
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

/// The fixture of a container; none for those that are no path.
fn fixture(name: &str) -> Option<PathBuf> {
    let folder = std::fs::read_dir("tests/fixtures/containers").unwrap();
    let mut paths = folder.map(|child| child.unwrap().path());
    paths.find(|path| path.file_stem().is_some_and(|stem| stem == name))
}

#[test]
fn every_container_reads_its_fixture() {
    for container in &CONTAINERS {
        let paths: Vec<_> = match container.name {
            "sample" => Vec::new(),
            // The command line's tests give it something to read.
            "stdin" => continue,
            name => vec![fixture(name).unwrap_or_else(|| panic!("{name} has no fixture"))],
        };
        let archive = load::archive(&paths, &Options::default()).unwrap();
        let articles = archive.article_count();
        assert!(articles >= 2, "{}: {articles}", container.name);
    }
}

#[test]
fn a_folder_of_feeds_alone_is_read_as_they_are() {
    let rss = |name: &str| {
        format!(
            "<rss><channel><title>{name}</title><item><title>Fog over {name}</title><link>https://fog.example/{name}</link>\
             <description>It came at noon.</description></item></channel></rss>"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    for name in ["sea.rss", "ice.xml"] {
        fs::write(folder.path().join(name), rss(name)).unwrap();
    }
    let titles = || -> Vec<String> {
        let archive = load::archive(&[folder.path().to_owned()], &Options::default()).unwrap();
        let mut titles: Vec<_> = { archive.articles() }
            .map(|article| article.title().to_owned())
            .collect();
        titles.sort_unstable();
        titles
    };
    assert_eq!(titles(), ["Fog over ice.xml", "Fog over sea.rss"]);
    // Beside issues, a feed would say the same again.
    fs::write(
        folder.path().join("7.md"),
        "# Lamp 7\n\n## [Wicks](https://wick.example)\n\nOf wool.\n",
    )
    .unwrap();
    assert_eq!(titles().len(), 1);
}

#[test]
fn a_mailbox_may_be_packed_and_a_bomb_is_none() {
    let archive = load(&gzip(MAILBOX.as_bytes()), Limits::default()).unwrap();
    assert_eq!(paths(&archive), ["download/7@lamp.example"]);
    let bombs = [
        format!("{MAILBOX}\n{}", "z".repeat(4 << 20)),
        format!("<rss><item><title>{}", "z".repeat(4 << 20)),
    ];
    for bomb in bombs {
        let refused = load(&gzip(bomb.as_bytes()), Limits::default());
        assert!(refused.unwrap_err().contains("--max-ratio"));
    }
}

type Member<'a> = (&'a str, &'a [u8]);

const MAILBOX: &str = "From a@lamp.example Mon Feb  3 07:30:00 2031
Message-ID: <7@lamp.example>
List-Id: <lamp.example>
Subject: Lamp 7
Date: Mon, 03 Feb 2031 07:30:00 +0100

Fog
https://fog.example

From b@lamp.example Mon Feb  3 08:00:00 2031
Subject: Lunch?
Date: Mon, 03 Feb 2031 08:00:00 +0100

Fog at noon.
";

#[test]
fn mailboxes_are_read_within_zips_and_tars() {
    let mail = MAILBOX.split_once('\n').unwrap().1.as_bytes();
    let table: [(&[Member<'_>], &str); 4] = [
        (
            &[("Takeout/Mail/All mail.mbox", MAILBOX.as_bytes())],
            "All mail.mbox/7@lamp.example",
        ),
        (
            &[
                ("Mail/Lamps", MAILBOX.as_bytes()),
                ("Mail/LICENSE", b"Do.\n"),
            ],
            "Lamps/7@lamp.example",
        ),
        (
            &[
                ("Mail/cur/17.a.host:2,S", mail),
                ("Mail/tmp/18.a.host", mail),
            ],
            "17.a.host:2,S",
        ),
        (&[("Mail/.Lamps/new/17.a.host", mail)], "17.a.host"),
    ];
    for (members, want) in table {
        for (bytes, kind) in [
            (zip(members), "zip"),
            (tar(members), "tar"),
            (gzip(&tar(members)), "tar.gz"),
        ] {
            let archive = load(&bytes, Limits::default()).unwrap();
            let paths = paths(&archive);
            assert!(
                paths.len() == 1 && paths[0].ends_with(want),
                "{kind}: {paths:?}"
            );
            assert_eq!(archive.issues().next().unwrap().1.title, "Lamp 7", "{kind}");
            let all = load(
                &bytes,
                Limits {
                    all_mail: true,
                    ..Limits::default()
                },
            )
            .unwrap();
            assert_eq!(
                all.order().len(),
                archive.order().len() + archive.letters,
                "{kind}"
            );
        }
    }
}

#[test]
fn a_mailbox_of_letters_alone_says_so() {
    let letters = MAILBOX.replace("List-Id", "X-Fog");
    for bytes in [
        letters.clone().into_bytes(),
        zip(&[("a.mbox", letters.as_bytes())]),
    ] {
        let why = load(&bytes, Limits::default()).unwrap_err();
        assert!(
            why.contains("no mail in it (2) was sent to a list; --all-mail")
                && why.contains("`senders = ["),
            "{why}"
        );
    }
}

#[test]
fn a_tar_is_read_like_a_zip_wherever_its_issues_lie() {
    let issue = ISSUE.as_bytes();
    let piece = b"## [Piece](https://piece.example)\n\nText.\n";
    let table: [&[(&str, &[u8])]; 4] = [
        &[
            ("fog/1.md", issue),
            ("fog/2.md", issue),
            ("ice/3.md", issue),
        ],
        &[("fog/1.md", issue), ("1.md", b"# Another\n")],
        &[("2031/1.md", issue), ("2031/2.md", issue)],
        &[
            ("fog/03/0-a.md", piece),
            ("fog/1.md", issue),
            ("fog/03/1-b.md", piece),
        ],
    ];
    for members in table {
        let read = |bytes: Vec<u8>| {
            let archive = load(&bytes, Limits::default()).unwrap();
            let issues = archive.issues();
            let issues = issues.map(|(_, issue)| (issue.path.clone(), issue.source.clone()));
            (issues.collect::<Vec<_>>(), archive.article_count())
        };
        let zipped = read(zip(members));
        assert!(!zipped.0.is_empty());
        assert_eq!(read(gzip(&tar(members))), zipped);
    }
}

#[test]
fn a_thread_that_has_no_other_to_help_it_reads_all_itself() {
    let names: Vec<String> = (0..90).map(|n| format!("fog/{n}.md")).collect();
    let members: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), ISSUE.as_bytes()))
        .collect();
    for bytes in [gzip(&tar(&members)), zip(&members)] {
        let (sender, read) = mpsc::channel();
        thread::spawn(move || {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
            let archive = pool
                .build()
                .unwrap()
                .install(|| load(&bytes, Limits::default()));
            sender.send(archive.unwrap().article_count())
        });
        assert_eq!(read.recv_timeout(Duration::from_mins(1)), Ok(180));
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
