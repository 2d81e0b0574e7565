//! Tells the names of issues from others, and makes names from archives clean.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::{charset, clean as text, has_extension};

/// Extensions of Markdown and Org files, and of plain text.
const EXTENSIONS: [&str; 8] = [
    "md", "markdown", "mdx", "mdown", "mkd", "mdwn", "org", "txt",
];

/// Extensions of pages.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// Files about the repository, not of the newsletter; compared in lower case, without extension.
const ABOUT: [&str; 19] = [
    "readme",
    "requirements",
    "robots",
    "license",
    "licence",
    "copying",
    "contributing",
    "contributors",
    "code_of_conduct",
    "code-of-conduct",
    "changelog",
    "security",
    "support",
    "summary",
    "template",
    "authors",
    "maintainers",
    "about",
    "pull_request_template",
];

/// Folders that hold no issues.
const ASIDE: [&str; 9] = [
    "node_modules",
    "__MACOSX",
    "_includes",
    "_layouts",
    "_drafts",
    "drafts",
    "template",
    "templates",
    "vendor",
];

/// True if a folder of this name may hold issues.
pub fn is_walked(name: &str) -> bool {
    !name.starts_with('.') && !name.starts_with("_template") && !ASIDE.contains(&name)
}

/// True if all folders of a member's path may hold issues.
pub fn is_walked_path(path: &str) -> bool {
    let Some((folders, _)) = path.rsplit_once('/') else {
        return true;
    };
    let mut folders = folders.split('/').peekable();
    while let Some(name) = folders.next() {
        // A Maildir's folders begin with a dot.
        let mailbox = folders
            .peek()
            .is_some_and(|inner| matches!(*inner, "cur" | "new"));
        if !(is_walked(name) || mailbox || matches!(name, "." | "..")) {
            return false;
        }
    }
    true
}

/// True if the file at `path` may be an issue.
pub fn is_issue(path: &str) -> bool {
    is_mail(path) || is_page(path) || is_named(path, &EXTENSIONS)
}

/// True if the file at `path` may be an issue in Markdown or Org.
pub fn is_markdown(path: &str) -> bool {
    is_named(path, &EXTENSIONS) && !is_named(path, &["txt"])
}

/// True if the file at `path` may be a page of HTML that is an issue.
pub fn is_page(path: &str) -> bool {
    is_named(path, &PAGES)
}

/// True if the file at `path` may be a mail: by its extension, or in a Maildir, unless it was thrown away there.
pub fn is_mail(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folders.rsplit('/').next().unwrap_or(folders);
    let delivered =
        matches!(folder, "cur" | "new") && name.starts_with(|c: char| c.is_ascii_digit());
    let flags = name.rsplit_once("2,").map_or("", |(_, flags)| flags);
    has_extension(name, &["eml"]) || delivered && name.contains('.') && !flags.contains('T')
}

/// Of pages beside Markdown, the Markdown is the newsletter, and the pages were made of it.
pub fn without_copies<T>(entries: &mut Vec<T>, path: impl Fn(&T) -> &str) {
    let written = entries
        .iter()
        .filter(|entry| is_markdown(path(entry)))
        .count();
    let pages = entries.iter().filter(|entry| is_page(path(entry))).count();
    if 4 * written >= pages {
        entries.retain(|entry| written == 0 || !is_page(path(entry)));
    }
}

fn is_named(path: &str, extensions: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    let known = extensions
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    let stem = stem.to_ascii_lowercase();
    let draft = stem.starts_with("draft-");
    known
        && !name.starts_with(['.', '_'])
        && !is_template(&stem)
        && !draft
        && !ABOUT.contains(&stem.as_str())
}

/// True for the name of a file to copy for the next issue, as `issue-template`. A post may be about a template.
fn is_template(stem: &str) -> bool {
    let of = stem
        .strip_suffix("template")
        .map(|of| of.trim_end_matches(['-', '_']));
    matches!(
        of,
        Some("" | "issue" | "post" | "newsletter" | "weekly" | "week" | "email")
    )
}

/// True if the file at `path` may hold issues: a mailbox, which often has no extension, or an export.
pub fn may_hold_issues(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    !name.starts_with('.')
        && matches!(
            extension.as_deref(),
            None | Some("mbox" | "mbx" | "json" | "csv" | "xml" | "rss" | "atom")
        )
}

/// True if the member at `path` of a zip or tar may be a mailbox.
pub fn may_be_mailbox(path: &str) -> bool {
    may_hold_issues(path) && !is_issue(path) && is_walked_path(path) && is_inside(path)
}

