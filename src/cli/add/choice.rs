//! The folder of the issues: named, found, or asked for.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use super::{super::door::Door, Error};
use crate::{
    library::{IssueFolder, issue_folders},
    text::{clean, counted},
};

/// The folder of the issues in a repository.
pub(super) fn issues(root: &Path, named: Option<&str>) -> Result<PathBuf, Error> {
    if let Some(named) = named {
        return inside(root, named);
    }
    let found = issue_folders(root)?;
    match &found[..] {
        [one] => Ok(one.path.clone()),
        several if io::stdin().is_terminal() && io::stderr().is_terminal() => ask(several),
        several => Err(Error::Usage(format!(
            "the issues may be in any of these folders, say which with --folder:\n{}",
            lines(several).join("\n")
        ))),
    }
}

/// A folder of the repository, and of nothing else: a link in it may lead anywhere.
fn inside(root: &Path, named: &str) -> Result<PathBuf, Error> {
    let path = if named.is_empty() {
        root.to_owned()
    } else {
        root.join(named)
    };
    let whole = |path: &Path| std::fs::canonicalize(path);
    match (whole(root), whole(&path)) {
        (Ok(root), Ok(inside)) if inside.starts_with(&root) => Ok(path),
        _ => Err(Error::Usage(format!(
            "there is no folder {named} in the repository"
        ))),
    }
}

fn ask(several: &[IssueFolder]) -> Result<PathBuf, Error> {
    let mut out = Door::new(io::stderr());
    writeln!(out, "The issues may be in any of these folders:")?;
    for line in lines(several) {
        writeln!(out, "{line}")?;
    }
    write!(out, "Which one? [1] ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let answer = answer.trim();
    let number = if answer.is_empty() {
        Some(1)
    } else {
        answer.parse().ok()
    };
    let chosen = number.and_then(|n: usize| several.get(n.checked_sub(1)?));
    let chosen = chosen.or_else(|| several.iter().find(|folder| folder.within == answer));
    chosen
        .map(|folder| folder.path.clone())
        .ok_or_else(|| Error::Usage(format!("there is no folder {answer} in the list")))
}

fn lines(folders: &[IssueFolder]) -> Vec<String> {
    let line = |(number, folder): (usize, &IssueFolder)| {
        let within = if folder.within.is_empty() {
            "."
        } else {
            &folder.within
        };
        let issues = counted(folder.issues, "issue", "issues");
        let articles = counted(folder.articles, "article", "articles");
        format!(
            "  {}  {}  {issues}, {articles}",
            number + 1,
            clean::line(within)
        )
    };
    folders.iter().enumerate().map(line).collect()
}
