//! The configuration file: what it says, and what it is told is wrong with it.

use backissue::{
    app::{action::Action, keymap::KeyContext},
    config::{Config, KnownNames, ReadPolicy, SETTINGS, SettingValue, annotated},
};

fn known() -> KnownNames {
    KnownNames {
        themes: vec!["terminal".into(), "dark".into(), "light".into()],
    }
}

fn problems(text: &str) -> Vec<String> {
    let problems = Config::parse(text, &known()).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_sets_what_it_says_and_leaves_the_rest() {
    let text = r##"
archive = "gdc"
theme = "dark"
measure = 0x50
read = "open"
ambiguous-width = "wide"
mouse = false

[archives]
gdc = "~/news/gdc"
both = ["a", "b"]

[[view]]
name = "Go"
query = "#go newer:1y"

[[key]]
on = ["ctrl-o", "g o"]
do = "open"

[[key]]
on = "Q"
do = "none"
in = ["main", "list"]
"##;
    let config = Config::parse(text, &known()).unwrap();
    assert_eq!(
        (
            config.archive.as_str(),
            config.theme.as_str(),
            config.measure
        ),
        ("gdc", "dark", 80)
    );
    assert_eq!(config.read, ReadPolicy::Open);
    assert!(config.ambiguous_wide && !config.mouse && config.opener.is_empty());
    assert_eq!(config.archives[1].paths, ["~/news/gdc"]);
    assert_eq!(config.views[0].query, "#go newer:1y");
    let keymap = &config.keymap;
    assert_eq!(
        keymap.key_for(KeyContext::Main, Action::Open),
        Some("ctrl-o")
    );
    assert_eq!(
        keymap.key_for(KeyContext::List, Action::Quit),
        Some("ctrl-c")
    );
}

#[test]
fn every_mistake_is_told_with_its_place_and_the_nearest_name() {
    let table = [
        (
            "theem = 'dark'",
            "1:1: no setting is called `theem`; did you mean `theme`?",
        ),
        (
            "\n  theme = 'drak'",
            "2:11: `theme` is one of terminal, dark, light, auto; did you mean `dark`?",
        ),
        (
            "measure = 7",
            "1:11: `measure` takes a whole number from 20 to 400",
        ),
        (
            "measure = 1.5",
            "1:11: `measure` takes a whole number from 20 to 400",
        ),
        ("mouse = 'no'", "1:9: `mouse` takes true or false"),
        (
            "opener = 3",
            "1:10: `opener` takes a command: its words in brackets",
        ),
        ("opener = ['']", "1:10: `opener` takes a command: "),
        ("opener = ['fox', 7]", "1:10: `opener` takes a command: "),
        (
            "read = 'ends'",
            "1:8: `read` is one of end, open, manual; did you mean `end`?",
        ),
        (
            "archive = 'gcd'\n[archives]\ngdc = 'x'",
            "1:11: no archive is called `gcd`; did you mean `gdc`?",
        ),
        (
            "[archives]\ngdc = 4",
            "2:7: an archive is a path, or several in brackets",
        ),
        (
            "[[view]]\nname = 'x'\nquery = 'newer:soon'",
            "3:9: the query is wrong at column 7: ",
        ),
        (
            "[[view]]\nname = 'x'\nqery = ''",
            "3:1: a view has no `qery`; did you mean `query`?",
        ),
        (
            "[[key]]\non = 'x'\ndo = 'opne'",
            "3:6: no action is called `opne`; did you mean `open`?",
        ),
        (
            "[[key]]\non = 'hyper-x'\ndo = 'open'",
            "2:6: no key is called `hyper-x`",
        ),
        (
            "[[key]]\non = 'ctl-x'\ndo = 'open'",
            "2:6: no key is called `ctl-x`; did you mean `ctrl-x`?",
        ),
        (
            "[[key]]\non = ['g', 'g g']\ndo = 'open'",
            "2:6: `g` and `g g` are bound in one place",
        ),
        (
            "[[key]]\non = 'x'\ndo = 'open'\nin = 'mian'",
            "4:6: `in` takes any of main, ",
        ),
        (
            "[[key]]\non = 'x'\ndo = 'open'\n[[key]]\non = 'x'\ndo = 'help'",
            "5:6: `x` is bound twice in one place",
        ),
        ("# 한글\nkey = 3", "2:7: write [[key]] above each key"),
        ("theme = ", "1:9: "),
    ];
    for (text, want) in table {
        let found = problems(text);
        assert!(
            found.iter().any(|problem| problem.starts_with(want)),
            "{text:?}: {found:?}"
        );
    }
    assert_eq!(
        problems("a = 1\ntheme = 2\n[archives]\nx = 1").len(),
        3,
        "all at once"
    );
}

/// The annotated file with its comment signs taken from whatever can be set.
fn uncommented(text: &str) -> String {
    let is_setting = |line: &str| {
        let name = line.split(" = ").next().unwrap_or_default();
        SETTINGS.iter().any(|setting| setting.name == name)
    };
    let lines = text.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if is_setting(rest) => rest,
        _ => line,
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn the_annotated_file_is_the_defaults() {
    let text = annotated(&Config::default());
    for setting in SETTINGS {
        assert!(
            text.contains(&format!("\n# {} = ", setting.name)),
            "{}",
            setting.name
        );
    }
    for text in [uncommented(&text), text] {
        let config = Config::parse(&text, &known()).unwrap();
        assert_eq!(annotated(&config), annotated(&Config::default()));
    }
    insta::assert_snapshot!("annotated_config", annotated(&Config::default()));
}

#[test]
fn what_is_shown_reads_back() {
    let text = r#"
theme = "light"
[archives]
"한글" = ["~/뉴스", "b \"c\""]
[[view]]
name = "Go"
query = '#go "two words"'
[[key]]
on = ["ctrl-o"]
do = "none"
in = ["main"]
"#;
    let config = Config::parse(text, &known()).unwrap();
    let shown = annotated(&config);
    assert!(shown.contains("\ntheme = \"light\"\n"), "{shown}");
    let again = Config::parse(&shown, &known()).unwrap();
    assert_eq!(annotated(&again), shown);
    assert_eq!(
        (again.archives, again.views),
        (config.archives, config.views)
    );
}

#[test]
fn the_opener_is_a_list_of_words_or_a_text_cut_at_spaces() {
    let table = [
        ("opener = ['my fox', '{url}']", vec!["my fox", "{url}"]),
        ("opener = 'fox %s'", vec!["fox", "%s"]),
        ("opener = []", vec![]),
    ];
    for (text, want) in table {
        assert_eq!(Config::parse(text, &known()).unwrap().opener, want);
        let mut config = Config::default();
        let value = text.trim_start_matches("opener = ").trim_matches('\'');
        config
            .set("opener", &SettingValue::parse(value), &known())
            .unwrap();
        assert_eq!(config.opener, want, "--set opener={value}");
    }
}

#[test]
fn variables_and_the_command_line_need_no_quotes() {
    let mut config = Config::default();
    config
        .set("theme", &SettingValue::parse("dark"), &known())
        .unwrap();
    config
        .set("measure", &SettingValue::parse("60"), &known())
        .unwrap();
    config
        .set("mouse", &SettingValue::parse("false"), &known())
        .unwrap();
    assert_eq!(
        (config.theme.as_str(), config.measure, config.mouse),
        ("dark", 60, false)
    );
    let error = config
        .set("mesure", &SettingValue::parse("60"), &known())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "no setting is called `mesure`; did you mean `measure`?"
    );
}

#[test]
fn commands_have_free_keys_and_are_shown_as_they_were_written() {
    let text = "[[key]]\non = 'o'\ndo = 'none'\n[commands.later]\nrun = ['add', '{url}']\nkey = ['o', 'ctrl-w']\nstdin = 'json'\nfor = 'selection'\nwait = true\n";
    let config = Config::parse(text, &known()).unwrap();
    let [command] = config.keymap.commands() else {
        panic!("one command")
    };
    assert_eq!((command.name.as_str(), command.wait), ("later", true));
    assert_eq!(
        config.keymap.key_for(KeyContext::Main, Action::Own(0)),
        Some("o")
    );
    let again = Config::parse(&annotated(&config), &known()).unwrap();
    assert_eq!(again.keymap.commands(), config.keymap.commands());
}

/// Mistakes in commands, and the beginnings of what is said about them.
const WRONG_COMMANDS: &[(&str, &str)] = &[
    (
        "commands = 3",
        "1:12: write [commands.NAME] above each command",
    ),
    (
        "[commands]\nx = ['echo']",
        "2:5: write [commands.NAME] above each command",
    ),
    (
        "[commands.x]\nrn = ['echo']",
        "2:1: a command has no `rn`; did you mean `run`?",
    ),
    (
        "[commands.x]\nkey = 'W'",
        "1:11: `run` takes the words of a command in brackets",
    ),
    (
        "[commands.x]\nrun = []",
        "2:7: `run` takes the words of a command in brackets",
    ),
    (
        "[commands.x]\nrun = 'echo {url}'",
        "2:7: `run` takes the words of a command in brackets",
    ),
    (
        "[commands.x]\nrun = ['echo', '{link}']",
        "2:7: `{link}` is no placeholder: there are {url}, {title}, {tags}, {path} and {id}; write {{link}} for the text itself",
    ),
    (
        "[commands.x]\nrun = ['{url}']",
        "2:7: the program that `run` begins with cannot be a placeholder",
    ),
    (
        "[commands.x]\nrun = ['sh', '-c', 'echo {title}']",
        "2:7: a placeholder would become a part of the shell's script",
    ),
    (
        "[commands.x]\nrun = ['echo', '{id}']\nfor = 'issue'",
        "2:7: an issue has no {id}",
    ),
    (
        "[commands.x]\nrun = ['echo']\nfor = 'issues'",
        "3:7: `for` is one of article, selection, issue; did you mean `issue`?",
    ),
    (
        "[commands.x]\nrun = ['echo']\nstdin = 'html'",
        "3:9: `stdin` is one of markdown, json, url",
    ),
    (
        "[commands.x]\nrun = ['echo']\nwait = 'yes'",
        "3:8: `wait` takes true or false",
    ),
    (
        "[commands.x]\nrun = ['echo']\nkey = 'o'",
        "3:7: `o` is taken: open the source in the browser; choose another key, or free it",
    ),
    (
        "[commands.x]\nrun = ['echo']\nkey = 'g g'",
        "3:7: `g g` is taken: to the top;",
    ),
    (
        "[commands.x]\nrun = ['echo']\nkey = 'W'\n[commands.y]\nrun = ['echo']\nkey = 'W'",
        "6:7: `W` is taken: x;",
    ),
    (
        "[commands.x]\nrun = ['echo']\nkey = 'hyper-x'",
        "3:7: no key is called `hyper-x`",
    ),
    (
        "[commands.open]\nrun = ['echo']",
        "1:11: backissue has a command `open`: choose another name",
    ),
    (
        "[commands.-x]\nrun = ['echo']",
        "1:11: the name of a command begins with a letter",
    ),
];

#[test]
fn every_mistake_in_a_command_is_told_in_a_sentence() {
    for (text, want) in WRONG_COMMANDS {
        let found = problems(text);
        assert!(
            found.len() == 1 && found[0].starts_with(want),
            "{text:?}: {found:?}"
        );
    }
}
