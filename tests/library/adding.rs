//! `add` and `remove`.

use std::{
    fs,
    process::Stdio,
    time::{Duration, Instant},
};

use super::place::{Place, dated, has_git, issue, said};

#[test]
fn an_address_becomes_an_archive_with_a_name() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("fog-letter", "content", 5);
    let told = place.prints(&["add", &upstream.url()]);
    assert_eq!(
        told,
        "5 issues, 10 articles since 2031, newest 2031-01-06; read it: backissue fog-letter\n"
    );
    let config = place.config();
    assert_eq!(
        config,
        "[archives]\nfog-letter = \"~/.local/share/backissue/archives/fog-letter/content\"\n"
    );
    let listing = place.prints(&["fog-letter"]);
    assert!(
        listing.contains("Fog over pier 5  https://fog.example/pier/5"),
        "{listing}"
    );
    assert_eq!(place.clones(), ["fog-letter"]);
}

#[test]
fn comments_of_the_configuration_stay() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("fog", "content", 3);
    let file = place.home().join("my.toml");
    fs::write(&file, "# mine\ntheme = \"plain\"   # no colours\n").unwrap();
    place.prints(&[
        "add",
        "--config",
        file.to_str().unwrap(),
        "--name",
        "Sea",
        &upstream.url(),
    ]);
    let config = fs::read_to_string(&file).unwrap();
    assert!(
        config.starts_with("# mine\ntheme = \"plain\"   # no colours\n"),
        "{config}"
    );
    assert!(config.contains("sea = "), "{config}");
}

#[test]
fn issues_are_found_however_deep_they_lie_and_whatever_lies_beside_them() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("deep", "site/src/letters", 6);
    upstream.write(
        "site/docs/usage.md",
        "# Usage\n\n[Home](https://fog.example)\n",
    );
    upstream.write("site/docs/install.md", "# Install\n\nRun it.\n");
    upstream.write("site/src/about/team-1.md", "# Team\n\nAda.\n");
    upstream.commit("site");
    place.prints(&["add", &upstream.url()]);
    assert!(
        place.config().contains("archives/deep/site/src/letters\""),
        "{}",
        place.config()
    );
}

#[test]
fn between_two_folders_it_asks() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("two", "en", 4);
    for n in 1..=4 {
        upstream.write(&format!("ko/{}", dated(n)), &issue(n));
    }
    upstream.commit("ko");
    let why = place.refuses(&["add", &upstream.url()]);
    assert!(
        why.contains("--folder") && why.contains("en  4 issues, 8 articles"),
        "{why}"
    );
    assert_eq!((place.clones(), place.config()), (vec![], String::new()));
    place.prints(&["add", "--folder", "ko", &upstream.url()]);
    assert!(
        place.config().contains("archives/two/ko\""),
        "{}",
        place.config()
    );
}

#[test]
fn a_name_is_given_once() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("fog", "content", 3);
    place.prints(&["add", &upstream.url()]);
    let why = place.refuses(&["add", &upstream.url()]);
    assert!(
        why.contains("an archive is called fog already") && why.contains("--name"),
        "{why}"
    );
    place.prints(&["add", "--name", "other", &upstream.url()]);
    assert_eq!(place.clones(), ["fog", "other"]);
}

#[test]
fn paths_of_every_kind_get_a_name() {
    let place = Place::new();
    let folder = place.path().join("letters");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("1.md"), issue(1)).unwrap();
    fs::write(
        place.path().join("one.eml"),
        "Subject: Fog\nList-Id: <fog.example>\n\nFog: https://fog.example/a\n",
    )
    .unwrap();
    place.prints(&["add", "letters"]);
    place.prints(&["add", "./letters"]);
    place.prints(&["add", "one.eml"]);
    let why = place.refuses(&["add", "nowhere"]);
    assert!(
        why.contains("neither a newsletter of the catalogue nor a path"),
        "{why}"
    );
    let config = place.config();
    assert!(
        config.contains("letters = \"") && config.contains("one = \""),
        "{config}"
    );
    assert!(place.prints(&["letters"]).contains("Fog over pier 1"));
    place.prints(&["remove", "--yes", "letters"]);
    assert!(folder.join("1.md").exists(), "files of the user's stay");
}

#[test]
fn removing_takes_the_clone_and_keeps_marks() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("fog", "content", 3);
    place.prints(&["add", &upstream.url()]);
    place.prints(&["mark", "--star", "-q", "title:pier", "fog"]);
    let why = place.refuses(&["remove", "fog"]);
    assert!(why.contains("--yes"), "{why}");
    place.prints(&["remove", "--yes", "fog"]);
    assert_eq!(
        (place.clones(), place.config()),
        (vec![], "[archives]\n".to_owned())
    );
    place.prints(&["add", &upstream.url()]);
    let starred = place.prints(&["list", "--no-header", "-q", "is:starred", "fog"]);
    assert_eq!(starred.lines().count(), 3, "{starred}");
}

