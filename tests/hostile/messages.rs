//! Messages that quote what somebody else wrote: arguments, paths, the configuration, marks to merge.

use std::{fs, path::Path, process::Command};

use super::escapes::odd;
use crate::terminal::home::Home;

/// Text that would act on a terminal: OSC, CSI with 7 and 8 bits, an override, a bare carriage return.
const EVIL: &str = "x\u{1b}]0;pwned\u{7}\u{9b}31m\u{202e}\u{1b}[2J\ry";

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
const CONFIGURATIONS: [(&str, &[&str]); 6] = [
    ("archive = \"EVIL\"", &["list"]),
    ("\"EVIL\" = 1", &["list", "."]),
    ("theme = \"EVIL\"", &["config", "check"]),
    (
        "[[view]]\nname = \"EVIL\"\nquery = \"a\"",
        &["config", "show"],
    ),
    ("[archives]\n\"EVIL\" = \"EVIL\"", &["config", "show"]),
    (
        "[[key]]\non = \"EVIL\"\ndo = \"EVIL\"",
        &["config", "check"],
    ),
];

fn folder() -> Home {
    let home = Home::new();
    let issue = "## [A](https://fog.example/)\n\nFog.\n\n## [B](javascript:alert(1))\n";
    fs::write(home.path().join(format!("{EVIL}.md")), issue).unwrap();
    fs::write(home.path().join("marks.jsonl"), format!("{{\"{EVIL}\n")).unwrap();
    fs::create_dir_all(home.path().join("config/backissue")).unwrap();
    home
}

fn run(home: &Path, words: &[&str]) {
    let words: Vec<_> = words
        .iter()
        .map(|word| word.replace("EVIL", EVIL))
        .collect();
    let output = Command::new(env!("CARGO_BIN_EXE_backissue"))
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_STATE_HOME", home.join("state"))
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
    // As TOML writes it.
    let unit = |c: char| format!("\\u{:04x}", u32::from(c));
    let escaped = EVIL.chars().map(unit).collect::<Vec<_>>().concat();
    for (text, words) in CONFIGURATIONS {
        let text = text.replace("EVIL", &escaped);
        fs::write(home.path().join("config/backissue/config.toml"), text).unwrap();
        run(home.path(), words);
    }
}
