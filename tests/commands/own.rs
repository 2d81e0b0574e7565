//! Commands of the user's own, on the command line: stubs write down what they were started with.

use std::fs;

use super::{Home, Run};

/// A home with a program `stub`, which writes its arguments and what it reads into `said`, one a line in brackets.
fn home(config: &str) -> Home {
    let home = Home::new();
    home.config(config);
    home.program(
        "stub",
        "for word; do printf '[%s]' \"$word\" >> \"$HOME/said\"; done; printf '\\n' >> \"$HOME/said\"; cat >> \"$HOME/said\"",
    );
    home
}

fn said(home: &Home) -> String {
    fs::read_to_string(home.path("said")).unwrap_or_default()
}

fn run(home: &Home, args: &[&str]) -> Run {
    let path = format!("{}:/usr/bin:/bin", home.path("bin").display());
    Run::of(&home.command(args).env("PATH", path).output().unwrap())
}

#[test]
fn a_command_is_run_with_the_values_of_its_articles() {
    let two = "[--tag=][https://fog.example/one]\n[--tag=][https://light.example/two]\n";
    let table = [
        ("['stub', '--tag={tags}', '{url}']\n", two),
        (
            "['stub', '{title}']\nfor = 'selection'\nstdin = 'url'",
            "[Fog [1]][등대]\nhttps://fog.example/one\nhttps://light.example/two\n",
        ),
        (
            "['stub', '{title}', '{tags}']\nfor = 'issue'",
            "[Lantern 7][fog]\n",
        ),
        (
            "['stub', 'as', 'it', 'is; $HOME *']\nfor = 'selection'",
            "[as][it][is; $HOME *]\n",
        ),
    ];
    for (command, want) in table {
        let home = home(&format!("[commands.try]\nrun = {command}\n"));
        let ended = run(&home, &["run", "try", "-q", "", "news"]);
        assert_eq!((ended.code, said(&home).as_str()), (0, want), "{ended:?}");
    }
}

#[test]
fn ids_name_the_articles_and_paths_are_whole() {
    let home = home("[commands.try]\nrun = ['stub', '{id}', '{path}']\n");
    let ids = home.run(&[
        "list",
        "--format",
        "tsv",
        "--no-header",
        "--fields",
        "id",
        "news",
    ]);
    let second = ids.out.lines().nth(1).unwrap();
    assert_eq!(run(&home, &["run", "try", second, "news"]).code, 0);
    let file = home.path("news/2031-02-03.md");
    assert_eq!(said(&home), format!("[{second}][{}]\n", file.display()));
}

#[test]
fn a_command_reads_text_or_json() {
    let home = home(
        "[commands.md]\nrun = ['stub']\nstdin = 'markdown'\n[commands.json]\nrun = ['stub']\nstdin = 'json'\n",
    );
    run(&home, &["run", "md", "-q", "등대", "news"]);
    let text = "\n## 등대\n\n짙은 안개.\n\n[등대](https://light.example/two)\n";
    assert_eq!(said(&home), text);
    fs::remove_file(home.path("said")).unwrap();
    run(&home, &["run", "json", "-q", "등대", "news"]);
    let shown = home.run(&["show", "--json", "등대", "news"]);
    assert_eq!(said(&home).trim(), shown.out.trim());
}

