//! What `export` writes, whole, in each format.

mod epub;
mod page;
pub mod round_trip;
mod xml;

use std::{fs, path::Path, process::Command};

use crate::support::fixture;

fn export(format: &str, path: &Path) -> String {
    String::from_utf8(export_with(&["--format", format], path)).unwrap()
}

fn export_with(arguments: &[&str], path: &Path) -> Vec<u8> {
    let program = env!("CARGO_BIN_EXE_backissue");
    let output = Command::new(program)
        .arg("export")
        .args(arguments)
        .arg(path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

#[test]
fn every_format_whole() {
    for format in ["json", "csv", "md", "html", "atom"] {
        insta::assert_snapshot!(format, export(format, &fixture("reader")));
    }
}

/// RFC 4287, 4.2.6: an id never changes.
#[test]
fn entries_of_a_feed_keep_their_ids_when_others_come_before_them() {
    let folder = tempfile::tempdir().unwrap();
    let issue = folder.path().join("2031-02-03.md");
    let write = |body: &str| fs::write(&issue, format!("# Lantern\n\n{body}")).unwrap();
    let ids = || {
        let feed = export("atom", folder.path());
        let ids = feed.lines().filter(|line| line.starts_with("<id>"));
        ids.skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    write("## [Fog](https://fog.example/)\n\n## [Oil](https://oil.example/)\n");
    let before = ids();
    assert_eq!(before.len(), 2);
    write(
        "## [New](https://new.example/)\n\n## [Fog](https://fog.example/)\n\n## [Oil](https://oil.example/)\n",
    );
    assert_eq!(ids()[1..], before);
}

/// RFC 4287: a feed says where it is where that is known, and an entry without a date has the time of its file.
#[test]
fn a_feed_names_its_address_and_times_of_files() {
    let folder = tempfile::tempdir().unwrap();
    let issue = folder.path().join("fog.md");
    fs::write(
        &issue,
        "## [Fog \u{ffff}\u{1}&](https://fog.example/)\n\nA\u{fffe}B <i>c</i>\n",
    )
    .unwrap();
    let written = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_900_000_000);
    fs::File::options()
        .append(true)
        .open(&issue)
        .unwrap()
        .set_modified(written)
        .unwrap();
    let feed = export_with(
        &["--format", "atom", "--feed-url", "https://me.example/a?b&c"],
        folder.path(),
    );
    let feed = xml::elements(std::str::from_utf8(&feed).unwrap());
    let times: Vec<_> = feed
        .iter()
        .filter(|element| element.name == "updated")
        .collect();
    assert!(
        times.iter().all(|time| time.text == "2030-03-17T17:46:40Z"),
        "{times:?}"
    );
    let own = feed
        .iter()
        .find(|element| element.attribute("rel") == Some("self"));
    assert_eq!(
        own.unwrap().attribute("href"),
        Some("https://me.example/a?b&c")
    );
}

/// Tags have spaces in them; a semicolon divides them.
#[test]
fn tags_in_csv_can_be_divided_again() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntags: [machine learning, 'a,b;c', C++]\n---\n\n## [Fog](https://fog.example/)\n\nx\n\n## [Oil](https://oil.example/)\n\ny\n";
    fs::write(folder.path().join("1.md"), text).unwrap();
    let csv = export("csv", folder.path());
    assert!(csv.contains("\"machine learning;a,b,c;c++\""), "{csv}");
}
