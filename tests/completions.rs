//! What shells offer to go on with: asked for as they do, and in the shells themselves where they are installed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    support::fixture,
    terminal::{home::Home, pty::Pty},
};

/// A home with two named archives, the first being the default one.
fn home() -> Home {
    let home = Home::new();
    let folder = home.path().join("config/backissue");
    fs::create_dir_all(&folder).unwrap();
    let text = format!(
        "archive = 'lantern'\n[archives]\nlantern = '{}'\nkelp = '{}'\n",
        fixture("reader").display(),
        fixture("kelp").display(),
    );
    fs::write(folder.join("config.toml"), text).unwrap();
    fs::create_dir_all(home.path().join("kelp-forest")).unwrap();
    home
}

/// The completions of the last word, as fish asks for them.
fn offered(home: &Home, words: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_backissue"))
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("COMPLETE", "fish")
        .current_dir(home.path())
        .args(["--", "backissue"])
        .args(words)
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().map(|line| line.split('\t').next().unwrap());
    lines.map(str::to_owned).collect()
}

#[test]
fn the_word_that_is_typed_goes_on() {
    let home = home();
    let table: [(&[&str], &[&str]); 23] = [
        (&["st"], &["stats"]),
        (&["lan"], &["lantern"]),
        (&["kel"], &["kelp", "kelp-forest/"]),
        (&["list", "lan"], &["lantern"]),
        (&["update", "lan"], &["lantern"]),
        (&["remove", "k"], &["kelp"]),
        (&["add", "this-week-in-ru"], &["this-week-in-rust"]),
        (&["list", "-q", "ti"], &["title:"]),
        (&["list", "-q", "#re"], &["#redis"]),
        (&["list", "-q", "'is:unread #re"], &["is:unread #redis"]),
        (&["list", "-q", "tag:sea,ka"], &["tag:sea,kafka"]),
        (&["list", "-q", "domain:ti"], &["domain:tides.example"]),
        (&["list", "kelp", "-q", "#re"], &[]),
        (&["show", "#ka"], &["#kafka"]),
        (&["--set", "mea"], &["measure="]),
        (&["--set", "theme=hi"], &["theme=high-contrast"]),
        (&["--set", "mouse="], &["mouse=true", "mouse=false"]),
        (&["--set", "images=si"], &["images=sixel"]),
        (&["--set", "archive=k"], &["archive=kelp"]),
        (
            &["list", "--fields", "id,is"],
            &["id,issue", "id,issue_tags"],
        ),
        (&["list", "--format", "t"], &["text", "tsv"]),
        (&["list", "-q", "is:unr"], &["is:unread"]),
        (&["--log-level", "d"], &["debug"]),
    ];
    for (words, want) in table {
        assert_eq!(offered(&home, words), want, "{words:?}");
    }
}

#[test]
fn what_cannot_be_read_has_no_completions_and_says_nothing() {
    let home = home();
    let config = home.path().join("config/backissue/config.toml");
    fs::write(config, "archive = ").unwrap();
    assert_eq!(offered(&home, &["lan"]), [""; 0]);
    assert_eq!(offered(&home, &["list", "-q", "#zz"]), [""; 0]);
    assert_eq!(offered(&home, &["list", "nowhere", "-q", "#zz"]), [""; 0]);
    assert_eq!(offered(&home, &["nothing", "of", "--the", "ki"]), [""; 0]);
}

/// Where a program is on the search path.
fn installed(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(program));
    found.into_iter().find(|file| file.is_file())
}

/// Shells, how they are started without anybody's settings, and how they learn to complete.
const SHELLS: [(&str, &[&str], &str); 3] = [
    (
        "bash",
        &["--norc", "-i"],
        "source <(backissue completions bash)",
    ),
    (
        "zsh",
        &["-f", "-i"],
        "autoload -U compinit; compinit -u -D; source <(backissue completions zsh)",
    ),
    (
        "fish",
        &["--no-config", "-i"],
        "backissue completions fish | source",
    ),
];

