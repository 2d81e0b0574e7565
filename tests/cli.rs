//! What the program prints when nobody looks at a screen.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use flate2::{Compression, write::GzEncoder};

fn backissue<A: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
    command.args(args).stdin(Stdio::null());
    command
}

fn archive() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/terminal/archive")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// The one sentence of an error, checked for exit code 2 and nothing on standard output.
fn refusal(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error.lines().count(), 1, "{error}");
    error
}

#[test]
fn without_a_terminal_it_prints_a_plain_listing() {
    let output = backissue([archive()]).output().unwrap();
    assert!(output.status.success());
    insta::assert_snapshot!("plain_listing", stdout(&output));
}

/// As GitHub packs a repository: everything in one folder.
fn tar(out: impl Write) -> impl Write {
    let mut tar = tar::Builder::new(out);
    tar.append_dir_all("lighthouse-main", archive()).unwrap();
    tar.into_inner().unwrap()
}

#[test]
fn an_archive_in_a_tar_reads_like_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let [plain, packed] = ["a.tar", "a.tar.gz"].map(|name| folder.path().join(name));
    tar(File::create(&plain).unwrap());
    tar(GzEncoder::new(
        File::create(&packed).unwrap(),
        Compression::fast(),
    ));
    let listing = |path: &Path| backissue([path]).output().unwrap().stdout;
    let want = listing(&archive());
    assert!(listing(&plain) == want, "tar");
    assert!(listing(&packed) == want, "tar.gz");
}

#[test]
fn the_sample_is_listed_without_an_escape_code() {
    let output = backissue([""; 0]).output().unwrap();
    assert!(output.status.success());
    let listing = stdout(&output);
    assert!(listing.contains("https://no-color.org/"), "{listing}");
    assert!(listing.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    // Far more than a pipe holds.
    let articles = "## Fog\n\n[Fog](https://fog.example/fog)\n\n".repeat(20_000);
    std::fs::write(folder.path().join("1.md"), articles).unwrap();
    let mut program = backissue([folder.path()]);
    let mut child = program
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert!(!first.is_empty());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", output.status);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_missing_path_is_an_error_that_names_it() {
    let error = refusal(backissue(["no/such/archive"]));
    assert!(error.contains("no/such/archive"), "{error}");
}

#[test]
fn a_folder_without_issues_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.csv"), "fog").unwrap();
    let error = refusal(backissue([folder.path()]));
    assert!(error.contains(folder.path().to_str().unwrap()), "{error}");
}

#[test]
fn help_and_version_are_answers() {
    let help = backissue(["--help"]).output().unwrap();
    assert!(
        help.status.success() && stdout(&help).contains("Usage: backissue"),
        "{help:?}"
    );
    let version = backissue(["--version"]).output().unwrap();
    let expected = format!("backissue {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        (version.status.success(), stdout(&version)),
        (true, &*expected)
    );
}