/// The path of the file that the one at `path` is a conflicting copy of, by the names that Syncthing, Dropbox and Nextcloud
/// give them.
pub fn without_conflict(path: &str) -> Option<String> {
    let (stem, extension) = path.rsplit_once('.')?;
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let lower = name.to_ascii_lowercase();
    let at = lower.find(".sync-conflict-").or_else(|| {
        let at = lower.rfind(" (")?;
        lower.get(at..)?.contains("conflict").then_some(at)
    })?;
    let whole = name.get(..at).filter(|whole| !whole.is_empty())?;
    let slash = if folder.is_empty() { "" } else { "/" };
    Some(format!("{folder}{slash}{whole}.{extension}"))
}

/// True if a member's path stays inside of its archive.
pub fn is_inside(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    !path.starts_with('/') && !drive && !path.split('/').any(|name| name == "..")
}

/// Follows a relative path from the text at `path`; `None` if that leads out of the archive.
pub fn sibling(path: &str, target: &str) -> Option<String> {
    let mut names: Vec<&str> = path.split('/').collect();
    names.pop();
    let target = clean(target);
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// A name as text: UTF-8, else what the Windows of a country writes into zips. Several names tell that better than one.
pub fn decode<'a>(name: &'a [u8], others: &[u8]) -> Cow<'a, str> {
    if let Ok(name) = str::from_utf8(name) {
        return Cow::Borrowed(name);
    }
    let encoding = charset::guess(if others.is_empty() { name } else { others });
    encoding.decode_without_bom_handling(name).0
}

/// A name to show and to compare: NFC, no control characters, `/` between names, no `./` before it.
pub fn clean(name: &str) -> String {
    let name: String = text::line(name).nfc().collect();
    let name = name.replace('\\', "/");
    name.trim_start_matches("./").to_owned()
}

/// The top folder that all names share, as in GitHub's downloads, with its slash. A folder that is a year is none of these.
pub fn common_top<'a>(mut names: impl Iterator<Item = &'a str>) -> &'a str {
    let Some(first) = names.next() else {
        return "";
    };
    let top = first
        .find('/')
        .and_then(|at| first.get(..=at))
        .unwrap_or("");
    let year = top
        .trim_end_matches('/')
        .chars()
        .all(|c| c.is_ascii_digit());
    if !year && names.all(|name| name.starts_with(top)) {
        top
    } else {
        ""
    }
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
            ("issue-template.md", false),
            ("2024-01-03.org", true),
            ("photo.png", false),
            ("LICENSE", false),
            ("2024-01-03.html", true),
            ("readme.html", false),
            ("fog.eml", true),
            ("cur/17000.M1P2.host:2,S", true),
            ("cur/17000.M1P2.host:2,ST", false),
            ("other/17000.M1P2.host:2,S", false),
        ];
        for (path, issue) in table {
            assert_eq!(is_issue(path), issue, "{path}");
        }
        assert!(is_walked("_posts"));
        assert!(!is_walked(".git") && !is_walked("node_modules") && !is_walked("_template"));
        assert!(is_walked_path(".Lamps/cur/17.x:2,S"));
        assert!(is_walked_path("a/_posts/x.md") && !is_walked_path("a/.github/x.md"));
    }

    #[test]
    fn copies_name_what_they_are_copies_of() {
        let table = [
            (
                "a/7.sync-conflict-20310203-101010-ABCDEFG.md",
                Some("a/7.md"),
            ),
            ("7 (Ann's conflicted copy 2031-02-03).md", Some("7.md")),
            ("7 (conflicted copy 2031-02-03 101010).md", Some("7.md")),
            ("7 (draft).md", None),
            ("conflict.md", None),
        ];
        for (path, want) in table {
            assert_eq!(without_conflict(path).as_deref(), want, "{path}");
        }
    }

    #[test]
    fn names_of_members() {
        assert_eq!(decode(&[0xc7, 0xd1, b'.', b'm', b'd'], b""), "한.md");
        assert_eq!(
            clean("./a\\\u{1112}\u{1161}\u{11ab}\u{1b}[31m.md"),
            "a/한.md"
        );
        for (path, inside) in [
            ("a/b.md", true),
            ("../b.md", false),
            ("/b.md", false),
            ("c:/b.md", false),
        ] {
            assert_eq!(is_inside(path), inside, "{path}");
        }
        for (target, want) in [
            ("b.png", Some("issues/b.png")),
            ("./img/../b.png", Some("issues/b.png")),
            ("../img/b.png", Some("img/b.png")),
            ("../../b.png", None),
            ("img/../../../issues/b.png", None),
        ] {
            let found = sibling("issues/a.md", target);
            assert_eq!(found.as_deref(), want, "{target}");
        }
        assert_eq!(
            common_top(["fog-main/a.md", "fog-main/b/c.md"].into_iter()),
            "fog-main/"
        );
        assert_eq!(common_top(["2031/a.md", "2031/c.md"].into_iter()), "");
        assert_eq!(common_top(["a/a.md", "b/c.md"].into_iter()), "");
    }
}
