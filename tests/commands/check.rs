//! The findings of `check`, chosen and counted.

use super::Home;

/// An archive with one finding of each kind.
fn home() -> Home {
    let home = Home::new();
    let write = |name: &str, text: &str| {
        let path = home.path("odd").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "7.md",
        "# Lantern 7\n\n## News\n\n- [Fog](https://fog.example/1)\n- [Ropes](https://rope.example)\n- [Fog again](https://fog.example/1)\n\n\
         ## Tools\n\n- [bank.com](https://sea.example/login)\n- [wick](https://wick.example)\n",
    );
    write(
        "8.md",
        "---\ntitle: \"Lantern: 8\n---\n\n- [Oil](https://oil.example)\n- [Tar](https://tar.example)\n",
    );
    write(
        "9.md",
        "---\ndraft: true\n---\n\n- [Not yet](https://yet.example)\n",
    );
    write(
        "8.ko.md",
        "- [기름](https://oil.example)\n- [타르](https://tar.example)\n",
    );
    home
}

fn kinds(out: &str) -> Vec<&str> {
    let kinds = out.lines().filter_map(|line| line.rsplit_once('['));
    kinds.map(|(_, kind)| kind.trim_end_matches(']')).collect()
}

#[test]
fn check_names_the_kind_of_each_finding() {
    let home = home();
    let run = home.run(&["check", "odd"]);
    assert_eq!(run.code, 1, "{run:?}");
    let mut found = kinds(&run.out);
    found.sort_unstable();
    let want = ["file", "other-host", "same-reference", "skipped", "skipped"];
    assert_eq!(found, want, "{}", run.out);
    for line in [
        "7.md:7: same reference as in line 5: https://fog.example/1 [same-reference]",
        "8.ko.md: is skipped: it is a translation of 8.md [skipped]",
    ] {
        assert!(run.out.contains(line), "{}", run.out);
    }
}

#[test]
fn a_list_of_the_issues_is_no_issue() {
    let home = Home::new();
    let write = |name: &str, text: &str| {
        std::fs::create_dir_all(home.path("lamps/2031")).unwrap();
        std::fs::write(home.path("lamps").join(name), text).unwrap();
    };
    let list = "# Lantern\n\n- [Fog](2031/1.md)\n- [Ropes](2031/2.md)\n- [Tar](2031/3.md)\n";
    write("2031-all.md", list);
    for n in 1..=3 {
        let text = format!("# Lantern {n}\n\nThe lamp is lit.\n");
        write(&format!("2031/{n}.md"), &text);
    }
    let run = home.run(&["check", "lamps"]);
    let want = "2031-all.md: is skipped: it lists other issues [skipped]";
    assert_eq!(run.out.trim_end().lines().next(), Some(want), "{run:?}");
    let run = home.run(&["check", "lamps/2031-all.md"]);
    assert_eq!(run.out, "", "it was asked for");
}

#[test]
fn kinds_are_chosen_by_name() {
    let home = home();
    let table: [(&[&str], &[&str]); 4] = [
        (&["--only", "other-host"], &["other-host"]),
        (
            &["--only=skipped,same-reference"],
            &["same-reference", "skipped", "skipped"],
        ),
        (
            &["--ignore", "skipped,file,other-host"],
            &["same-reference"],
        ),
        (&["--only", "skipped", "--ignore", "skipped"], &[]),
    ];
    for (words, want) in table {
        let run = home.run(&[&["check"], words, &["odd"]].concat());
        let mut found = kinds(&run.out);
        found.sort_unstable();
        assert_eq!(found, want, "{words:?}: {run:?}");
    }
    home.config("[check]\nignore = [\"same-reference\", \"other-host\", \"file\"]\n");
    let run = home.run(&["check", "odd"]);
    assert_eq!(kinds(&run.out), ["skipped", "skipped"], "{run:?}");
    assert_eq!(run.code, 0, "a file that is skipped is no mistake");
    home.config("[check]\nignore = [\"skiped\"]\n");
    let wrong = home.run(&["config", "check"]);
    assert!(
        wrong.code == 2 && wrong.err.contains("did you mean `skipped`?"),
        "{wrong:?}"
    );
}

#[test]
fn findings_are_counted_and_written_for_programs() {
    let home = home();
    let run = home.run(&["check", "--summary", "--ignore", "file", "odd"]);
    assert_eq!(
        run.out,
        "7.md: 1 same-reference\n7.md: 1 other-host\n8.ko.md: 1 skipped\n9.md: 1 skipped\n"
    );
    let run = home.run(&["check", "--json", "--only", "other-host", "odd"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["warnings"][0]["kind"], "other-host");
    let run = home.run(&["check", "--json", "--summary", "--only", "skipped", "odd"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["summary"][1]["findings"], 1);
    assert_eq!(home.run(&["check", "--ignore", "nothing", "odd"]).code, 2);
    assert_eq!(home.run(&["check", "news"]).code, 0, "a clean archive");
}
