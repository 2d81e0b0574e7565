//! What the program and its tests are built of: no version with a known fault, no crate twice, no licence that asks for more than to
//! be named, but for what `.ci/dependencies.toml` argues. Nothing is fetched: the known faults are in `.ci/advisories.toml`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use semver::{Version, VersionReq};
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: Version,
}

#[derive(Deserialize)]
struct Advisories {
    advisory: Vec<Advisory>,
}

#[derive(Deserialize)]
struct Advisory {
    id: String,
    #[serde(rename = "crate")]
    name: String,
    fault: String,
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
}

impl Advisory {
    fn concerns(&self, package: &Package) -> bool {
        let mut sound = self.patched.iter().chain(&self.unaffected);
        self.name == package.name && !sound.any(|versions| versions.matches(&package.version))
    }
}

#[derive(Deserialize)]
struct Rules {
    licences: BTreeSet<String>,
    argued: Vec<Argued>,
    twice: Vec<Twice>,
}

#[derive(Deserialize)]
struct Argued {
    advisory: String,
    why: String,
}

#[derive(Deserialize)]
struct Twice {
    #[serde(rename = "crate")]
    name: String,
    why: String,
}

fn read<T: DeserializeOwned>(path: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rules() -> Rules {
    read(".ci/dependencies.toml")
}

/// Every crate that is built on Linux, as its name, its version and its licence.
#[cfg(target_os = "linux")]
fn built() -> BTreeSet<(String, String, String)> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--offline", "--locked", "--prefix", "none"]);
    cargo.args(["--edges", "normal,build,dev", "--format", "{p}|{l}"]);
    let output = cargo
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(a_crate).collect()
}

/// `tar v0.4.46|MIT OR Apache-2.0 (*)`, where the end says that it was listed before.
#[cfg(target_os = "linux")]
fn a_crate(line: &str) -> (String, String, String) {
    let (package, licence) = line.split_once('|').unwrap();
    let licence = licence.strip_suffix(" (*)").unwrap_or(licence);
    let mut words = package.split(' ').map(str::to_owned);
    let (name, version) = (words.next().unwrap(), words.next().unwrap());
    (name, version, licence.to_owned())
}

#[test]
fn no_crate_has_a_known_fault_that_is_not_argued() {
    let (lock, known): (Lock, Advisories) = (read("Cargo.lock"), read(".ci/advisories.toml"));
    let mut argued: BTreeMap<_, _> = rules()
        .argued
        .into_iter()
        .map(|argued| (argued.advisory, argued.why))
        .collect();
    for advisory in known.advisory {
        let mut packages = lock.package.iter();
        let Some(package) = packages.find(|package| advisory.concerns(package)) else {
            continue;
        };
        let Advisory { id, fault, .. } = advisory;
        let why = argued.remove(&id).unwrap_or_default();
        let (name, version) = (&package.name, &package.version);
        assert!(!why.is_empty(), "{name} {version}: {fault} ({id})");
    }
    assert!(argued.is_empty(), "argued without need: {argued:?}");
}

#[test]
fn an_advisory_concerns_the_versions_that_it_does_not_except() {
    let known: Advisories = read(".ci/advisories.toml");
    for (name, version, want) in [
        (
            "tar",
            "0.4.44",
            vec!["RUSTSEC-2026-0067", "RUSTSEC-2026-0068"],
        ),
        ("tar", "0.4.46", vec![]),
        ("rand", "0.8.5", vec!["RUSTSEC-2026-0097"]),
        ("rand", "0.6.5", vec![]),
    ] {
        let package = Package {
            name: name.to_owned(),
            version: version.parse().unwrap(),
        };
        let found = known.advisory.iter().filter(|it| it.concerns(&package));
        let found: Vec<_> = found.map(|advisory| &*advisory.id).collect();
        assert_eq!(found, want, "{name} {version}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn no_crate_is_built_in_two_versions_unless_it_is_argued() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, version, _) in built() {
        versions.entry(name).or_default().insert(version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let twice = rules().twice;
    assert!(twice.iter().all(|twice| !twice.why.is_empty()));
    let argued: BTreeSet<_> = twice.into_iter().map(|twice| twice.name).collect();
    let found: BTreeSet<_> = versions.keys().cloned().collect();
    assert_eq!(found, argued, "{versions:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn every_licence_is_one_of_those_that_are_allowed() {
    let allowed = rules().licences;
    let mut needed = BTreeSet::new();
    for (name, version, licence) in built() {
        let chosen = chosen(&licence, &allowed);
        assert!(!chosen.is_empty(), "{name} {version}: {licence:?}");
        needed.extend(chosen);
    }
    let unused: Vec<_> = allowed.difference(&needed).collect();
    assert!(unused.is_empty(), "allowed without need: {unused:?}");
}

/// The licences that an SPDX expression offers and that are allowed; none if it asks for another one as well. Alternatives stand in
/// parentheses within an `AND`; the other way round it is taken more strictly than it is meant.
fn chosen(expression: &str, allowed: &BTreeSet<String>) -> Vec<String> {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    let mut chosen = Vec::new();
    for part in expression.split(" AND ") {
        let names = part.split(" OR ").map(|name| name.trim().to_owned());
        let taken: Vec<_> = names.filter(|name| allowed.contains(name)).collect();
        if taken.is_empty() {
            return taken;
        }
        chosen.extend(taken);
    }
    chosen
}

#[test]
fn a_licence_is_allowed_as_a_whole() {
    let allowed = ["MIT", "ISC"].map(str::to_owned).into();
    for (expression, want) in [
        ("MIT", true),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(MIT OR Apache-2.0) AND ISC", true),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", false),
        ("", false),
    ] {
        assert_eq!(
            !chosen(expression, &allowed).is_empty(),
            want,
            "{expression}"
        );
    }
}
