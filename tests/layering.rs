//! The map in `src/lib.rs` stays true: modules name only lower rows, and outside crates only where they belong.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rows of the map in `src/lib.rs`.
const ROWS: [&[&str]; 9] = [
    &["text", "error"],
    &["model"],
    &["page", "topics"],
    &["browser", "picture", "source", "parse", "query", "store"],
    &["load", "stats"],
    &["app"],
    &["ui"],
    &["config"],
    &["tui", "cli"],
];

/// What may be named only in some places: the words, and the path prefixes that may name them.
const CONFINED: [(&str, &[&str]); 12] = [
    ("ratatui::", &["ui", "tui"]),
    ("crossterm::", &["tui"]),
    ("serde_yaml::", &["parse/front_matter"]),
    ("rusqlite::", &["store"]),
    ("open::that", &["browser"]),
    ("png::", &["picture"]),
    ("gif::", &["picture"]),
    ("zune_jpeg::", &["picture"]),
    ("image_webp::", &["picture"]),
    ("tracing::", &["tui", "cli", "main"]),
    ("tracing_subscriber::", &["cli/log"]),
    ("fs::", &["source", "store", "cli", "tui"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), code(&text)));
            }
        }
    }
    found
}

/// The lines that run: no comments, and nothing of the tests below.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn module_of(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

#[test]
fn modules_name_only_lower_rows() {
    for (path, text) in sources() {
        let module = module_of(&path);
        let Some(own) = row(&module) else { continue };
        for named in named_modules(&text) {
            let lower = named == module || row(&named).is_none_or(|other| other < own);
            assert!(
                lower,
                "{} names crate::{named}, which is no lower row",
                path.display()
            );
        }
    }
}

/// The modules after `crate::`, in `crate::a` and `crate::{a, b::c}` alike.
fn named_modules(text: &str) -> Vec<String> {
    let word = |s: &str| {
        s.trim()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut named = Vec::new();
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => named.push(word(rest)),
            Some(list) => named.extend(top_level_items(list).iter().map(|item| word(item))),
        }
    }
    named
}

/// The items of a `use` group up to its closing brace, nested groups left whole.
fn top_level_items(list: &str) -> Vec<String> {
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                items.last_mut().unwrap().push(c);
            }
        }
    }
    items
}

#[test]
fn outside_crates_are_named_only_where_they_belong() {
    for (path, text) in sources() {
        for (word, places) in CONFINED {
            let at_home = places
                .iter()
                .any(|place| path.to_string_lossy().starts_with(place));
            let named = text.match_indices(word).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
            });
            assert!(at_home || !named, "{} names {word}", path.display());
        }
    }
}

#[test]
fn the_map_lists_every_module() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for module in ROWS.concat() {
        assert!(
            lib.contains(&format!("[`{module}`]")),
            "src/lib.rs does not describe {module}"
        );
    }
    for (path, _) in sources() {
        let module = module_of(&path);
        assert!(
            module == "lib" || module == "main" || row(&module).is_some(),
            "{module} has no row"
        );
    }
}
