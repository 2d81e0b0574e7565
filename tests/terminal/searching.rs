//! Searching, as a person does it in a terminal.

use std::path::{Path, PathBuf};

use super::{home::Home, pty::Pty};

/// A real archive, which is not part of this package: tests that need it say so and pass where it is missing.
fn gdc() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/accuracy/archives/gdc");
    if !path.is_dir() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn reader(home: &Home, archive: &Path) -> Pty {
    let reader = Pty::start(home.backissue([archive]), (140, 40));
    reader.wait_for("11 issues");
    reader.wait_until_gone("loading");
    reader
}

#[test]
fn initial_consonants_find_a_title_and_decomposed_text_finds_composed() {
    let Some(archive) = gdc() else { return };
    let home = Home::new();
    let mut reader = reader(&home, &archive);
    reader.press("/ㅍㅇ ㅆㄱ");
    reader.wait_for("파일 쓰기");
    reader.press("\u{15}");
    // 파일 쓰기, as macOS writes it.
    reader.press("\"\u{1111}\u{1161}\u{110b}\u{1175}\u{11af} \u{110a}\u{1173}\u{1100}\u{1175}\"");
    reader.wait_for("1/1 in 1 issue ");
    reader.wait_for("파일 쓰기 후");
    reader.press("\u{1b}");
    reader.wait_for("11 issues");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}

#[test]
fn a_bad_query_shows_its_message_and_keeps_the_list() {
    let Some(archive) = gdc() else { return };
    let home = Home::new();
    let mut reader = reader(&home, &archive);
    let list = |reader: &Pty| {
        reader
            .screen()
            .lines()
            .skip(1)
            .take(30)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    reader.wait_for("#Databases ");
    let before = list(&reader);
    for (bad, message) in [
        ("date:yesterdayish", "column 6: expected a date"),
        ("\"unclosed", "to end the phrase"),
        ("/(/", "a regular expression"),
    ] {
        reader.press(&format!("={bad}\r"));
        reader.wait_for(message);
        assert_eq!(list(&reader), before, "{bad}");
        reader.press("\u{1b}");
        reader.wait_until_gone(message);
    }
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}
