//! Packages: what is generated of `Cargo.toml` is fresh, and the Debian package installs, runs and leaves nothing behind.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;
use tempfile::TempDir;

use crate::docs::assert_fresh;

#[derive(Deserialize)]
struct Manifest {
    package: Package,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Package {
    name: String,
    version: String,
    description: String,
    license: String,
}

/// The text of a file below `assets/packaging`, with the words of the manifest in it.
fn filled(template: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let Package {
        name,
        version,
        description,
        license,
    } = toml::from_str::<Manifest>(&manifest).unwrap().package;
    let licences: Vec<_> = license.split(" OR ").collect();
    let text = fs::read_to_string(root.join("assets/packaging").join(template)).unwrap();
    let words = [
        ("NAME", name),
        ("VERSION", version),
        ("DESCRIPTION", description),
        ("LICENCES", format!("{licences:?}")),
        ("NIX_LICENCES", nix_licences(&licences)),
    ];
    let fill =
        |text: String, (word, value): (&str, String)| text.replace(&format!("@{word}@"), &value);
    words.into_iter().fold(text, fill)
}

/// As nixpkgs calls them: `Apache-2.0` is `asl20` there.
fn nix_licences(names: &[&str]) -> String {
    let name = |name: &&str| match *name {
        "MIT" => "mit",
        "Apache-2.0" => "asl20",
        other => panic!("what is {other} called in nixpkgs?"),
    };
    names.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn packaging_says_what_the_manifest_says() {
    for (template, file) in [
        ("flake.nix.in", "flake.nix"),
        ("backissue.rb.in", "backissue.rb"),
    ] {
        assert_fresh(&format!("assets/packaging/{file}"), &filled(template));
    }
}

/// Everything below a folder that is no folder; nothing if there is none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for child in fs::read_dir(folder).into_iter().flatten() {
        let path = child.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn runs(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn is_there(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}

/// The package of the program under test, built for debugging.
fn debian_package(folder: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = env!("CARGO_BIN_EXE_backissue");
    runs(Command::new(root.join("assets/packaging/prepare")).arg(program));
    let target = folder.join("target");
    fs::create_dir_all(target.join("release")).unwrap();
    fs::copy(program, target.join("release/backissue")).unwrap();
    let package = folder.join("backissue.deb");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["deb", "--no-build", "--fast", "--output"])
        .arg(&package);
    runs(cargo.current_dir(root).env("CARGO_TARGET_DIR", target));
    package
}

#[test]
fn the_debian_package_installs_runs_and_leaves_nothing_behind() {
    if !is_there("cargo", &["deb", "--version"]) || !is_there("dpkg", &["--version"]) {
        println!("left out: it takes cargo-deb and dpkg");
        return;
    }
    let folder = TempDir::new().unwrap();
    let package = debian_package(folder.path());
    let root = folder.path().join("root");
    for path in ["var/lib/dpkg/info", "var/lib/dpkg/updates", "usr"] {
        fs::create_dir_all(root.join(path)).unwrap();
    }
    fs::write(root.join("var/lib/dpkg/status"), "").unwrap();
    let dpkg = || {
        let mut dpkg = Command::new("dpkg");
        // What it depends on is on this machine, and not in the scratch root.
        dpkg.args([
            "--force-not-root,depends,bad-path",
            "--log=/dev/null",
            "--root",
        ]);
        dpkg.arg(&root);
        dpkg
    };
    runs(dpkg().arg("--install").arg(&package));
    let installed = |path: &str| root.join("usr").join(path);
    let backissue = || {
        let mut program = Command::new(installed("bin/backissue"));
        program.env_clear().env("HOME", folder.path());
        program
    };
    let version = format!("backissue {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(runs(backissue().arg("--version")), version);
    assert!(runs(backissue().arg("list")).lines().count() > 10);
    for path in [
        "share/man/man1/backissue.1.gz",
        "share/bash-completion/completions/backissue",
        "share/zsh/vendor-completions/_backissue",
        "share/fish/vendor_completions.d/backissue.fish",
        "share/doc/backissue/copyright",
        "share/doc/backissue/LICENSE-MIT",
    ] {
        assert!(installed(path).is_file(), "{path}");
    }
    runs(dpkg().args(["--purge", "backissue"]));
    assert_eq!(files(&root.join("usr")), [""; 0].map(PathBuf::from));
}
