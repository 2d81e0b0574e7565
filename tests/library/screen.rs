//! The library on the screen: what it shows, and what its keys ask for.

use backissue::{
    app::{Effect, Message, Onward, overlay::Overlay},
    library::LibraryRow,
    store::Shelf,
};

use crate::support::Reader;

fn row(name: &str, newsletter: &str, counts: [usize; 5], newest: &str) -> LibraryRow {
    let [issues, articles, unread, starred, queued] = counts;
    LibraryRow {
        name: name.into(),
        paths: vec![format!("/srv/{name}").into()],
        is_clone: name != "own",
        is_open: false,
        shelf: Some(Shelf {
            newsletter: newsletter.into(),
            issues,
            articles,
            unread,
            starred,
            queued,
            newest: Some(newest.into()),
            months: (0..24).map(|n| n * issues % 7).collect(),
        }),
    }
}

fn rows() -> Vec<LibraryRow> {
    let never = LibraryRow {
        shelf: None,
        ..row("own", "", [0; 5], "")
    };
    vec![
        row(
            "fog",
            "The Fog Letter",
            [669, 41_210, 41_000, 12, 3],
            "2031-01-06",
        ),
        row(
            "안개",
            "안개 소식 · 매주 월요일에 오는 긴 이름",
            [12, 60, 4, 0, 0],
            "~2030-12-20",
        ),
        row(
            "科技",
            "科技爱好者周刊",
            [407, 9000, 8999, 1, 0],
            "2031-01-03",
        ),
        never,
    ]
}

/// A reader that lets an archive be chosen.
fn home(width: u16, height: u16) -> Reader {
    let mut reader = Reader::empty("library", width, height);
    reader.app.stay_in_library(rows());
    reader.send(Message::Resize(backissue::app::geometry::Size {
        width,
        height,
    }));
    reader
}

#[test]
fn archives_stand_in_columns_at_every_size() {
    let mut screens = Vec::new();
    for (width, height) in [(140, 12), (90, 10), (60, 10), (30, 8)] {
        let mut reader = home(width, height);
        reader.press("a");
        screens.push(reader.screen());
    }
    insta::with_settings!({ snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("library", screens.join("\n"));
    });
}

#[test]
fn keys_read_fetch_and_remove_what_is_under_the_cursor() {
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|&name| name.to_owned())
            .collect::<Vec<_>>()
    };
    let table = [
        ("enter", Effect::GoOn(Onward::Read(names(&["fog"])))),
        ("j enter", Effect::GoOn(Onward::Read(names(&["안개"])))),
        (
            "a a enter",
            Effect::GoOn(Onward::Read(names(&["fog", "안개"]))),
        ),
        ("a k a enter", Effect::GoOn(Onward::Read(names(&["안개"])))),
        ("j u", Effect::Update(names(&["안개"]))),
        ("d enter", Effect::Remove("fog".to_owned())),
        ("q", Effect::Quit),
        ("esc", Effect::Quit),
    ];
    for (keys, want) in table {
        assert_eq!(home(100, 20).press(keys), [want], "{keys}");
    }
}

#[test]
fn nothing_is_called_read_that_was_never_counted() {
    let mut reader = Reader::empty("library", 100, 20);
    let never: Vec<_> = rows().split_off(3);
    reader.app.stay_in_library(never);
    let screen = reader.screen();
    assert!(screen.contains(" 1 archive"), "{screen}");
    assert!(!screen.contains("0 unread"), "{screen}");
}

#[test]
fn removing_is_asked_for_and_esc_leaves_the_library_as_it_was() {
    let mut reader = home(100, 20);
    reader.press("j d");
    assert!(
        reader
            .screen()
            .contains("Remove 안개 and its clone? Its marks are kept.")
    );
    assert_eq!(reader.press("esc"), []);
    assert!(matches!(reader.app.overlay, Some(Overlay::Library(_))));
    reader.press("G d");
    assert!(reader.screen().contains("Remove own? Its marks are kept."));
}

#[test]
fn the_library_lies_over_an_open_archive_and_closes_again() {
    let mut reader = Reader::wide();
    let title = reader.title();
    assert_eq!(reader.press("\""), [Effect::Library]);
    let mut shown = rows();
    shown[1].is_open = true;
    reader.send(Message::Library(shown.clone()));
    assert!(reader.screen().contains("The Fog Letter"));
    // Word of other archives moves nothing.
    reader.send(Message::Shelved(shown));
    // The cursor is on what is read.
    assert_eq!(reader.press("u"), [Effect::Update(vec!["안개".to_owned()])]);
    reader.send(Message::Fetched(Ok(
        "안개: 1 issue, 5 articles new".to_owned()
    )));
    assert!(reader.screen().contains("1 issue, 5 articles new"));
    reader.press("\"");
    assert!(reader.app.overlay.is_none());
    assert_eq!(reader.title(), title);
    assert_eq!(reader.press("R"), [Effect::Update(Vec::new())]);
    reader.send(Message::Shelved(rows()));
    assert!(reader.app.overlay.is_none());
}
