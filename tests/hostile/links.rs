//! Links in a folder: what they lead to is read only if it is a file of the archive, or of another one that is given.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use tempfile::TempDir;

/// A folder of archives beside a secret, as a clone of a stranger's repository would lie in a home.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    let write = |path: &str, title: &str| {
        let file = home.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let link = title.to_lowercase().replace(' ', "-");
        fs::write(
            file,
            format!("## [{title}](https://{link}.example)\n\nText.\n"),
        )
        .unwrap();
    };
    write(".ssh/id_ed25519", "Secret key");
    write("other/2031-02-03.md", "Other issue");
    write("archive/2031-02-01.md", "First issue");
    write("archive/old/2031-01-01.md", "Old issue");
    home
}

/// What the export of some of its archives holds, and what `check` says of them.
fn read(home: &Path, arguments: &[&str]) -> (String, String) {
    let run = |command: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_backissue"));
        program
            .env_clear()
            .env("HOME", home)
            .env("TOKEN", "secret-token");
        let output = program.current_dir(home).args(command).args(arguments);
        let output = output.output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    (run(&["export", "--format", "html"]), run(&["check"]))
}

#[test]
fn links_lead_to_files_of_the_archives_given_and_nowhere_else() {
    let out = "is a link out of the archive";
    let table = [
        (
            "2024-01-02.md",
            "old/2031-01-01.md",
            ["archive", ""],
            "Old issue",
            "",
        ),
        (
            "2024-01-02.md",
            "../.ssh/id_ed25519",
            ["archive", ""],
            "",
            out,
        ),
        (
            "2024-01-02.md",
            "/proc/self/environ",
            ["archive", ""],
            "",
            out,
        ),
        ("2024-01-02.md", "/proc/kmsg", ["archive", ""], "", out),
        (
            "2024-01-02.md",
            "../other/2031-02-03.md",
            ["archive", ""],
            "",
            out,
        ),
        (
            "2024-01-02.md",
            "../other/2031-02-03.md",
            ["archive", "other"],
            "Other issue",
            "",
        ),
        (
            "2024-01-02.md",
            "../.ssh/id_ed25519",
            ["archive", "--follow-links"],
            "Secret key",
            "",
        ),
        ("again", "old", ["archive", ""], "Old issue", ""),
        ("others", "../other", ["archive", ""], "", out),
        (
            "others",
            "../other",
            ["archive", "other"],
            "Other issue",
            "",
        ),
        (
            "others",
            "../other",
            ["archive", "--follow-links"],
            "Other issue",
            "",
        ),
        ("up", "..", ["archive", ""], "", out),
    ];
    for (name, target, arguments, held, said) in table {
        let home = home();
        symlink(target, home.path().join("archive").join(name)).unwrap();
        let arguments: Vec<_> = arguments
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        let (html, check) = read(home.path(), &arguments);
        let case = format!("{name} -> {target} in {arguments:?}\n{check}");
        assert!(
            html.contains("First issue") && html.contains(held),
            "{case}"
        );
        assert!(check.contains(said), "{case}");
        assert_eq!(check.contains(out), said == out, "{case}");
        assert_eq!(html.contains("Secret key"), held == "Secret key", "{case}");
        assert!(!html.contains("secret-token"), "{case}");
        assert!(
            html.matches("https://old-issue.example").count() <= 2,
            "{case}"
        );
    }
}
