//! The one list on screens of several sizes, in four languages: browsing, filtered, searched, queued, an issue, a bare link.

use insta::assert_snapshot;

use crate::support::{Reader, fixture};

const SIZES: [(u16, u16); 5] = [(200, 50), (160, 45), (120, 40), (80, 24), (60, 20)];

/// The screens after some keys, one below another.
fn screens(keys: &[&str]) -> String {
    let screen = |(width, height)| {
        let mut reader = Reader::open(&[fixture("coast")], width, height);
        for keys in keys {
            match keys.strip_prefix('"') {
                Some(text) => reader.type_text(text),
                None => drop(reader.press(keys)),
            }
        }
        let screen = reader.screen();
        let shown = screen.lines().filter(|line| !is_blank(line));
        let shown: Vec<_> = shown.collect();
        format!("{width}x{height}\n{}\n", shown.join("\n"))
    };
    SIZES.map(screen).concat()
}

/// Rows of nothing but borders tell nothing.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| matches!(c, ' ' | '│'))
}

#[test]
fn browsing() {
    assert_snapshot!(screens(&["j"]));
}

#[test]
fn filtered_by_a_tag() {
    assert_snapshot!(screens(&["=", "\"#灯塔", "enter", "j"]));
}

#[test]
fn searched_with_reasons() {
    assert_snapshot!(screens(&["/", "\"灯", "enter"]));
}

#[test]
fn the_queue() {
    assert_snapshot!(screens(&["j a } a } a ' G k enter"]));
}

#[test]
fn one_issue() {
    assert_snapshot!(screens(&["} i"]));
}

#[test]
fn an_article_that_is_only_a_link() {
    assert_snapshot!(screens(&["j j ."]));
}

#[test]
fn a_link_that_nothing_is_related_to_has_its_neighbours_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let items = ["horn", "bell", "buoy", "rope"];
    let items = items.map(|word| format!("- [The {word}](https://{word}.example/)\n"));
    let text = format!("# Fog 7\n\n## News\n\n{}", items.concat());
    std::fs::write(folder.path().join("7.md"), text).unwrap();
    let mut reader = Reader::open(&[folder.path().to_owned()], 80, 24);
    reader.press("j");
    let screen = reader.screen();
    for text in ["The bell", "Fog 7 · News", "[1] https://bell.example/"] {
        assert!(screen.contains(text), "{screen}");
    }
    for near in [
        "in the same issue",
        "[2] The horn",
        "[3] The buoy",
        "[4] The rope",
    ] {
        assert!(screen.contains(near), "{screen}");
    }
    reader.press("3");
    assert_eq!(reader.title(), "The buoy");
}

#[test]
fn a_tag_shows_articles_of_several_issues_and_j_crosses_them() {
    for (width, height, want) in [(80, 24, 8), (120, 40, 8), (160, 45, 8)] {
        let mut reader = Reader::open(&[fixture("reader")], width, height);
        let issues = |reader: &Reader| reader.app.list.index().position();
        assert_eq!(issues(&reader), 0);
        let shown = reader.screen().matches('●').count();
        assert!(shown >= want, "{shown} at {width}x{height}");
        reader.press("j j");
        assert_eq!(issues(&reader), 1, "the index is in step");
        reader.press("G");
        assert_eq!(issues(&reader), reader.app.list.index().count() - 1);
    }
}
