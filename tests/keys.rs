//! The state machine, as (before, keys, after): no terminal, no clock.

use backissue::{
    app::{Effect, geometry::Pane},
    error::ProgramError,
};

use crate::support::Reader;

#[test]
fn starts_on_the_first_article_of_the_newest_issue() {
    let reader = Reader::wide();
    assert_eq!(reader.app.screen.focus, Pane::Articles);
    assert_eq!(reader.title(), "안개 속에서 레디스로 잠금 잡기");
}

#[test]
fn keys_move_where_they_should() {
    let table = [
        ("j", "비슷한 파도 찾기"),
        ("j k", "안개 속에서 레디스로 잠금 잡기"),
        ("G", "Why gulls scream"),
        ("G g", "안개 속에서 레디스로 잠금 잡기"),
        ("]", "비슷한 파도 찾기"),
        ("] ]", "Fog horns that whisper"),
        ("J J J K", "Fog horns that whisper"),
        ("}", "Fog horns that whisper"),
        ("} }", "Tide tables in the terminal"),
        ("} } {", "Fog horns that whisper"),
        // Every issue is found where it was left.
        ("} j } {", "Lamp oil, measured"),
        ("h j l", "Fog horns that whisper"),
        ("[", "안개 속에서 레디스로 잠금 잡기"),
    ];
    for (keys, want) in table {
        let mut reader = Reader::wide();
        reader.press(keys);
        assert!(reader.title().ends_with(want), "{keys}: {}", reader.title());
    }
}

#[test]
fn both_ends_of_the_archive_are_told() {
    let mut reader = Reader::wide();
    reader.press("[");
    assert_eq!(reader.app.screen.status.text, "this is the first article");
    reader.press("} } } }");
    assert_eq!(reader.app.screen.status.text, "this is the oldest issue");
}

#[test]
fn esc_and_a_key_that_come_as_one_are_both_pressed() {
    let mut reader = Reader::wide();
    reader.press("l");
    assert_eq!(reader.app.screen.focus, Pane::Reader);
    reader.press("alt-j");
    assert_eq!(reader.app.screen.focus, Pane::Articles, "esc");
    assert_eq!(reader.app.list.place(), 2, "j");
    reader.press("/");
    reader.type_text("fog");
    reader.press("alt-G");
    assert!(reader.app.filter.is_empty(), "esc leaves the prompt");
    reader.press("alt-n");
    assert!(reader.app.overlay.is_none(), "a key of its own stays one");
}

#[test]
fn panes_are_entered_and_left() {
    use Pane::{Articles, Issues, Reader as Text};
    let table = [
        ("l", Text),
        ("l l", Text),
        ("h", Issues),
        ("h h", Issues),
        ("enter", Text),
        ("enter esc", Articles),
        ("h esc", Articles),
        ("i", Issues),
        ("i i", Articles),
        ("enter q", Articles),
        ("tab", Text),
        ("tab tab", Issues),
        ("shift-tab", Issues),
    ];
    for (keys, want) in table {
        let mut reader = Reader::narrow();
        reader.press(keys);
        assert_eq!(reader.app.screen.focus, want, "{keys}");
    }
}

#[test]
fn help_is_searched_by_typing_and_does_what_is_chosen() {
    let mut reader = Reader::wide();
    reader.press("?");
    assert!(reader.screen().contains("┌ keys"));
    reader.type_text("warnings");
    reader.press("enter");
    assert!(reader.screen().contains("┌ warnings"));
    reader.press("? q");
    assert!(reader.app.overlay.is_none(), "q leaves help");
    reader.press(": o p e n");
    assert!(matches!(reader.press("enter")[..], [Effect::Open(_)]));
}

#[test]
fn q_goes_back_and_quits_at_the_root() {
    let mut reader = Reader::wide();
    assert_eq!(reader.press("enter q"), []);
    assert_eq!(reader.press("q"), [Effect::Quit]);
    // From the index, too, which stands in the list's place.
    let mut reader = Reader::narrow();
    assert_eq!(reader.press("enter q"), []);
    assert_eq!(reader.press("h q"), [Effect::Quit]);
    for key in ["Q", "ctrl-c"] {
        assert_eq!(Reader::wide().press(key), [Effect::Quit], "{key}");
        assert_eq!(
            Reader::wide().press(&format!("! {key}")),
            [Effect::Quit],
            "{key} over warnings"
        );
    }
}

