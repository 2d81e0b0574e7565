//! Circles among the modules of one folder.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Crate, Source, named};

type Edges = BTreeMap<Vec<String>, BTreeSet<(String, String)>>;

/// The circles among siblings of every folder, each as `folder: a -> b -> a`.
pub fn among_siblings(sources: &[Source]) -> Vec<String> {
    let all = edges(sources);
    let circles = all.iter().filter_map(|(folder, edges)| {
        let circle = circle(edges)?;
        Some(format!("{}: {}", folder.join("/"), circle.join(" -> ")))
    });
    circles.collect()
}

/// For each folder, which child names which other one.
fn edges(sources: &[Source]) -> Edges {
    let known = Crate::new(sources);
    let mut edges = Edges::new();
    for source in sources {
        for path in named(&source.code) {
            let Some(target) = known.target(&source.module, &path) else {
                continue;
            };
            let (from, to) = (source.module.iter(), target.iter());
            let shared = from.zip(to).take_while(|(a, b)| a == b).count();
            if let (Some(from), Some(to)) = (source.module.get(shared), target.get(shared)) {
                let folder = source.module[..shared].to_vec();
                let edges = edges.entry(folder).or_default();
                edges.insert((from.clone(), to.clone()));
            }
        }
    }
    edges
}

/// A circle, if there is one: what is left when everything that names nothing more is taken away, walked until it repeats.
fn circle(edges: &BTreeSet<(String, String)>) -> Option<Vec<String>> {
    let mut left = edges.clone();
    loop {
        let names: BTreeSet<_> = left.iter().map(|(from, _)| from.clone()).collect();
        let before = left.len();
        left.retain(|(_, to)| names.contains(to));
        if left.len() == before {
            break;
        }
    }
    let mut walked = vec![left.first()?.0.clone()];
    loop {
        let last = walked.last()?;
        let next = left.iter().find(|(from, _)| from == last)?.1.clone();
        if let Some(start) = walked.iter().position(|name| *name == next) {
            let mut circle = walked.split_off(start);
            circle.push(next);
            return Some(circle);
        }
        walked.push(next);
    }
}
