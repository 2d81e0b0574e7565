//! The recipes of the README, as they stand there, in a shell.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use super::{Home, Run};

/// The script below the heading of recipes that names a program.
fn recipe(program: &str) -> String {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let (_, recipes) = readme.split_once("\n## Recipes\n").unwrap();
    let mut scripts = recipes.split("```sh\n").skip(1);
    let script = scripts.find_map(|text| text.split("```").next().filter(|s| s.contains(program)));
    script.unwrap().to_owned()
}

/// A home whose only archive has a name, so that no recipe has to say a path.
fn home() -> Home {
    let home = Home::new();
    let folder = home.path("news");
    home.config(&format!("[archives]\nnews = \"{}\"\n", folder.display()));
    home.program("browser", "echo \"$1\" > \"$HOME/opened\"");
    home
}

fn shell(home: &Home, script: &str) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_backissue"));
    let folders = [program.parent().unwrap().to_owned(), home.path("bin")];
    let folders = folders.map(|folder| folder.display().to_string()).join(":");
    let mut shell = Command::new("sh");
    shell.args(["-c", script]).current_dir(home.path(""));
    shell.env_clear().env("HOME", home.0.path());
    shell.env("PATH", format!("{folders}:/usr/local/bin:/usr/bin:/bin"));
    shell.env("BROWSER", "browser");
    shell.env("BACKISSUE_STATE", home.path("marks.db"));
    shell.env("FZF_DEFAULT_OPTS", "--filter=등대");
    shell.env("FZF_PREVIEW_COLUMNS", "60");
    Run::of(&shell.output().unwrap())
}

/// The text between two others.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

fn wait_for_file(path: &Path) -> String {
    let start = Instant::now();
    loop {
        match fs::read_to_string(path) {
            Ok(text) if text.ends_with('\n') => return text,
            _ => assert!(start.elapsed() < Duration::from_secs(20), "nothing opened"),
        }
        std::thread::yield_now();
    }
}

#[test]
fn fzf_chooses_shows_and_opens() {
    let home = home();
    if shell(&home, "command -v fzf").code != 0 {
        println!("fzf is not installed: left out");
        return;
    }
    let script = recipe("fzf");
    let chosen = shell(&home, &script);
    assert_eq!(
        (chosen.code, chosen.out.lines().count()),
        (0, 1),
        "{chosen:?}"
    );
    let id = chosen.out.split('\t').next().unwrap();
    let preview = between(&script, "--preview '", "'").replace("{1}", id);
    let shown = shell(&home, &preview);
    assert!(shown.out.contains("짙은 안개."), "{shown:?}");
    assert!(shown.out.contains("\u{1b}["), "{shown:?}");
    let opening = between(&script, "execute-silent(", ")").replace("{1}", id);
    assert_eq!(shell(&home, &opening).code, 0);
    let opened = wait_for_file(&home.path("opened"));
    assert_eq!(opened.trim(), "https://light.example/two");
}

#[test]
fn marks_go_to_another_machine_and_stars_into_a_feed() {
    let home = home();
    home.program(
        "ssh",
        "shift; BACKISSUE_STATE=\"$HOME/desk.db\" exec \"$@\"",
    );
    let starred = shell(&home, "backissue mark --star -q title:등대");
    assert_eq!(starred.code, 0, "{starred:?}");
    let run = shell(&home, &recipe("ssh desk"));
    assert_eq!(run.code, 0, "{run:?}");
    let feed = fs::read_to_string(home.path("starred.xml")).unwrap();
    assert!(feed.contains("등대") && !feed.contains("Fog [1]"), "{feed}");
    let there = shell(
        &home,
        "BACKISSUE_STATE=desk.db backissue list --no-header -q is:starred",
    );
    assert!(
        there.out.contains("등대") && there.out.lines().count() == 1,
        "{there:?}"
    );
}

#[test]
fn a_clone_is_pulled() {
    let home = home();
    home.program("git", "echo \"$@\" > \"$HOME/pulled\"");
    let line = recipe("git -C");
    let command = line.trim_start_matches(|c: char| c.is_ascii_digit() || " *".contains(c));
    // The stub stands before git itself.
    let path = format!("PATH={}:$PATH; {command}", home.path("bin").display());
    assert_eq!(shell(&home, &path).code, 0);
    let pulled = fs::read_to_string(home.path("pulled")).unwrap();
    let folder = home.path("newsletters/weekly");
    assert_eq!(
        pulled.trim(),
        format!("-C {} pull --quiet --ff-only", folder.display())
    );
}
