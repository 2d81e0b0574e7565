//! The names of what is read as one archive: each tells its issues from those of the others.

use std::path::{Component, Path, PathBuf};

use super::remote::remote;

/// Folders that hold the issues of what is above them.
const HOLDERS: [&str; 5] = ["content", "_posts", "posts", "docs", "issues"];

/// Folders that do so within a repository, but may have a name of their own outside of one.
const INNER: [&str; 16] = [
    "archive",
    "archives",
    "blog",
    "contents",
    "data",
    "markdown",
    "newsletter",
    "newsletters",
    "pages",
    "post",
    "published",
    "reports",
    "site",
    "src",
    "website",
    "weekly",
];

/// The name of the repository that a folder was cloned from, else of the folder or file; of the folder above, where one only
/// says that it holds issues.
pub fn newsletter_name(path: &Path) -> String {
    let whole = std::path::absolute(path);
    let path = whole.as_deref().unwrap_or(path);
    let named = path.ancestors().skip_while(|path| is_holder(path));
    let mut named = named.filter(|path| path.file_name().is_some());
    cloned_from(path).unwrap_or_else(|| file_name(named.next().unwrap_or(path)))
}

fn is_holder(path: &Path) -> bool {
    HOLDERS.contains(&&*file_name(path).to_lowercase())
}

/// True for folders that hold issues, of a year or in a language, too.
fn is_inner(path: &Path) -> bool {
    let name = file_name(path).to_lowercase();
    let year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    let language = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    year || language || INNER.contains(&&*name) || is_holder(path)
}

/// The last part of the address that the folder, or the one above that it holds the issues of, was cloned from.
fn cloned_from(folder: &Path) -> Option<String> {
    let mut above = folder.ancestors();
    let top = above.find(|path| path.join(".git").is_dir() || !is_inner(path))?;
    let address = remote(top).filter(|_| top.join(".git").is_dir())?;
    address.rsplit('/').next().map(str::to_owned)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The last part of a path, with as many parts before it as tell it from the other paths.
pub(super) fn root_name(path: &Path, all: &[PathBuf]) -> String {
    let others = || all.iter().filter(|other| *other != path);
    let told = |parts: &usize| others().all(|other| end(other, *parts) != end(path, *parts));
    let parts = (1..=path.components().count()).find(told);
    end(path, parts.unwrap_or(1))
}

/// So many parts at the end of a path.
fn end(path: &Path, parts: usize) -> String {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    let from = names.len().saturating_sub(parts);
    names.get(from..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_one_name_are_told_apart_by_those_above() {
        let table: [(&[&str], &[&str]); 4] = [
            (&["/a/fog", "/a/sea"], &["fog", "sea"]),
            (
                &["/a/fog/content", "/a/sea/content"],
                &["fog/content", "sea/content"],
            ),
            (&["/a/fog", "/a/fog"], &["fog", "fog"]),
            (&["x/content", "y/x/content"], &["content", "y/x/content"]),
        ];
        for (paths, want) in table {
            let paths: Vec<PathBuf> = paths.iter().map(Into::into).collect();
            let names = paths.iter().map(|path| root_name(path, &paths));
            assert_eq!(names.collect::<Vec<_>>(), want);
        }
    }
}
