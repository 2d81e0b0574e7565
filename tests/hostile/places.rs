//! Files that are something else.

use std::{
    fs::{self, File, Permissions},
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
    },
    path::Path,
    process::Command,
};

use super::Case;
use crate::containers::ISSUE;

pub fn cases() -> Vec<Case> {
    vec![
        beside("a folder that is called as an issue", |folder| {
            fs::create_dir(folder.join("evil.md")).unwrap();
        }),
        beside("a pipe", |folder| pipe(&folder.join("evil.md"))).says("is a pipe or a device"),
        beside("a link to a device", |folder| {
            symlink("/dev/zero", folder.join("evil.md")).unwrap();
        })
        .says("is a pipe or a device"),
        beside("a link to a terminal", |folder| {
            symlink("/dev/tty", folder.join("evil.md")).unwrap();
        }),
        beside("a link to a pipe", |folder| {
            pipe(&folder.join("pipe"));
            symlink("pipe", folder.join("evil.md")).unwrap();
        })
        .says("is a pipe or a device"),
        beside("a link to nothing", |folder| {
            symlink("nowhere", folder.join("evil.md")).unwrap();
        })
        .says("evil.md"),
        beside("a link to itself", |folder| {
            symlink("evil.md", folder.join("evil.md")).unwrap();
        })
        .says("evil.md"),
        beside("links to folders, in a loop", |folder| {
            symlink(".", folder.join("evil.md")).unwrap();
            symlink("..", folder.join("up")).unwrap();
        })
        .says("is a link to a folder"),
        beside("a link out of the archive", |folder| {
            symlink("/etc/passwd", folder.join("evil.md")).unwrap();
        })
        .says("is a link out of the archive"),
        beside("a link to the environment", |folder| {
            symlink("/proc/self/environ", folder.join("evil.md")).unwrap();
        })
        .says("is a link out of the archive"),
        beside("a link by another link out of the archive", |folder| {
            symlink("/etc", folder.join("inner")).unwrap();
            symlink("inner/passwd", folder.join("evil.md")).unwrap();
        })
        .says("is a link out of the archive"),
        beside("a file that must not be read", |folder| {
            let file = folder.join("evil.md");
            fs::write(&file, ISSUE).unwrap();
            fs::set_permissions(file, Permissions::from_mode(0o0)).unwrap();
        }),
        beside("a folder that must not be read", |folder| {
            let inner = folder.join("evil");
            fs::create_dir(&inner).unwrap();
            fs::set_permissions(inner, Permissions::from_mode(0o0)).unwrap();
        }),
        beside("a name that is not in UTF-8", |folder| {
            let name = std::ffi::OsStr::from_bytes(b"ev\xffil\x9b5m.md");
            fs::write(folder.join(name), ISSUE).unwrap();
        }),
        beside("a file with a hole", |folder| {
            let file = File::create(folder.join("evil.md")).unwrap();
            file.set_len(1 << 40).unwrap();
        })
        .says("--max-file-size"),
        beside("folders, deep", |folder| {
            fs::create_dir_all(folder.join("a/".repeat(400))).unwrap();
        }),
        Case::folder("nothing", |_| {}).refused("no issues in"),
        Case::folder("a pipe alone", |folder| pipe(&folder.join("evil.md")))
            .refused("no issues in"),
    ]
}

/// A folder with a good issue, and something else.
fn beside(name: &str, fill: impl FnOnce(&Path)) -> Case {
    Case::folder(name, |folder| {
        fs::write(folder.join("good.md"), ISSUE).unwrap();
        fill(folder);
    })
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}
