//! What lasts from one session to the next, and from one window to another.

use std::process::Command;

use super::{home::Home, pty::Pty};
use crate::support::fixture;

fn open(home: &Home, size: (u16, u16)) -> Pty {
    let reader = Pty::start(home.backissue([fixture("kelp")]), size);
    reader.wait_for("10 unread · 3 issues");
    // Only an archive that is loaded whole is remembered.
    reader.wait_until_gone("loading");
    reader.wait_until_gone(" files");
    reader
}

fn quit(mut reader: Pty) {
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}

/// What `list` finds of the archive.
fn listed(home: &Home, query: &str) -> String {
    let mut list = Command::new(env!("CARGO_BIN_EXE_backissue"));
    list.args(["list", "-q", query]).arg(fixture("kelp"));
    list.env("XDG_STATE_HOME", home.path().join("state"));
    String::from_utf8(list.output().unwrap().stdout).unwrap()
}

#[test]
fn marks_that_were_shown_as_saved_survive_kill_9() {
    let home = Home::new();
    for round in 0..10 {
        let mut reader = open(&home, (120, 20));
        let to_the_article = "[".repeat(10) + &"]".repeat(round);
        reader.press(&format!("{to_the_article}s"));
        reader.wait_for("starred");
        reader.wait_until_gone("starred …");
        reader.signal("KILL");
        reader.wait_for_exit();
        let starred = listed(&home, "is:starred");
        let count = starred.lines().filter(|line| line.contains("Kelp")).count();
        assert_eq!(count, round + 1, "{starred}");
    }
}

#[test]
fn reading_goes_on_at_the_same_line_in_a_window_of_another_size() {
    let home = Home::new();
    let mut reader = open(&home, (120, 12));
    reader.press("l");
    // The lines above it go, whatever their number.
    for _ in 0..40 {
        if top_line(&reader.screen()).contains("첫째") {
            break;
        }
        reader.press_and_wait("j", top_line);
    }
    let top = top_line(&reader.screen());
    assert!(top.contains("• 첫째, 등불은"), "{top}");
    quit(reader);
    for size in [(80, 12), (50, 10), (160, 10)] {
        let reader = open(&home, size);
        reader.wait_for("• 첫째, 등불은");
        assert!(
            top_line(&reader.screen()).contains("• 첫째, 등불은"),
            "{}",
            reader.screen()
        );
        quit(reader);
    }
}

/// The first row of text in the reading pane, which is the last one.
fn top_line(screen: &str) -> String {
    let row = screen.lines().nth(2).unwrap_or_default();
    let pane = row.rsplit(['│', '█']).nth(1);
    pane.unwrap_or_default().to_owned()
}

#[test]
fn the_archive_read_last_opens_from_anywhere() {
    let home = Home::new();
    quit(open(&home, (100, 20)));
    let mut last = home.backissue(["--last"]);
    last.cwd("/");
    let reader = Pty::start(last, (100, 20));
    reader.wait_for("10 unread · 3 issues");
    quit(reader);
}

#[cfg(target_os = "linux")] // elsewhere file names are UTF-8
#[test]
fn an_archive_whose_path_is_no_text_opens_again() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let home = Home::new();
    let folder = home.path().join(OsStr::from_bytes(b"lamp\xff"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("1.md"), "# Lamp 1\n\n## Fog\n\nIt is grey.\n").unwrap();
    let reader = Pty::start(home.backissue([&folder]), (100, 20));
    reader.wait_for("It is grey");
    // Only an archive that is loaded whole is remembered.
    reader.wait_until_gone("loading");
    reader.wait_until_gone(" files");
    quit(reader);
    let reader = Pty::start(home.backissue(["--last"]), (100, 20));
    reader.wait_for("It is grey");
    quit(reader);
}

#[test]
fn what_is_marked_read_in_the_unread_view_stays_until_it_is_left() {
    let home = Home::new();
    let mut reader = open(&home, (120, 20));
    reader.press("'j\r");
    reader.wait_for("· unread");
    reader.press("r");
    reader.wait_for("marked read");
    reader.wait_for("9 of 10 unread");
    reader.press("'\r");
    reader.wait_for("  9 unread");
    reader.press("U");
    reader.wait_for("undid: marked read");
    reader.wait_for("10 unread");
    quit(reader);
}

#[test]
fn two_windows_see_each_others_marks() {
    let home = Home::new();
    let (mut left, mut right) = (open(&home, (120, 20)), open(&home, (120, 20)));
    left.press("s");
    right.wait_for("● ★ 다시마");
    right.press("a");
    left.wait_for("● ★ » 다시마");
    quit(left);
    quit(right);
}

#[test]
fn a_memo_is_written_in_the_editor() {
    let home = Home::new();
    let mut command = home.backissue([fixture("kelp")]);
    command.env("EDITOR", super::home::fixture("editor"));
    let mut reader = Pty::start(command, (120, 20));
    reader.wait_for("10 unread · 3 issues");
    reader.press("m");
    reader.wait_for("editing");
    reader.press("ask about the lamp\r\u{4}");
    reader.wait_for("✎ ask about the lamp");
    quit(reader);
    assert!(listed(&home, "is:unread").contains("Kelp"));
}

#[test]
fn where_nothing_can_be_kept_reading_goes_on() {
    let home = Home::new();
    let mut command = home.backissue([fixture("kelp")]);
    command.env("BACKISSUE_STATE", "/proc/backissue/marks.db");
    let reader = Pty::start(command, (120, 20));
    reader.wait_for("cannot keep marks in /proc/backissue/marks.db");
    reader.wait_for("10 unread · 3 issues");
    quit(reader);
}

#[test]
fn a_tag_that_is_named_in_the_picker_keeps_its_name() {
    let home = Home::new();
    let config = home.path().join("config/backissue/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "# mine\ntag-bar = false\n").unwrap();
    std::fs::write(
        home.path().join("1.md"),
        "# Lamp 1\n\n## [Redis](https://a.example/1)\n\nA.\n\n## [Redis again](https://a.example/2)\n\nB.\n",
    )
    .unwrap();
    let mut reader = Pty::start(home.backissue(["1.md"]), (100, 20));
    reader.wait_for("2 unread");
    reader.press("t");
    reader.wait_for(" all │");
    reader.press("\x12");
    reader.wait_for("new name of the tag");
    reader.press("\x15Red store\r");
    reader.wait_for("for good: #redis is #Red store");
    reader.press("t");
    reader.wait_for("Red store  ");
    reader.press("\x1b");
    quit(reader);
    let text = std::fs::read_to_string(&config).unwrap();
    assert!(text.starts_with("# mine\n"), "{text}");
    assert!(text.contains("redis = \"Red store\""), "{text}");
    let mut reader = Pty::start(home.backissue(["1.md"]), (100, 20));
    reader.wait_for("2 unread");
    reader.press("t");
    reader.wait_for("Red store  ");
    reader.press("\x1b");
    quit(reader);
}
