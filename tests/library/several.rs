//! Several archives read as one, and what is new in all.

use super::place::{Place, dated, has_git, issue};

/// Two newsletters, each with three issues of the same names.
fn two(place: &Place) -> [super::place::Upstream<'_>; 2] {
    let both = ["fog", "sea"].map(|name| place.newsletter(name, "content", 3));
    for upstream in &both {
        place.prints(&["add", &upstream.url()]);
    }
    both
}

#[test]
fn several_archives_are_one_and_each_issue_says_whose_it_is() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    two(&place);
    let count = |words: &[&str]| place.prints(words).lines().count();
    assert_eq!(count(&["list", "--no-header", "fog", "sea"]), 12);
    assert_eq!(
        count(&["list", "--no-header", "-q", "newsletter:sea", "fog", "sea"]),
        6
    );
    // A mark is on the article, however it was opened.
    place.prints(&[
        "mark",
        "--star",
        "-q",
        "newsletter:sea title:lamp",
        "fog",
        "sea",
    ]);
    assert_eq!(
        count(&["list", "--no-header", "-q", "is:starred", "sea"]),
        3
    );
}

#[test]
fn what_came_since_the_last_time_is_new() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let [fog, _] = two(&place);
    let count = || {
        let output = place.backissue(&["new", "--count"]).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    assert_eq!(count(), (Some(1), "0\n".to_owned()));
    fog.write(&format!("content/{}", dated(4)), &issue(4));
    fog.commit("another");
    place.prints(&["update"]);
    assert_eq!(count(), (Some(0), "2\n".to_owned()));
    let new = place.prints(&["new", "--no-header"]);
    assert!(new.lines().all(|line| line.starts_with("fog  ")), "{new}");
    let listed = place.prints(&["list", "--no-header", "-q", "is:new -title:lamp", "fog"]);
    assert!(
        listed.contains("Fog over pier 4") && listed.lines().count() == 1,
        "{listed}"
    );
    // In all archives: what is new, and what is not.
    let all = |query| place.prints(&["list", "--all", "--no-header", "-q", query]);
    assert_eq!(all("is:new").lines().count(), 2);
    assert_eq!(all("title:lamp").lines().count(), 7);
    let json = place.prints(&["list", "--all", "--json", "-q", "is:new"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["articles"].as_array().unwrap().len(), 2);
    let why = place.refuses(&["list", "--all", "fog"]);
    assert!(why.contains("--all"), "{why}");
    let json = place.prints(&["new", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["articles"][0]["archive"], "fog");
}
