//! What is not 0 says why, in one sentence on standard error, and what to do instead.

use std::{fs, os::unix::fs::symlink};

use super::Home;

/// Arguments, exit code, and a part of the sentence.
type Case = (&'static [&'static str], i32, &'static str);

const CASES: [Case; 46] = [
    // Nothing is found.
    (&["list", "-q", "zzz", "news"], 1, "no article matches zzz"),
    (&["-q", "zzz", "news"], 1, "no article matches zzz"),
    (&["tags", "-q", "zzz", "news"], 1, "no article matches zzz"),
    (&["stats", "-q", "zzz", "news"], 1, "no article matches zzz"),
    (
        &["export", "-q", "zzz", "news"],
        1,
        "no article matches zzz",
    ),
    (
        &["mark", "--star", "-q", "zzz", "news"],
        1,
        "no article matches zzz",
    ),
    (&["tags", "news"], 1, "none of 2 articles has a tag"),
    (
        &["list", "empty.md"],
        1,
        "there are no articles in empty.md",
    ),
    (
        &["list", "-q", "emdeo", "news"],
        1,
        "등대, typed on the other keyboard layout, finds 1",
    ),
    // Words of other languages.
    (
        &["list", "-q", "!fog", "news"],
        1,
        "write -fog to leave it out",
    ),
    (
        &["list", "-q", "zzz or fog", "news"],
        1,
        "`|` or OR stands between alternatives",
    ),
    (
        &["list", "-q", "not fog", "news"],
        1,
        "`-` or NOT leaves out what follows",
    ),
    (
        &["list", "-q", "zz*", "news"],
        1,
        "write zz, parts of words are found",
    ),
    (
        &["list", "-q", "newer:soon", "news"],
        2,
        "the query is wrong at column 7: expected a time such as 2w",
    ),
    (
        &["list", "-q", "domain:https://fog.example/one", "news"],
        2,
        "`url:` looks into whole addresses",
    ),
    (
        &["list", "-q", "from:me", "news"],
        2,
        "expected a field such as title:",
    ),
    (
        &["list", "-q", "is:fresh", "news"],
        2,
        "expected unread, read, starred, queued, opened or new, found `fresh`",
    ),
    (
        &["list", "-q", "fog |", "news"],
        2,
        "expected a term after `|`",
    ),
    // Articles by id.
    (&["show", "zzz", "news"], 1, "no article matches zzz"),
    (
        &["show", "zzzzzzzz", "news"],
        1,
        "no article has the id zzzzzzzz, and no article matches zzzzzzzz",
    ),
    (
        &["open", "zzzzzzzz", "news"],
        1,
        "no article has the id zzzzzzzz",
    ),
    (
        &["show", "zzzzzzzz", "yyyyyyyy", "news"],
        2,
        "no article has the id zzzzzzzz: `backissue list` prints them",
    ),
    (
        &["mark", "--star", "zzzzzzzz", "news"],
        2,
        "no article has the id zzzzzzzz",
    ),
    (
        &["mark", "--star", "news"],
        2,
        "say what to mark: ids of articles, or a query with --query",
    ),
    (
        &["tags", "--explain", "zzzzzzzz", "news"],
        2,
        "no article has the id zzzzzzzz",
    ),
    (
        &["show", "./news"],
        2,
        "./news is an archive: say which article of it, by an id (`backissue list ./news` prints them)",
    ),
    (&["open", "./news"], 2, "./news is an archive"),
    (&["open", "news"], 2, "news is an archive"),
    (
        &["open", "plain", "plain.md"],
        1,
        "\"Plain\" has no reference to open",
    ),
    // Names with a letter wrong.
    (
        &["lst", "news"],
        2,
        "lst does not exist; did you mean `list`?",
    ),
    (
        &["list", "news-leter"],
        2,
        "news-leter does not exist; did you mean `news-letter`?",
    ),
    (&["list", "nowhere"], 2, "nowhere does not exist"),
    (&["--set", "theem=dark", "news"], 2, "did you mean `theme`?"),
    (&["--set", "theme=drak", "news"], 2, "did you mean `dark`?"),
    (
        &["list", "--fields", "id,name", "news"],
        2,
        "[possible values: id, date",
    ),
    // Files.
    (
        &["config", "init"],
        2,
        "is there already: change it, or move it away",
    ),
    (
        &["marks", "import", "gone.jsonl"],
        2,
        "cannot read marks from gone.jsonl",
    ),
    (
        &["marks", "import", "bad.jsonl"],
        2,
        "bad.jsonl:2: this is no mark: missing field `mark`",
    ),
    (
        &["marks", "import", "bad.jsonl"],
        2,
        "nothing was merged, mend the line or take it out",
    ),
    (
        &["--no-state", "marks", "export"],
        2,
        "no marks are kept here: leave --no-state out",
    ),
    (
        &["mark", "--no-state", "--star", "-q", "fog", "news"],
        2,
        "leave --no-state out",
    ),
    (&["check", "odd.md"], 1, "1 thing is odd"),
    (&["config", "check"], 1, "problems in"),
    (
        &["list", "linked"],
        2,
        "no issues in linked: paper is skipped: it is a link out of the archive; --follow-links reads it",
    ),
    // Limits.
    (
        &["list", "--max-files", "1", "news"],
        0,
        "holds more than the 1 files of --max-files, the rest is not read",
    ),
    (
        &["list", "--max-file-size", "20", "news"],
        1,
        "more than the 20 of --max-file-size",
    ),
];