#[test]
fn what_cannot_be_fetched_is_said_and_leaves_nothing() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let empty = place.repository("empty");
    let program = place.repository("program");
    program.write("src/main.c", "int main() {}\n");
    program.commit("program");
    let nowhere = format!("file://{}/nowhere", place.path().display());
    let table = [
        (nowhere, "git: "),
        (empty.url(), "the repository is empty"),
        (program.url(), "no issues in"),
        ("git://fog.example/fog".to_owned(), "https, ssh or file"),
        ("http://fog.example/fog".to_owned(), "https, ssh or file"),
        ("ext::sh -c 'touch run'".to_owned(), "https, ssh or file"),
    ];
    for (address, want) in table {
        let why = place.refuses(&["add", &address]);
        assert!(why.contains(want), "{address}: {why}");
        assert_eq!(
            (place.clones(), place.config()),
            (vec![], String::new()),
            "{address}"
        );
    }
}

#[test]
fn without_git_a_sentence_says_so() {
    let place = Place::new();
    let mut add = place.backissue(&["add", "twir"]);
    let output = add.env("PATH", place.home()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("there is no git on this machine"),
        "{}",
        said(&output)
    );
}

#[test]
fn the_catalogue_is_printed() {
    let place = Place::new();
    let listing = place.prints(&["add"]);
    assert!(listing.contains("This Week in Rust"), "{listing}");
    let json = place.prints(&["add", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json["newsletters"].as_array().unwrap().len() > 10);
}

/// A git that waits before it does its work, and says so in a file.
fn slow_git(place: &Place) -> String {
    let real = place
        .command("sh")
        .args(["-c", "command -v git"])
        .output()
        .unwrap();
    let real = String::from_utf8(real.stdout).unwrap();
    let bin = place.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let script = format!(
        "#!/bin/sh\n{} \"$@\"\ncase \"$*\" in *clone*) touch {}/cloned; sleep 30;; esac\n",
        real.trim(),
        place.path().display()
    );
    fs::write(bin.join("git"), script).unwrap();
    place
        .command("chmod")
        .args(["+x", "bin/git"])
        .status()
        .unwrap();
    format!("{}:{}", bin.display(), std::env::var("PATH").unwrap())
}

#[test]
fn interrupted_or_killed_nothing_half_made_stays() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("fog", "content", 3);
    let path = slow_git(&place);
    for signal in ["TERM", "KILL"] {
        let mut add = place.backissue(&["add", &upstream.url()]);
        let add = add
            .env("PATH", &path)
            .stderr(Stdio::piped())
            .stdout(Stdio::null());
        let mut child = add.spawn().unwrap();
        let cloned = place.path().join("cloned");
        let start = Instant::now();
        while !cloned.exists() {
            assert!(start.elapsed() < Duration::from_mins(1), "no clone began");
            std::thread::yield_now();
        }
        fs::remove_file(&cloned).unwrap();
        let id = child.id().to_string();
        place
            .command("kill")
            .args([&format!("-{signal}"), &id])
            .status()
            .unwrap();
        child.wait().unwrap();
        assert!(!place.clone_of("fog").exists(), "{signal}");
        assert_eq!(place.config(), "", "{signal}");
        if signal == "TERM" {
            assert_eq!(place.clones(), [""; 0]);
        }
    }
    // What the killed one left is taken away, whatever is added.
    let other = place.newsletter("other", "content", 3);
    place.prints(&["add", &other.url()]);
    assert_eq!(place.clones(), ["other"]);
    place.prints(&["add", &upstream.url()]);
    assert_eq!(place.clones(), ["fog", "other"]);
}

#[test]
fn a_full_disk_leaves_nothing_half_made() {
    if !has_git() {
        return;
    }
    let place = Place::new();
    let upstream = place.newsletter("fog", "content", 3);
    // Random numbers, which do not pack: more than one file may hold.
    let mut n = 1_u64;
    let digits = std::iter::from_fn(|| {
        n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        Some(format!("{n:x}"))
    });
    upstream.write("large.txt", &digits.take(40_000).collect::<String>());
    upstream.commit("large");
    let script = "trap '' XFSZ; ulimit -f 128; exec \"$0\" add \"$1\"";
    let mut add = place.command("sh");
    let program = env!("CARGO_BIN_EXE_backissue");
    let output = add
        .args(["-c", script, program, &upstream.url()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("git: "), "{}", said(&output));
    assert_eq!((place.clones(), place.config()), (vec![], String::new()));
}
