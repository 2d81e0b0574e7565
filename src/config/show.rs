//! The configuration as a file that explains itself.

use std::fmt::Write as _;

use super::{
    Config, SETTINGS,
    commands::{INPUTS, TARGETS},
};
use crate::command::OwnCommand;

const HEAD: &str = "\
# The configuration of backissue. A line that begins with # and a name shows the default: take the # away to change it.
# The command line counts over variables (BACKISSUE_THEME=dark), those over this file. `backissue config check` reads it over.
";

const ARCHIVES: &str = "\
# Archives by name, to be opened with `backissue NAME`: a folder, a file, or several in brackets.
[archives]
";

const TAGS: &str = "\
# Other names for tags: two tags of one name are one, and an empty name hides. [tags.NAME] is for that archive alone.
[tags]
";

const CHECK: &str = "\
# Kinds of findings that `backissue check` leaves out, beside those of --ignore.
[check]
";

const COMMANDS: &str = "\
# Commands of your own, on a key, in the list of commands, and as `backissue run NAME`. The words of `run` may hold {url}, {title},
# {tags}, {path} and {id}. `stdin` is markdown, json or url; `for` is article, selection or issue; with `wait` the end is
# told; with `terminal` the command gets the terminal. No shell reads any of it.
";

const VIEWS: &str = "\
# Queries by name, beside the views All, Unread, Starred and Queue.
";

const KEYS: &str = "\
# Keys, over the built-in ones: several for one action, sequences (\"g g\"), and the places where they hold: main (the panes),
# list, picker, library.
# `backissue config keys` lists all actions; \"none\" takes a key away.
";

const EXAMPLE_ARCHIVE: &str = "# gdc = \"~/newsletters/gdc\"\n";
const EXAMPLE_TAGS: &str = "# js = \"javascript\"\n# newsletter = \"\"\n";
const EXAMPLE_COMMAND: &str =
    "# [commands.wallabag]\n# run = [\"wallabag\", \"add\", \"{url}\"]\n# key = \"W\"\n";
const EXAMPLE_VIEW: &str = "# [[view]]\n# name = \"This year in Go\"\n# query = \"#go newer:1y\"\n";
const EXAMPLE_KEY: &str =
    "# [[key]]\n# on = [\"ctrl-o\", \"g o\"]\n# do = \"open\"\n# in = [\"main\"]\n";

/// Every setting with its purpose; those that have their default are commented out.
pub fn annotated(config: &Config) -> String {
    // Writing to a string never fails.
    let mut text = HEAD.to_owned();
    let default = Config::default();
    for setting in SETTINGS {
        let (value, usual) = ((setting.show)(config), (setting.show)(&default));
        let sign = if value == usual { "# " } else { "" };
        let help = comment(setting.help);
        let _ = writeln!(text, "\n{help}{sign}{} = {}", setting.name, value.to_toml());
    }
    text + "\n"
        + &archives(config)
        + "\n"
        + &tags(config)
        + "\n"
        + &check(config)
        + "\n"
        + &commands(config)
        + "\n"
        + &views(config)
        + "\n"
        + &keys(config)
}

fn archives(config: &Config) -> String {
    let mut text = ARCHIVES.to_owned();
    if config.archives.is_empty() {
        text += EXAMPLE_ARCHIVE;
    }
    for archive in &config.archives {
        let paths = toml::Value::from(archive.paths.clone());
        let name = quoted(&archive.name);
        let _ = writeln!(text, "{name} = {paths}");
    }
    text
}

fn tags(config: &Config) -> String {
    let mut text = TAGS.to_owned();
    if config.tags.is_empty() {
        text += EXAMPLE_TAGS;
    }
    let mut last = None;
    let mut rules: Vec<_> = config.tags.iter().collect();
    rules.sort_by_key(|(archive, _)| archive.as_deref());
    for (archive, rule) in rules {
        if let Some(name) = archive.as_ref().filter(|name| last != Some(*name)) {
            let _ = writeln!(text, "[tags.{}]", quoted(name));
        }
        last = archive.as_ref();
        let _ = writeln!(text, "{} = {}", quoted(&rule.tag), quoted(&rule.name));
    }
    text
}

fn check(config: &Config) -> String {
    let names: Vec<_> = config.unchecked.iter().map(|kind| kind.name()).collect();
    let (sign, names) = if names.is_empty() {
        ("# ", toml::Value::from(vec!["skipped"]))
    } else {
        ("", toml::Value::from(names))
    };
    format!("{CHECK}{sign}ignore = {names}\n")
}

fn commands(config: &Config) -> String {
    let mut text = COMMANDS.to_owned();
    if config.keymap.commands().is_empty() {
        text += EXAMPLE_COMMAND;
    }
    for command in config.keymap.commands() {
        text += &one_command(command);
    }
    text
}

fn one_command(command: &OwnCommand) -> String {
    let words = toml::Value::from(command.words.written().to_vec());
    let mut text = format!("[commands.{}]\nrun = {words}\n", quoted(&command.name));
    if !command.keys.is_empty() {
        let _ = writeln!(text, "key = {}", toml::Value::from(command.keys.clone()));
    }
    let inputs = INPUTS.iter();
    for (name, _) in inputs.filter(|(_, input)| Some(*input) == command.input) {
        let _ = writeln!(text, "stdin = \"{name}\"");
    }
    for (name, _) in TARGETS
        .iter()
        .filter(|(_, target)| *target == command.target)
    {
        let _ = writeln!(text, "for = \"{name}\"");
    }
    let _ = writeln!(
        text,
        "wait = {}\nterminal = {}",
        command.wait, command.terminal
    );
    text
}

fn views(config: &Config) -> String {
    let mut text = VIEWS.to_owned();
    if config.views.is_empty() {
        text += EXAMPLE_VIEW;
    }
    for view in &config.views {
        let (name, query) = (quoted(&view.name), quoted(&view.query));
        let _ = writeln!(text, "[[view]]\nname = {name}\nquery = {query}");
    }
    text
}

fn keys(config: &Config) -> String {
    let mut text = KEYS.to_owned();
    let own: Vec<_> = config.keymap.own_rows().collect();
    if own.is_empty() {
        text += EXAMPLE_KEY;
    }
    for row in own {
        let on = toml::Value::from(row.on.clone());
        let action = row.action.map_or("none", |action| action.name());
        let contexts: Vec<_> = row.contexts.iter().map(|c| c.name()).collect();
        let contexts = toml::Value::from(contexts);
        let _ = writeln!(
            text,
            "[[key]]\non = {on}\ndo = \"{action}\"\nin = {contexts}"
        );
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Comment lines of a comfortable length.
fn comment(help: &str) -> String {
    let lines = textwrap::wrap(help, 98);
    format!("# {}\n", lines.join("\n# "))
}
