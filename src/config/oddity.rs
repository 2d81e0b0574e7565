//! Oddities of a file that can be read: names that can never be typed, paths that are not there. They stop no command.

use std::collections::HashSet;

use toml::{Spanned, de::DeTable};

use super::{Problem, item::texts};

/// The oddities in the text of a configuration, given the names of backissue's commands, a look at a path, and one at a program.
pub fn oddities(
    text: &str,
    commands: &[&str],
    exists: &dyn Fn(&str) -> bool,
    is_installed: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    let Ok(table) = DeTable::parse(text) else {
        return Vec::new();
    };
    let mut odd = archives(text, table.get_ref(), commands, exists);
    odd.extend(views(text, table.get_ref()));
    odd.extend(programs(text, table.get_ref(), is_installed));
    odd.sort_by_key(|problem| (problem.line, problem.column));
    odd
}

fn archives(
    text: &str,
    table: &DeTable<'_>,
    commands: &[&str],
    exists: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    let archives = table
        .get("archives")
        .and_then(|item| item.get_ref().as_table());
    let mut odd = Vec::new();
    for (name, item) in archives.into_iter().flatten() {
        let why = bad_name(name.get_ref(), commands);
        odd.extend(why.map(|why| Problem::at(text, &name.span(), why)));
        let mut paths = texts(item).unwrap_or_default();
        paths.retain(|path| !exists(path));
        let missing = paths.iter().map(|path| format!("{path} does not exist"));
        odd.extend(missing.map(|why| Problem::at(text, &item.span(), why)));
    }
    odd
}

/// The reason why no word opens an archive of this name.
fn bad_name(name: &str, commands: &[&str]) -> Option<String> {
    if name.is_empty() {
        return Some("an archive has an empty name".to_owned());
    }
    let command = commands.contains(&name);
    command.then(|| format!("the archive `{name}` is named like a command: no word opens it"))
}

/// Programs of commands that nobody can start.
fn programs(text: &str, table: &DeTable<'_>, is_installed: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let commands = table.get("commands");
    let commands = commands.and_then(|item| item.get_ref().as_table());
    let words = commands
        .into_iter()
        .flat_map(DeTable::values)
        .filter_map(|command| command.get_ref().as_table()?.get("run"));
    let odd = words.filter_map(|item| {
        let program = texts(item)?.into_iter().next()?;
        let why = format!("no program `{program}` is installed");
        (!is_installed(&program)).then(|| Problem::at(text, &item.span(), why))
    });
    odd.collect()
}

fn views(text: &str, table: &DeTable<'_>) -> Vec<Problem> {
    let views = table.get("view").and_then(|item| item.get_ref().as_array());
    let names = views
        .into_iter()
        .flatten()
        .filter_map(|view| view.get_ref().as_table()?.get("name"));
    let mut known = HashSet::new();
    let odd = names.filter_map(|item: &Spanned<_>| {
        let name = item.get_ref().as_str()?;
        let why = match name.trim() {
            "" => "a view has an empty name".to_owned(),
            _ if known.insert(name.to_owned()) => return None,
            _ => format!("two views are called `{name}`"),
        };
        Some(Problem::at(text, &item.span(), why))
    });
    odd.collect()
}
