//! A machine that lacks something: room on the disk, open files, a home.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

const BACKISSUE: &str = env!("CARGO_BIN_EXE_backissue");

fn sample() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/terminal/archive"
    ))
}

/// The program under a limit of the shell, such as `ulimit -n 10`, in a home of its own.
fn limited(limit: &str, home: &Path, args: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; {limit} && exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, BACKISSUE]).args(args);
    command.env("HOME", home).env_remove("XDG_CONFIG_HOME");
    command.stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_configuration_that_finds_no_room_leaves_no_file() {
    let home = TempDir::new().unwrap();
    let run = limited("ulimit -f 0", home.path(), &["config", "init"]);
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    assert!(text(&run.stderr).contains("cannot write"), "{run:?}");
    let run = limited("true", home.path(), &["config", "init"]);
    assert!(run.status.success(), "{run:?}");
}

#[test]
fn input_over_the_limit_is_refused_not_cut() {
    let folder = TempDir::new().unwrap();
    let issue = folder.path().join("1.md");
    fs::write(&issue, "# Lamp\n\n## Fog\n\nIt is grey.\n".repeat(10)).unwrap();
    let mut command = Command::new(BACKISSUE);
    command.args(["list", "--max-file-size", "100", "-"]);
    let run = command.stdin(fs::File::open(issue).unwrap()).output();
    let run = run.unwrap();
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    assert_eq!(text(&run.stdout), "");
    assert!(text(&run.stderr).contains("--max-file-size"), "{run:?}");
}

#[test]
fn a_home_that_is_no_folder_costs_nothing_that_can_be_had_without() {
    let archive = sample().to_str().unwrap();
    let run = limited("true", Path::new("/dev/null"), &["list", archive]);
    assert!(run.status.success(), "{run:?}");
    assert!(text(&run.stdout).lines().count() > 5, "{run:?}");
}

#[test]
fn few_open_files_are_enough_or_the_reason_is_told() {
    let archive = sample().to_str().unwrap();
    let whole = limited("true", Path::new("/nowhere"), &["list", archive]);
    for files in [4, 5, 6, 8, 10, 20] {
        let limit = format!("ulimit -n {files}");
        let run = limited(&limit, Path::new("/nowhere"), &["list", archive]);
        let whole = run.status.success() && run.stdout == whole.stdout;
        assert!(whole || !run.stderr.is_empty(), "{files}: {run:?}");
    }
}
