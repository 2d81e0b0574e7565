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
    reader.wait_for("1 issue, 1 article");
    fs::write(
        folder.join("2031-01-13.md"),
        "# Second\n\n## [Bells](https://bells.example/)\n",
    )
    .unwrap();
    reader.wait_for("2 issues, 2 articles");
    reader.wait_for("1 new article");
    fs::create_dir(folder.join("more")).unwrap();
    fs::write(
        folder.join("more/2031-01-20.md"),
        "# Third\n\n## [Tides](https://tides.example/)\n",
    )
    .unwrap();
    reader.wait_for("3 issues, 3 articles");
    fs::remove_dir_all(&folder).unwrap();
    reader.wait_for("showing what was read");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}
