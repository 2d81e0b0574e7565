//! Keys while an input method for another script is on.

use backissue::{
    app::{
        App, Effect, Message,
        geometry::{Pane, Size},
        key::{Key, KeyCap},
        keymap::Keymap,
        overlay::Overlay,
    },
    load,
    ui::{Painter, theme::Theme},
};

fn reader() -> App {
    let size = Size {
        width: 120,
        height: 30,
    };
    let mut app = App::new("sample", Keymap::builtin(), size);
    load::stream(&[], &load::Options::default(), &mut |batch| {
        app.update(Message::Batch(batch));
    })
    .unwrap();
    app
}

fn press(app: &mut App, text: &str) -> Vec<Effect> {
    let keys = text
        .chars()
        .map(|c| Message::Key(Key::new(KeyCap::Char(c))));
    let effects = keys.flat_map(|key| app.update(key));
    effects
        .filter(|effect| !matches!(effect, Effect::Store(_)))
        .collect()
}

#[test]
fn other_scripts_move_as_latin_letters_do() {
    for (latin, others) in [
        ("jj", ["ㅓㅓ", "оо", "まま"]),
        ("gj", ["허", "по", "きま"]),
        ("jgk", ["ㅓ하", "опл", "まきの"]),
    ] {
        let mut wanted = reader();
        press(&mut wanted, latin);
        for typed in others {
            let mut app = reader();
            press(&mut app, typed);
            let position = |app: &App| app.list.position();
            assert_eq!(position(&app), position(&wanted), "{typed}");
        }
    }
}

#[test]
fn one_syllable_moves_and_opens() {
    let mut app = reader();
    app.screen.focus = Pane::Issues;
    // ㅣ goes into the articles, ㅐ opens: an input method sends two letters where no syllable holds them.
    let effects = press(&mut app, "ㅣㅐ");
    assert!(matches!(effects.as_slice(), [Effect::Open(_)]));
}

#[test]
fn prompts_take_letters_as_text_and_hold_the_cursor() {
    let mut app = reader();
    press(&mut app, "ㅅ레디");
    let Some(Overlay::Tags(picker)) = &app.overlay else {
        panic!("ㅅ is t");
    };
    assert_eq!(picker.input.value(), "레디");
    let theme = Theme::builtin(true);
    let cursor = |app: &App| Painter { app, theme: &theme }.cursor();
    let area = app.overlay_area().unwrap();
    let place = cursor(&app).unwrap();
    assert_eq!((place.x, place.y), (area.x + 3 + 4, area.y + 1));
    app.update(Message::Key("esc".parse().unwrap()));
    assert_eq!(cursor(&app), None);
}

#[test]
fn control_reaches_commands_under_any_script() {
    let mut app = reader();
    press(&mut app, "t");
    let key: Key = "ctrl-ㅊ".parse().unwrap();
    assert_eq!(app.update(Message::Key(key)), [Effect::Quit]);
}
