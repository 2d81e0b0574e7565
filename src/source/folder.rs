//! Folders, read recursively.

use std::{fs, io, path::Path};

use super::{Entry, Limits, names};

/// Markdown files under `root` that may be issues. Folders that cannot be read are passed over.
pub fn list(root: &Path, limits: &Limits) -> io::Result<Vec<Entry>> {
    fs::read_dir(root)?;
    let mut found = Vec::new();
    let mut folders = vec![(root.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let Ok(children) = fs::read_dir(&folder) else {
            continue;
        };
        for child in children.flatten().take(limits.entries) {
            let name = child.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let Ok(kind) = child.file_type() else {
                continue;
            };
            if kind.is_dir() && names::is_walked(&name) {
                folders.push((child.path(), path + "/"));
            } else if kind.is_file() && names::is_issue(&path) {
                let file = child.path();
                found.push(Entry { path, file });
            }
        }
    }
    Ok(found)
}
