//! Commands of the user's own in the reader: keys in, runs out; and in a real terminal.

use std::{fs, os::unix::fs::PermissionsExt as _};

use backissue::{
    app::{Effect, Message},
    command::CommandRun,
    config::{Config, KnownNames},
    error::ProgramError,
};
use portable_pty::CommandBuilder;

use crate::{
    support::{Reader, fixture},
    terminal::{home::Home, pty::Pty},
};

const COMMANDS: &str = "
[commands.later]
run = ['later', 'add', '{url}']
key = 'W'
[commands.all]
run = ['all', '{title}']
for = 'selection'
wait = true
[commands.issue]
run = ['issue', '{title}']
for = 'issue'
key = 'E'
[commands.file]
run = ['file', '{path}']
[commands.each]
run = ['each', '{url}']
wait = true
";

fn reader() -> Reader {
    let known = KnownNames {
        themes: vec!["terminal".to_owned()],
    };
    let mut reader = Reader::wide();
    reader.app.controls.keymap = Config::parse(COMMANDS, &known).unwrap().keymap;
    reader
}

/// The programs that are run, with their arguments: `add a; add b`.
fn runs(effects: &[Effect]) -> String {
    let of = |run: &CommandRun| {
        let words = run.arguments.iter().map(|word| word.to_str().unwrap());
        std::iter::once(&*run.program)
            .chain(words)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let runs = effects.iter().filter_map(|effect| match effect {
        Effect::Run(runs) => Some(runs.iter().map(of)),
        _ => None,
    });
    runs.flatten().collect::<Vec<_>>().join("; ")
}

#[test]
fn a_key_or_a_name_runs_a_command_on_what_is_selected() {
    let (one, title) = (
        "https://fog.example/redis-locks?lang=ko&mode=full",
        "안개 속에서 레디스로 잠금 잡기",
    );
    let later = format!("later add {one}");
    let table = [
        ("W", later.clone()),
        // With a Korean input method on, too.
        ("ㅉ", later.clone()),
        (": l a t e r enter", later.clone()),
        ("? l a t e r enter", later),
        (": a l l enter", format!("all {title}")),
        (
            "v v : a l l enter",
            format!("all {title} [VectorDB] 비슷한 파도 찾기"),
        ),
        ("E", "issue 등대 소식 8호".to_owned()),
        ("h E", "issue 등대 소식 8호".to_owned()),
    ];
    for (keys, want) in table {
        let effects = reader().press(keys);
        assert_eq!(runs(&effects), want, "{keys}");
    }
    let mut two = reader();
    let both = runs(&two.press("v v W"));
    assert_eq!(both.matches("later add https://").count(), 2, "{both}");
    assert!(two.app.marks.picked.is_empty());
}

#[test]
fn palette_and_help_show_a_command_by_its_name() {
    let mut reader = reader();
    for (key, seen) in [(":", "later"), ("esc ?", "run later add {url}")] {
        reader.press(key);
        reader.type_text("later");
        let screen = reader.screen();
        assert!(screen.contains(seen) && screen.contains('W'), "{screen}");
    }
}

#[test]
fn what_cannot_be_run_and_what_ended_is_told() {
    let mut reader = reader();
    reader.press("h W");
    assert_eq!(reader.app.screen.status.text, "no article is selected");
    reader.press("esc W");
    assert_eq!(reader.app.screen.status.text, "started later");
    reader.send(Message::Ran("later".to_owned(), Ok(false)));
    assert_eq!(reader.app.screen.status.text, "started later");
    reader.press(": a l l enter");
    assert_eq!(reader.app.screen.status.text, "running all");
    reader.send(Message::Ran("all".to_owned(), Ok(true)));
    assert_eq!(reader.app.screen.status.text, "all is done");
    let failure = ProgramError::NoProgram;
    reader.send(Message::Ran("all".to_owned(), Err(failure)));
    assert!(reader.app.screen.status.text.contains("no program"));
}

#[test]
fn nobody_leaves_unasked_while_a_command_has_runs_to_come() {
    let asks = |reader: &Reader| {
        reader
            .screen()
            .contains("each has not been run for all yet.")
    };
    let mut reader = reader();
    reader.press("v v : e a c h enter");
    assert_eq!((reader.press("Q"), asks(&reader)), (Vec::new(), true));
    assert_eq!((reader.press("esc"), asks(&reader)), (Vec::new(), false));
    reader.press("Q");
    assert_eq!(reader.press("enter"), [Effect::Quit]);
    let mut twice = self::reader();
    twice.press("v v : e a c h enter Q");
    assert_eq!(twice.press("Q"), [Effect::Quit]);
    let mut ended = self::reader();
    ended.press("v v : e a c h enter");
    ended.send(Message::Ran("each".to_owned(), Ok(true)));
    assert_eq!(ended.press("Q"), [Effect::Quit]);
    // One run is under way already, and goes on by itself.
    let mut one = self::reader();
    one.press(": e a c h enter");
    assert_eq!(one.press("Q"), [Effect::Quit]);
}

/// The reader in a terminal, with stubs for programs.
fn start(home: &Home, config: &str, stubs: &[(&str, &str)]) -> Pty {
    let bin = home.path().join("bin");
    fs::create_dir_all(&bin).unwrap();
    for (name, script) in stubs {
        fs::write(bin.join(name), format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::write(home.path().join("own.toml"), config).unwrap();
    let mut command: CommandBuilder = home.backissue([fixture("reader")]);
    command.args(["--config", "own.toml"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
    let reader = Pty::start(command, (120, 30));
    reader.wait_for("3 issues");
    reader
}

#[test]
fn a_command_in_a_terminal_runs_apart_and_its_failure_is_told() {
    let home = Home::new();
    let config = "[commands.later]\nrun = ['later', '{url}']\nkey = 'W'\nwait = true\n";
    let mut reader = start(
        &home,
        config,
        &[("later", "echo out; echo err >&2; exit 3")],
    );
    reader.press("W");
    reader.wait_for("later failed: exit status: 3");
    let screen = reader.screen();
    assert!(
        !screen.contains("err") || screen.contains("3 issues"),
        "{screen}"
    );
    reader.press("?");
    reader.wait_for("PgDn");
}

#[test]
fn a_command_gets_the_terminal_and_gives_it_back() {
    let home = Home::new();
    let config = "[commands.page]\nrun = ['page', '{title}']\nkey = 'W'\nstdin = 'markdown'\nterminal = true\nwait = true\n";
    let stub = "wc -l > /dev/null; echo \"paged: $1\"; exit 4";
    let mut reader = start(&home, config, &[("page", stub)]);
    reader.press("W");
    reader.wait_for("[Enter: back to backissue]");
    reader.wait_for("paged: 안개");
    reader.press("\r");
    reader.wait_for("page failed: exit status: 4");
    reader.press("?");
    reader.wait_for("PgDn");
}
