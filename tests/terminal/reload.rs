//! The archive changes on disk while it is read.

use std::fs;

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

#[test]
fn the_same_text_is_shown_after_its_file_was_away_for_a_moment() {
    let home = Home::new();
    let folder = home.path().join("archive");
    fs::create_dir(&folder).unwrap();
    let text = |n: u32| {
        let lines = (0..60).map(|line| format!("Line {line} of {n}.\n\n"));
        let lines = lines.collect::<Vec<_>>().concat();
        format!(
            "# Lamp {n}\n\n## [Horn {n}](https://horn.example/{n})\n\nx\n\n## [Bell {n}](https://bell.example/{n})\n\n{lines}"
        )
    };
    for n in 1..4 {
        fs::write(folder.join(format!("2031-02-0{n}.md")), text(n)).unwrap();
    }
    let middle = folder.join("2031-02-02.md");
    let mut reader = Pty::start(home.backissue([&folder]), (110, 20));
    reader.wait_for("3 issues");
    for key in ["}", "j", "l", "d", "d"] {
        reader.press(key);
    }
    reader.wait_for("Line 12 of 2.");
    for moment in ["empty", "half", "away"] {
        match moment {
            "empty" => fs::write(&middle, "").unwrap(),
            "half" => fs::write(&middle, &text(2)[..60]).unwrap(),
            _ => fs::rename(&middle, home.path().join("away")).unwrap(),
        }
        reader.wait_until_gone("Line 12 of 2.");
        fs::write(&middle, text(2)).unwrap();
        reader.wait_for("Line 12 of 2.");
    }
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}
