//! The one list in a real terminal: what a tag finds in many issues is on the screen together.

use std::{fs, path::Path};

use super::{home::Home, pty::Pty};

const ISSUES: usize = 40;

/// The groups of an issue, each with the beginnings of its titles.
const GROUPS: [(&str, [&str; 2]); 3] = [
    ("Tools", ["WebAssembly on pier", "Ropes for"]),
    ("글", ["부두의 안개", "등대"]),
    ("文章", ["WebAssembly of the port", "灯塔"]),
];

/// An archive of so many issues with groups of links; two in six have to do with a topic that has a tag.
fn write_archive(folder: &Path) {
    for n in 1..=ISSUES {
        let (month, day) = (n / 28 + 1, n % 28 + 1);
        let head = format!("---\ntitle: Harbour Weekly {n}\ndate: 2031-{month:02}-{day:02}\n---\n");
        let group = |(group, titles): &(&str, [&str; 2])| {
            let item = |title: &str| {
                format!(
                    "- [{title} {n}](https://pier.example/{n}/{group}/{})\n",
                    title.len()
                )
            };
            format!("\n## {group}\n\n{}", titles.map(item).concat())
        };
        let groups: String = GROUPS.iter().map(group).collect();
        fs::write(folder.join(format!("{n}.md")), head + &groups).unwrap();
    }
}

/// The rows of the list that hold a word.
fn rows_with(screen: &str, word: &str) -> usize {
    screen.lines().filter(|line| line.contains(word)).count()
}

/// The issue that the upper border of the list names.
fn issue(screen: &str) -> Option<usize> {
    let named = screen
        .split("┌ Harbour Weekly ")
        .nth(1)
        .or_else(|| screen.split("┬ Harbour Weekly ").nth(1))?;
    named.split(' ').next()?.parse().ok()
}

#[test]
fn a_tag_fills_the_screen_with_articles_of_several_issues() {
    for (size, want) in [((80, 24), 18), ((120, 40), 33), ((160, 45), 38)] {
        let home = Home::new();
        let folder = home.path().join("harbour");
        fs::create_dir(&folder).unwrap();
        write_archive(&folder);
        let mut reader = Pty::start(home.backissue([&folder]), size);
        reader.wait_for("40 issues");
        reader.wait_for("#WebAssembly");
        reader.press("t");
        reader.wait_for("[tags]");
        reader.press("webas");
        reader.wait_for("#webas");
        // Enter chooses what is listed; while tags are counted, that is nothing.
        reader.wait_for("   WebAssembly  ");
        reader.press("\r");
        reader.wait_for("#webassembly ×");
        reader.wait_for("1/80 in 40 issues");
        let shown = rows_with(&reader.screen(), "● WebAssembly o");
        assert!(shown >= want, "{shown} at {size:?}\n{}", reader.screen());

        reader.press("\x1b");
        reader.wait_until_gone("[tags]");
        assert_eq!(issue(&reader.screen()), Some(40), "{}", reader.screen());
        reader.press(&"j".repeat(20));
        reader.wait_for("21/80 in 40 issues");
        assert_eq!(issue(&reader.screen()), Some(30), "{}", reader.screen());

        for (columns, rows) in [(20, 5), (1, 1)] {
            reader.resize_or_end(columns, rows);
            assert!(!reader.is_over());
        }
        reader.resize(size.0, size.1);
        reader.wait_for("21/80 in 40 issues");
    }
}
