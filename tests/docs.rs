//! What README.md says is what the program does.

use std::{fs, path::Path, sync::Mutex};

use backissue::{
    app::{
        help,
        keymap::{KeyContext, Keymap},
    },
    cli::Arguments,
    config::{Config, annotated},
    query::{FIELDS, Query},
};

use clap::{CommandFactory as _, Parser as _};

use crate::terminal::{home::Home, pty::Pty};

#[path = "../benches/load/readme.rs"]
mod loads;

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares a file with what the program makes of it now; with UPDATE_DOCS set, writes it instead.
pub fn assert_fresh(path: &str, now: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), now).unwrap();
    }
    assert!(
        file(path) == now,
        "{path} is out of date: UPDATE_DOCS=1 cargo test docs"
    );
}

/// The part of the README between the comments `part` and `end of part` is this text. One test at a time: each reads the
/// whole page and may write it.
fn assert_part_fresh(part: &str, text: &str) {
    static PAGE: Mutex<()> = Mutex::new(());
    let _page = PAGE.lock();
    let readme = file("README.md");
    let (start, end) = (
        format!("<!-- {part} -->"),
        format!("<!-- end of {part} -->"),
    );
    let (before, rest) = readme.split_once(&start).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    assert_fresh(
        "README.md",
        &format!("{before}{start}\n\n{text}\n{end}{after}"),
    );
}

#[test]
fn the_table_of_loads_is_of_the_shape_that_the_bench_writes() {
    let readme = file("README.md");
    let (_, part) = readme.split_once("<!-- loads -->").unwrap();
    let (part, _) = part.split_once("<!-- end of loads -->").unwrap();
    let rows = part
        .trim()
        .lines()
        .skip(2)
        .map(|line| line.parse().unwrap());
    assert_eq!(part.trim(), loads::table(rows));
}

/// The text of a `## heading`, up to the next one.
fn section<'a>(markdown: &'a str, heading: &str) -> &'a str {
    let start = markdown.find(&format!("\n## {heading}\n"));
    let (_, text) = markdown.split_at(start.unwrap_or_else(|| panic!("no section {heading}")) + 4);
    text.split("\n## ").next().unwrap()
}

/// The lines of the first fenced block.
fn commands(markdown: &str) -> Vec<&str> {
    let block = markdown
        .split("```sh\n")
        .nth(1)
        .expect("a block of commands");
    block.split("```").next().unwrap().lines().collect()
}

#[test]
fn emoji_have_the_names_that_github_gives_them() {
    let names = emojis::iter().flat_map(|emoji| emoji.shortcodes().map(move |name| (name, emoji)));
    let mut lines: Vec<_> = names
        .map(|(name, emoji)| format!("{name} {emoji}\n"))
        .collect();
    lines.sort();
    assert_fresh("assets/emoji.txt", &lines.concat());
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let readme = file("README.md");
    let ci = file(".ci/run");
    for command in commands(section(&readme, "Test")) {
        assert!(
            ci.lines().any(|line| line == format!("step {command}")),
            ".ci/run does not run `{command}`"
        );
    }
}

/// The words of each command that begins a line with `backissue`, up to a pipe, a redirection or a comment.
fn commands_shown(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| line.starts_with("backissue "));
    lines.map(words).collect()
}

/// As a shell splits them, as far as examples go.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            '|' | '>' | '#' if !quoted && words.last().is_some_and(String::is_empty) => break,
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_that_is_shown_is_one() {
    let mut shown = commands_shown(&file("README.md"));
    let program = Arguments::command();
    let mut commands: Vec<&clap::Command> = program.get_subcommands().collect();
    commands.push(&program);
    for command in commands {
        let help = command.get_after_help().map(ToString::to_string);
        let examples = commands_shown(&help.unwrap_or_default());
        let name = command.get_name();
        assert!(!examples.is_empty(), "{name} has no examples");
        shown.extend(examples);
    }
    assert!(shown.len() > 20, "{shown:?}");
    for words in shown {
        if let Err(error) = Arguments::try_parse_from(&words) {
            panic!("{words:?}: {error}");
        }
    }
}

#[test]
fn links_of_the_readme_lead_to_files() {
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = file(page);
        let targets = text
            .split("](")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap());
        for target in targets.filter(|target| !target.contains("://")) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
            assert!(
                path.exists(),
                "{page} links to {target}, which is not there"
            );
        }
    }
}

#[test]
fn the_keys_of_the_readme_are_those_of_the_keymap() {
    let rows = help::lines(&Keymap::builtin(), KeyContext::Main).into_iter();
    let rows = rows.map(|line| format!("| {} | {} |\n", code(&line.keys), line.what));
    let table = rows.collect::<String>();
    assert_part_fresh("keys", &format!("| keys | |\n|---|---|\n{table}"));
}

