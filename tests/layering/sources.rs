//! The files of `src` as modules, and the paths that each of them names.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// A file of `src`.
pub struct Source {
    /// Its path below `src`.
    pub path: PathBuf,
    /// Its module: `["query", "order"]`.
    pub module: Vec<String>,
    /// The whole text.
    pub text: String,
    /// The lines that run: no comments, and no tests at the end of the file.
    pub code: String,
}

/// All files of `src`.
pub fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(read(&root, &path));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn read(root: &Path, path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap();
    let path = path.strip_prefix(root).unwrap().to_owned();
    let module = path.with_extension("");
    let module = module
        .iter()
        .map(|part| part.to_string_lossy().into_owned());
    Source {
        module: module.collect(),
        code: code(&text),
        path,
        text,
    }
}

fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let runs = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(runs).collect::<Vec<_>>().join("\n")
}

/// A path as it is written: its segments.
pub type Named = Vec<String>;

/// Every path in a file: those of its `use` items, and those within its code that begin with `crate`, `super` or `self`.
pub fn named(code: &str) -> Vec<Named> {
    let mut paths = Vec::new();
    for item in uses(code) {
        expand(&[], item.trim_start_matches("pub "), &mut paths);
    }
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && !"_:".contains(c)) {
                let end = code[at..].find(|c: char| !c.is_alphanumeric() && !"_:".contains(c));
                let path = &code[at..at + end.unwrap_or(code.len() - at)];
                paths.push(segments(path));
            }
        }
    }
    paths
}

/// What stands between `use` and its semicolon.
fn uses(code: &str) -> impl Iterator<Item = &str> {
    let starts = code.match_indices("use ").filter(|(at, _)| {
        let line = code[..*at].rsplit('\n').next().unwrap_or_default().trim();
        line.is_empty() || line.starts_with("pub")
    });
    starts.map(|(at, word)| {
        let rest = &code[at + word.len()..];
        rest.split(';').next().unwrap_or_default()
    })
}

fn segments(path: &str) -> Named {
    let named = path.split("::").map(str::trim).filter(|s| !s.is_empty());
    named.map(str::to_owned).collect()
}

/// The paths of a `use` tree below `prefix`.
fn expand(prefix: &[String], tree: &str, paths: &mut Vec<Named>) {
    for item in items(tree) {
        let (head, group) = match item.split_once('{') {
            Some((head, group)) => (head, group.strip_suffix('}')),
            None => (item.split(" as ").next().unwrap_or(item), None),
        };
        let path = [prefix, &segments(head)].concat();
        match group {
            Some(group) => expand(&path, group, paths),
            None => paths.push(path.into_iter().filter(|s| s != "self").collect()),
        }
    }
}

/// The items of a list, nested groups left whole.
fn items(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            ',' if depth == 0 => {
                items.push(list[start..at].trim());
                start = at + 1;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => (),
        }
    }
    items.push(list[start..].trim());
    items.into_iter().filter(|item| !item.is_empty()).collect()
}

/// The modules that a module's paths lead to, re-exports followed.
pub struct Crate {
    modules: HashMap<Vec<String>, usize>,
    /// For each module, where the names that it re-exports come from.
    exports: HashMap<Vec<String>, HashMap<String, Vec<String>>>,
}

impl Crate {
    pub fn new(sources: &[Source]) -> Self {
        let modules = sources.iter().enumerate();
        let mut known = Self {
            modules: modules.map(|(at, s)| (s.module.clone(), at)).collect(),
            exports: HashMap::new(),
        };
        for source in sources {
            let exported = known.exported(source);
            known.exports.insert(source.module.clone(), exported);
        }
        known
    }

    fn exported(&self, source: &Source) -> HashMap<String, Vec<String>> {
        let mut exported = HashMap::new();
        for line in uses(&source.code) {
            let mut paths = Vec::new();
            expand(&[], line, &mut paths);
            for path in paths {
                let target = self.absolute(&source.module, &path);
                let module = target.as_ref().and_then(|t| self.longest(t));
                if let (Some(name), Some(module)) = (path.last(), module) {
                    exported.insert(name.clone(), module);
                }
            }
        }
        exported
    }

    /// The path from the crate's root that `path` means within `module`.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Named> {
        let first = path.first()?;
        match first.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" => {
                let up = path.iter().take_while(|s| *s == "super").count();
                let base = module.len().checked_sub(up)?;
                Some([&module[..base], &path[up..]].concat())
            }
            _ => {
                let child = [module, &path[..1]].concat();
                let known = self.modules.contains_key(&child);
                known.then(|| [module, path].concat())
            }
        }
    }

    /// The longest beginning of `path` that is a module.
    fn longest(&self, path: &[String]) -> Option<Named> {
        let mut lengths = (1..=path.len()).rev();
        let length = lengths.find(|&n| self.modules.contains_key(&path[..n]))?;
        Some(path[..length].to_vec())
    }

    /// The module that `path` leads to from `module`.
    pub fn target(&self, module: &[String], path: &[String]) -> Option<Named> {
        let absolute = self.absolute(module, path)?;
        let mut target = self.longest(&absolute)?;
        if let Some(name) = absolute.get(target.len())
            && let Some(origin) = self.exports.get(&target).and_then(|e| e.get(name))
        {
            target.clone_from(origin);
        }
        Some(target)
    }
}
