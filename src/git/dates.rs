//! The day on which each file came in, from the history of its repository.

use std::{collections::HashMap, fs, io::Write as _, path::Path};

use super::{Git, GitError};

/// A commit that brings more files than this says nothing of their age: an import, or a move.
const MANY: usize = 3;

/// The arguments that list the files each commit adds, below its day.
const LOG: &[&str] = &[
    "log",
    "--diff-filter=A",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "-z",
    "--format=%x01%as",
];

/// Notes in a file on which day each file of a revision came into the repository at `folder`. Returns how many have one.
pub fn note_dates(
    git: Git<'_>,
    folder: &Path,
    notes: &Path,
    revision: &str,
    is_issue: &dyn Fn(&str) -> bool,
) -> Result<usize, GitError> {
    let log = git.ask(folder, &[LOG, &[revision, "--"]].concat())?;
    let days = days(&log, is_issue);
    let mut lines: Vec<_> = days
        .iter()
        .map(|(path, day)| format!("{day}\t{path}\n"))
        .collect();
    lines.sort();
    let part = notes.with_extension("part");
    let mut file = fs::File::create(&part)?;
    file.write_all(lines.concat().as_bytes())?;
    fs::rename(&part, notes)?;
    Ok(days.len())
}

/// The earliest day of each file, among commits that bring few. The latest commit is said first.
fn days<'a>(log: &'a str, is_issue: &dyn Fn(&str) -> bool) -> HashMap<&'a str, &'a str> {
    let mut days = HashMap::new();
    for commit in log.split('\u{1}') {
        let mut words = commit.split(['\0', '\n']).filter(|word| !word.is_empty());
        let Some(day) = words.next() else { continue };
        let files: Vec<_> = words.filter(|path| is_issue(path)).collect();
        for path in &files {
            if files.len() > MANY {
                days.remove(path);
            } else {
                days.insert(*path, day);
            }
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_came_in_with_the_first_commit_that_brought_few() {
        let log = "\u{1}2024-05-10\0\0\n7.md\0lamp.png\0\u{1}2024-05-03\0\0\n6.md\0\u{1}2024-01-01\0\0\n1.md\x002.md\x003.md\x004.md\0\u{1}2023-01-01\0\0\n6.md\0";
        let days = days(log, &|path| !path.contains("lamp"));
        let mut days: Vec<_> = days.into_iter().collect();
        days.sort_unstable();
        assert_eq!(days, [("6.md", "2023-01-01"), ("7.md", "2024-05-10")]);
    }
}