fn home() -> Home {
    let home = Home::new();
    home.config("[archives]\nnews-letter = '~/news'\nlist = '~/gone'\n");
    let write = |name: &str, text: &str| fs::write(home.path(name), text).unwrap();
    write("news/2030-01-01.md", "");
    write("empty.md", "---\ntitle: Nothing\n---\n");
    write("plain.md", "## Plain\n\nWords.\n\n## Other\n\nWords.\n");
    write(
        "odd.md",
        "---\ndate: soon\n---\n\n## [Fog](https://fog.example/)\n",
    );
    write(
        "bad.jsonl",
        "{\"backissue\":\"marks\",\"version\":1}\n{\"on\":[\"a\"]}\n",
    );
    fs::create_dir(home.path("linked")).unwrap();
    symlink(home.path("news"), home.path("linked/paper")).unwrap();
    home
}

#[test]
fn whatever_is_not_zero_says_why() {
    let home = home();
    for (args, code, sentence) in CASES {
        let run = home.run(args);
        assert_eq!(run.code, code, "{args:?}: {run:?}");
        assert!(run.err.contains(sentence), "{args:?}: {run:?}");
        // What a limit left out is told beside it.
        let sentences = run
            .err
            .lines()
            .filter(|line| line.starts_with("backissue: "));
        let told = sentences.filter(|line| !line.contains("--max-")).count();
        let is_usage = run.err.starts_with("error: ");
        assert!(
            is_usage || told == usize::from(code != 0),
            "{args:?}: {run:?}"
        );
    }
}

#[test]
fn quiet_leaves_the_exit_code_alone() {
    let home = home();
    for (args, code, _) in CASES.iter().filter(|(args, ..)| !args.contains(&"id,name")) {
        let run = home.run(&[args, &["--quiet"][..]].concat());
        assert_eq!((run.code, run.err.as_str()), (*code, ""), "{args:?}");
    }
}

#[test]
fn config_check_names_what_can_never_be_used() {
    let home = Home::new();
    home.config(
        "[archives]\nlist = '~/news'\ngone = '~/gone'\n[[view]]\nname = 'Dup'\nquery = 'a'\n[[view]]\nname = 'Dup'\nquery = 'b'\n[[view]]\nname = ''\nquery = 'c'\n",
    );
    let check = home.run(&["config", "check"]);
    for want in [
        ":2:1: the archive `list` is named like a command: no word opens it",
        ":3:8: ~/gone does not exist",
        ":8:8: two views are called `Dup`",
        ":11:8: a view has an empty name",
    ] {
        assert!(check.out.contains(want), "{want}: {check:?}");
    }
    assert_eq!((check.code, check.out.lines().count()), (1, 4));
    assert_eq!(home.run(&["list", "news"]).code, 0, "odd is not wrong");
}

#[test]
fn words_that_other_languages_have_are_understood() {
    let home = Home::new();
    let table = [
        ("fog OR 등대", 2),
        ("fog AND 등대", 0),
        ("NOT fog", 1),
        ("Title:fog", 1),
        ("is:UNREAD", 2),
        ("/FOG/i", 1),
        ("domain:https://fog.example/", 1),
        ("domain:https://light.example", 1),
        ("\"OR\"", 0),
    ];
    for (query, found) in table {
        let run = home.run(&["list", "--no-header", "-q", query, "news"]);
        assert_eq!(run.out.lines().count(), found, "{query}: {run:?}");
    }
}