/// `j ↓` as two keys in code.
fn code(keys: &str) -> String {
    keys.split(' ')
        // A bar would end the cell, in code too (GitHub Flavored Markdown, 4.10).
        .map(|key| format!("`{}`", key.replace('|', "\\|")))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_screenshot_is_what_the_program_draws() {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue([""; 0]), (80, 32));
    reader.wait_for("6 issues");
    reader.wait_until_gone("loading");
    reader.press("l]]o");
    home.opened();
    reader.wait_for("opened www.freedesktop.org");
    // A new size has everything drawn in one go: what the picture shows does not depend on what was there before.
    reader.resize(120, 32);
    reader.wait_for("First steps: learn the reader by using it");
    // The tag bar, not a tag of the article.
    reader.wait_for("#Terminal 10");
    assert_fresh(
        "assets/screenshot.svg",
        &reader.picture("backissue in a terminal"),
    );
}

/// Two tags of the built-in archive, chosen one after the other.
#[test]
fn the_picture_of_a_filter_is_what_the_program_draws() {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue([""; 0]), (120, 20));
    reader.wait_for("6 issues");
    reader.wait_for("#Terminal 10");
    reader.press("t");
    reader.wait_for("[tags]");
    reader.press("redis\r");
    reader.wait_for("#redis ×");
    reader.press("\x15cach\r");
    reader.wait_for("#redis #caching ×");
    // The counts come after the tag was chosen, and bring another order: the cursor would go with its row.
    reader.wait_for("✓#Caching 3");
    reader.press("\x15");
    reader.wait_for("✓ Redis");
    assert_fresh(
        "assets/filter.svg",
        &reader.picture("two tags chosen in backissue"),
    );
}

#[test]
fn the_picture_of_an_article_alone_is_what_the_program_draws() {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue([""; 0]), (100, 24));
    reader.wait_for("6 issues");
    reader.wait_for("#Terminal 10");
    reader.press("]].");
    reader.wait_for("┌ article ─");
    assert_fresh(
        "assets/article.svg",
        &reader.picture("an article alone in backissue"),
    );
}

#[test]
fn the_picture_of_the_statistics_is_what_the_program_draws() {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue([""; 0]), (80, 32));
    reader.wait_for("6 issues");
    reader.wait_for("#Terminal 10");
    reader.press("S");
    reader.wait_for("articles by month");
    reader.press("ll");
    reader.wait_for("2026-11: 1 issue, 5 articles");
    reader.resize(100, 37);
    reader.wait_for("man7.org");
    assert_fresh(
        "assets/statistics.svg",
        &reader.picture("the statistics of backissue"),
    );
}

#[test]
fn the_query_language_of_the_readme_is_the_one_that_is_spoken() {
    let grammar = file("src/query/language.md");
    let rows = FIELDS
        .iter()
        .map(|field| format!("| `{}` | {} |\n", field.example, field.help));
    let fields = format!("| field | finds |\n|---|---|\n{}", rows.collect::<String>());
    assert_part_fresh("language", &format!("{grammar}\n{fields}"));
}

#[test]
fn every_example_of_a_field_is_a_query() {
    for field in &FIELDS {
        assert!(Query::parse(field.example).is_ok(), "{}", field.example);
    }
}

#[test]
fn the_configuration_of_the_readme_is_what_init_writes() {
    let example = annotated(&Config::default());
    assert_part_fresh("config", &format!("```toml\n{example}```\n"));
}

#[test]
fn the_newsletters_known_to_work_are_those_of_the_catalogue() {
    let catalogue: toml::Table = file("assets/catalogue.toml").parse().unwrap();
    let rows = catalogue["newsletter"].as_array().unwrap().iter();
    let rows = rows.map(|row| {
        let [name, language, subject, repository, folder] =
            ["name", "language", "subject", "repository", "folder"]
                .map(|key| row[key].as_str().unwrap());
        let folder = if folder.is_empty() {
            "`.`".to_owned()
        } else {
            format!("`{folder}`")
        };
        assert!(repository.starts_with("https://"), "{name}");
        format!("| {name} | {language} | {subject} | `{repository}` | {folder} |\n")
    });
    let head = "| newsletter | language | about | repository | folder |\n|---|---|---|---|---|\n";
    assert_part_fresh("catalogue", &format!("{head}{}", rows.collect::<String>()));
}

/// The text of all tests.
fn tests(folder: &Path) -> String {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let texts = entries.map(|path| match path.extension() {
        Some(end) if end == "rs" => fs::read_to_string(path).unwrap(),
        None if path.is_dir() => tests(&path),
        _ => String::new(),
    });
    texts.collect()
}

#[test]
fn every_promise_of_the_readme_names_its_tests() {
    let tests = tests(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"));
    let readme = file("README.md");
    let rows = section(&readme, "What it promises").lines();
    let rows: Vec<_> = rows.filter(|row| row.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 10, "{rows:?}");
    for row in rows {
        let held_by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for name in held_by.split(", ").map(|name| name.trim_matches('`')) {
            assert!(tests.contains(&format!("fn {name}(")), "{name} is no test");
        }
    }
}
