//! A memo is never lost, whatever becomes of the editor, the terminal or the reader while it is written.

use std::{
    fs,
    io::{Read as _, Write as _},
    os::unix::fs::PermissionsExt as _,
    process::Command,
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{home::Home, pty::Pty};
use crate::support::fixture;

/// The reader, with an editor that does this.
fn command(home: &Home, editor: &str) -> CommandBuilder {
    let program = home.path().join("writer");
    fs::write(&program, format!("#!/bin/sh\n{editor}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = home.backissue([fixture("kelp")]);
    command.env("EDITOR", program);
    command
}

fn open(home: &Home, editor: &str) -> Pty {
    let reader = Pty::start(command(home, editor), (120, 20));
    reader.wait_for("10 unread · 3 issues");
    reader
}

fn quit(mut reader: Pty) {
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}

/// All marks, and the drafts that are left.
fn kept(home: &Home) -> (String, usize) {
    let state = home.path().join("state");
    let mut export = Command::new(env!("CARGO_BIN_EXE_backissue"));
    export
        .args(["marks", "export"])
        .env("XDG_STATE_HOME", &state);
    let marks = String::from_utf8(export.output().unwrap().stdout).unwrap();
    let drafts = fs::read_dir(state.join("backissue/memos"));
    (marks, drafts.map_or(0, Iterator::count))
}

fn assert_kept(home: &Home, memo: &str) {
    let (marks, drafts) = kept(home);
    assert!(marks.contains(&format!("\"value\":\"{memo}\"")), "{marks}");
    assert_eq!(drafts, 0, "the draft goes when the memo is in the database");
}

#[test]
fn what_an_editor_saved_before_it_was_killed_counts() {
    let home = Home::new();
    let mut reader = open(&home, "echo the keeper >\"$1\"; kill -9 $$");
    reader.press("m");
    reader.wait_for("✎ the keeper");
    quit(reader);
    assert_kept(&home, "the keeper");
}

#[test]
fn what_is_no_text_waits_for_the_next_time() {
    let home = Home::new();
    let editor = r#"if [ -e "$HOME/again" ]; then cp "$1" "$HOME/offered"; echo café >"$1"
        else touch "$HOME/again"; printf 'caf\351\n' >"$1"; fi"#;
    let mut reader = open(&home, editor);
    reader.press("m");
    reader.wait_for("the text is kept, but cannot be read");
    assert_eq!(kept(&home).1, 2);
    reader.press("m");
    reader.wait_for("✎ café");
    quit(reader);
    assert_eq!(fs::read(home.path().join("offered")).unwrap(), b"caf\xe9\n");
    assert_kept(&home, "café");
}

#[test]
fn what_an_editor_says_it_failed_at_is_taken_in_at_the_next_start() {
    let home = Home::new();
    let mut reader = open(&home, "echo half a word >\"$1\"; exit 3");
    reader.press("m");
    reader.wait_for("exit status: 3; the text is kept");
    quit(reader);
    let reader = open(&home, "true");
    reader.wait_for("✎ half a word");
    quit(reader);
    assert_kept(&home, "half a word");
}

#[test]
fn an_editor_that_changes_nothing_leaves_nothing() {
    let home = Home::new();
    let mut reader = open(&home, "echo editing; exit 0");
    reader.press("m");
    reader.wait_for("10 unread · 3 issues");
    reader.press("s");
    reader.wait_for("starred");
    quit(reader);
    let (marks, drafts) = kept(&home);
    assert!(!marks.contains("memo"), "{marks}");
    assert_eq!(drafts, 0);
}

#[test]
fn a_reader_that_is_told_to_end_waits_for_the_editor() {
    for signal in ["TERM", "HUP"] {
        let home = Home::new();
        let mut reader = open(&home, "echo editing; read line; echo \"$line\" >\"$1\"");
        reader.press("m");
        reader.wait_for("editing");
        reader.signal(signal);
        reader.press("over the sea\r");
        reader.wait_for_exit();
        assert_kept(&home, "over the sea");
    }
}

#[test]
fn a_memo_survives_the_reader_that_is_killed_meanwhile() {
    let home = Home::new();
    let mut reader = open(&home, "echo over the sea >\"$1\"; echo editing; exec cat");
    reader.press("m");
    reader.wait_for("editing");
    reader.signal("KILL");
    reader.wait_for_exit();
    let again = open(&home, "true");
    again.wait_for("✎ over the sea");
    quit(again);
    assert_kept(&home, "over the sea");
}

#[test]
fn another_window_leaves_a_memo_alone_that_is_being_written() {
    let home = Home::new();
    let mut reader = open(
        &home,
        "echo half >\"$1\"; echo editing; read line; echo \"$line\" >\"$1\"",
    );
    reader.press("m");
    reader.wait_for("editing");
    let other = open(&home, "true");
    quit(other);
    assert!(!kept(&home).0.contains("half"));
    reader.press("whole\r");
    reader.wait_for("✎ whole");
    quit(reader);
    assert_kept(&home, "whole");
}

#[test]
fn a_memo_survives_the_terminal_that_is_closed_meanwhile() {
    let home = Home::new();
    let size = PtySize {
        rows: 20,
        cols: 120,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let editor = "echo under the lamp >\"$1\"; echo editing; exec cat";
    let mut child = pair.slave.spawn_command(command(&home, editor)).unwrap();
    drop(pair.slave);
    let mut keyboard = pair.master.take_writer().unwrap();
    let mut screen = pair.master.try_clone_reader().unwrap();
    let mut seen = String::new();
    let mut wait_for = |text: &str| {
        let mut bytes = [0; 4096];
        while !seen.contains(text) {
            let count = screen.read(&mut bytes).unwrap();
            seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
    };
    wait_for("다시마 숲의 밤");
    keyboard.write_all(b"m").unwrap();
    wait_for("editing");
    drop((pair.master, keyboard, screen));
    child.wait().unwrap();
    let again = open(&home, "true");
    again.wait_for("✎ under the lamp");
    quit(again);
    assert_kept(&home, "under the lamp");
}
