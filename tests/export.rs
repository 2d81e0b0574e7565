//! What `export` writes, whole, in each format.

use std::{fs, path::Path, process::Command};

use crate::support::fixture;

fn export(format: &str, path: &Path) -> String {
    let program = env!("CARGO_BIN_EXE_backissue");
    let output = Command::new(program)
        .args(["export", "--format", format])
        .arg(path)
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
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
