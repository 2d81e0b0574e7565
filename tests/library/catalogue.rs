//! The catalogue on the screen: what it shows, what is typed in it, and what Enter asks for.

use backissue::{
    app::{Effect, Message, Onward, geometry::Size},
    library::catalogue,
};

use crate::{
    support::Reader,
    terminal::{home::Home, pty::Pty},
};

/// A reader that lets a newsletter be chosen.
fn browsing(width: u16, height: u16) -> Reader {
    let mut reader = Reader::empty("catalogue", width, height);
    reader.app.stay_in_catalogue(catalogue());
    reader.send(Message::Resize(Size { width, height }));
    reader
}

fn paste(reader: &mut Reader, text: &str) {
    reader.send(Message::Paste(text.to_owned()));
}

#[test]
fn newsletters_stand_in_columns_at_every_size() {
    let mut screens = Vec::new();
    for (width, height) in [(110, 12), (60, 8), (30, 6)] {
        let mut reader = browsing(width, height);
        paste(&mut reader, "chinese");
        screens.push(reader.screen());
    }
    insta::with_settings!({ snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("catalogue", screens.join("\n"));
    });
}

#[test]
fn names_languages_and_subjects_are_found_by_typing() {
    let add = |name: &str| vec![Effect::GoOn(Onward::Add(name.to_owned()))];
    let table = [
        ("this week in rust", add("this-week-in-rust")),
        ("RUST micro", add("embedded-rust-newsletter")),
        ("korean front", add("fe-news")),
        ("爱好者 technology", add("科技爱好者周刊")),
        ("haskellweekly/", add("haskell-weekly")),
        ("fog and lamps", vec![]),
    ];
    for (typed, want) in table {
        let mut reader = browsing(100, 20);
        paste(&mut reader, typed);
        assert_eq!(reader.press("enter"), want, "{typed}");
    }
    let mut reader = browsing(100, 20);
    reader.press("r u s t");
    assert_eq!(reader.press("down enter"), add("embedded-rust-newsletter"));
    assert_eq!(browsing(100, 20).press("esc"), [Effect::Quit]);
}

/// In a terminal; without git on the path, adding ends with a sentence on the screen that the user came from.
#[test]
fn add_without_a_word_is_a_screen_to_choose_from() {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue(["add"]), (100, 20));
    reader.wait_for("add a newsletter: ");
    reader.press("neovim");
    reader.wait_for("add a newsletter: 1 ");
    reader.press("\x1b");
    assert!(reader.wait_for_exit().success());
    assert_eq!(reader.not_restored(), [""; 0]);

    let mut command = home.backissue(["add"]);
    command.env("PATH", home.path());
    let mut reader = Pty::start(command, (100, 20));
    reader.wait_for("add a newsletter: ");
    reader.press("neovim\r");
    assert_eq!(reader.wait_for_exit().exit_code(), 2);
    assert_eq!(reader.not_restored(), [""; 0]);
    assert!(reader.screen().contains("git"), "{}", reader.screen());
}
