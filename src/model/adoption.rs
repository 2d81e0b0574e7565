//! Finds the articles of marks that name their issue as it was, or as an earlier version of the program named it.

use std::collections::{HashMap, HashSet};

use super::{Change, Identity, Issue, Key, ReadIn, Subject, Value, identities, mark_key::likeness};

/// The changes on articles that have another name in these issues, under that name. Nothing is taken from the old name.
pub fn adopt(issues: &[&Issue], changes: &[Change]) -> Vec<Change> {
    let homes = homes(issues, changes).into_iter();
    let found = homes.filter_map(|(at, subject)| {
        let change = changes.get(at)?.clone();
        Some(Change { subject, ..change })
    });
    found.collect()
}

/// The articles that changes of another name are on, by the positions of the changes: the likeliest for each, one at most.
pub fn homes(issues: &[&Issue], changes: &[Change]) -> HashMap<usize, Subject> {
    let present = issues.iter().flat_map(|issue| identities(issue));
    let present: HashSet<Key> = present.map(|names| names.article.key()).collect();
    let mut wanted: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        if !present.contains(&change.subject.key()) {
            let of_issue = wanted.entry(change.subject.within_issue());
            of_issue.or_default().push(at);
        }
    }
    let mut best: HashMap<usize, (u8, Subject)> = HashMap::new();
    for issue in issues.iter().filter(|_| !wanted.is_empty()) {
        for names in identities(issue) {
            for &at in orphans(&wanted, &names) {
                let change = changes.get(at);
                let likeness = change.and_then(|change| fit(change, issue, &names));
                if likeness > best.get(&at).map(|(likeness, _)| *likeness) {
                    best.insert(at, (likeness.unwrap_or(0), names.article.clone()));
                }
            }
        }
    }
    best.into_iter().map(|(at, (_, home))| (at, home)).collect()
}

/// The changes that may be on an article: by its name in its issue, and by its source, which earlier versions marked alone.
fn orphans<'w>(
    wanted: &'w HashMap<&str, Vec<usize>>,
    names: &Identity,
) -> impl Iterator<Item = &'w usize> {
    let within = names.article.within_issue();
    // Of equals that follow in an issue, the name has a number after the source.
    let source = within.split('\t').next().filter(|source| *source != within);
    let keys = std::iter::once(within).chain(source);
    let found: Vec<_> = keys.filter_map(|key| wanted.get(key)).flatten().collect();
    found.into_iter()
}

/// The likeness of the article that a change is on to one of an issue.
fn fit(change: &Change, issue: &Issue, names: &Identity) -> Option<u8> {
    if let Some(key) = change.subject.issue() {
        let is_same = change.subject.within_issue() == names.article.within_issue();
        return is_same.then(|| likeness(key, &issue.mark_key, &issue.path))?;
    }
    // A source that is marked for each article separately now.
    if !change.mark.is_on_source() || names.source != names.article {
        return None;
    }
    let Value::Text(place) = &change.value else {
        return Some(0);
    };
    let key = ReadIn::from_value(place).issue;
    if key == issue.key {
        return Some(4);
    }
    likeness(key, &issue.mark_key, &issue.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Link, Mark};

    fn issue(path: &str, mark_key: &str, urls: &[&str]) -> Issue {
        let article = |url: &&str| Article {
            title: "Fog".into(),
            reference: Some(0),
            reference_is_own: true,
            links: Link::new(url, "").into_iter().collect(),
            ..Article::default()
        };
        Issue {
            path: path.into(),
            key: path.into(),
            mark_key: mark_key.into(),
            articles: urls.iter().map(article).collect(),
            ..Issue::default()
        }
    }

    fn change(subject: &str, mark: Mark, value: Value) -> Change {
        Change {
            subject: Subject::from_name(subject),
            mark,
            value,
            at: 7,
        }
    }

    #[test]
    fn marks_of_other_names_go_to_the_likeliest_article_alone() {
        let issues = [
            issue(
                "content/1.md",
                "1 2031-02-03 ~a",
                &["https://fog.example/a"],
            ),
            issue(
                "1.md",
                "1 2031-03-03 ~b",
                &["https://fog.example/a", "https://ice.example"],
            ),
        ];
        let read = |key: &str| Value::Text(key.into());
        let table = [
            (
                "content/1.md\tfog.example/a",
                Mark::Starred,
                Value::Number(1),
                Some("1 2031-02-03 ~a\tfog.example/a"),
            ),
            (
                "1.md\tfog.example/a",
                Mark::Starred,
                Value::Number(1),
                Some("1 2031-03-03 ~b\tfog.example/a"),
            ),
            (
                "1 2031-03-04 ~b\tfog.example/a",
                Mark::Starred,
                Value::Number(1),
                Some("1 2031-03-03 ~b\tfog.example/a"),
            ),
            (
                "1 2031-03-03 ~c\tfog.example/a",
                Mark::Starred,
                Value::Number(1),
                None,
            ),
            (
                "1 2031-03-03 ~b\tfog.example/a",
                Mark::Starred,
                Value::Number(1),
                None,
            ),
            (
                "above/1.md\tfog.example/a",
                Mark::Starred,
                Value::Number(1),
                Some("1 2031-03-03 ~b\tfog.example/a"),
            ),
            (
                "ice.example",
                Mark::Read,
                read("1.md"),
                Some("1 2031-03-03 ~b\tice.example"),
            ),
            ("ice.example", Mark::Read, read("8.md"), None),
            ("fog.example/a", Mark::Read, read("1.md"), None),
        ];
        for (subject, mark, value, want) in table {
            let found = adopt(&[&issues[0], &issues[1]], &[change(subject, mark, value)]);
            let found: Vec<_> = found.iter().map(|change| change.subject.name()).collect();
            assert_eq!(found, want.into_iter().collect::<Vec<_>>(), "{subject}");
        }
    }
}
