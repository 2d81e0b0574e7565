//! Marks from the command line: set, listed, taken out and in.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use backissue::{
    model::{Change, Mark, Subject, Value},
    store::Store,
};
use proptest::prelude::*;

use crate::support::fixture;

/// A person's marks.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("marks.db")
    }

    fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, "")
    }

    fn run_with(&self, args: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_backissue"))
            .args(args)
            .env("BACKISSUE_STATE", self.file())
            .env("BROWSER", "true")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that ends without reading is no failure here.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// What a command prints that is done.
    fn tell(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The one line of an error.
    fn refusal(&self, args: &[&str], input: &str) -> String {
        let output = self.run_with(args, input);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

fn kelp() -> String {
    fixture("kelp").to_string_lossy().into_owned()
}

#[test]
fn marks_are_set_on_what_a_query_finds() {
    let desk = Desk::new();
    let kelp = &kelp();
    let told = desk.tell(&["mark", "--read", "--queue", "-q", "issue:\"Kelp 3\"", kelp]);
    assert_eq!(told, "2 marked read\n2 queued\n");
    let again = desk.tell(&["mark", "--read", "-q", "issue:\"Kelp 3\"", kelp]);
    assert_eq!(again, "0 marked read\n");
    desk.tell(&["mark", "--unqueue", "-q", "title:lamp", kelp]);
    let listed = desk.tell(&["list", "-q", "is:queued", kelp]);
    assert!(listed.contains("다시마 숲의 밤"), "{listed}");
    assert_eq!(rows(&listed), 1, "{listed}");
    desk.tell(&["mark", "--unread", "-q", "title:lamp", kelp]);
    let unread = desk.tell(&["list", "-q", "is:unread", kelp]);
    assert_eq!(rows(&unread), 9, "{unread}");
}

#[test]
fn finding_nothing_is_told_by_the_exit_code() {
    let desk = Desk::new();
    for args in [
        ["list", "-q", "is:starred"].as_slice(),
        &["mark", "--star", "-q", "whales"],
    ] {
        let output = desk.run(&[args, &[&kelp()]].concat());
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let why = String::from_utf8(output.stderr).unwrap();
        assert!(why.starts_with("backissue: no article matches "), "{why}");
    }
    assert!(
        desk.refusal(&["list", "-q", "date:yesterdayish"], "")
            .contains("column 6")
    );
    assert!(desk.refusal(&["mark", "-q", "x"], "").contains("--read"));
}

#[test]
fn looking_leaves_no_file_behind() {
    let desk = Desk::new();
    desk.tell(&["list", "-q", "is:unread", &kelp()]);
    assert!(!desk.file().exists());
}

#[test]
fn marks_go_out_and_in_without_a_loss() {
    let (here, there) = (Desk::new(), Desk::new());
    let kelp = &kelp();
    here.tell(&["mark", "--star", "-q", "kelp", kelp]);
    here.tell(&["mark", "--unstar", "-q", "title:knots", kelp]);
    there.tell(&["mark", "--star", "-q", "title:knots", kelp]);
    there.tell(&["mark", "--read", "-q", "title:otters", kelp]);
    let exported = here.tell(&["marks", "export"]);
    assert!(
        exported.starts_with("{\"backissue\":\"marks\",\"version\":1}\n{\"on\":["),
        "{exported}"
    );
    let output = there.run_with(&["marks", "import"], &exported);
    let count = exported.lines().count() - 1;
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("{count} marks merged\n")
    );
    // What was set there last stays: knots were starred there after they were unstarred here.
    assert!(
        there
            .tell(&["list", "-q", "is:starred", kelp])
            .contains("Knots")
    );
    assert!(
        there
            .tell(&["list", "-q", "is:read", kelp])
            .contains("Otters")
    );
    let file = there.folder.path().join("marks.jsonl");
    fs::write(&file, there.tell(&["marks", "export"])).unwrap();
    here.tell(&["marks", "import", &file.to_string_lossy()]);
    let sorted = |desk: &Desk| {
        let text = desk.tell(&["marks", "export"]);
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&here), sorted(&there), "both know all");
}

#[test]
fn a_wrong_line_merges_nothing_and_is_named() {
    let desk = Desk::new();
    let good = r#"{"on":["a"],"mark":"read","value":"x","at":"2032-03-14T00:00:00Z"}"#;
    let table = [
        (
            r#"{"on":["a"],"mark":"liked","value":1,"at":"2032-03-14T00:00:00Z"}"#,
            "no mark is called `liked`",
        ),
        (
            r#"{"on":["a"],"mark":"read","value":1,"at":"soon"}"#,
            "year",
        ),
        ("not json", "expected"),
    ];
    for (bad, why) in table {
        let error = desk.refusal(&["marks", "import"], &format!("{good}\n{bad}\n"));
        assert!(
            error.starts_with("backissue: standard input:2: this is no mark: "),
            "{error}"
        );
        assert!(error.contains(why), "{error}");
    }
    let later = r#"{"backissue":"marks","version":2}"#;
    assert!(
        desk.refusal(&["marks", "import"], later)
            .contains("up to version 1")
    );
    assert_eq!(desk.tell(&["marks", "export"]).lines().count(), 1);
}

#[test]
fn without_a_place_to_keep_them_nothing_is_marked() {
    let desk = Desk::new();
    let error = desk.refusal(&["mark", "--no-state", "--star", "-q", "kelp", &kelp()], "");
    assert_eq!(
        error,
        "backissue: no marks are kept here: leave --no-state out, or name a file for them with BACKISSUE_STATE\n"
    );
    let error = desk.refusal(&["--last"], "");
    assert_eq!(error, "backissue: no archive was read yet: name one\n");
}

/// The same articles under other paths keep their marks: a copy, and a copy that was edited and re-ordered.
#[test]
fn marks_follow_an_archive_that_moved_and_was_edited() {
    let desk = Desk::new();
    desk.tell(&[
        "mark",
        "--star",
        "-q",
        "title:urchins|title:otters|title:word",
        &kelp(),
    ]);
    let moved = desk.folder.path().join("moved");
    fs::create_dir(&moved).unwrap();
    for file in fs::read_dir(fixture("kelp"))
        .unwrap()
        .map(|file| file.unwrap().path())
    {
        let text = fs::read_to_string(&file).unwrap();
        fs::write(moved.join(file.file_name().unwrap()), edited(&text)).unwrap();
    }
    let listed = desk.tell(&["list", "-q", "is:starred", &path(&moved)]);
    for title in [
        "Sea urchins, counted twice",
        "Otters and their stones",
        "A word — from the boat",
    ] {
        assert!(listed.contains(title), "{listed}");
    }
    assert_eq!(rows(&listed), 3, "{listed}");
}

#[test]
fn marks_follow_an_archive_into_a_zip() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("letters");
    // No cuid and no slug: issues are known by their paths.
    let issue = "# Fog\n\n## [Horns](https://fog.example/a)\n\nOne.\n\n## [Bells](https://fog.example/b)\n\nTwo.\n";
    let names = ["2031-01-01.md", "more/2031-02-01.md"];
    fs::create_dir_all(folder.join("more")).unwrap();
    for name in names {
        fs::write(folder.join(name), issue).unwrap();
    }
    desk.tell(&[
        "mark",
        "--star",
        "-q",
        "title:bells date:2031-02",
        &path(&folder),
    ]);
    let zip = desk.folder.path().join("letters.zip");
    let mut writer = zip::ZipWriter::new(fs::File::create(&zip).unwrap());
    for name in names {
        // As GitHub packs a repository: all in one folder.
        let options = zip::write::SimpleFileOptions::default();
        writer
            .start_file(format!("letters-main/{name}"), options)
            .unwrap();
        writer.write_all(issue.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let starred = |archive| desk.tell(&["list", "-q", "is:starred", &path(archive)]);
    assert_eq!(starred(&zip), starred(&folder));
    assert!(starred(&zip).contains("Bells"));
}

/// Articles listed.
fn rows(listed: &str) -> usize {
    listed.lines().filter(|line| line.contains("Kelp")).count()
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Other words, and the articles the other way round.
fn edited(text: &str) -> String {
    let text = text.replace("Urchins, counted", "Sea urchins, counted twice");
    let text = text.replace("A word from the boat", "A word — from the boat");
    let (front, body) = text.split_at(text.find("\n## ").unwrap());
    let articles: Vec<_> = body
        .trim()
        .split("\n## ")
        .map(|a| a.trim_start_matches("## "))
        .collect();
    let back: Vec<_> = articles
        .into_iter()
        .rev()
        .map(|a| format!("\n## {}\n", a.trim()))
        .collect();
    format!("{front}{}", back.concat())
}

/// The id in the first column of what `list` finds.
fn id(desk: &Desk, query: &str) -> String {
    let listed = desk.tell(&["list", "--no-header", "-q", query, &kelp()]);
    listed.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn articles_are_marked_shown_and_opened_by_several_ids() {
    let desk = Desk::new();
    let kelp = &kelp();
    let (lamp, night) = (id(&desk, "title:lamp"), id(&desk, "title:밤"));
    desk.tell(&["mark", "--star", &lamp, &night, kelp]);
    assert_eq!(rows(&desk.tell(&["list", "-q", "is:starred", kelp])), 2);
    let shown = desk.tell(&["show", "--md", &lamp, &night, kelp]);
    assert!(shown.contains("다시마 숲의 밤"), "{shown}");
    let refused = desk.refusal(&["mark", "--star", "zzzzzzzz", kelp], "");
    assert!(
        refused.contains("no article has the id zzzzzzzz"),
        "{refused}"
    );
    desk.tell(&["open", &lamp, &night, kelp]);
    assert_eq!(rows(&desk.tell(&["list", "-q", "is:opened", kelp])), 2);
}

#[test]
fn an_ambiguous_id_lists_the_candidates() {
    let folder = tempfile::tempdir().unwrap();
    let article = |n| format!("## [Fog {n}](https://fog.example/{n})\n\nx\n\n");
    let articles: Vec<String> = (0..3000).map(article).collect();
    let text = format!("---\ntitle: Many\n---\n{}", articles.concat());
    fs::write(folder.path().join("1.md"), text).unwrap();
    let desk = Desk::new();
    let path = folder.path().to_str().unwrap();
    let listed = desk.tell(&["list", "--no-header", path]);
    let mut ids: Vec<_> = listed.lines().map(|line| line[..8].to_owned()).collect();
    ids.sort();
    let pair = ids
        .windows(2)
        .find(|pair| pair[0][..4] == pair[1][..4])
        .unwrap();
    let refused = desk.refusal(&["show", &pair[0][..4], path], "");
    assert!(pair.iter().all(|id| refused.contains(&**id)), "{refused}");
}

#[test]
fn marks_are_read_from_standard_input_by_a_dash_and_behind_a_byte_order_mark() {
    let desk = Desk::new();
    desk.tell(&["mark", "--star", "-q", "title:lamp", &kelp()]);
    let exported = desk.tell(&["marks", "export"]);
    let other = Desk::new();
    let read = other.run_with(&["marks", "import", "-"], &format!("\u{feff}{exported}"));
    assert!(read.status.success(), "{read:?}");
    assert_eq!(other.tell(&["marks", "export"]), exported);
    let refused = other.refusal(&["marks", "import", "/no/such/file"], "");
    assert!(
        refused.contains("cannot read marks from /no/such/file"),
        "{refused}"
    );
}

#[test]
fn machines_keep_in_step_through_a_file_and_its_conflicted_copies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let file = path.to_str().unwrap();
    let (one, two) = (Desk::new(), Desk::new());
    let kelp = &kelp();
    one.tell(&["mark", "--star", "-q", "title:lamp", kelp]);
    assert_eq!(
        one.tell(&["marks", "sync", file]),
        "0 marks taken, 1 given\n"
    );
    assert_eq!(
        two.tell(&["marks", "sync", file]),
        "1 marks taken, 0 given\n"
    );
    // Both write at once; the sync client keeps one file and puts the other beside it.
    let before = fs::read(&path).unwrap();
    one.tell(&["mark", "--unstar", "-q", "title:lamp", kelp]);
    one.tell(&["marks", "sync", file]);
    let copy = folder.path().join("marks (one's conflicted copy).jsonl");
    fs::rename(&path, copy).unwrap();
    fs::write(&path, before).unwrap();
    two.tell(&["mark", "--queue", "-q", "title:밤", kelp]);
    two.tell(&["marks", "sync", file]);
    one.tell(&["marks", "sync", file]);
    assert_eq!(
        one.tell(&["marks", "export"]),
        two.tell(&["marks", "export"])
    );
    assert_eq!(rows(&one.tell(&["list", "-q", "is:queued", kelp])), 1);
    let left = two.run(&["list", "-q", "is:starred", kelp]);
    assert_eq!(left.status.code(), Some(1), "{left:?}");
    let written = fs::read(&path).unwrap();
    assert_eq!(
        one.tell(&["marks", "sync", file]),
        "0 marks taken, 0 given\n"
    );
    assert_eq!(fs::read(&path).unwrap(), written);
}

#[test]
fn articles_are_found_by_their_ids_in_queries() {
    let desk = Desk::new();
    let kelp = &kelp();
    let (lamp, night) = (id(&desk, "title:lamp"), id(&desk, "title:밤"));
    let table = [
        (format!("id:{lamp}"), 1),
        (format!("id:{}", lamp.to_uppercase()), 1),
        (format!("id:{},{night}", &lamp[..5]), 2),
        (format!("id:{lamp} -title:lamp"), 0),
        (format!("-id:{lamp}"), 9),
    ];
    for (query, count) in table {
        let output = desk.run(&["list", "--no-header", "-q", &query, kelp]);
        let listed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(rows(&listed), count, "{query}: {listed}");
    }
    for wrong in ["id:ab", "id:4k7q2m9xx", "id:fog!"] {
        let refused = desk.refusal(&["list", "-q", wrong, kelp], "");
        assert!(refused.contains("an id such as 4k7q2m9x"), "{refused}");
    }
}

#[test]
fn what_is_written_for_programs_carries_ids_and_on_request_marks() {
    let desk = Desk::new();
    let kelp = &kelp();
    let lamp = id(&desk, "title:lamp");
    desk.tell(&["mark", "--star", "--read", &lamp, kelp]);
    let json =
        |args: &[&str]| -> serde_json::Value { serde_json::from_str(&desk.tell(args)).unwrap() };
    let query = format!("id:{lamp}");
    let lists = [
        json(&["list", "--json", "--marks", "-q", &query, kelp])["articles"][0].clone(),
        json(&["export", "--marks", "-q", &query, kelp])["issues"][0]["articles"][0].clone(),
    ];
    for article in lists {
        assert_eq!(article["id"], *lamp, "{article}");
        assert_eq!(
            article["marks"],
            serde_json::json!({"read": true, "starred": true, "queued": false, "opened": false, "memo": null})
        );
    }
    let plain = json(&["export", kelp]);
    assert!(plain["issues"][0]["articles"][0]["id"].is_string());
    assert!(plain["issues"][0]["articles"][0]["marks"].is_null());
    let csv = desk.tell(&["export", "--format", "csv", "--marks", "-q", &query, kelp]);
    let mut lines = csv.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with(",newsletter,read,starred,queued,opened,memo")
    );
    let line = lines.next().unwrap();
    assert!(
        line.starts_with(&format!("{lamp},")) && line.ends_with(",1,1,0,0,"),
        "{csv}"
    );
    let refused = desk.refusal(&["export", "--format", "md", "--marks", kelp], "");
    assert!(refused.contains("JSON and CSV"), "{refused}");
}

/// Of two articles with one source, the second keeps its id where the first is left out.
#[test]
fn an_article_has_the_same_id_whatever_is_listed_beside_it() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("twins");
    fs::create_dir(&folder).unwrap();
    let text =
        "# Twins\n\n## [One](https://fog.example/a)\n\nx\n\n## [Two](https://fog.example/a)\n\nx\n";
    fs::write(folder.join("1.md"), text).unwrap();
    let export = |args: &[&str]| -> Vec<String> {
        let feed = desk.tell(&[&["export", "--format", "atom"], args, &[&path(&folder)]].concat());
        let ids = feed.lines().filter(|line| line.starts_with("<id>"));
        ids.skip(1).map(str::to_owned).collect()
    };
    assert_eq!(export(&["-q", "title:two"]), export(&[])[1..]);
}

#[test]
fn marks_without_an_article_are_counted_and_kept() {
    let desk = Desk::new();
    let kelp = &kelp();
    desk.tell(&["mark", "--star", "-q", "title:lamp | title:밤", kelp]);
    assert_eq!(
        desk.tell(&["marks", "check", kelp]),
        "all 2 marks are on articles that are there\n"
    );
    let folder = desk.folder.path().join("fog");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("1.md"),
        "# Fog 1\n\n## [Horn](https://horn.example/1)\n\nx\n\n## [Bell](https://horn.example/2)\n\nx\n",
    )
    .unwrap();
    desk.tell(&[
        "mark",
        "--star",
        "--read",
        "-q",
        "title:horn",
        &path(&folder),
    ]);
    // A mark of an earlier version finds its article by its path.
    let old = "{\"on\":[\"fog/1.md\",\"horn.example/1\"],\"mark\":\"queued\",\"value\":1,\"at\":\"2026-01-01T00:00:00Z\"}";
    assert!(desk.run_with(&["marks", "import"], old).status.success());
    assert_eq!(
        desk.run(&["marks", "check", kelp, &path(&folder)])
            .status
            .code(),
        Some(0)
    );
    let before = desk.tell(&["marks", "export"]);
    let output = desk.run(&["marks", "check", kelp]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.starts_with(
            "2 of 5 marks are on articles that are there\n3 are on none, and are kept:\n"
        ),
        "{told}"
    );
    assert!(
        told.contains("horn.example/1") && told.contains("fog/1.md"),
        "{told}"
    );
    assert_eq!(desk.tell(&["marks", "export"]), before);
    let json: serde_json::Value =
        serde_json::from_slice(&desk.run(&["marks", "check", "--json", kelp]).stdout).unwrap();
    assert_eq!(
        (&json["marks"]["placed"], &json["marks"]["unplaced"]),
        (&2.into(), &3.into())
    );
}

