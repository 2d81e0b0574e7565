//! What README.md says is what the program does.

use std::{fs, path::Path};

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of a `## heading`, up to the next one.
fn section<'a>(markdown: &'a str, heading: &str) -> &'a str {
    let start = markdown.find(&format!("\n## {heading}\n"));
    let (_, text) = markdown.split_at(start.unwrap_or_else(|| panic!("no section {heading}")) + 4);
    text.split("\n## ").next().unwrap()
}

/// The lines of the first fenced block.
fn commands(markdown: &str) -> Vec<&str> {
    let block = markdown
        .split("```sh\n")
        .nth(1)
        .expect("a block of commands");
    block.split("```").next().unwrap().lines().collect()
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let readme = file("README.md");
    let ci = file(".ci/run");
    for command in commands(section(&readme, "Test")) {
        assert!(
            ci.lines().any(|line| line == format!("step {command}")),
            ".ci/run does not run `{command}`"
        );
    }
}

#[test]
fn links_of_the_readme_lead_to_files() {
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = file(page);
        let targets = text
            .split("](")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap());
        for target in targets.filter(|target| !target.contains("://")) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
            assert!(
                path.exists(),
                "{page} links to {target}, which is not there"
            );
        }
    }
}
