//! The log file: only on request, for its owner alone, and never with anything in it that acts on a terminal.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{
    support::fixture,
    terminal::{home::Home, pty::Pty},
};

/// Title, tags and a name of a field that would clear the screen, and a line that looks like one of the log.
const HOSTILE: &str = "---\ntitle: \"\\e[2J\\r\\n1999-01-01T00:00:00Z ERROR forged\"\ndate: \"\\e]0;owned\\a someday\"\n---\n\n\
                       ## [\u{1b}[31mFog](https://fog.example/)\n\nText.\n";

fn backissue(home: &Home) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
    command.env_clear();
    command.env("HOME", home.path()).current_dir(home.path());
    command
}

fn failure(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn log(home: &Home) -> String {
    fs::read_to_string(home.path().join("log")).unwrap()
}

/// A log that somebody will look at in a terminal.
fn assert_harmless(log: &str) {
    let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!log.contains(acts), "{log:?}");
    for line in log.lines() {
        assert!(line.starts_with("20"), "no time before {line:?}");
        let level = line.split_whitespace().nth(1);
        assert!(
            matches!(level, Some("ERROR" | "WARN" | "INFO" | "DEBUG")),
            "{line:?}"
        );
    }
}

fn hostile(home: &Home) -> PathBuf {
    let file = home.path().join("a\u{1b}[5m.md");
    fs::write(&file, HOSTILE).unwrap();
    file
}

#[test]
fn there_is_no_log_unless_it_is_asked_for() {
    let home = Home::new();
    assert!(
        backissue(&home)
            .arg("list")
            .output()
            .unwrap()
            .status
            .success()
    );
    assert!(!home.path().join("log").exists());
}

#[test]
fn a_log_is_its_owners_and_grows() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    for args in [["list", "--log", "log"], ["tags", "--log", "log"]] {
        assert!(
            backissue(&home)
                .args(args)
                .output()
                .unwrap()
                .status
                .success()
        );
    }
    assert_eq!(log(&home).matches("INFO started").count(), 2);
    let mode = fs::metadata(home.path().join("log"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_was_loaded_and_searched_is_told_with_its_time() {
    let home = Home::new();
    let mut list = backissue(&home);
    list.args(["list", "-q", "redis"]).arg(fixture("reader"));
    assert!(
        list.env("BACKISSUE_LOG", "log")
            .output()
            .unwrap()
            .status
            .success()
    );
    let log = log(&home);
    assert!(
        log.contains("INFO loaded paths=[") && log.contains("issues=3"),
        "{log}"
    );
    assert!(
        log.contains("INFO search query=redis articles=2 time="),
        "{log}"
    );
}

#[test]
fn the_level_decides_how_much_is_told() {
    let home = Home::new();
    for (level, lines) in [("error", 0), ("warn", 0), ("info", 3), ("debug", 3)] {
        let mut list = backissue(&home);
        list.args(["list", "--log", "log"]).arg(fixture("reader"));
        list.env("BACKISSUE_LOG_LEVEL", level);
        assert!(list.output().unwrap().status.success());
        assert_eq!(log(&home).lines().count(), lines, "{level}");
        fs::remove_file(home.path().join("log")).unwrap();
    }
    let mut wrong = backissue(&home);
    wrong
        .args(["list", "--log", "log"])
        .env("BACKISSUE_LOG_LEVEL", "loud");
    assert_eq!(
        failure(&wrong.output().unwrap()),
        "backissue: BACKISSUE_LOG_LEVEL=loud: write error, warn, info or debug\n"
    );
}

#[test]
fn a_log_that_cannot_be_written_is_told() {
    let home = Home::new();
    let output = backissue(&home)
        .args(["list", "--log", "no/log"])
        .output()
        .unwrap();
    assert!(failure(&output).starts_with("backissue: cannot write the log no/log: "));
}

#[test]
fn why_a_command_failed_is_in_the_log() {
    let home = Home::new();
    let output = backissue(&home)
        .args(["list", "nowhere", "--log", "log"])
        .output()
        .unwrap();
    failure(&output);
    assert!(log(&home).contains("ERROR nowhere does not exist"));
}

#[test]
fn text_of_an_archive_cannot_act_from_the_log() {
    let home = Home::new();
    let mut list = backissue(&home);
    list.args([
        "list",
        "-q",
        "\u{1b}[31m",
        "--log",
        "log",
        "--log-level",
        "debug",
    ]);
    list.arg(hostile(&home)).output().unwrap();
    assert_harmless(&log(&home));
}

#[test]
fn the_reader_tells_the_log_what_it_does_and_shows_none_of_it() {
    let home = Home::new();
    let folder = home.path().join("archive");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("1.md"), HOSTILE).unwrap();
    let mut command = home.backissue(["--log", "log", "--log-level", "debug"]);
    command.arg(&folder);
    let mut reader = Pty::start(command, (100, 20));
    reader.wait_for("1 unread · 1 issue");
    reader.press("o");
    reader.wait_for("opened fog.example");
    reader.press("/tex\r");
    reader.wait_for("· tex ×");
    fs::write(
        folder.join("2.md"),
        "# Two\n\n## [Bells](https://bells.example/)\n",
    )
    .unwrap();
    reader.wait_for("1 new article");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
    let log = log(&home);
    assert_harmless(&log);
    let told = [
        "INFO first frame size=Size { width: 100, height: 20 } time=",
        "INFO marks opened marks=0",
        "INFO loaded paths=[",
        "INFO open url=\"https://fog.example/\"",
        "INFO search query=",
        "INFO read again issues=1 gone=0 time=",
        "DEBUG odd: 1.md:",
        "INFO ended",
    ];
    for part in told {
        assert!(log.contains(part), "no {part:?} in\n{log}");
    }
    assert_shows_no_log(&reader, Path::new("log"));
}

fn assert_shows_no_log(reader: &Pty, path: &Path) {
    let bytes = String::from_utf8_lossy(&reader.bytes()).into_owned();
    for part in ["INFO", "DEBUG", "first frame", path.to_str().unwrap()] {
        assert!(!bytes.contains(part), "{part} is on the screen");
    }
}

#[test]
fn a_log_on_a_full_disk_writes_nothing_elsewhere() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_backissue"))
        .env("BACKISSUE_LOG", "/dev/full")
        .args(["list", "--no-state"])
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
}
