//! `archives`, and what opens without a name.

use std::fs;

use super::place::{Place, has_git, issue};

#[test]
fn archives_are_listed_with_their_counts() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    assert_eq!(
        place
            .backissue(&["archives"])
            .output()
            .unwrap()
            .status
            .code(),
        Some(1)
    );
    let fog = place.newsletter("fog", "content", 3);
    place.prints(&["add", &fog.url()]);
    place.prints(&["mark", "--read", "--star", "-q", "title:pier", "fog"]);
    fs::write(place.path().join("1.md"), issue(1)).unwrap();
    place.prints(&["add", "--name", "own", "."]);
    let listing = place.prints(&["archives"]);
    assert!(listing.starts_with("NAME  NEWSLETTER"), "{listing}");
    let json = place.prints(&["archives", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fog = &json["archives"][0];
    assert_eq!((&fog["name"], &fog["clone"]), (&"fog".into(), &true.into()));
    assert_eq!((&fog["issues"], &fog["articles"]), (&3.into(), &6.into()));
    assert_eq!(fog["newest"], "2031-01-04");
    assert_eq!(json["archives"][1]["clone"], false);
    // Without a name, and with none that is the usual one, the archives themselves are what is there.
    assert_eq!(place.prints(&[]), listing);
}

#[test]
fn the_only_archive_needs_no_name() {
    let place = Place::new();
    fs::write(place.path().join("1.md"), issue(1)).unwrap();
    place.prints(&["add", "--name", "own", "."]);
    assert!(place.prints(&[]).contains("Fog over pier 1"));
    assert!(place.prints(&["list"]).contains("Fog over pier 1"));
}
