//! The archive changes on disk while it is read.

use std::{fs, path::PathBuf, process::Command};

use super::{home::Home, pty::Pty};

#[test]
fn a_new_issue_appears_by_itself() {
    let home = Home::new();
    let folder = home.path().join("archive");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("2031-01-06.md"),
        "# First\n\n## [Fog](https://fog.example/)\n",
    )
    .unwrap();
    let mut reader = Pty::start(home.backissue([&folder]), (100, 20));
    reader.wait_for("1 unread · 1 issue");
    fs::write(
        folder.join("2031-01-13.md"),
        "# Second\n\n## [Bells](https://bells.example/)\n",
    )
    .unwrap();
    reader.wait_for("2 unread · 2 issues");
    reader.wait_for("1 new article");
    fs::create_dir(folder.join("more")).unwrap();
    fs::write(
        folder.join("more/2031-01-20.md"),
        "# Third\n\n## [Tides](https://tides.example/)\n",
    )
    .unwrap();
    reader.wait_for("3 unread · 3 issues");
    fs::remove_dir_all(&folder).unwrap();
    reader.wait_for("showing what was read");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("2031-01-27.md"),
        "# Fourth\n\n## [Reeds](https://reeds.example/)\n",
    )
    .unwrap();
    reader.wait_for("1 unread · 1 issue");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}

#[test]
fn a_thousand_files_that_change_together_are_read_again_in_one_go() {
    let home = Home::new();
    let folder = home.path().join("archive");
    let log = home.path().join("log");
    fs::create_dir(&folder).unwrap();
    let write = |n: usize, title: &str| {
        let text = format!("# {title} {n}\n\n## [Fog](https://fog.example/{n})\n");
        fs::write(folder.join(format!("{n}.md")), text).unwrap();
    };
    (0..1000).for_each(|n| write(n, "Old"));
    let arguments = ["--log".as_ref(), log.as_path(), folder.as_path()];
    let mut reader = Pty::start(home.backissue(arguments), (100, 20));
    reader.wait_for("1000 unread · 1000 issues");
    (0..1000).for_each(|n| write(n, "New"));
    write(1000, "New");
    reader.wait_for("1001 unread · 1001 issues");
    reader.wait_until_gone("Old");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
    let log = fs::read_to_string(log).unwrap();
    let times = log.matches("read again").count();
    // More than one only if the writing came to a halt meanwhile.
    assert!((1..10).contains(&times), "{times} times:\n{log}");
}

/// An issue with an article that is longer than the screen.
fn long(n: u32) -> String {
    let lines = (0..60).map(|line| format!("Line {line} of {n}.\n\n"));
    let lines = lines.collect::<Vec<_>>().concat();
    format!(
        "# Lamp {n}\n\n## [Horn {n}](https://horn.example/{n})\n\nx\n\n## [Bell {n}](https://bell.example/{n})\n\n{lines}"
    )
}

/// A folder of three issues, and a reader in the middle of the last article of the second.
struct Middle {
    home: Home,
    folder: PathBuf,
    file: PathBuf,
    reader: Option<Pty>,
}

impl Middle {
    fn new() -> Self {
        let home = Home::new();
        let folder = home.path().join("archive");
        fs::create_dir(&folder).unwrap();
        for n in 1..4 {
            fs::write(folder.join(format!("2031-02-0{n}.md")), long(n)).unwrap();
        }
        let file = folder.join("2031-02-02.md");
        Self {
            home,
            folder,
            file,
            reader: None,
        }
    }

    fn read(&mut self) -> &Pty {
        let mut reader = Pty::start(self.home.backissue([&self.folder]), (110, 20));
        reader.wait_for("3 issues");
        for key in ["}", "j", "l", "d", "d"] {
            reader.press(key);
        }
        reader.wait_for("Line 12 of 2.");
        self.reader.insert(reader)
    }

