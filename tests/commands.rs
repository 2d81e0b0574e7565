//! The commands that print: what comes out, and with which exit code.

mod check;
mod json;
mod messages;
mod own;
mod recipes;
pub mod schema;
mod tables;

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use backissue::{
    app::{
        help,
        keymap::{KeyContext, Keymap},
    },
    cli::Arguments,
    config::SETTINGS,
    query::FIELDS,
};
use clap::CommandFactory as _;
use tempfile::TempDir;

/// A home folder of its own, with an archive in it.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(home.path("news")).unwrap();
        fs::write(
            home.path("news/2031-02-03.md"),
            "---\ntitle: Lantern 7\ndatePublished: 2031-02-03\ntags: fog\n---\n\n## Fog [1]\n\nAbout **fog**.\n\n[Fog](https://fog.example/one)\n\n## 등대\n\n짙은 안개.\n\n[등대](https://light.example/two)\n",
        )
        .unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn config(&self, text: &str) -> &Self {
        fs::create_dir_all(self.path(".config/backissue")).unwrap();
        fs::write(self.path(".config/backissue/config.toml"), text).unwrap();
        self
    }

    /// A program of this name in `bin`, a script for the shell.
    fn program(&self, name: &str, script: &str) {
        fs::create_dir_all(self.path("bin")).unwrap();
        let path = self.path("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
        command
            .args(args)
            .current_dir(self.0.path())
            .env_clear()
            .env("HOME", self.0.path())
            .env("BACKISSUE_STATE", self.path("marks.db"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Run {
        Run::of(&self.command(args).output().unwrap())
    }
}

#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

#[test]
fn list_is_one_article_a_line_with_ids_that_show_understands() {
    let home = Home::new();
    let list = home.run(&["list", "--no-header", "news"]);
    assert_eq!((list.code, list.out.lines().count()), (0, 2), "{list:?}");
    let line = list.out.lines().nth(1).unwrap();
    assert!(line.contains("2031-02-03  Lantern 7  등대"), "{line}");
    assert!(line.ends_with("https://light.example/two"), "{line}");
    let id = line.split(' ').next().unwrap();
    for name in [id, &id[..5]] {
        let show = home.run(&["show", name, "news"]);
        assert!(
            show.code == 0 && show.out.contains("짙은 안개."),
            "{show:?}"
        );
        assert!(!show.out.contains('\u{1b}') && !show.out.contains("fog.example"));
    }
    let titled = home.run(&["list", "news"]);
    assert!(
        titled.out.starts_with("ID        DATE        ISSUE"),
        "{}",
        titled.out
    );
}

#[test]
fn queries_narrow_every_command() {
    let home = Home::new();
    let query = ["-q", "title:등대", "news"];
    for (command, want) in [
        ("list", "light.example"),
        ("show", "짙은"),
        ("export", "light.example"),
    ] {
        let run = home.run(&[&[command], &query[..]].concat());
        assert!(run.code == 0 && run.out.contains(want), "{run:?}");
        assert!(!run.out.contains("fog.example"), "{run:?}");
    }
    let plain = home.run(&query);
    assert!(plain.out.contains("light.example") && !plain.out.contains("fog.example"));
}

#[test]
fn a_query_may_begin_with_a_minus() {
    let home = Home::new();
    for command in ["list", "export"] {
        let run = home.run(&[command, "-q", "-title:등대", "news"]);
        assert!(run.code == 0 && run.out.contains("fog.example"), "{run:?}");
        assert!(!run.out.contains("light.example"), "{run:?}");
    }
    let plain = home.run(&["-q", "-title:등대", "news"]);
    assert!(plain.out.contains("fog.example") && !plain.out.contains("light.example"));
}

#[test]
fn show_prints_markdown_plain_text_or_colours() {
    let home = Home::new();
    let md = home.run(&["show", "--md", "title:fog", "news"]);
    assert!(
        md.out.starts_with("## Fog [1]\n") && md.out.contains("**fog**"),
        "{md:?}"
    );
    let colour = home.run(&["show", "--color", "always", "title:fog", "news"]);
    assert!(colour.out.contains("\u{1b}[1m"), "{colour:?}");
    let narrow = home.run(&["show", "--width", "20", "title:fog", "news"]);
    assert!(
        narrow.out.lines().all(|line| line.chars().count() <= 20),
        "{narrow:?}"
    );
}

#[test]
fn open_starts_the_browser_on_the_source() {
    let home = Home::new();
    let mut open = home.command(&["open", "title:fog", "news"]);
    let run = Run::of(&open.env("BROWSER", "true").output().unwrap());
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "https://fog.example/one\n")
    );
    let nowhere = home.run(&["open", "title:fog", "news"]);
    assert_eq!(nowhere.code, 2);
    assert!(
        nowhere
            .err
            .contains("the source is https://fog.example/one"),
        "{nowhere:?}"
    );
}

#[test]
fn archives_have_names_and_a_default() {
    let home = Home::new();
    home.config("archive = 'fog'\n[archives]\nfog = '~/news'\n");
    for args in [&["list", "fog"][..], &["list"], &["fog"], &[]] {
        let run = home.run(args);
        assert!(
            run.out.contains("https://light.example/two"),
            "{args:?}: {run:?}"
        );
    }
}

#[test]
fn the_command_line_counts_over_variables_over_the_file() {
    let home = Home::new();
    home.config("measure = 50\n");
    let measure = |run: Run| {
        let line = run.out.lines().find(|line| line.starts_with("measure = "));
        line.map(str::to_owned).unwrap_or(run.err)
    };
    assert_eq!(measure(home.run(&["config", "show"])), "measure = 50");
    let mut command = home.command(&["config", "show"]);
    let run = Run::of(&command.env("BACKISSUE_MEASURE", "60").output().unwrap());
    assert_eq!(measure(run), "measure = 60");
    let mut command = home.command(&["config", "show", "--set", "measure=70"]);
    let run = Run::of(&command.env("BACKISSUE_MEASURE", "60").output().unwrap());
    assert_eq!(measure(run), "measure = 70");
}

#[test]
fn settings_stand_before_a_command_or_after_it() {
    let home = Home::new();
    for args in [
        &["--set", "measure=70", "config", "show"][..],
        &["config", "show", "--set", "measure=70"],
    ] {
        let run = home.run(args);
        assert!(run.out.contains("\nmeasure = 70\n"), "{args:?}: {run:?}");
    }
    for args in [
        &["-q", "fog", "list", "news"][..],
        &["--last", "list"],
        &["--max-files", "9", "tags"],
    ] {
        let run = home.run(args);
        assert!(
            run.code == 2 && run.err.contains("write the others after it"),
            "{args:?}: {run:?}"
        );
    }
    // After a path, every word is one: a folder may be called like a command.
    let run = home.run(&["news", "list"]);
    assert!(
        run.code == 2 && run.err.contains("list does not exist"),
        "{run:?}"
    );
}

#[test]
fn config_is_written_once_checked_and_found() {
    let home = Home::new();
    let file = home.path(".config/backissue/config.toml");
    let path = home.run(&["config", "path"]);
    assert_eq!(path.out.trim(), file.to_str().unwrap());
    assert_eq!(home.run(&["config", "init"]).code, 0);
    assert!(file.exists());
    let again = home.run(&["config", "init"]);
    assert!(
        again.code == 2 && again.err.contains("there already"),
        "{again:?}"
    );
    assert_eq!(home.run(&["config", "check"]).code, 0);
    home.config("theem = 'dark'\n\nmeasure = 'x'\n");
    let check = home.run(&["config", "check"]);
    assert_eq!(check.code, 2);
    let shown = file.display();
    assert!(
        check
            .err
            .contains(&format!("{shown}:1:1: no setting is called `theem`")),
        "{check:?}"
    );
    assert!(
        check
            .err
            .contains(&format!("{shown}:3:11: `measure` takes")),
        "{check:?}"
    );
    let other = home.run(&["list", "--config", "none.toml", "news"]);
    assert!(
        other.code == 2 && other.err.contains("none.toml"),
        "{other:?}"
    );
    let mut other = home.command(&["config", "path"]);
    let named = Run::of(&other.env("BACKISSUE_CONFIG", "x.toml").output().unwrap());
    assert_eq!(named.out, "x.toml\n");
}

#[test]
fn completions_and_help_come_from_the_command_line_itself() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let run = home.run(&["completions", shell]);
        assert!(
            run.code == 0 && run.out.contains("COMPLETE="),
            "{shell}: {run:?}"
        );
    }
    for command in ["list", "show", "open", "tags", "export", "check", "config"] {
        let help = home.run(&[command, "--help"]);
        assert!(
            help.code == 0 && help.out.contains("Usage: backissue"),
            "{command}"
        );
    }
}

#[test]
fn the_manual_holds_all_commands_keys_fields_and_settings() {
    let man = Home::new()
        .run(&["man"])
        .out
        .replace("\\-", "-")
        .replace("\\e", "\\");
    let has = |text: &str| assert!(man.contains(text), "no {text}");
    has(".TH backissue 1");
    for command in Arguments::command().get_subcommands() {
        has(&format!(".SS \"backissue {}\"", command.get_name()));
    }
    for line in help::lines(&Keymap::builtin(), KeyContext::Main) {
        has(&format!(
            "\\fB{}\\fR\n{}",
            line.keys.replace('\'', "\\&'").replace('.', "\\&."),
            line.what
        ));
    }
    for name in FIELDS
        .iter()
        .map(|field| field.example)
        .chain(SETTINGS.iter().map(|s| s.name))
    {
        has(&format!("\\fB{name}\\fR\n"));
    }
    for limit in [
        "Read no more than N files",
        "Unpack nothing to more than N times its size",
    ] {
        has(limit);
    }
    assert!(!man.contains("backissue-list"), "pages that are not there");
}
