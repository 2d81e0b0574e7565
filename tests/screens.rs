//! Whole screens at fixed sizes, as text, and the colours that mean something.

use backissue::{
    app::{Message, geometry::Pane},
    load::Batch,
    store::StoreEvent,
    text::Ruler,
};
use insta::assert_snapshot;
use ratatui::style::Modifier;

use crate::support::Reader;

#[test]
fn three_panes() {
    assert_snapshot!(Reader::sized(160, 40).screen());
}

#[test]
fn two_panes() {
    assert_snapshot!(Reader::sized(80, 24).screen());
}

#[test]
fn one_pane_at_a_time() {
    let mut reader = Reader::sized(40, 12);
    let mut screens = vec![reader.screen()];
    for key in ["enter", "esc", "esc"] {
        reader.press(key);
        screens.push(format!("── {key}\n{}", reader.screen()));
    }
    assert_snapshot!(screens.concat());
}

#[test]
fn an_english_issue_with_code_and_quotes() {
    let mut reader = Reader::sized(100, 30);
    reader.press("}");
    assert_snapshot!(reader.screen());
}

#[test]
fn the_issue_itself() {
    let mut reader = Reader::sized(120, 20);
    reader.press("h");
    assert_snapshot!(reader.screen());
}

#[test]
fn tag_picker() {
    let mut reader = Reader::sized(80, 24);
    reader.press("t");
    assert_snapshot!(reader.screen());
}

#[test]
fn with_a_tag_chosen_the_picker_says_what_goes_with_it() {
    let mut reader = Reader::sized(80, 24);
    reader.press("t enter t");
    assert_snapshot!(reader.screen());
}

#[test]
fn keys() {
    let mut reader = Reader::sized(80, 40);
    reader.press("?");
    assert_snapshot!(reader.screen());
}

#[test]
fn a_filter_that_finds_nothing_says_so_and_how_to_clear_it() {
    let mut reader = Reader::sized(80, 10);
    reader.press("=");
    reader.type_text("#whale");
    reader.press("enter");
    let mut screens = vec![reader.screen()];
    reader.press("ctrl-t ' down down enter");
    screens.push(reader.screen());
    assert_snapshot!(screens.concat());
}

#[test]
fn bars_show_where_a_window_is_and_where_matches_are() {
    let mut reader = Reader::sized(90, 12);
    reader.press("/");
    reader.type_text("잠금");
    reader.press("enter l d");
    let narrow = reader.screen();
    reader.app.reader.set_ruler(Ruler {
        ambiguous_wide: true,
    });
    reader.press("g");
    assert_snapshot!(narrow + &reader.screen());
}

#[test]
fn a_gauge_shows_how_much_is_loaded() {
    let mut reader = Reader::empty("harbour", 80, 10);
    let mut shown = vec![reader.screen()];
    for (done, total) in [(0, 1200), (640, 1200), (1200, 1200)] {
        reader.send(Message::Batch(Batch::Progress { done, total }));
        shown.push(reader.screen());
    }
    reader.send(Message::Loaded(Ok(())));
    shown.push(reader.screen());
    let headers = shown.iter().filter_map(|screen| screen.lines().next());
    assert_snapshot!(headers.collect::<Vec<_>>().join("\n"));
}

#[test]
fn who_never_read_here_is_told_of_the_help_until_a_key_is_pressed() {
    let mut reader = Reader::sized(80, 10);
    reader.send(Message::Store(StoreEvent::First));
    let footer = |reader: &Reader| reader.screen().lines().last().unwrap().to_owned();
    assert!(footer(&reader).contains("new here? ? shows all keys"));
    reader.press("j");
    assert!(!footer(&reader).contains("new here?"));
}

#[test]
fn tiny_screens_draw_something_and_never_panic() {
    for (width, height) in [
        (1, 1),
        (2, 2),
        (20, 5),
        (12, 4),
        (11, 3),
        (500, 200),
        (60, 1),
        (1, 60),
        (0, 0),
    ] {
        let mut reader = Reader::sized(width, height);
        for keys in [
            "j",
            "t",
            "esc",
            "?",
            "esc",
            "!",
            "esc",
            "enter",
            "space",
            "h",
            "h",
            "S",
            "l",
            "G",
            "g",
            "enter",
            "ctrl-t",
            ":",
            "s t a r space # s",
            "esc",
            "alt-left",
            "alt-right",
        ] {
            reader.press(keys);
            reader.buffer();
        }
    }
    assert_snapshot!(Reader::sized(20, 5).screen());
}

#[test]
fn the_selection_is_reversed_where_the_keys_go() {
    let reader = Reader::sized(160, 40);
    let buffer = reader.buffer();
    let y = reader.app.geometry().inside(Pane::Articles).y;
    let title = (0..160).find(|x| buffer[(*x, y)].symbol() == "안").unwrap();
    assert!(buffer[(title, y)].modifier.contains(Modifier::REVERSED));
    let date = (0..160).find(|x| buffer[(*x, y)].symbol() == "2").unwrap();
    assert!(!buffer[(date, y)].modifier.contains(Modifier::REVERSED));
}
