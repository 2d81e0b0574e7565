//! The repository that a working copy was cloned from, read from its configuration (git-config(1)). No git is started.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::{names, open};

/// A configuration is read so far.
const MOST: u64 = 1 << 20;

/// The address of the repository that `path` lies in a working copy of, as `host/owner/name`: the same for its `https`, `ssh` and
/// `git@host:` forms. `None` outside of a working copy, and for one of a repository on this machine.
pub fn remote(path: &Path) -> Option<String> {
    let mut text = String::new();
    let file = open::regular(&configuration(path)?).ok()?;
    file.take(MOST).read_to_string(&mut text).ok()?;
    address(&origin(&text)?)
}

/// The nearest above `path`. Where `.git` is a file, as in a submodule, the folder above that is another repository's.
fn configuration(path: &Path) -> Option<PathBuf> {
    let path = fs::canonicalize(path).ok()?;
    let mut above = path.ancestors().map(|folder| folder.join(".git"));
    above.find(|git| git.exists()).map(|git| git.join("config"))
}

/// The URL of the remote `origin`, else of the first.
fn origin(text: &str) -> Option<String> {
    let mut remote = None;
    let mut first = None;
    for line in text.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            remote = section.strip_prefix("remote \"");
            continue;
        }
        let Some(url) = remote.and(value(line, "url")) else {
            continue;
        };
        if remote.is_some_and(|name| name.starts_with("origin\"")) {
            return Some(url);
        }
        first.get_or_insert(url);
    }
    first
}

/// The value of a line `name = value`, which may stand in quotes and before a comment.
fn value(line: &str, name: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let value = value.trim();
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([' ', '\t', '#', ';']).next(),
    };
    key.trim()
        .eq_ignore_ascii_case(name)
        .then(|| value.unwrap_or_default().to_owned())
}

/// `host/path` of a URL or of `user@host:path` (git-fetch(1), "Git URLs").
fn address(url: &str) -> Option<String> {
    let (host, path) = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?,
        // A colon after a slash belongs to a path on this machine.
        None => url
            .split_once(':')
            .filter(|(host, _)| !host.contains('/'))?,
    };
    let host = host.rsplit('@').next().unwrap_or(host);
    let port = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let host = match host.rsplit_once(':') {
        Some((name, number)) if port(number) => name,
        _ => host,
    };
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let address = format!("{}/{path}", host.to_lowercase());
    (!host.is_empty() && !path.is_empty()).then(|| names::clean(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_an_address_are_one() {
        let table = [
            (
                "https://forge.example/Fog/horn.git",
                "forge.example/Fog/horn",
            ),
            (
                "https://ann:secret@Forge.example/Fog/horn/",
                "forge.example/Fog/horn",
            ),
            (
                "ssh://git@forge.example:2222/Fog/horn.git",
                "forge.example/Fog/horn",
            ),
            ("git@forge.example:Fog/horn.git", "forge.example/Fog/horn"),
            ("git@forge.example:/Fog/horn", "forge.example/Fog/horn"),
            ("git://forge.example/Fog/horn", "forge.example/Fog/horn"),
            ("https://forge.example/horn\u{1b}[31m", "forge.example/horn"),
            ("file:///srv/horn.git", ""),
            ("/srv/horn.git", ""),
            ("../horn:2", ""),
            ("https://forge.example/", ""),
        ];
        for (url, want) in table {
            assert_eq!(address(url).unwrap_or_default(), want, "{url}");
        }
    }

    #[test]
    fn the_remote_is_found_from_anywhere_in_a_working_copy() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("copy/.git")).unwrap();
        fs::create_dir_all(at("copy/content/2031")).unwrap();
        fs::create_dir_all(at("copy/module")).unwrap();
        fs::write(at("copy/content/1.md"), "").unwrap();
        fs::write(at("copy/module/.git"), "gitdir: ../.git/modules/module\n").unwrap();
        let config = "[core]\n\turl = x\n[remote \"fork\"]\n\turl = git@forge.example:ann/horn\n\
            [remote \"origin\"]\n\tfetch = +refs/heads/*\n\tURL = \"https://forge.example/fog/horn.git\" ; ours\n";
        fs::write(at("copy/.git/config"), config).unwrap();
        let found = |path| remote(&at(path));
        for path in ["copy", "copy/content/2031", "copy/content/1.md"] {
            assert_eq!(
                found(path).as_deref(),
                Some("forge.example/fog/horn"),
                "{path}"
            );
        }
        assert_eq!(found("copy/module"), None);
        assert_eq!(found("elsewhere"), None);
        let forks = config.split("[remote \"origin\"]").next().unwrap();
        fs::write(at("copy/.git/config"), forks).unwrap();
        assert_eq!(found("copy").as_deref(), Some("forge.example/ann/horn"));
    }
}