/// A shell that completes.
fn start(home: &Home, shell: &Path, arguments: &[&str], setup: &str) -> Pty {
    let mut command = home.command(shell.to_str().unwrap());
    command.args(arguments);
    let program = Path::new(env!("CARGO_BIN_EXE_backissue")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    command.env("PATH", path);
    let mut shell = Pty::start(command, (100, 24));
    shell.press(&format!("{setup}; echo rea''dy\r"));
    shell.wait_for("\nready");
    shell
}

#[test]
fn shells_complete_archives_and_tags() {
    for (name, arguments, setup) in SHELLS {
        let Some(shell) = installed(name) else {
            continue;
        };
        let home = home();
        let mut shell = start(&home, &shell, arguments, setup);
        for (typed, want) in [
            ("backissue lant", "backissue lantern"),
            ("backissue list -q '#red", "-q '#redis"),
            ("backissue list -q tag:kaf", "-q tag:kafka"),
            ("backissue --set theme=hi", "theme=high-contrast"),
        ] {
            shell.press(&format!("{typed}\t"));
            shell.wait_for(want);
            // The line is emptied: an interrupt would swallow what is typed next.
            shell.press("\u{15}");
        }
    }
}

/// Tags that would run a command if a shell read them as they are.
const EVIL_TAGS: [&str; 8] = [
    "ga;touch pwned;",
    "gb$(touch pwned)",
    "gc`touch pwned`",
    "gd|touch pwned",
    "ge';touch pwned;'",
    "gf\";touch pwned;\"",
    "gg&touch pwned&",
    "gh*",
];

/// A folder whose own name and whose tags, titles, hosts, file names and names of archives and views are hostile.
fn hostile_home() -> Home {
    let home = Home::new();
    let folder = home.path().join("evil");
    fs::create_dir_all(&folder).unwrap();
    for (n, tag) in EVIL_TAGS.iter().enumerate() {
        let tag = serde_json::to_string(tag).unwrap();
        let text = format!(
            "---\ntags: [{tag}]\n---\n## [$(touch pwned) `touch pwned`](https://he;touch%20pwned;.example/{n})\n\nFog.\n\n\
             ## [';touch pwned;'](https://fog.example/{n})\n\nFog.\n"
        );
        fs::write(folder.join(format!("{n}.md")), text).unwrap();
    }
    for name in ["qa$(touch pwned)", "qb;touch pwned;", "qc`touch pwned`"] {
        fs::create_dir_all(home.path().join(name)).unwrap();
    }
    let config = home.path().join("config/backissue");
    fs::create_dir_all(&config).unwrap();
    let text = "[archives]\n'va$(touch pwned)' = 'evil'\n'vb;touch pwned;' = 'evil'\n\
                [[view]]\nname = 'wa$(touch pwned)'\nquery = '\"$(touch pwned)\"'\n";
    fs::write(config.join("config.toml"), text).unwrap();
    home
}

#[test]
fn nothing_that_is_completed_runs() {
    for (name, arguments, setup) in SHELLS {
        let Some(shell) = installed(name) else {
            continue;
        };
        let home = hostile_home();
        let mut shell = start(&home, &shell, arguments, setup);
        let tags = EVIL_TAGS.iter().map(|tag| &tag[..2]);
        let queries = tags.map(|tag| format!("backissue list evil -q tag:{tag}"));
        let paths = ["qa", "qb", "qc", "va", "vb"].map(|path| format!("backissue list {path}"));
        let others = [
            "backissue update va",
            "backissue remove --yes vb",
            "backissue list --set archive=va",
            "backissue list evil -q is:unread,tag:g",
            "backissue list evil -q domain:he",
            "backissue list evil -q wa",
            "backissue show tag:gb",
            "backissue open tag:gc",
            "backissue tags evil --explain ",
        ];
        let all = queries.chain(paths).chain(others.map(str::to_owned));
        for (n, typed) in all.enumerate() {
            shell.press(&format!("{typed}\t\recho do''ne{n}\r"));
            shell.wait_for(&format!("\ndone{n}"));
            assert!(!home.path().join("pwned").exists(), "{typed} in {name}");
        }
    }
}

#[test]
fn a_variable_of_another_program_changes_nothing() {
    let home = home();
    let output = Command::new(env!("CARGO_BIN_EXE_backissue"))
        .env_clear()
        .env("HOME", home.path())
        .env("COMPLETE", "foo")
        .args(["list", fixture("reader").to_str().unwrap()])
        .output()
        .unwrap();
    assert!(!output.stdout.is_empty(), "{output:?}");
}
