//! Tables for people and for programs.

use std::fs;

use super::{Home, Run};
use crate::terminal::{home::Home as Desk, pty::Pty};

fn home() -> Home {
    let home = Home::new();
    fs::write(home.path("undated.md"), "## Kelp\n\nIt grows.\n").unwrap();
    home
}

/// What a script that counts columns gets.
#[test]
fn a_column_without_a_value_stays_a_column() {
    let home = home();
    let line = home.run(&["list", "--no-header", "undated.md"]).out;
    let cells: Vec<_> = line.trim_end().split("  ").collect();
    assert_eq!(cells[1..], ["-", "Kelp", "Kelp", "-"], "{line}");
    let line = home
        .run(&["list", "--no-header", "--format", "tsv", "undated.md"])
        .out;
    let cells: Vec<_> = line.trim_end_matches('\n').split('\t').collect();
    assert_eq!(cells[1..], ["", "Kelp", "Kelp", ""], "{line}");
}

#[test]
fn the_columns_are_those_that_are_asked_for() {
    let home = home();
    let run = home.run(&[
        "list",
        "--format",
        "tsv",
        "--fields",
        "date,title,url,line,issue_tags",
        "news",
    ]);
    assert_eq!(
        run.out,
        "date\ttitle\turl\tline\tissue_tags\n\
         2031-02-03\tFog [1]\thttps://fog.example/one\t7\tfog\n\
         2031-02-03\t등대\thttps://light.example/two\t13\tfog\n"
    );
    let json = home.run(&["list", "--format", "json", "news"]);
    assert_eq!(json.out, home.run(&["list", "--json", "news"]).out);
    let tags = home.run(&["tags", "--of-issues", "--format", "tsv", "news"]);
    assert!(tags.out.starts_with("articles\ttag\n2\t"), "{tags:?}");
}

#[test]
fn colours_are_for_people_alone() {
    let home = home();
    let run = home.run(&["list", "--color", "always", "news"]);
    assert!(run.out.contains("\u{1b}["), "{run:?}");
    let run = home.run(&["list", "--color", "always", "--format", "tsv", "news"]);
    assert!(!run.out.contains('\u{1b}'), "{run:?}");
}

/// In a terminal a row is a line: what is too long is cut.
#[test]
fn rows_fit_the_terminal() {
    let desk = Desk::new();
    let long = "A title that goes on and on ".repeat(6);
    let text = format!(
        "---\ntitle: {long}\n---\n\n## [{long} two](https://fog.example/{})\n\nWords.\n",
        "x".repeat(90)
    );
    fs::write(desk.path().join("long.md"), text).unwrap();
    for columns in [50, 90] {
        let terminal = Pty::start(desk.backissue(["list", "long.md"]), (columns, 8));
        terminal.wait_for("https://");
        let screen = terminal.screen();
        let rows: Vec<_> = screen
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        assert_eq!(rows.len(), 2, "{screen}");
    }
}

/// The recipe of the README, in a shell, where fzf is installed.
#[test]
fn fzf_finds_titles_of_articles_without_a_date() {
    let home = home();
    let script =
        "backissue list --format tsv --no-header undated.md | fzf -d '\t' --with-nth 2,4 -f kelp";
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_backissue"));
    let path = format!(
        "{}:/usr/local/bin:/usr/bin:/bin",
        program.parent().unwrap().display()
    );
    let mut shell = std::process::Command::new("sh");
    shell.args([
        "-c",
        &format!("command -v fzf >/dev/null || exit 3; {script}"),
    ]);
    let output = shell
        .env("PATH", path)
        .current_dir(home.path(""))
        .output()
        .unwrap();
    let run = Run::of(&output);
    if run.code == 3 {
        println!("fzf is not installed: left out");
        return;
    }
    assert!(run.code == 0 && run.out.contains("Kelp"), "{run:?}");
}
