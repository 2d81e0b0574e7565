//! Messages that quote what somebody else wrote: arguments, paths, the configuration, marks to merge.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use backissue::cli::Arguments;
use clap::CommandFactory as _;

use super::escapes::{foreign, odd};
use crate::terminal::{home::Home, pty::Pty};

/// Text that would act on a terminal: OSC, CSI with 7 and 8 bits, an override, hidden text, a bare carriage return.
const EVIL: &str = "x\u{1b}]0;pwned\u{7}\u{9b}31m\u{202e}\u{1b}[2J\u{1b}[8m\ry";

/// Arguments, where `EVIL` stands for the text. Each is run in a folder with a file and a configuration of that name.
const COMMANDS: [&[&str]; 30] = [
    &["EVIL"],
    &["--EVIL"],
    &["list", "--EVIL"],
    &["list", "EVIL"],
    &["list", "-q", "EVIL:("],
    &["list", "-q", "/EVIL(/"],
    &["list", "--max-files", "EVIL"],
    &["list", "--color", "EVIL"],
    &["list", "."],
    &["list", "--json", "."],
    &["show", "EVIL"],
    &["show", "--json", "fog", "."],
    &["open", "EVIL"],
    &["tags", "EVIL"],
    &["tags", "--json", "."],
    &["stats", "."],
    &["stats", "--json", "."],
    &["export", "--format", "EVIL"],
    &["export", "--format", "json", "."],
    &["export", "--format", "md", "."],
    &["export", "--format", "html", "."],
    &["export", "--format", "csv", "."],
    &["export", "--format", "atom", "."],
    &["check", "."],
    &["check", "--json", "."],
    &["completions", "EVIL"],
    &["marks", "import", "EVIL"],
    &["marks", "import", "marks.jsonl"],
    &["--set", "EVIL=1", "list", "."],
    &["--set", "theme=EVIL", "list", "."],
];

/// Configurations, with what is run in them.
const CONFIGURATIONS: [(&str, &[&str]); 9] = [
    ("archive = \"EVIL\"", &["list"]),
    ("\"EVIL\" = 1", &["list", "."]),
    ("theme = \"EVIL\"", &["config", "check"]),
    (
        "[[view]]\nname = \"EVIL\"\nquery = \"a\"",
        &["config", "show"],
    ),
    ("[archives]\n\"EVIL\" = \"EVIL\"", &["config", "show"]),
    (
        "[archives]\n\"EVIL\" = \"EVIL\"",
        &["archives", "--color", "always"],
    ),
    (
        "[archives]\n\"EVIL\" = \"EVIL\"",
        &["remove", "--yes", "EVIL"],
    ),
    ("[archives]\n\"EVIL\" = \"EVIL\"", &["update"]),
    (
        "[[key]]\non = \"EVIL\"\ndo = \"EVIL\"",
        &["config", "check"],
    ),
];

/// Command lines in which each argument of each command, as the program knows them, is the text: options by their long names.
fn every_argument() -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    collect(&Arguments::command(), &[], &mut lines);
    assert!(lines.len() > 60, "{}", lines.len());
    lines
}

fn collect(command: &clap::Command, before: &[String], lines: &mut Vec<Vec<String>>) {
    for argument in command.get_arguments() {
        let word = match argument.get_long() {
            None => "EVIL".to_owned(),
            Some(_) if !argument.get_action().takes_values() => continue,
            Some(name) => format!("--{name}=EVIL"),
        };
        lines.push([before, &[word]].concat());
    }
    for command in command.get_subcommands() {
        let before = [before, &[command.get_name().to_owned()]].concat();
        collect(command, &before, lines);
    }
}

fn folder() -> Home {
    let home = Home::new();
    let issue = "## [A](https://fog.example/)\n\nFog.\n\n## [B](javascript:alert(1))\n";
    fs::write(home.path().join(format!("{EVIL}.md")), issue).unwrap();
    fs::write(home.path().join("marks.jsonl"), format!("{{\"{EVIL}\n")).unwrap();
    fs::create_dir_all(home.path().join("config/backissue")).unwrap();
    home
}

fn run<S: AsRef<str>>(home: &Path, words: &[S]) {
    let words = words.iter().map(|word| word.as_ref().replace("EVIL", EVIL));
    let words: Vec<_> = words.collect();
    let output = Command::new(env!("CARGO_BIN_EXE_backissue"))
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_STATE_HOME", home.join("state"))
        .stdin(Stdio::null())
        .current_dir(home)
        .args(&words)
        .output()
        .unwrap();
    for text in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(text).unwrap();
        assert_eq!(odd(text), None, "{words:?}: {text:?}");
        assert!(
            !text.replace("\r\n", "\n").contains('\r'),
            "{words:?}: {text:?}"
        );
    }
}

#[test]
fn no_message_acts_on_a_terminal() {
    let home = folder();
    for words in COMMANDS {
        run(home.path(), words);
    }
    for words in every_argument() {
        run(home.path(), &words);
    }
    // As TOML writes it.
    let unit = |c: char| format!("\\u{:04x}", u32::from(c));
    let escaped = EVIL.chars().map(unit).collect::<Vec<_>>().concat();
    for (text, words) in CONFIGURATIONS {
        let text = text.replace("EVIL", &escaped);
        fs::write(home.path().join("config/backissue/config.toml"), text).unwrap();
        run(home.path(), words);
    }
}

/// In the reader, which shows paths and answers to what is typed, and on the screen that it leaves behind.
#[test]
fn no_message_of_the_reader_acts_on_a_terminal() {
    let home = folder();
    let mut reader = Pty::start(home.backissue(["--no-state", "."]), (100, 30));
    reader.wait_for("1 unread");
    // As it comes from a keyboard: Enter and Esc would end it.
    let text = EVIL.replace(['\r', '\u{1b}'], "");
    reader.press(&format!("={text}:(\r"));
    reader.wait_for("expected");
    reader.press("\u{1b}");
    reader.wait_until_gone("expected");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
    assert_eq!(foreign(&reader.bytes()), None);
    let reader = Pty::start(home.backissue([&format!("{EVIL}/nowhere")]), (100, 30));
    assert_eq!(reader.wait_for_exit().exit_code(), 2);
    assert_eq!(foreign(&reader.bytes()), None);
}
