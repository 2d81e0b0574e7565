//! `update`.

use std::fs;

use super::place::{Place, dated, has_git, issue};
use crate::commands::schema::Schema;

#[test]
fn new_issues_come_and_are_counted() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let fog = place.newsletter("fog", "content", 3);
    let sea = place.newsletter("sea", "posts", 3);
    place.prints(&["add", &fog.url()]);
    place.prints(&["add", &sea.url()]);
    assert_eq!(
        place.prints(&["update"]),
        "fog: nothing new\nsea: nothing new\n"
    );
    for n in [4, 5] {
        fog.write(&format!("content/{}", dated(n)), &issue(n));
        fog.commit("another");
    }
    assert_eq!(
        place.prints(&["update"]),
        "fog: 2 issues, 4 articles new\nsea: nothing new\n"
    );
    assert!(place.prints(&["fog"]).contains("Lamp 5"));
    sea.write(&format!("posts/{}", dated(4)), &issue(4));
    sea.commit("another");
    let json = place.prints(&["update", "--json", "sea"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    Schema::read().promises("updates", &json);
    assert_eq!(json["updates"][0]["name"], "sea");
    assert_eq!(json["updates"][0]["articles"], 2);
    assert!(json["updates"][0]["error"].is_null());
}

#[test]
fn a_history_that_was_written_anew_is_taken_over() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let fog = place.newsletter("fog", "content", 3);
    place.prints(&["add", &fog.url()]);
    fog.write(&format!("content/{}", dated(4)), &issue(4));
    fog.git(&["add", "--all"]);
    fog.git(&["commit", "--quiet", "--amend", "-m", "anew"]);
    let told = place.prints(&["update"]);
    assert_eq!(
        told,
        "fog: 1 issue, 2 articles new (its history was rewritten)\n"
    );
    assert_eq!(place.prints(&["update"]), "fog: nothing new\n");
}

#[test]
fn a_branch_that_is_gone_gives_way_to_the_one_shown_now() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let fog = place.newsletter("fog", "content", 3);
    place.prints(&["add", &fog.url()]);
    fog.git(&["branch", "--move", "trunk"]);
    fog.write(&format!("content/{}", dated(4)), &issue(4));
    fog.commit("another");
    assert_eq!(place.prints(&["update"]), "fog: 1 issue, 2 articles new\n");
    assert_eq!(place.prints(&["update"]), "fog: nothing new\n");
}

#[test]
fn what_the_user_changed_is_left_alone_and_stops_no_other() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let (fog, sea) = (
        place.newsletter("fog", "content", 3),
        place.newsletter("sea", "content", 3),
    );
    place.prints(&["add", &fog.url()]);
    place.prints(&["add", &sea.url()]);
    let mine = place.clone_of("fog").join("content").join(dated(1));
    fs::write(&mine, "# Mine\n").unwrap();
    for upstream in [&fog, &sea] {
        upstream.write(&format!("content/{}", dated(4)), &issue(4));
        upstream.commit("another");
    }
    let output = place.backissue(&["update"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    let want = format!(
        "fog: has changes of yours, and is left alone: content/{}\nsea: 1 issue, 2 articles new\n",
        dated(1)
    );
    assert_eq!(told, want);
    assert_eq!(fs::read_to_string(&mine).unwrap(), "# Mine\n");
    // A repository that is away is told with git's own words.
    fs::rename(&sea.folder, place.path().join("away")).unwrap();
    let output = place.backissue(&["update", "sea"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with("sea: git: "), "{told}");
}

#[test]
fn two_updates_at_once_do_no_harm() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let fog = place.newsletter("fog", "content", 3);
    place.prints(&["add", &fog.url()]);
    fog.write(&format!("content/{}", dated(4)), &issue(4));
    fog.commit("another");
    let start = || {
        place
            .backissue(&["update"])
            .stdout(std::process::Stdio::piped())
            .spawn()
    };
    let both = [start().unwrap(), start().unwrap()].map(|child| child.wait_with_output().unwrap());
    assert!(
        both.iter().all(|output| output.status.success()),
        "{both:?}"
    );
    let mut told = both.map(|output| String::from_utf8(output.stdout).unwrap());
    told.sort();
    assert_eq!(
        told,
        ["fog: 1 issue, 2 articles new\n", "fog: nothing new\n"]
    );
}

#[test]
fn only_clones_are_brought_up_to_date() {
    let place = Place::new();
    fs::write(place.path().join("1.md"), issue(1)).unwrap();
    place.prints(&["add", "--name", "own", "."]);
    assert!(place.prints(&["update"]).contains("no clones"));
    assert!(
        place
            .refuses(&["update", "own"])
            .contains("update it yourself")
    );
    assert!(
        place
            .refuses(&["update", "nobody"])
            .contains("no archive is called nobody")
    );
}
