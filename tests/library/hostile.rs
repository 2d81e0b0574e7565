//! Repositories that try to do harm: nothing of them is run, and nothing outside is read.

use std::fs;

use super::place::{Place, dated, has_git, issue};
use crate::hostile::escapes::odd;

#[test]
fn nothing_of_a_repository_is_run_or_followed() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let touch = |name: &str| format!("touch {}/ran-{name}; cat", place.path().display());
    // The user has filters, a hook and a file monitor of their own: a repository names them.
    let hooks = place.home().join("hooks");
    fs::create_dir(&hooks).unwrap();
    for hook in ["post-checkout", "post-merge", "reference-transaction"] {
        let file = hooks.join(hook);
        fs::write(&file, format!("#!/bin/sh\n{}\n", touch("hook"))).unwrap();
        place
            .command("chmod")
            .arg("+x")
            .arg(&file)
            .status()
            .unwrap();
    }
    let config = format!(
        "[core]\n\thooksPath = {}\n\tfsmonitor = \"{}\"\n[filter \"evil\"]\n\tsmudge = \"{}\"\n\tclean = cat\n[protocol \"ext\"]\n\tallow = always\n[submodule]\n\trecurse = true\n",
        hooks.display(),
        touch("monitor"),
        touch("filter"),
    );
    let global = place.home().join("evil.gitconfig");
    fs::write(&global, config).unwrap();

    let upstream = place.newsletter("evil", "content", 4);
    let inner = place.newsletter("inner", "content", 3);
    fs::write(
        place.path().join("secret-9.md"),
        "# Secret\n\n[Key](https://key.example)\n",
    )
    .unwrap();
    upstream.write(".gitattributes", "*.md filter=evil\n");
    std::os::unix::fs::symlink(
        place.path().join("secret-9.md"),
        upstream.folder.join("content/2031-09-09.md"),
    )
    .unwrap();
    std::os::unix::fs::symlink(place.path(), upstream.folder.join("content/out-2")).unwrap();
    upstream.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        &inner.url(),
        "content/inner",
    ]);
    upstream.commit("evil");

    let run = |words: &[&str]| {
        let mut command = place.backissue(words);
        let output = command.env("GIT_CONFIG_GLOBAL", &global).output().unwrap();
        assert!(output.status.success(), "{}", super::place::said(&output));
    };
    run(&["add", &upstream.url()]);
    let ran = || {
        let children = fs::read_dir(place.path()).unwrap();
        let names = children.map(|child| child.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| name.starts_with("ran-"))
            .collect::<Vec<_>>()
    };
    assert_eq!(ran(), [""; 0]);
    let listing = place.prints(&["evil"]);
    assert!(
        listing.contains("Lamp 4") && !listing.contains("Secret"),
        "{listing}"
    );
    assert_eq!(listing.matches("Fog over pier").count(), 4, "{listing}");
}

#[test]
fn a_folder_that_leads_out_of_the_repository_is_none() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("fog", "content", 3);
    std::os::unix::fs::symlink(place.path(), upstream.folder.join("out")).unwrap();
    upstream.commit("out");
    for folder in ["out", "../../..", "/"] {
        let why = place.refuses(&["add", "--folder", folder, &upstream.url()]);
        assert!(why.contains("there is no folder"), "{folder}: {why}");
        assert_eq!(place.clones(), [""; 0]);
    }
}

/// Whatever of it is told: where its issues are, its name, its articles.
#[test]
fn names_in_a_repository_do_not_act_on_a_terminal() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let evil = ["en\u{1b}]0;pwned\u{7}\u{1b}[8m", "ko\u{9b}31m\u{202e}"];
    let upstream = place.newsletter("evil\u{1b}[2J", evil[0], 4);
    for n in 1..=4 {
        upstream.write(&format!("{}/{}", evil[1], dated(n)), &issue(n));
    }
    upstream.commit("evil");
    let url = upstream.url();
    for words in [
        &["add", &url][..],
        &["add", "--folder", evil[0], &url],
        &[
            "add",
            "--folder",
            "nowhere\u{1b}[8m",
            "--name",
            "other",
            &url,
        ],
        &["archives"],
        &["archives", "--json"],
        &["update"],
        &["list", "--all", "--fields", "path,title"],
        &["remove", "--yes", "evil\u{1b}[8m"],
    ] {
        let output = place.backissue(words).output().unwrap();
        for text in [output.stdout, output.stderr] {
            assert_eq!(odd(str::from_utf8(&text).unwrap()), None, "{words:?}");
        }
    }
}
