//! The house stays in order: modules name only lower rows of the map in `src/lib.rs`, no siblings name each other in a circle,
//! outside crates stand where they belong, and a type's name stands once.

mod circles;
mod sources;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use sources::{all, named};

/// The rows of the map in `src/lib.rs`, lowest first.
const ROWS: [&[&str]; 10] = [
    &["text", "error"],
    &["model", "program"],
    &["json", "page", "topics"],
    &[
        "browser", "command", "git", "parse", "query", "source", "store",
    ],
    &["load", "picture", "stats"],
    &["library"],
    &["app"],
    &["ui"],
    &["config"],
    &["tui", "cli"],
];

/// Words that may stand only below some path prefixes.
const CONFINED: [(&str, &[&str]); 14] = [
    ("ratatui::", &["ui", "tui"]),
    ("crossterm::", &["tui"]),
    (
        "pulldown_cmark::",
        &[
            "parse/outline",
            "page/markdown",
            "cli/export/html",
            "text/html",
        ],
    ),
    ("serde_yaml::", &["parse/front_matter"]),
    ("rusqlite::", &["store"]),
    ("open::that", &["browser"]),
    ("png::", &["picture"]),
    ("gif::", &["picture"]),
    ("zune_jpeg::", &["picture"]),
    ("image_webp::", &["picture"]),
    ("tracing::", &["tui", "cli", "git", "main"]),
    ("tracing_subscriber::", &["cli/log"]),
    (
        "fs::",
        &["source", "store", "git", "library", "config", "cli", "tui"],
    ),
    ("Command::new(\"git\")", &["git"]),
];

/// Words that stand nowhere: what they gain no reader of a newsletter sees.
const BANNED: [&str; 3] = ["inline(always)", "black_box", "simd"];

/// Names that several types share, and why.
const SHARED_NAMES: [(&str, &str); 3] = [
    (
        "Entry",
        "of a container, and of a streak: private to parse/units",
    ),
    (
        "Error",
        "of the program, the commands and the screen: each is its module's",
    ),
    (
        "Key",
        "of the keyboard, and of an article: app names only the first",
    ),
];

/// Lines of a file beyond which it holds more than one idea.
const LONGEST: usize = 400;

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

#[test]
fn modules_name_only_lower_rows() {
    for source in all() {
        let module = &source.module[0];
        let Some(own) = row(module) else { continue };
        for path in named(&source.code) {
            let [first, other, ..] = &path[..] else {
                continue;
            };
            let lower = first != "crate" || other == module || row(other).is_none_or(|r| r < own);
            assert!(lower, "{} names {}", source.path.display(), path.join("::"));
        }
    }
}

/// All that leaves the program goes through the door of the commands or through the screen of the reader. Others only ask whether
/// there is a terminal, and how large it is; progress cleans its one line itself.
#[test]
fn nothing_is_written_past_the_doors() {
    let harmless = ["Door::new(io::", ".is_terminal()", "tcgetwinsize(io::"];
    let doors = ["cli.rs", "cli/door.rs", "cli/progress.rs"];
    for source in all() {
        let path = source.path.to_string_lossy().replace('\\', "/");
        let door = doors.iter().any(|door| path.ends_with(door)) || source.module[0] == "tui";
        let writes = |line: &&str| line.contains("stdout()") || line.contains("stderr()");
        for line in source.code.lines().filter(writes) {
            let passes = door || harmless.iter().any(|words| line.contains(words));
            assert!(passes, "{path} writes past the door: {}", line.trim());
        }
    }
}

#[test]
fn text_names_no_other_module() {
    for source in all().iter().filter(|source| source.module[0] == "text") {
        for path in named(&source.code) {
            let outside = path[0] == "crate" && path.get(1).is_none_or(|module| module != "text");
            assert!(
                !outside,
                "{} names {}",
                source.path.display(),
                path.join("::")
            );
        }
    }
}

#[test]
fn no_siblings_name_each_other_in_a_circle() {
    let circles = circles::among_siblings(&all());
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn outside_crates_are_named_only_where_they_belong() {
    for source in all() {
        for (word, places) in CONFINED {
            let path = source.path.to_string_lossy();
            let at_home = places.iter().any(|place| path.starts_with(place));
            assert!(at_home || !names(&source.code, word), "{path} names {word}");
        }
    }
}

/// Whether `word` stands in the code, not as the end of another.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    })
}

#[test]
fn nothing_exists_for_speed_alone() {
    for source in all() {
        for word in BANNED {
            let path = source.path.display();
            assert!(!source.code.contains(word), "{path} has {word}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_holds_one_idea() {
    for source in all() {
        let (path, lines) = (source.path.display(), source.code.lines().count());
        assert!(source.text.starts_with("//!"), "{path} has no //!");
        assert!(lines <= LONGEST, "{path} has {lines} lines");
    }
}

#[test]
fn doc_comments_begin_with_a_noun_or_a_verb() {
    for source in all() {
        for line in source.text.lines().map(str::trim_start) {
            let comment = line.strip_prefix("/// ").or(line.strip_prefix("//! "));
            let first = comment.and_then(|comment| comment.split(' ').next());
            let vague = first.is_some_and(|word| ["What", "Whether", "How"].contains(&word));
            assert!(!vague, "{}: {line}", source.path.display());
        }
    }
}

#[test]
fn a_type_name_stands_once() {
    let mut places = BTreeMap::<String, BTreeSet<_>>::new();
    for source in all() {
        for name in types(&source.code) {
            places.entry(name).or_default().insert(source.path.clone());
        }
    }
    let argued = |name: &str| SHARED_NAMES.iter().any(|(shared, _)| *shared == name);
    for (name, files) in places {
        assert!(
            files.len() == 1 || argued(&name),
            "{name} stands in {files:?}"
        );
    }
}

/// The names of the types that a file defines.
fn types(code: &str) -> Vec<String> {
    let defined = code.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub(super) ").unwrap_or(line);
        let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
        let line = line.strip_prefix("pub ").unwrap_or(line);
        let kinds = ["struct ", "enum ", "trait ", "union "];
        let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        Some(rest[..end.unwrap_or(rest.len())].to_owned())
    });
    defined.collect()
}

#[test]
fn the_map_lists_every_module_in_its_row() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for (row, modules) in (1..).zip(ROWS) {
        for module in modules {
            let line = format!("| {row} | [`{module}`]");
            assert!(lib.contains(&line), "src/lib.rs has no {line}");
        }
    }
    for source in all() {
        let module = &source.module[0];
        let known = ["lib", "main"].contains(&&**module) || row(module).is_some();
        assert!(known, "{module} has no row");
    }
}