/// What happens to two machines and the file between them.
#[derive(Clone, Debug)]
enum Step {
    Mark(usize, usize, u8),
    Memo(usize, usize, u8),
    Sync(usize),
    /// Both write at once; the sync client keeps one file, and puts the other beside it.
    Conflict,
}

fn step() -> impl Strategy<Value = Step> {
    let of = || (0..2_usize, 0..2_usize, 0..3_u8);
    prop_oneof![
        of().prop_map(|(machine, article, value)| Step::Mark(machine, article, value)),
        of().prop_map(|(machine, article, value)| Step::Memo(machine, article, value)),
        (0..2_usize).prop_map(Step::Sync),
        Just(Step::Conflict),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn machines_end_equal_whatever_comes_between(steps in prop::collection::vec(step(), 1..8)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.jsonl");
        let file = path.to_str().unwrap();
        let machines = [Desk::new(), Desk::new()];
        let sync = |machine: usize| machines[machine].tell(&["marks", "sync", file]);
        let set = |machine: usize, article, mark, value, at| {
            let subject = Subject::from_name(&format!("one\tfog.example/{article}"));
            let change = Change { subject, mark, value, at };
            Store::open(&machines[machine].file()).unwrap().save(&[change]).unwrap();
        };
        for (at, step) in (1..).zip(steps) {
            match step {
                Step::Mark(machine, article, 0) => set(machine, article, Mark::Starred, Value::Off, at),
                Step::Mark(machine, article, n) => set(machine, article, Mark::Queued, Value::Number(n.into()), at),
                Step::Memo(machine, article, 0) => set(machine, article, Mark::Memo, Value::Off, at),
                Step::Memo(machine, article, n) => {
                    set(machine, article, Mark::Memo, Value::Text(format!("note {n}").into()), at);
                }
                Step::Sync(machine) => drop(sync(machine)),
                Step::Conflict => {
                    let before = fs::read(&path).unwrap_or_default();
                    sync(0);
                    let copy = folder.path().join(format!("marks.sync-conflict-20320314-00000{at}-ABCDEFG.jsonl"));
                    fs::rename(&path, copy).unwrap();
                    fs::write(&path, before).unwrap();
                    sync(1);
                }
            }
        }
        for machine in [0, 1, 0, 1] {
            sync(machine);
        }
        let all = machines.each_ref().map(|machine| {
            let text = machine.tell(&["marks", "export"]);
            let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        });
        prop_assert_eq!(&all[0], &all[1]);
        prop_assert_eq!(sync(0), "0 marks taken, 0 given\n");
    }
}
