//! Tells files that list the issues of an archive, such as a `README.md`, by their links.

use std::{collections::HashSet, iter, sync::Arc};

use percent_encoding::percent_decode_str;

use crate::model::Issue;

/// A file with fewer links to issues may be one that names its neighbours.
const ENOUGH_LINKS: usize = 3;

/// So many letters beside each link are a date or a summary. With more, somebody wrote a text.
const LETTERS_BESIDE: usize = 40;

/// The length of a path in bytes that no file system has, but a container may: links are not resolved from there.
const LONGEST_PATH: usize = 4096;

/// The names by which files of an archive link to its issues: their paths, with and without extension, and their folders.
#[derive(Clone, Debug, Default)]
pub(super) struct Neighbours(Arc<HashSet<String>>);

impl Neighbours {
    pub fn new<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let names = paths.flat_map(names_of);
        Self(Arc::new(names.map(ToOwned::to_owned).collect()))
    }

    /// True if this is no issue, but a list of others: nearly all its links lead to them, and it says little else.
    pub fn are_listed_in(&self, issue: &Issue) -> bool {
        let targets = links_of(issue).filter_map(|(_, target)| target);
        let targets = targets.filter(|target| !target.starts_with('#'));
        let (mut links, mut to_issues) = (0, 0);
        for target in targets {
            links += 1;
            to_issues += usize::from(self.have(target, &issue.path));
        }
        let listed = to_issues >= ENOUGH_LINKS && 10 * to_issues >= 9 * links;
        listed && letters_beside(issue) <= LETTERS_BESIDE * links
    }

    /// True if `target`, in the file at `path`, is another issue or a folder of issues other than its own.
    fn have(&self, target: &str, path: &str) -> bool {
        if target.contains("://") || path.len() > LONGEST_PATH {
            return false;
        }
        let Some(target) = resolved(target, path) else {
            return false;
        };
        let is_own = |name: &str| names_of(path).any(|own| own == name);
        [&*target, without_extension(&target)]
            .into_iter()
            .any(|name| !is_own(name) && self.0.contains(name))
    }
}

/// The names by which others link to the file at a path.
fn names_of(path: &str) -> impl Iterator<Item = &str> {
    [path, without_extension(path)]
        .into_iter()
        .chain(folder(path))
}

/// The inline links of an issue: what stands before each of them, and its target. What follows the last has no target.
fn links_of(issue: &Issue) -> impl Iterator<Item = (&str, Option<&str>)> {
    let articles = issue.articles.iter().map(|article| article.span);
    let spans = articles.chain(issue.notes.iter().copied());
    spans.flat_map(|span| links_in(issue.source.get(span.range()).unwrap_or("")))
}

fn links_in(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    iter::from_fn(move || {
        let text = rest?;
        let Some((before, after)) = text.split_once("](") else {
            rest = None;
            return Some((text, None));
        };
        let (target, after) = after.split_once(')').unwrap_or((after, ""));
        rest = Some(after);
        let prose = before.rsplit_once('[').map_or(before, |(prose, _)| prose);
        Some((prose, target.split_whitespace().next()))
    })
}

fn letters_beside(issue: &Issue) -> usize {
    let prose = links_of(issue).flat_map(|(prose, _)| prose.chars());
    prose.filter(|c| c.is_alphanumeric()).count()
}

/// The path that a link leads to within the archive: `2031/7.md` of `../2031/./7.md?x#y` in `list/all.md`.
fn resolved(target: &str, path: &str) -> Option<String> {
    let target = target.trim_matches(['<', '>']);
    let target = target.split(['#', '?']).next().unwrap_or(target);
    let target = percent_decode_str(target).decode_utf8().ok()?;
    let from = if target.starts_with('/') {
        None
    } else {
        folder(path)
    };
    let mut names = Vec::new();
    for name in from.unwrap_or("").split('/').chain(target.split('/')) {
        match name {
            "" | "." => (),
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

fn folder(path: &str) -> Option<&str> {
    Some(path.rsplit_once('/')?.0)
}

fn without_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((bare, extension)) if !extension.contains('/') => bare,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::Neighbours;
    use crate::parse;

    #[test]
    fn a_list_of_issues_is_told_by_its_links() {
        let paths = [
            "7.md",
            "8.md",
            "2031/9.md",
            "2031/10/index.md",
            "list/all.md",
        ];
        let neighbours = Neighbours::new(paths.into_iter());
        let essay = "The lamp of the harbour was lit again, and nobody knew by whom. ".repeat(4);
        let all = "- [Fog](../7.md)\n- [Ice](../8.html#top), 3 May\n- [Sea](/2031/9)\n";
        let table = [
            (format!("# All\n\n{all}"), true),
            (format!("# All\n\n{all}- [Tar](../2031/10/)\n"), true),
            (
                format!("# All\n\n{all}- [Oil](https://oil.example)\n"),
                false,
            ),
            (format!("# All\n\n{essay}\n\n{all}"), false),
            ("# Fog\n\n[7](../7.md) and [8](../8.md)\n".to_owned(), false),
            (
                "- [a](#a)\n- [b](all.md)\n- [c](.)\n- [d](../x.md)\n".to_owned(),
                false,
            ),
            (
                "- [a](https://a.example)\n- [b](https://b.example)\n- [c](https://c.example)\n"
                    .to_owned(),
                false,
            ),
        ];
        for (text, want) in table {
            let (issue, _) = parse::issue("list/all.md", None, text.as_bytes());
            assert_eq!(neighbours.are_listed_in(&issue.unwrap()), want, "{text}");
        }
    }
}
