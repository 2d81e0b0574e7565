//! Which names may be issues.

/// What Markdown files are called.
const EXTENSIONS: [&str; 6] = ["md", "markdown", "mdx", "mdown", "mkd", "mdwn"];

/// Files about the repository, not of the newsletter; compared in lower case, without extension.
const ABOUT: [&str; 12] = [
    "readme",
    "license",
    "licence",
    "contributing",
    "code_of_conduct",
    "code-of-conduct",
    "changelog",
    "security",
    "summary",
    "template",
    "authors",
    "about",
];

/// Whether a folder of this name is looked into.
pub fn is_walked(name: &str) -> bool {
    !name.starts_with('.')
        && !name.starts_with("_template")
        && !matches!(name, "node_modules" | "__MACOSX" | "_includes" | "_layouts")
}

/// Whether the file at `path` may be an issue.
pub fn is_issue(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    let known = EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    known && !name.starts_with(['.', '_']) && !ABOUT.contains(&stem.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_issues() {
        let table = [
            ("content/2024-01-03.md", true),
            ("_posts/7.markdown", true),
            ("7/index.mdx", true),
            ("README.md", false),
            ("newsletter/_support.mdx", false),
            ("photo.png", false),
            ("LICENSE", false),
        ];
        for (path, issue) in table {
            assert_eq!(is_issue(path), issue, "{path}");
        }
        assert!(is_walked("_posts"));
        assert!(!is_walked(".git") && !is_walked("node_modules") && !is_walked("_template"));
    }
}
