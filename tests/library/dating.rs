//! Dates from history, for issues that have none of their own.

use std::fs;

use super::place::{Place, Upstream, has_git, issue};

/// A newsletter of which three issues were brought in at once, a fourth has a date of its own, and the others came one by one.
fn undated(place: &Place) -> Upstream<'_> {
    let upstream = place.repository("undated");
    for n in 1..=4 {
        upstream.write(&format!("docs/issue-{n}.md"), &issue(n));
    }
    upstream.commit_on("import", "2031-01-01");
    for n in 5..=7 {
        upstream.write(&format!("docs/issue-{n}.md"), &issue(n));
        upstream.commit_on(&format!("issue {n}"), &format!("2031-02-0{n}"));
    }
    upstream.write(
        "docs/issue-8.md",
        &format!("---\ndate: 2031-03-01\n---\n{}", issue(8)),
    );
    upstream.commit_on("issue 8", "2031-03-09");
    upstream.write("docs/issue-6.md", &issue(6).replace("wool", "felt"));
    upstream.commit_on("a word", "2031-04-01");
    upstream
}

/// The dates of the issues, newest first.
fn dates(listing: &str) -> Vec<&str> {
    let heads = listing
        .lines()
        .filter(|line| !line.starts_with("  h") && line.contains("  Fog "));
    let heads = heads.filter(|line| !line.contains("https://"));
    heads
        .map(|line| line.split("  Fog").next().unwrap().trim())
        .collect()
}

#[test]
fn the_day_on_which_an_issue_came_in_stands_for_its_date() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = undated(&place);
    place.prints(&["add", &upstream.url()]);
    let listing = place.prints(&["undated"]);
    let want = [
        "2031-03-01",
        "~2031-02-07",
        "~2031-02-06",
        "~2031-02-05",
        "",
        "",
        "",
        "",
    ];
    assert_eq!(dates(&listing), want, "{listing}");
    let found = place.prints(&["list", "--json", "-q", "date:2031-02-06", "undated"]);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["articles"][0]["date"], "2031-02-06");
    assert_eq!(found["articles"].as_array().unwrap().len(), 2);
    // Old contents were not fetched, only commits.
    let folder = place.clone_of("undated");
    let mut log = place.command("git");
    log.args(["rev-list", "--count", "HEAD"])
        .current_dir(folder);
    assert_eq!(log.output().unwrap().stdout, b"6\n");
}

#[test]
fn a_working_copy_of_ones_own_is_dated_when_it_is_added() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = undated(&place);
    let before = fs::read_dir(upstream.folder.join("docs")).unwrap().count();
    let mut add = place.backissue(&["add", "."]);
    let output = add.current_dir(&upstream.folder).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(dates(&place.prints(&["undated"]))[1], "~2031-02-07");
    let one = upstream.folder.join("docs/issue-5.md");
    let alone = place.prints(&[one.to_str().unwrap()]);
    assert_eq!(dates(&alone), ["~2031-02-05"], "{alone}");
    assert_eq!(
        fs::read_dir(upstream.folder.join("docs")).unwrap().count(),
        before
    );
    let mut status = place.command("git");
    let status = status
        .args(["status", "--porcelain"])
        .current_dir(&upstream.folder);
    assert_eq!(status.output().unwrap().stdout, b"");
}