#[test]
fn failures_are_told_with_the_exit_status() {
    let home = home(
        "[commands.fail]\nrun = ['sh', '-c', 'exit 3']\n[commands.gone]\nrun = ['no-such-program']\n[commands.url]\nrun = ['stub', '{url}']\n",
    );
    fs::write(
        home.path("plain.md"),
        "## Plain\n\nWords.\n\n## Other\n\nWords.\n",
    )
    .unwrap();
    let table = [
        (
            &["run", "fail", "fog", "news"][..],
            1,
            "fail failed: exit status: 3",
        ),
        (
            &["run", "gone", "fog", "news"],
            1,
            "cannot start no-such-program: No such file",
        ),
        (
            &["run", "url", "plain", "plain.md"],
            1,
            "no {url} for `url`: there is no reference",
        ),
        (
            &["run", "uri", "fog", "news"],
            2,
            "no command of yours is called `uri`; did you mean `url`?",
        ),
        (
            &["run", "walk", "fog", "news"],
            2,
            "[commands.walk] in the configuration would make one",
        ),
        (&["run", "url", "zzz", "news"], 1, "no article matches zzz"),
    ];
    for (args, code, sentence) in table {
        let ended = run(&home, args);
        assert_eq!(ended.code, code, "{args:?}: {ended:?}");
        assert!(ended.err.contains(sentence), "{args:?}: {ended:?}");
        assert_eq!(ended.err.lines().count(), 1, "{args:?}: {ended:?}");
    }
    let mixed = run(&home, &["run", "url", "-q", "", "news", "plain.md"]);
    assert_eq!(mixed.code, 0);
    assert!(
        mixed.err.contains("1 left out: they lack what url takes"),
        "{mixed:?}"
    );
}

#[test]
fn hostile_titles_are_arguments_and_no_more() {
    let home = home("[commands.try]\nrun = ['stub', '{title}', '--title={title}']\n");
    for (title, want) in [
        (
            "--output=/etc/passwd",
            "[ --output=/etc/passwd][--title= --output=/etc/passwd]\n",
        ),
        ("@/etc/passwd", "[ @/etc/passwd][--title= @/etc/passwd]\n"),
        (
            "`id`; $(id) '\"",
            "[`id`; $(id) '\"][--title=`id`; $(id) '\"]\n",
        ),
        (
            "Fog \u{1b}]0;x\u{7}\u{202e}horn",
            "[Fog horn][--title=Fog horn]\n",
        ),
    ] {
        let _ = fs::remove_file(home.path("said"));
        let title = title.replace('`', "\\`");
        fs::write(
            home.path("1.md"),
            format!("# Lamps\n\n## {title}\n\n<https://fog.example/1>\n\n## Other\n\n<https://fog.example/2>\n"),
        )
        .unwrap();
        run(&home, &["run", "try", "-q", "url:fog.example/1", "1.md"]);
        assert_eq!(said(&home), want);
    }
}

/// The recipes of the README, with stubs for the programs that they start.
#[test]
fn the_readme_s_five_commands_do_what_it_says() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let (_, recipes) = readme.split_once("<!-- recipes for commands -->").unwrap();
    let toml = recipes.split("```toml\n").nth(1).unwrap();
    let home = home(toml.split("```").next().unwrap());
    for name in ["wallabag", "mail", "mpv"] {
        fs::copy(home.path("bin/stub"), home.path(&format!("bin/{name}"))).unwrap();
    }
    home.program("trans", "echo \"$@\"; tr a-z A-Z");
    home.program("less", "cat > \"$HOME/paged\"");
    assert_eq!(home.run(&["config", "show"]).code, 0);
    let ended = |name: &str| run(&home, &["run", name, "-q", "", "news"]);
    let (one, two) = ("https://fog.example/one", "https://light.example/two");
    let table = [
        (
            "wallabag",
            format!("[add][--title][Fog [1]]][{one}]\n[add][--title][등대][{two}]\n"),
        ),
        (
            "mail",
            format!("[-s][Worth reading][ann@example.org]\n{one}\n{two}\n"),
        ),
        ("listen", format!("[--no-video][--][{one}][{two}]\n")),
    ];
    for (name, want) in table {
        let _ = fs::remove_file(home.path("said"));
        assert_eq!(ended(name).code, 0, "{name}");
        assert_eq!(said(&home), want.replace("]]]", "]]"), "{name}");
    }
    assert_eq!(ended("note").code, 0);
    let notes = fs::read_to_string(home.path("notes.md")).unwrap();
    assert_eq!(notes, format!("* Fog [1] {one} \n* 등대 {two} \n"));
    assert_eq!(ended("translate").code, 0);
    let paged = fs::read_to_string(home.path("paged")).unwrap();
    assert!(paged.starts_with("-brief :ko\n## 등대"), "{paged}");
}
