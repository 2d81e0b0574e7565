//! What an archive shows of its issues stays as it is when one issue more comes.

use std::{collections::HashMap, fs, path::Path};

use backissue::load::{self, Options};
use proptest::prelude::*;

use crate::support::SNIPPETS;

/// Ways to write the issue of a number.
const LAYOUTS: [fn(usize) -> String; 5] = [
    |n| {
        format!(
            "# Lamp Letter {n}\n\n## Articles\n\n- [Fog {n}](https://fog.example/{n}) is thick\n- [Bell {n}](https://bell.example/{n}) \
             rings\n\n## Tools\n\n- [Rope {n}](https://rope.example/{n}) holds\n\n## Thanks\n\nWrite to [us](https://lamp.example/).\n"
        )
    },
    |n| {
        format!(
            "# Lamp Letter {n}\n\n## [Fog {n}](https://fog.example/{n})\n\nIt is thick.\n\n## [Bell {n}](https://bell.example/{n})\n\nIt \
             rings.\n"
        )
    },
    |n| {
        format!(
            "# Why the gulls of {n} leave\n\nWe asked [the keeper](https://keeper.example/{n}).\n\n## The pier of {n}\n\nIt has {n} \
             planks.\n\n## How gull {n} sees it\n\nFrom {n} miles.\n"
        )
    },
    |n| {
        format!(
            "**Fog {n}**\n\nIt is thick. [More](https://fog.example/{n})\n\n**Bell {n}**\n\nIt rings. [More](https://bell.example/{n})\n"
        )
    },
    |n| {
        format!(
            "1、Fog {n} https://fog.example/{n}\n\n2、Bell {n} https://bell.example/{n}\n\n- Keeper: Ann\n"
        )
    },
];

/// Issues as names and texts.
type Files = Vec<(String, String)>;

fn files() -> impl Strategy<Value = Files> {
    let layouts = prop::collection::vec(0..LAYOUTS.len(), 1..3);
    (layouts, 10..40_usize).prop_map(|(layouts, count)| {
        let issue = |n: usize| {
            let layout = LAYOUTS[layouts[n % layouts.len()]];
            (format!("{n:03}.md"), layout(n))
        };
        (1..count).map(issue).collect()
    })
}

/// An issue of any kind.
fn one_more() -> impl Strategy<Value = String> {
    let snippets = prop::collection::vec(prop::sample::select(SNIPPETS), 1..20);
    prop_oneof![
        (0..LAYOUTS.len()).prop_map(|layout| LAYOUTS[layout](900)),
        snippets.prop_map(|snippets| snippets.join("\n\n")),
    ]
}

/// The articles of each issue, by its path.
fn articles(folder: &Path) -> HashMap<String, Vec<(String, Option<String>)>> {
    let archive = load::archive(&[folder.to_owned()], &Options::default()).unwrap();
    let articles = |issue: &backissue::model::Issue| {
        let each = issue.each().map(|article| {
            let reference = article.reference().map(|link| link.url().to_owned());
            (article.title().to_owned(), reference)
        });
        each.collect()
    };
    let issues = archive.issues();
    issues
        .map(|(_, issue)| (issue.path.clone(), articles(issue)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_issue_more_changes_few_others(files in files(), more in one_more()) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in &files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let before = articles(folder.path());
        fs::write(folder.path().join("900.md"), &more).unwrap();
        let after = articles(folder.path());
        let changed: Vec<_> = before.iter().filter(|(path, articles)| after.get(*path) != Some(articles)).collect();
        prop_assert!(10 * changed.len() <= files.len(), "{} of {}: {changed:?}", changed.len(), files.len());
    }
}