#[test]
fn o_opens_the_reference_and_digits_open_links() {
    let table = [
        ("o", "https://fog.example/redis-locks?lang=ko&mode=full"),
        ("1", "https://locks.example/guide"),
        ("2", "https://fog.example/redis-locks?lang=ko&mode=full"),
        ("} } o", "https://tides.example/cli"),
    ];
    for (keys, url) in table {
        let effects = Reader::wide().press(keys);
        let [Effect::Open(link)] = &effects[..] else {
            panic!("{keys}: {effects:?}")
        };
        assert_eq!(link.url(), url, "{keys}");
    }
}

#[test]
fn nothing_to_open_is_said() {
    let mut reader = Reader::wide();
    assert_eq!(reader.press("} j j o"), []);
    assert_eq!(
        reader.app.screen.status.text,
        "this article has no reference"
    );
    assert_eq!(reader.press("9"), []);
    assert_eq!(reader.app.screen.status.text, "there is no link 9 here");
}

#[test]
fn a_browser_that_answers_late_does_not_hide_what_was_said_since() {
    let mut reader = Reader::wide();
    let Some(Effect::Open(link)) = reader.press("o").pop() else {
        panic!("nothing opened")
    };
    reader.press("9");
    reader.opened(link, Ok(()));
    assert_eq!(reader.app.screen.status.text, "there is no link 9 here");
}

#[test]
fn a_url_that_no_browser_takes_is_shown_whole() {
    let mut reader = Reader::wide();
    let Some(Effect::Open(link)) = reader.press("o").pop() else {
        panic!("nothing opened")
    };
    reader.opened(link, Err(ProgramError::NoDisplay));
    let screen = reader.screen();
    assert!(
        screen.contains("https://fog.example/redis-locks?lang=ko&mode=full"),
        "{screen}"
    );
    reader.press("esc");
    assert!(reader.app.overlay.is_none());
}

#[test]
fn tags_narrow_both_lists_until_they_are_cleared() {
    let mut reader = Reader::wide();
    reader.press("t");
    reader.type_text("redis");
    reader.press("enter esc");
    assert_eq!(
        reader.shown(),
        [
            "안개 속에서 레디스로 잠금 잡기",
            "Redis at the harbour desk"
        ]
    );
    assert!(reader.screen().lines().next().unwrap().contains("#redis"));
    reader.press("esc");
    assert_eq!(reader.shown().len(), 10);
}

#[test]
fn several_tags_are_anded_and_toggled_off_again() {
    let mut reader = Reader::wide();
    reader.press("t");
    reader.type_text("redis");
    reader.press("enter ctrl-u");
    reader.type_text("harbour");
    reader.press("enter");
    assert_eq!(reader.shown(), ["Redis at the harbour desk"]);
    reader.press("enter");
    assert_eq!(reader.shown().len(), 2);
    reader.press("ctrl-t");
    assert_eq!(reader.shown().len(), 10);
}

#[test]
fn the_selection_stays_on_its_article_while_filtering() {
    let mut reader = Reader::wide();
    reader.press("} } j t");
    assert_eq!(reader.title(), "Redis at the harbour desk");
    reader.type_text("redis");
    reader.press("enter esc");
    assert_eq!(reader.title(), "Redis at the harbour desk");
    reader.press("ctrl-t");
    assert_eq!(reader.title(), "Redis at the harbour desk");
}

#[test]
fn pasted_text_never_acts() {
    let mut reader = Reader::wide();
    reader.paste("qQ\u{3}");
    assert_eq!(reader.app.screen.focus, Pane::Articles);
    reader.press("t");
    reader.paste("har\u{1b}[31mbour\n");
    assert!(reader.screen().contains("#harbour"));
}

#[test]
fn the_text_stays_in_place_when_the_width_changes() {
    let mut reader = Reader::sized(44, 12);
    reader.press("enter j j j j");
    let before = reader.first_line();
    reader.resize(36, 12);
    reader.resize(44, 12);
    assert_eq!(reader.first_line(), before);
}