    /// Takes the text away for a moment. It comes back in the same row, and nothing is new.
    fn away<T>(&self, take: impl FnOnce() -> T, back: impl FnOnce() -> T) {
        let reader = self.reader.as_ref().unwrap();
        let row = |screen: &str| {
            let inside = screen.lines().skip_while(|row| !row.contains('┌'));
            inside
                .into_iter()
                .position(|row| row.contains("Line 12 of 2."))
        };
        let before = reader.screen();
        take();
        reader.wait_until_gone("Line 12 of 2.");
        back();
        reader.wait_for("Line 12 of 2.");
        let after = reader.screen();
        assert_eq!(row(&after), row(&before), "{before}\n{after}");
    }

    fn end(self) {
        let mut reader = self.reader.unwrap();
        reader.press("Q");
        assert!(reader.wait_for_exit().success());
        let written = String::from_utf8_lossy(&reader.bytes()).into_owned();
        assert!(!written.contains("new article"), "nothing was new");
    }

    /// Runs git without anybody's settings. False where there is none.
    fn git(&self, args: &[&str]) -> bool {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Ann", "-c", "user.email=ann@fog.example"]);
        git.args(args)
            .current_dir(&self.folder)
            .env("HOME", self.home.path());
        git.env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        match git.output() {
            Ok(output) => {
                assert!(output.status.success(), "{output:?}");
                true
            }
            Err(_) => false,
        }
    }
}

#[test]
fn the_same_text_is_shown_after_its_file_was_away_for_a_moment() {
    let mut middle = Middle::new();
    middle.read();
    let (file, text) = (&middle.file, long(2));
    let elsewhere = middle.home.path().join("away");
    let write = |text: &str| fs::write(file, text).unwrap();
    middle.away(|| write(""), || write(&text));
    middle.away(|| write(&text[..60]), || write(&text));
    middle.away(
        || fs::rename(file, &elsewhere).unwrap(),
        || fs::rename(&elsewhere, file).unwrap(),
    );
    middle.end();
}

#[test]
fn the_same_text_is_shown_after_git_had_another_for_a_moment() {
    let mut middle = Middle::new();
    let short = &long(2)[..60];
    fs::write(&middle.file, short).unwrap();
    if !middle.git(&["init", "-q", "-b", "main"]) {
        println!("left out: there is no git");
        return;
    }
    let commit = |words: &str| {
        middle.git(&["add", "."]);
        middle.git(&["commit", "-q", "-m", words]);
    };
    commit("short");
    fs::write(&middle.file, long(2)).unwrap();
    middle.read();
    middle.away(
        || middle.git(&["stash", "-q"]),
        || middle.git(&["stash", "pop", "-q"]),
    );
    middle.git(&["checkout", "-q", "-b", "whole"]);
    middle.git(&["add", "."]);
    middle.git(&["commit", "-q", "-m", "whole"]);
    middle.away(
        || middle.git(&["checkout", "-q", "main"]),
        || middle.git(&["checkout", "-q", "whole"]),
    );
    middle.end();
}

#[test]
fn an_issue_keeps_its_marks_while_its_file_is_renamed() {
    let home = Home::new();
    let folder = home.path().join("archive");
    fs::create_dir(&folder).unwrap();
    let text = "---\ntitle: Fog\ncuid: ckfog\n---\n## [One](https://fog.example/1)\n\nx\n\n## [Two](https://fog.example/2)\n\nx\n";
    fs::write(folder.join("1.md"), text).unwrap();
    let mut reader = Pty::start(home.backissue([&folder]), (100, 20));
    reader.wait_for("2 unread · 1 issue");
    reader.press("s");
    reader.wait_for("★ One");
    fs::rename(folder.join("1.md"), folder.join("fog-1.md")).unwrap();
    fs::write(
        folder.join("2.md"),
        "# Rain\n\n## [Three](https://rain.example)\n\nx\n",
    )
    .unwrap();
    reader.wait_for("3 unread · 2 issues");
    reader.wait_for("★ One");
    reader.press("js");
    reader.wait_for("★ Two");
    reader.wait_until_gone("starred …");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
    let mut reader = Pty::start(home.backissue([&folder]), (100, 20));
    reader.wait_for("★ One");
    reader.wait_for("★ Two");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}
